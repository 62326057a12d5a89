"""Libraries that many a day needs nothing of, loaded by the first call into them: they take 27 MB together."""

from collections.abc import Callable
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any


class Late:
    """Stands for a module until something of it is asked for; `prepare` gets it then, once, before anybody else."""

    def __init__(self, name: str, prepare: Callable[[ModuleType], object] | None = None) -> None:
        self._name, self._prepare, self._lock = name, prepare, Lock()

    def __getattr__(self, word: str) -> Any:
        with self._lock:
            module = import_module(self._name)
            if self._prepare:
                self._prepare(module)
                self._prepare = None
        found = getattr(module, word)
        setattr(self, word, found)
        return found
