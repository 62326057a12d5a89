"""The figures of `make faults`: each full run of a fault test writes its own row of docs/reliability.md."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
_ROW = re.compile(r"^\| (\S+) \|.*\| `(\S+)` \|$", re.M)


def write_rows(rows, page=PAGE):
    """`rows`: {test: (number, what, found)}; those of other tests stay as they are, in the order of their numbers."""
    text = page.read_text(encoding="utf-8")
    lines = {match[2]: (match[1], match[0]) for match in _ROW.finditer(text)}
    for test, (number, what, found) in rows.items():
        lines[test] = (number, f"| {number} | {what} | {found} | `{test}` |")
    head = text[: _ROW.search(text).start()] if _ROW.search(text) else text
    ordered = [line for _, line in sorted(lines.values(), key=lambda one: (int(one[0][1:]), one[1]))]
    page.write_text(head + "\n".join(ordered) + "\n", encoding="utf-8")


def only_skipped(outcomes):
    """Whether there are tests that need a tool or a right of their own, and all of them were skipped."""
    return bool(outcomes) and set(outcomes) == {"skipped"}
