"""Files are written whole or not at all, and their names are legal everywhere."""

import ast
import errno
import os
import re
import shutil
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import ercheng_station
from ercheng_station.errors import Cancelled, UserError
from ercheng_station.files import atomic_path, atomic_write, safe_name

SOURCE = Path(ercheng_station.__file__).parent


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write(path: Path, *, then=lambda: None) -> None:
    with atomic_write(path) as file:
        file.write(b"new")
        then()


def test_a_new_file_appears_only_at_the_end(tmp_path):
    path = tmp_path / "台账.xlsx"

    with atomic_write(path) as file:
        file.write(b"whole")
        assert not path.exists()

    assert contents(tmp_path) == {"台账.xlsx": b"whole"}


def test_an_old_file_is_replaced_and_keeps_its_rights(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write(path)

    assert contents(tmp_path) == {"台账.xlsx": b"new"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_writer_may_go_back_and_mend_what_it_wrote(tmp_path):
    with atomic_write(tmp_path / "a") as file:
        file.write(b"....body")
        file.seek(0)
        file.write(b"head")

    assert contents(tmp_path) == {"a": b"headbody"}


@pytest.mark.parametrize("fault", [ValueError("ours"), Cancelled(), KeyboardInterrupt()])
def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, fault):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")

    def fail():
        raise fault

    with pytest.raises(type(fault)):
        write(path, then=fail)

    assert contents(tmp_path) == {"台账.xlsx": b"old"}


def test_a_fault_of_another_file_passes_as_it_is(tmp_path):
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "a", then=(tmp_path / "missing").read_bytes)

    assert contents(tmp_path) == {}


def test_a_link_goes_on_pointing_to_the_file(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)

    write(link)

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_writer_that_wants_a_name_gets_one_beside_the_target(tmp_path):
    path = tmp_path / "copy.db"

    with atomic_path(path) as draft:
        assert draft.parent == tmp_path
        assert not draft.exists()
        draft.write_bytes(b"copy")

    assert contents(tmp_path) == {"copy.db": b"copy"}


def refusal(path: Path) -> UserError:
    """What is said when `path` is written now; nothing may have changed in its folder."""
    folder = path.parent
    before = contents(folder) if folder.is_dir() else None
    with pytest.raises(UserError) as caught:
        write(path)
    assert (contents(folder) if folder.is_dir() else None) == before
    assert str(path) in caught.value.what
    return caught.value


def test_a_file_marked_read_only_is_not_replaced(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)

    assert refusal(path).code == "file-read-only"


def test_a_missing_folder_is_not_made(tmp_path):
    assert refusal(tmp_path / "U盘" / "a.xlsx").code == "folder-gone"


def test_a_name_too_long_for_the_disk_is_said(tmp_path):
    assert refusal(tmp_path / ("长" * 100 + ".xlsx")).code == "file-bad-name"


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    path = tmp_path / "a.xlsx"
    path.mkdir()

    with pytest.raises(UserError) as caught, atomic_write(path):
        pytest.fail("the block must not begin")

    assert caught.value.code == "file-bad-name"


@pytest.mark.parametrize("mark", ["~$a.xlsx", ".~lock.a.xlsx#", ".~a.xlsx"])
def test_a_file_open_in_an_office_program_is_not_replaced(tmp_path, mark):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    (tmp_path / mark).write_bytes(b"")

    assert refusal(path).code == "file-in-use"


def test_a_mark_left_behind_does_not_stop_a_new_file(tmp_path):
    (tmp_path / "~$a.xlsx").write_bytes(b"")

    write(tmp_path / "a.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == b"new"


def test_a_folder_that_vanishes_while_writing_is_said(tmp_path):
    folder = tmp_path / "U盘"
    folder.mkdir()

    with pytest.raises(UserError) as caught:
        write(folder / "a.xlsx", then=lambda: shutil.rmtree(folder))

    assert caught.value.code == "folder-gone"
    assert contents(tmp_path) == {}


FULL = """
import resource, sys
from pathlib import Path
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with atomic_write(Path(sys.argv[1])) as file:
        for _ in range(100):
            file.write(b"x" * int(sys.argv[2]))
except UserError as fault:
    print(fault.code)
"""


@pytest.mark.parametrize("piece", [3000, 90_000], ids=["while writing", "and again while closing"])
def test_a_disk_without_room_leaves_the_old_file(tmp_path, piece):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(piece)], capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("file-no-room\n", "")
    assert contents(tmp_path) == {"a.xlsx": b"old"}


CODES = {
    errno.ENOSPC: "file-no-room",
    errno.EDQUOT: "file-no-room",
    errno.EROFS: "file-read-only",
    errno.EACCES: "file-read-only",
    errno.EBUSY: "file-in-use",
    errno.ENODEV: "folder-gone",
    errno.EIO: "file-not-written",
}


@pytest.mark.parametrize(("number", "code"), CODES.items())
@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_each_fault_of_the_disk_has_its_words(tmp_path, monkeypatch, number, code, step):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))

    assert refusal(path).code == code


class WindowsFault(PermissionError):
    winerror = 0


