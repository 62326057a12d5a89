"""Copies that were opened go with the program, and those of a killed one with the next start."""

from pathlib import Path

from ercheng_station.ui.passing import PassingFolder, sweep
from tests.killing import killing

IMPORTS = """
import sys, time
from pathlib import Path
from ercheng_station.ui.passing import PassingFolder
"""
LEFT = """
folder = PassingFolder()
(Path(folder.name) / "身份证.jpg").write_bytes(b"photo")
print(folder.name, flush=True)
time.sleep(60)
"""


def test_what_a_killed_program_left_is_cleared_and_what_is_open_stays():
    mine = PassingFolder()
    with killing(IMPORTS, LEFT) as start:
        _, (left,) = start(seconds=0)
    assert (Path(left) / "身份证.jpg").exists()

    sweep()

    assert not Path(left).exists()
    assert Path(mine.name).exists()
    mine.cleanup()
    assert not Path(mine.name).exists()
