"""start.py PROGRAM: how the installed program starts beside the checkout, on one practice station; fails above 1.25.

CPU seconds, so that a busy machine decides nothing: until the window is there, and until the program has come to rest
with its first page. Both take turns. It needs a display, and xdotool to see the window.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = 1.25
ROUNDS = 9
REST, TICK = 1.5, 0.02
PATIENCE = 60.0
TITLE = "两站工作台"


def spent(process: int) -> float:
    """CPU seconds of all its threads so far, by the clock that clock_getcpuclockid(3) names."""
    return time.clock_gettime(~process << 3 | 2)


def is_seen(process: int) -> bool:
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(process), "--name", TITLE]
    return subprocess.run(search, check=False, capture_output=True).returncode == 0


def start(program: Sequence[str | Path], data: Path) -> tuple[float, float]:
    """Until the window is there, and until the program rests."""
    running = subprocess.Popen([*program, "--data", data], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while not is_seen(running.pid):
            if running.poll() is not None or time.monotonic() > end:
                sys.exit(f"{program[0]} shows no window")
        shown = spent(running.pid)
        before, since = shown, time.monotonic()
        while time.monotonic() - since < REST and time.monotonic() < end:
            time.sleep(TICK)
            now = spent(running.pid)
            if now > before + TICK:
                before, since = now, time.monotonic()
        return shown, spent(running.pid)
    finally:
        running.terminate()
        running.wait()


def measured(programs: dict[str, Sequence[str | Path]]) -> dict[str, list[float]]:
    """By name the medians of both; the first round only warms up."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as made:
        data = Path(made) / "数据"
        subprocess.run([*programs["checkout"], "--data", data, "demo"], check=True, stdout=subprocess.DEVNULL)
        for turn in range(ROUNDS + 1):
            for name, program in programs.items():
                found = start(program, data)
                if turn:
                    taken[name].append(found)
    return {
        name: [statistics.median(each) for each in zip(*rounds, strict=True)]
        for name, rounds in taken.items()
    }


if __name__ == "__main__":
    checkout: list[str | Path] = [ROOT / ".venv" / "bin" / "python", "-m", "ercheng_station"]
    found = measured({"checkout": checkout, "installed": [Path(sys.argv[1])]})
    ratios = [mine / theirs for mine, theirs in zip(found["installed"], found["checkout"], strict=True)]
    for what, at in (("window", 0), ("at rest", 1)):
        sys.stdout.write(
            f"start, {what}: installed {found['installed'][at]:.3f} s, checkout {found['checkout'][at]:.3f} s of CPU, "
            f"{ratios[at]:.2f} times (at most {MOST})\n"
        )
    sys.exit(max(ratios) > MOST)
