"""How long work tells that it goes on, and what it does without meanwhile."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[int, int], None]
"""Called with (done, total); total 0 means unknown. It may raise Cancelled, which ends the work."""


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage while millions of things are made of which none is any: it would take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
