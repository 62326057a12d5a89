"""The fonts an office owns: those in the folder `fonts` beside its data, and the 仿宋 and 楷体 its settings name."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ercheng_station.db.store import Store
from ercheng_station.records.office import FONT_SETTING, FONTS_NAMED
from ercheng_station.records.wording import Typefaces

FOLDER = "fonts"
_ENDINGS = {".ttf", ".ttc"}
_SHARED = "/usr/local/share:/usr/share"
"""Where XDG looks if nobody says otherwise."""


def typefaces_of(store: Store) -> Typefaces:
    """Every font of the folder prints what no bundled face has; a named one also comes first in its face."""
    own = _fonts_in(store.folder / FOLDER)
    named = {face: store.setting(FONT_SETTING + face) for face in FONTS_NAMED}
    preferred = tuple((face, _found(name, own)) for face, name in named.items() if name)
    return Typefaces(tuple(own), preferred)


def system_folders(environ: Mapping[str, str] = os.environ) -> Iterator[Path]:
    """Where Windows and Linux keep the fonts of this computer and of this user, there or not."""
    if "WINDIR" in environ:
        yield Path(environ["WINDIR"]) / "Fonts"
    if "LOCALAPPDATA" in environ:
        yield Path(environ["LOCALAPPDATA"]) / "Microsoft" / "Windows" / "Fonts"
    yield Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fonts"
    yield from (Path(one) / "fonts" for one in (environ.get("XDG_DATA_DIRS") or _SHARED).split(":"))


def _fonts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS)


def _found(name: str, own: list[Path]) -> Path:
    """In the office's folder, else in the system's; the mere name if it is nowhere, which no font can be read from."""
    for path in own:
        if path.name.lower() == name.lower():
            return path
    for folder in system_folders():
        for path in folder.rglob("*"):
            if path.name.lower() == name.lower():
                return path
    return Path(name)
