"""The real program, screen by screen: pictures to look at, and nothing that a picture could show to be wrong."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SIZES = ("1093x614", "1920x1080")
THEMES = ("light", "dark", "contrast")
pytestmark = pytest.mark.screens


@pytest.fixture
def out(tmp_path, full):
    """Where the pictures go: in a full run to out/screens, to be looked at."""
    folder = ROOT / "out" / "screens" if full else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def taken(folder, out, size, theme, *few, **environment):
    """The faults told by the picture taker, in a process of its own."""
    command = [sys.executable, "-m", "tests.ui.picture_taker", str(folder), str(out), size, theme, *few]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_screens_of_every_day_are_without_fault(practice_folder, tmp_path, out):
    folder = shutil.copytree(practice_folder, tmp_path / "数据")

    assert taken(folder, out, SIZES[0], "light", "few", QT_QPA_PLATFORM="offscreen") == []
    assert len(list(out.glob("*_1093x614_light.png"))) >= 8


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


@pytest.mark.parametrize("look", [(size, theme) for size in SIZES for theme in THEMES], ids="-".join)
def test_every_screen_fits_and_reads_well(practice_folder, tmp_path, out, display, full, look):
    if not full:
        pytest.skip("only with --full")
    folder = shutil.copytree(practice_folder, tmp_path / "数据")

    assert taken(folder, out, *look, DISPLAY=display(look[0]), QT_QPA_PLATFORM="xcb") == []
