"""What the packages promise the desktop agrees with what the program makes."""

import configparser
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from fnmatch import fnmatch
from pathlib import Path

import pytest

from ercheng_station.files import safe_name

LINUX = Path(__file__).resolve().parent.parent / "installer" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def globs():
    """{kind of file: its patterns}"""
    tree = ElementTree.parse(LINUX / "ercheng-station.mime.xml")
    return {
        one.get("type"): [glob.get("pattern") for glob in one.iter(f"{MIME}glob")]
        for one in tree.iter(f"{MIME}mime-type")
    }


@pytest.mark.parametrize(
    ("kind", "name", "is_ours"),
    [
        ("bundle", safe_name("泽林", "2026-10", "v1", suffix=".xlsx"), True),
        ("bundle", safe_name("泽林", "2026-Q4", "v12", suffix=".xlsx"), True),
        ("bundle", safe_name("泽林", "交换", "2026-11-23", "v3", suffix=".xlsx"), True),
        ("bundle", "工作方案_v2.xlsx", False),
        ("bundle", "2026年走访台账.xlsx", False),
        ("receipt", "泽林_2026-10_v1_回执.json", True),
        ("receipt", "package.json", False),
    ],
)
def test_the_desktop_knows_our_files_by_name_and_no_others(kind, name, is_ours):
    assert any(fnmatch(name, pattern) for pattern in globs()[f"application/x-ercheng-{kind}"]) == is_ours


def test_the_entry_in_the_menu_opens_every_kind_of_file_that_is_ours():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / "ercheng-station.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]

    assert desktop["Name[zh_CN]"] == "两站工作台"
    assert set(desktop["MimeType"].strip(";").split(";")) == set(globs())


def test_every_library_from_outside_names_the_package_that_brings_it():
    for line in (LINUX / "depends.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            assert re.fullmatch(r"[\w.+-]+\.so(\.\d+)+ \S.*", line), line


@pytest.mark.parametrize("script", sorted(LINUX.glob("*.sh")), ids=lambda path: path.name)
def test_the_scripts_can_be_read_by_the_shell(script):
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
