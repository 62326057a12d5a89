"""Where faults of ours are written down, in a file that never holds what people have typed."""

import logging
import re
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

NAME = "ercheng.log"
_LARGEST, _KEPT = 1 << 20, 5
_ROOT = logging.getLogger("ercheng_station")
_DIGITS = re.compile(r"\d{6,}")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def start(folder: Path) -> Path:
    """Begin to write to `<folder>/logs`, or to the user's own place for logs where that folder cannot take it.

    The file's path, also when nothing could be opened: whoever cannot log goes on working.
    """
    stop()
    _ROOT.setLevel(logging.INFO)
    _ROOT.propagate = False
    places = [folder / "logs"] if folder.is_dir() else []
    own = platformdirs.user_log_path("ErchengStation", appauthor=False)
    for place in (*places, own, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                place / NAME,
                maxBytes=_LARGEST,
                backupCount=_KEPT,
                encoding="utf-8",
                errors="backslashreplace",
            )
        except OSError:
            continue
        handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
        _ROOT.addHandler(handler)
        return place / NAME
    _ROOT.addHandler(logging.NullHandler())
    return folder / "logs" / NAME


def stop() -> None:
    """Close the file."""
    for handler in list(_ROOT.handlers):
        _ROOT.removeHandler(handler)
        handler.close()


def discreet(text: str) -> str:
    """Without what may be somebody's: our words are English, so everything else and every long number goes."""
    return _DIGITS.sub("#", _FOREIGN.sub("…", text))


class _Discreet(logging.Formatter):
    """The trace keeps its places; the messages of exceptions may repeat values."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))
