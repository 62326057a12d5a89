"""A change of key from its beginning to its end; `python -m tests.faults.rekeying ROOT` is recorded by test_rekey_cuts.py."""

import sys
from pathlib import Path

from ercheng_station.services.rekeying import change_key, turn_rest
from tests.protecting import CODE, FIRST, opened

DATA = "数据"


def main(root):
    folder = root / DATA
    with opened(folder) as store:
        change_key(store, FIRST.password, CODE)
    with opened(folder) as store:
        turn_rest(store)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
