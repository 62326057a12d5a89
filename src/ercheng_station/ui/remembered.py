"""How the window was when it was last closed, for the first paint of the next start. Nothing of any record."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

FILE = "window.txt"


class Remembered(NamedTuple):
    """`width` and `height` in device-independent pixels; `look` as `Look.written`; `sight`: see `shell_titles`; `face`: the
    typeface of the window, since Qt looks long for one that is not there.
    """

    width: int = 1280
    height: int = 800
    maximized: int = 0
    folding: str = "auto"
    sight: str = "office"
    look: str = ""
    face: str = ""


PLAIN = Remembered()


def read(folder: Path) -> Remembered:
    """From a data folder; what is usual where nothing readable is."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
        told = dict(line.split(" ", 1) for line in lines if " " in line)
        return Remembered(*(type(usual)(told.get(name, usual)) for name, usual in PLAIN._asdict().items()))
    except (OSError, ValueError):
        return PLAIN


def write(folder: Path, now: Remembered) -> None:
    """Where this fails the next start shows what is usual first."""
    from ercheng_station.errors import UserError  # noqa: PLC0415  the first paint reads and does not write
    from ercheng_station.files import atomic_write  # noqa: PLC0415

    with suppress(OSError, UserError), atomic_write(folder / FILE) as out:
        out.write("".join(f"{name} {value}\n" for name, value in now._asdict().items()).encode())
