"""The window's thread while a clerk goes through the registers: no gap may be felt.

CPU milliseconds of the longest single event at each step, painting left out; the window is a process of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ratio import Figure
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.services.practice import STATION, fill

GAP_MS = 16
VISITS = 200


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    data = folder / "数据"
    with Store.create(data, CATALOGUE, STATION, practice=True) as store:
        fill(store, 20 if small else VISITS)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window_walk", str(data), *(["phrase"] if small else [])],
        cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True, check=True, timeout=900,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    gaps: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    again = {name: gap for name, gap in gaps.items() if name.endswith("（再次）")}
    yield Figure("窗口线程最长的停顿，不含绘制：各页第一次打开", max(gaps.values()), GAP_MS, "ms")
    yield Figure("窗口线程最长的停顿，不含绘制：再次打开", max(again.values()), GAP_MS, "ms")
    for name, gap in gaps.items():
        yield Figure(f"停顿：{name}", gap, GAP_MS, "ms", True)
