"""What no file of the window may do, read from the source of every one of them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from ercheng_station.paths import resources
from ercheng_station.ui import style

HERE = Path(style.__file__).parent
SOURCES = sorted(path for path in HERE.rglob("*.py") if path.stat().st_size)
FIRST_PAINT = ("buttons", "cards", "chinese", "chips", "messages", "sheet", "shortcuts", "style", "suggest", "table",
               "task", "toast", "wheel")  # fmt: skip

PLACE_OF_ICON = {"icon": 0, "pixmap": 0, "IconButton": 0, "Empty": 0, "Button": 2, "ChipLook": 2}


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def is_plain(given):
    """The program's own words, the name of a key, or what tip() gives."""
    if isinstance(given, ast.IfExp):
        return is_plain(given.body) and is_plain(given.orelse)
    if isinstance(given, ast.Call):
        return getattr(given.func, "id", "") == "tip"
    return isinstance(given, ast.Constant) or (isinstance(given, ast.Attribute) and given.attr == "shown")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HERE)))
def test_words_on_the_screen_are_plain_text(path):
    """QLabel takes `<b>` in a person's text for markup; Label does not. Tooltips go through tip().

    frame.py, the picture before the first paint, and the manual show none but the program's own words.
    """
    for name, call in calls(path):
        assert name != "QLabel" or path.name == "frame.py", f"{path.name}:{call.lineno} use Label"
        assert name not in ("QMessageBox", "QTextEdit", "QTextBrowser") or path.name == "manual_window.py", (
            f"{path.name}:{call.lineno} reads markup"
        )
        if name == "setToolTip":
            assert is_plain(call.args[0]), f"{path.name}:{call.lineno} use tip()"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HERE)))
def test_nothing_blocks_cuts_or_refuses_typing(path):
    """`exec` blocks the accessibility bus; masks and validators drop full-width digits silently."""
    forbidden = {"exec", "setValidator", "setInputMask", "processEvents", "getOpenFileName", "getSaveFileName",
                 "getExistingDirectory", "getText", "resizeRowsToContents"}  # fmt: skip
    used = {name: call.lineno for name, call in calls(path)}

    assert forbidden.isdisjoint(used), {name: used[name] for name in forbidden & used.keys()}


def test_a_filter_asks_first_whether_it_was_given_an_event():
    """See ui/events.py."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    found = [one for tree in trees for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    filters = [ast.unparse(one) for one in found if one.name == "eventFilter"]
    assert len(filters) > 10
    assert [one for one in filters if ".type()" in one] == []


def test_the_window_its_messages_and_its_manual_say_one_word_to_whoever_reads():
    told = [*SOURCES, resources() / "messages.toml", *(resources() / "manual").glob("*.md")]

    assert [path.name for path in told if "你" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HERE)))
def test_every_icon_that_is_named_exists(path):
    drawn = {drawing.stem for drawing in (resources() / "icons").glob("*.svg")}
    for name, call in calls(path):
        named = [one.value for one in call.keywords if one.arg == "symbol"]
        if name in PLACE_OF_ICON and len(call.args) > PLACE_OF_ICON[name]:
            named.append(call.args[PLACE_OF_ICON[name]])
        for one in named:
            if isinstance(one, ast.Constant) and one.value:
                assert one.value in drawn, f"{path.name}:{call.lineno}"


def test_the_first_paint_waits_for_no_heavy_library():
    modules = ", ".join(f"ercheng_station.ui.{name}" for name in FIRST_PAINT)
    heavy = "{'sqlalchemy', 'alembic', 'openpyxl', 'reportlab', 'pypinyin', 'PIL'}"

    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[]"
