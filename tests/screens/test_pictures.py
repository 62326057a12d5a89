"""The pictures of the README are taken of the program as it stands on the small screen of an office."""

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from ercheng_station import firstlook
from tests.screens.accessible import until
from tests.screens.desktop import asked

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDTH, LARGEST = 1093, 120_000
COLOURS = "128"


def test_the_readme_shows_every_picture_and_each_is_small():
    shown = set(re.findall(r"\((docs/pictures/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert shown == {path.relative_to(ROOT).as_posix() for path in PICTURES.iterdir()}
    for path in PICTURES.iterdir():
        with Image.open(path) as picture:
            assert picture.width == WIDTH, path
        assert path.stat().st_size <= LARGEST, path


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "数据"
    firstlook.make_practice(found)
    asked(found, "backup")
    return found


@pytest.mark.screens
@pytest.mark.usefixtures("only_full")
def test_the_pictures_of_the_readme_are_taken(start, desktop, folder):
    seen = start(folder)
    seen.wait_focus("到期和逾期事项")
    seen.wait("本月走访次数…")
    take(desktop, PICTURES / "desk.png")

    seen.click("企业走访", "list item")
    seen.wait("企业走访列表", "table")
    until(lambda: re.fullmatch(r"共 \d+ 条", seen.wait("共…", "label").name))
    take(desktop, PICTURES / "visits.png")
    seen.close()


def take(desktop, path):
    """Of the window in front, without the frame that the window manager puts around it."""
    front = subprocess.run(
        ["xdotool", "getactivewindow"], env=desktop, check=True, capture_output=True, text=True
    )
    subprocess.run(
        ["import", "-silent", "-window", front.stdout.strip(), "+dither", "-colors", COLOURS, f"PNG8:{path}"],
        env=desktop,
        check=True,
    )
