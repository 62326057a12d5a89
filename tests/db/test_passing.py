"""Open copies go with what needs them, and those of a killed program with the next start, in the window or by command."""

import re
from pathlib import Path

from ercheng_station.db import passing
from ercheng_station.db.passing import PassingFolder, clear_leftovers
from tests.killing import killing

ELSEWHERE = {"selftest.py": "holds made-up records", "carrying.py": "lies under the key of the data"}

IMPORTS = """
import sys, time
from pathlib import Path
from ercheng_station.db.passing import PassingFolder
"""
LEFT = """
folder = PassingFolder()
(Path(folder.name) / "身份证.jpg").write_bytes(b"photo")
print(folder.name, flush=True)
time.sleep(60)
"""


def test_what_a_killed_program_left_is_cleared_and_what_is_open_stays(tmp_path):
    mine = PassingFolder()
    with killing(IMPORTS, LEFT) as start:
        _, (left,) = start(seconds=0)
    assert (Path(left) / "身份证.jpg").exists()

    clear_leftovers(tmp_path)

    assert not Path(left).exists()
    assert Path(mine.name).exists()
    mine.cleanup()
    assert not Path(mine.name).exists()


def test_nothing_lies_open_in_a_folder_that_nobody_would_clear():
    source = Path(passing.__file__).parents[1]
    own = re.compile(
        r"TemporaryDirectory\(|TemporaryDirectory\[|NamedTemporaryFile\(|mkdtemp\(|mkstemp\(|QTemporary"
    )
    using = {one.name for one in source.rglob("*.py") if own.search(one.read_text(encoding="utf-8"))}

    assert using == {"passing.py", *ELSEWHERE}
