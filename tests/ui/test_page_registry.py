"""What a person may ask for next is made ready while nobody waits."""

import subprocess
import sys

_ASKED = """
from ercheng_station.records import ALL
from ercheng_station.ui.page_registry import load_all
mappers = [kind.__mapper__ for kind in ALL]
before = [one.configured for one in mappers]
load_all()
assert not any(before) and all(one.configured for one in mappers)
"""


def test_the_kinds_are_joined_before_the_first_record_is_checked():
    subprocess.run([sys.executable, "-c", _ASKED], check=True)
