"""Starts the program: a command if one is given, else the window."""

import os
import sys
from typing import TextIO

from ercheng_station import cli
from ercheng_station.cli.parser import Asked, read
from ercheng_station.errors import UserError


def main() -> int:
    """The exit code. Neither the store nor the window is imported before it is known which is wanted."""
    argv = sys.argv[1:]
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        given = read(argv)
    except (Asked, UserError):
        return cli.main(argv, sys.stdin, sys.stdout, sys.stderr)
    if given.command is None:
        from ercheng_station.app import run  # noqa: PLC0415

        return run(given.data)
    try:
        code = cli.perform(given, sys.stdin, sys.stdout, sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _speak_utf8(stream: TextIO | None) -> None:
    """Whatever the system's own encoding; half a pair of surrogates is written as its escape."""
    if stream is not None:  # a program without a console has none
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
