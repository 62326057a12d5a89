"""Runs the benchmarks in turn, prints one table and writes it down: README.md, docs/benchmarks.md, figures.json.

`python -m benchmarks` runs all, `python -m benchmarks start save` only these; the figures of the others stay as they
were. A bar that is missed is reported, not hidden and not a failure; a benchmark that breaks is one: exit code 1.
"""

import json
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.machine import facts
from benchmarks.ratio import Figure

HERE = Path(__file__).parent
KEPT = HERE / "figures.json"
README, PAGE = HERE.parent / "README.md", HERE.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
HEAD = "| 指标 | 实测 | 目标 | 是否达到 |\n|---|---|---|---|\n"
Kept = dict[str, dict[str, Any]]


def names() -> list[str]:
    """Every benchmark; one is a module `bench_NAME` with `run(folder, *, small)` that gives Figures."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def measured(name: str, folder: Path, *, small: bool = False) -> list[Figure]:
    """`folder` is empty and the benchmark's own; `small` only shows that it works."""
    return list(import_module(f"benchmarks.bench_{name}").run(folder, small=small))


def main(asked: Sequence[str]) -> int:
    unknown = set(asked) - set(names())
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names())}", file=sys.stderr)
        return 2
    broken = [name for name in asked or names() if not measure(name)]
    if broken:
        print(f"broken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def measure(name: str) -> bool:
    """Whether the benchmark ran to its end; only then its figures take the place of the former ones."""
    begun = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            machine = facts(Path(folder))
            figures = measured(name, Path(folder))
    except Exception:  # noqa: BLE001  whatever it is, the other benchmarks still run
        traceback.print_exc()
        return False
    print(f"{name}, {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    print(HEAD + lines(figures), flush=True)
    # not before the measuring: another run may have written its figures meanwhile
    kept: Kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    kept[name] = {
        "day": date.today().isoformat(),
        "machine": machine,
        "figures": [asdict(figure) for figure in figures],
    }
    write_down({name: kept[name] for name in names() if name in kept})
    return True


def write_down(kept: Kept) -> None:
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    found = {name: [Figure(**one) for one in each["figures"]] for name, each in kept.items()}
    main_ones = [figure for each in found.values() for figure in each if not figure.detail]
    put_between(README, HEAD + lines(main_ones))
    parts = [section(name, kept[name], each) for name, each in found.items()]
    put_between(PAGE, "\n\n".join(parts))


def section(name: str, about: dict[str, Any], figures: list[Figure]) -> str:
    told = "；".join(f"{word}：{value}" for word, value in about["machine"].items())
    return f"## {name}\n\n{about['day']} 测。{told}。\n\n{HEAD}{lines(figures)}"


def lines(figures: list[Figure]) -> str:
    return "\n".join(map(str, figures))


def put_between(path: Path, text: str) -> None:
    """Between the marks; what stands around them is written by hand."""
    page = path.read_text(encoding="utf-8")
    marked = f"{BEGIN}\n\n{text}\n\n{END}"
    changed, count = re.subn(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: marked, page, flags=re.DOTALL)
    if not count:
        raise ValueError(f"{path.name} has no marks for the figures")
    path.write_text(changed, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
