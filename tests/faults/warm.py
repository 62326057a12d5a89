"""A process that has imported the program and forks for every command: thousands of runs cost what the commands do.

strace takes hold of the fork before it begins, so it sees the whole command and nothing of Python's own start.
"""

import ctypes
import gc
import json
import os
import pkgutil
import re
import signal
import subprocess
import sys
import time
from importlib import import_module
from itertools import count
from pathlib import Path

import ercheng_station
from ercheng_station import files
from ercheng_station.__main__ import main

ANYONE_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))
"""prctl's PR_SET_PTRACER and PR_SET_PTRACER_ANY: some systems let only a parent look."""


class Warm:
    """`run(strace, words, given)` is a CompletedProcess of the command under strace; words of each, and what is read."""

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm"],
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, strace, argv, given):
        asked = {"argv": argv, "environment": {**os.environ}, "strace": strace, "folder": str(self.folder)}
        (self.folder / "0").write_bytes(given)
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        out, told = ((self.folder / name).read_bytes() for name in ("1", "2"))
        return subprocess.CompletedProcess(argv, code, out, told)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def serve():
    """Answers a line of JSON with the command's exit code; returns in every fork with what it shall exit with."""
    for line in iter(sys.stdin.readline, ""):
        asked = json.loads(line)
        fork = os.fork()
        if not fork:
            return _perform(asked)
        os.waitpid(fork, os.WUNTRACED)
        watcher = subprocess.Popen([*asked["strace"], "-p", str(fork)], stdin=subprocess.DEVNULL)
        while "TracerPid:\t0\n" in Path(f"/proc/{fork}/status").read_text(encoding="utf-8"):
            time.sleep(0.001)
        os.kill(fork, signal.SIGCONT)
        _, ended = os.waitpid(fork, 0)
        watcher.wait()
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()
    return 0


def _perform(asked):
    ctypes.CDLL(None).prctl(*ANYONE_MAY_TRACE)
    os.environ.clear()
    os.environ.update(asked["environment"])
    for stream in range(3):
        path = Path(asked["folder"], str(stream))
        opened = os.open(path, os.O_RDWR | os.O_CREAT | (os.O_TRUNC if stream else 0))
        os.dup2(opened, stream)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(stream, "w" if stream else "r") for stream in range(3))
    names = count(1)
    files.token_hex = lambda _: str(next(names))  # strace looks at names that are known beforehand
    sys.argv = ["ercheng-station", *asked["argv"]]
    os.kill(os.getpid(), signal.SIGSTOP)
    return main()


NOT_FOR_COMMANDS = re.compile(
    r"ercheng_station\.(ui|app|selftest|__main__|db\.migrations\.(env|draft|versions))\b"
)


def import_all():
    for module in pkgutil.walk_packages(ercheng_station.__path__, "ercheng_station."):
        if not NOT_FOR_COMMANDS.match(module.name):
            import_module(module.name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    import_all()
    sys.exit(serve())
