"""How long work tells that it goes on: a function called with what is done and the total."""

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with (done, total); total 0 means unknown. It may raise Cancelled, which ends the work."""


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""
