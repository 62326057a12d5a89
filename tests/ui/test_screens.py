"""The real program, screen by screen: pictures to look at, and nothing that a picture could show to be wrong."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMALL = "1093x614"
LIGHT, LOOKS = "light", "normal-compact,huge-roomy"
EVERY_LOOK = ",".join(
    f"{text}-{room}" for text in ("normal", "large", "huge") for room in ("compact", "roomy")
)
EVERY_DAY = (
    "工作台", "企业走访", "企业走访一条", "新增企业走访", "企业页", "新增调解案件", "调解案件履行中",
    "知识产权", "知识产权一条", "新增知识产权",
)  # fmt: skip
ON_SCREENS = [(SMALL, 1, theme) for theme in ("light", "dark", "contrast")]
ON_SCREENS += [("1920x1080", 1, "light"), ("1366x768", 1.25, "light"), ("1920x1080", 1.5, "dark")]
ON_SCREENS += [("3840x2160", 1, "light"), ("3840x2160", 2, "light")]
WALKS = [
    (1, SMALL, EVERY_LOOK), (1, "1920x1080,3840x2160", LOOKS), (1.25, SMALL, EVERY_LOOK), (1.25, "1536x864,3072x1728", LOOKS),
    (1.5, "1280x720", EVERY_LOOK), (2, "960x540", EVERY_LOOK), (2, "1920x1080", LOOKS),
]  # fmt: skip
"""The scale of the screen, sizes of the window in its own pixels, and looks: all of them where room is short."""
pytestmark = pytest.mark.screens


@pytest.fixture
def out(tmp_path, full):
    """Where the pictures go: in a full run to out/screens, to be looked at."""
    folder = ROOT / "out" / "screens" if full else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def taken(practice_folder, tmp_path, capsys):
    """taken(out, sizes, theme, looks, names) are the faults told by the picture taker, in a process of its own."""
    folder = shutil.copytree(practice_folder, tmp_path / "数据")

    def take(out, *words, **environment):
        command = [sys.executable, "-m", "tests.ui.picture_taker", str(folder), str(out), *words]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=5_400, check=False,
            env={**os.environ, **environment},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout.splitlines()[-1])
        with capsys.disabled():
            sys.stderr.write(f"\n{words}: {told['controls']} controls looked at, {told['faults']}\n")
        return told["faults"]

    return take


def test_the_screens_of_every_day_are_without_fault(taken, out):
    assert taken(out, SMALL, LIGHT, LOOKS, *EVERY_DAY, QT_QPA_PLATFORM="offscreen") == []
    assert len(list(out.glob("*_1093x614_light_*.png"))) >= 2 * len(EVERY_DAY)


@pytest.mark.parametrize("walked", WALKS, ids=lambda walked: f"{walked[0]}-{walked[1]}")
def test_nothing_is_cut_at_any_scale_in_any_look(taken, tmp_path, full, walked):
    if not full:
        pytest.skip("only with --full")
    scale, sizes, looks = walked
    worn = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}

    assert taken(tmp_path, sizes, LIGHT, looks, **worn) == []


@pytest.fixture
def display(tool):
    """display(size): the name of a screen of that size with a window manager on it."""
    running = []

    def show(size):
        server = subprocess.Popen(
            [tool("Xvfb"), "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        running.append(server)
        name = f":{server.stdout.readline().strip()}"
        manager = subprocess.Popen(
            [tool("openbox")],
            env={**os.environ, "DISPLAY": name},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        running.append(manager)
        return name

    yield show
    for process in reversed(running):
        process.terminate()
        process.communicate()


@pytest.mark.parametrize("worn", ON_SCREENS, ids=lambda worn: "-".join(map(str, worn)))
def test_every_screen_fits_and_reads_well(taken, out, display, full, worn):
    if not full:
        pytest.skip("only with --full")
    size, scale, theme = worn
    screen = {"DISPLAY": display(size), "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(scale)}

    assert taken(out, size, theme, LOOKS, **screen) == []