@pytest.mark.parametrize(
    ("winerror", "code"),
    [(5, "file-in-use"), (32, "file-in-use"), (19, "file-read-only"), (21, "folder-gone")],
)
def test_windows_says_more_than_no_permission(tmp_path, monkeypatch, winerror, code):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    fault = WindowsFault(errno.EACCES, "Permission denied")
    fault.winerror = winerror

    def fail(*_):
        raise fault

    monkeypatch.setattr(Path, "replace", fail)

    assert refusal(path).code == code


def test_a_new_name_that_may_not_be_on_disk_is_not_called_done(tmp_path, monkeypatch):
    path, sync = tmp_path / "a.xlsx", os.fsync

    def fail_for_folders(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fail_for_folders)

    with pytest.raises(UserError) as caught:
        write(path)

    assert caught.value.code == "file-doubtful"
    assert contents(tmp_path) == {"a.xlsx": b"new"}


def test_a_file_system_that_cannot_sync_folders_is_no_fault(tmp_path, monkeypatch):
    sync = os.fsync

    def fail_for_folders(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fail_for_folders)

    write(tmp_path / "a")

    assert contents(tmp_path) == {"a": b"new"}


def test_without_a_way_to_sync_folders_nothing_is_tried(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_DIRECTORY")

    write(tmp_path / "a")

    assert contents(tmp_path) == {"a": b"new"}


NAMES = {
    ("泽林所", "两站工作月报", "2026-11", "20261201"): "泽林所_两站工作月报_2026-11_20261201.xlsx",
    ("甲/乙\\丙:丁*?", '"<|>'): "甲-乙-丙-丁--_----.xlsx",
    ("", "台账", " "): "台账.xlsx",
    ("报告\u202excod.exe",): "报告xcod.exe.xlsx",
    ("a\tb\n c\x00\x07", "\ud800\ufffe\ufdd0喆\U00020bb7"): "a b c_喆𠮷.xlsx",
    ("..台账. . ",): "台账.xlsx",
    ("con",): "_con.xlsx",
    ("NUL.2026",): "_NUL.2026.xlsx",
    ("COM¹",): "_COM¹.xlsx",
    ("console",): "console.xlsx",
    ("con", "2026"): "con_2026.xlsx",
    ("...", "\u200b"): "未命名.xlsx",
}


@pytest.mark.parametrize(("parts", "name"), NAMES.items())
def test_names_are_legal_everywhere(parts, name):
    assert safe_name(*parts, suffix=".xlsx") == name


@pytest.mark.parametrize("char", ["a", "局", "𠮷"])
def test_a_long_part_is_cut_and_the_period_stays(char):
    name = safe_name("泽林所", char * 500, "2026-11", suffix=".xlsx")

    assert len(name) <= 100
    assert len(name.encode()) < 255
    assert name.startswith(f"泽林所_{char}")
    assert name.endswith(f"{char}_2026-11.xlsx")


@pytest.mark.parametrize("plane", range(17))
def test_no_single_character_makes_a_name_illegal(plane):
    points = range(plane << 16, (plane + 1) << 16, 1 if plane == 0 else 97)

    names = {safe_name(f"a{chr(point)}b") for point in points}

    left = set("".join(names))
    assert left.isdisjoint('\\/:*?"<>|')
    assert {char for char in left if unicodedata.category(char) in {"Cc", "Cf", "Cs"}} == set()


WRITERS = {
    "files.py": "atomic_write itself",
    "db/lock.py": "the lock is held by the open file and says who holds it",
    "ui/filing/copies.py": "a copy to look at, which goes with the window",
    "exchange/reading/reader.py": "an unlocked copy for the child that reads it",
    "exchange/reading/beginning.py": "the first lines of a text, for the child that reads them",
}
MODE = re.compile(r"[wxa]b?\+?t?|r\+b?")


def opens_for_writing(call):
    """Whether a call may make or change a file by its name; archives are parts of a file that is already open."""
    function, words = call.func, [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
    name = getattr(function, "attr", getattr(function, "id", ""))
    if name in {"write_text", "write_bytes", "FileIO", "mkstemp", "NamedTemporaryFile", "QFile", "QSaveFile"}:
        return True
    if name != "open" or getattr(getattr(function, "value", None), "id", "") in {"book", "archive"}:
        return False
    modes = [one.value for one in words if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    flags = {one.attr for word in words for one in ast.walk(word) if isinstance(one, ast.Attribute)}
    to_nowhere = "devnull" in flags
    return not to_nowhere and (any(map(MODE.fullmatch, modes)) or bool(flags & {"O_CREAT", "O_WRONLY"}))


def test_every_file_is_written_whole_or_not_at_all():
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and opens_for_writing(node)
    }

    assert found - {"db/sealed.py"} == set(
        WRITERS
    )  # sealed.py writes into the draft that atomic_path gives it


@pytest.mark.parametrize(
    "source",
    [
        "open('a', 'w')",
        "Path('a').open('xb')",
        "p.write_text('')",
        "os.open(p, os.O_RDWR | os.O_CREAT)",
        "io.FileIO(p, 'x')",
    ],
)
def test_other_ways_to_write_a_file_are_known(source):
    assert opens_for_writing(ast.parse(source).body[0].value)
