"""Starts the program: a command if one is given, else the window."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO


def main() -> int:
    """The exit code. A start without arguments, as by a double click, loads nothing but the window."""
    if getattr(sys, "frozen", False):  # a packaged program starts itself again to read a table
        from multiprocessing import freeze_support  # noqa: PLC0415

        freeze_support()
    _restart_in_utf8()
    argv = sys.argv[1:]
    handed = _handed_over(argv)
    if argv:
        _open_closed()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _speak_utf8(stream)
    if argv and not handed:
        return _read(argv)
    return window()(None, handed)


def window() -> Callable[..., int]:
    """What runs the window, freshly imported. Nothing that is made while it starts is garbage, and to look for it, above all
    while Qt is imported, takes a twentieth of the time to the first paint.
    """
    gc.disable()
    from ercheng_station.app import run  # noqa: PLC0415

    return run


def _handed_over(argv: list[str]) -> Path | None:
    """The file that the desktop opens the program with; no command has a dot in its name."""
    path = Path(argv[0]) if len(argv) == 1 and "." in argv[0] and not argv[0].startswith("-") else None
    try:
        return path.absolute() if path and path.is_file() else None
    except (OSError, ValueError):  # not every word can be looked for
        return None


def _read(argv: list[str]) -> int:
    """Neither the store nor the window is imported before it is known which is wanted."""
    from ercheng_station import cli  # noqa: PLC0415
    from ercheng_station.cli.parser import Asked, read  # noqa: PLC0415
    from ercheng_station.errors import UserError  # noqa: PLC0415

    try:
        given = read(argv)
    except (Asked, UserError):
        return cli.main(argv, sys.stdin, sys.stdout, sys.stderr)
    if given.command is None:
        return window()(given.data)
    if given.command == "self-test":  # needs the window, which no other command knows
        from ercheng_station import selftest  # noqa: PLC0415

        return selftest.run(given.out, sys.stdout, as_json=given.json)
    try:
        code = cli.perform(given, sys.stdin, sys.stdout, sys.stderr)
    except BrokenPipeError:  # whoever reads has seen enough
        _drop_answer()
        return 0
    try:
        sys.stdout.flush()
    except OSError:
        _drop_answer()
    return code


def _drop_answer() -> None:
    """What cannot be written Python would try again at the end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed() -> None:
    """Nothing comes from or goes to a stream that whoever calls has closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  as long as the program


def _restart_in_utf8() -> None:
    """Names of files are Chinese: a locale that cannot write them, such as GBK or Latin-1, is passed over."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _speak_utf8(stream: TextIO | None) -> None:
    """Whatever the system's own encoding; half a pair of surrogates is written as its escape."""
    if stream is not None:  # a program without a console has none
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
