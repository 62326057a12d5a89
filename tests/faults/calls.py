"""Which calls of a command to refuse: every one that differs from its neighbours, some of long rows of alike ones."""

import re
from itertools import groupby

SHOWN = 12
"""Of so many calls of one kind on one file, with nothing opened, synced, renamed or cut between, every one is taken."""
CALL = re.compile(r"^\d+\s+(\w+)\((?:\w+<([^>]*)>)?", re.MULTILINE)
PLAIN = {"pread64", "pwrite64", "write"}


def differing(log, calls):
    """The ordinals, from 1, among the calls named in `calls` in strace's `log` (-y) that are worth to be refused."""
    part, counted, places = 0, 0, []
    for name, path in CALL.findall(log):
        part += name not in PLAIN
        if name in calls:
            counted += 1
            places.append(((name, path, part if name in PLAIN else counted), counted))
    places.sort(key=lambda one: one[0])
    rows = ([number for _, number in row] for _, row in groupby(places, key=lambda one: one[0]))
    return sorted(number for row in rows for number in some(row))


def some(row):
    """All of a short row; of a long one the first and the last third of SHOWN, and as many in the middle."""
    if len(row) <= SHOWN:
        return row
    third = SHOWN // 3
    step = (len(row) - 2 * third) / third
    between = [row[third + int(step * number)] for number in range(third)]
    return [*row[:third], *between, *row[-third:]]
