"""What makes a record fall due."""

from collections.abc import Callable
from dataclasses import dataclass

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record

LOOK_BACK = 365  # overdue longer than this is a matter for the yearly review, not for today's board


def always(_store: Store) -> Callable[[Row], bool]:
    return lambda _row: True


@dataclass(frozen=True)
class Rule:
    """Records of `kind` that are open and whose `field` falls due.

    `still` tells, for one reading of the store, which of them nothing else has settled. `of_owner`: who opens the matter
    opens the record that owns it. With a `clock`, `field` is the day or moment that starts it, `why` is the clock's
    own sentence, and `met` names the field that tells when the matter was done.
    """

    kind: type[Record]
    field: str
    what: str
    why: str
    open: tuple[Condition, ...]
    title: Callable[[Row], str]
    ahead: int = 0  # shown so many days before it falls due, besides the days asked for
    back: int = LOOK_BACK  # and so many days after
    clock: str = ""  # the deadline rule that `field` starts; its day is computed, never kept
    met: str = ""
    of_owner: bool = False
    own: bool = False  # the office's own reminder (内部提醒): never called overdue
    still: Callable[[Store], Callable[[Row], bool]] = always

    @property
    def running(self) -> tuple[Condition, ...]:
        """What an open record fits: a clock that was met runs no more."""
        return (*self.open, Condition(self.met, "empty")) if self.met else self.open
