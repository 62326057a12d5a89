"""Where the data of a user is. Imported before the first paint."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "ErchengStation"


def data_folder(
    given: Path | None, environ: Mapping[str, str] = os.environ, program: Path | None = None
) -> Path:
    """The folder asked for, else ERCHENG_DATA, else `数据` beside a portable program, else the one chosen in the
    window, else the user's own.
    """
    program = program or _program_folder(environ)
    if given is not None:
        folder = given
    elif environ.get("ERCHENG_DATA"):
        folder = Path(environ["ERCHENG_DATA"])
    elif program is not None and (program / "portable.txt").exists():
        folder = program / "数据"
    else:
        folder = chosen_folder() or _user_data()
    return expanded(folder).absolute()


def expanded(path: Path) -> Path:
    """With ~ as the user's home; as it is where nobody is called so, or nobody knows where they live."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def chosen_folder(note: Path | None = None) -> Path | None:
    """The data folder that was last chosen in the window, there or not; None if none was."""
    try:
        folder = (note or _note()).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        return None
    return Path(folder) if folder else None


def choose_folder(folder: Path, note: Path | None = None) -> None:
    """From now on the data of this user is looked for there."""
    from ercheng_station.files import atomic_write  # noqa: PLC0415  loads 10 ms that only this needs

    note = note or _note()
    note.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(note) as out:
        out.write(str(folder.absolute()).encode())


def _user_data() -> Path:
    import platformdirs  # noqa: PLC0415  not needed where the folder is told

    return platformdirs.user_data_path(_NAME, appauthor=False, roaming=False)


def _note() -> Path:
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_config_path(_NAME, appauthor=False, roaming=False) / "data-folder.txt"


def _program_folder(environ: Mapping[str, str]) -> Path | None:
    """Beside the program; the starter on Windows tells it, because the interpreter lies deeper."""
    if environ.get("ERCHENG_HOME"):
        return Path(environ["ERCHENG_HOME"])
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None
