"""Where faults of ours are written down, in a file that never holds what people have typed."""

import logging
import re
import tempfile
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

NAME = "ercheng.log"
_LARGEST, _KEPT = 1 << 20, 5
_ROOT = logging.getLogger("ercheng_station")
_NUMBER = re.compile(r"\b(?=(?:[A-Za-z]*\d){4})[0-9A-Za-z]{8,}\b|\d{6,}")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def start(folder: Path) -> None:
    """From now on what is logged goes to `<folder>/logs`; nothing is made before there is something to write."""
    stop()
    _ROOT.setLevel(logging.INFO)
    _ROOT.propagate = False
    _ROOT.addHandler(_Log(folder))


def place() -> Path:
    """The file that is written to; a Path("") where nothing is."""
    return next((handler.path for handler in _ROOT.handlers if isinstance(handler, _Log)), Path())


def stop() -> None:
    """Close the file."""
    for handler in list(_ROOT.handlers):
        if isinstance(handler, _Log):
            _ROOT.removeHandler(handler)
            handler.close()
    _ROOT.propagate = True


def discreet(text: str) -> str:
    """Without what may be somebody's: our words are English, so everything else goes, and every long number or code."""
    return _NUMBER.sub("#", _FOREIGN.sub("…", text))


class _Discreet(logging.Formatter):
    """The trace keeps its places; the messages of exceptions may repeat values."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


class _Log(logging.Handler):
    """Opens its file with the first record: in the data folder if there is one, else where this user's logs lie.

    Whoever cannot log goes on working.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "logs" / NAME
        self._folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self._file = self._file or self._opened()
        self._file.handle(record)

    def close(self) -> None:
        if self._file:
            with suppress(OSError):  # a full disk takes not even the last line
                self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        own = platformdirs.user_log_path("ErchengStation", appauthor=False)
        inside: list[Path] = []
        last: list[Path] = []
        with suppress(OSError):  # not every name can be looked for
            inside = [self._folder / "logs"] if self._folder.is_dir() else []
        with suppress(OSError):  # it is found by opening a file in it
            last = [Path(tempfile.gettempdir())]
        for folder in (*inside, own, *last):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                handler = _Turning(folder / NAME, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
            except OSError:
                continue
            self.path = folder / NAME
            handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
            return handler
        return logging.NullHandler()


class _Turning(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """A full disk must not add to the trouble."""
