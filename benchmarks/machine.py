"""What a figure was measured on: processor, memory, Python, and how long the disk takes to make a write last."""

import os
import platform
import re
import statistics
import time
from pathlib import Path

SYNCS = 50


def facts(folder: Path) -> dict[str, str]:
    """In the words of the page; `folder` is on the disk that the stores of the benchmarks lie on."""
    return {
        "处理器": f"{processor()}，{os.cpu_count()} 核",
        "内存": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GB",
        "系统": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "磁盘同步": f"{sync_ms(folder):.2f} 毫秒（fsync 中位数）",
    }


def processor() -> str:
    table = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", table.read_text(encoding="utf-8")) if table.exists() else None
    return found[1].strip() if found else platform.machine()


def sync_ms(folder: Path) -> float:
    path = folder / "sync"
    times = []
    with path.open("wb") as file:
        for _ in range(SYNCS):
            file.write(bytes(4096))
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - begun)
    path.unlink()
    return statistics.median(times) * 1e3
