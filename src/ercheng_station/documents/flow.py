"""Placing flowables on pages: what may part, what stays together, and what a page then holds."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol, runtime_checkable

from reportlab.platypus import Flowable

from ercheng_station.documents.pen import Pen, Penned

_ROUNDING = 0.01
_MANY_CLOSINGS = 6


class Placed(NamedTuple):
    """A flowable with its upper edge `top` points below the upper edge of the text area."""

    flowable: Flowable
    top: float
    height: float


@runtime_checkable
class Divisible(Protocol):
    """A flowable that can leave a part for the next page although all of it would fit."""

    def divided(self, width: float, room: float) -> list[Flowable]:
        """The largest first part that leaves enough behind, and the rest; nothing if there is none."""


class Space(Penned):
    """White that vanishes at the head of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        return aW, self.height

    def show(self, pen: Pen, x: float, top: float) -> None:
        pass


class PageEnd(Space):
    """What follows begins on a new page."""

    def __init__(self) -> None:
        super().__init__(0)


class Joined(Penned):
    """Headings, what they head, and what closes it (signatures): a page never ends between them.

    Only `body` may part, and then some of it stays with the heads and some with the tails. Of many closings, each
    begun by its space, the first stays with the body and the last three with each other.
    """

    def __init__(self, heads: Sequence[Flowable], body: Flowable | None, tails: Sequence[Flowable]) -> None:
        super().__init__()
        self.heads = list(heads)
        self.body = body
        self.tails = list(tails)

    @property
    def members(self) -> list[Flowable]:
        return [*self.heads, *([self.body] if self.body else []), *self.tails]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, sum(member.wrap(aW, aH)[1] for member in self.members)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        room = aH - sum(head.wrap(aW, aH)[1] for head in self.heads)
        parts = self._between_closings(aW, room)
        if parts or self.body is None or room <= 0:
            return parts
        if self.tails and self.body.wrap(aW, room)[1] <= room + _ROUNDING:
            parts = self.body.divided(aW, room) if isinstance(self.body, Divisible) else []
        else:
            parts = self.body.split(aW, room)
        if len(parts) < 2:
            return []
        first, *rest = parts
        return [Joined(self.heads, first, []), *rest[:-1], Joined([], rest[-1], self.tails)]

    def _between_closings(self, width: float, room: float) -> list[Flowable]:
        begun = [place for place, tail in enumerate(self.tails) if isinstance(tail, Space)]
        if len(begun) < _MANY_CLOSINGS:
            return []
        room -= self.body.wrap(width, room)[1] if self.body else 0.0
        ends = list(accumulate(tail.wrap(width, room)[1] for tail in self.tails))
        fitting = [place for place in begun[1:-2] if ends[place - 1] <= room + _ROUNDING]
        if not fitting:
            return []
        place = fitting[-1]
        return [Joined(self.heads, self.body, self.tails[:place]), Joined([], None, self.tails[place:])]

    def show(self, pen: Pen, x: float, top: float) -> None:
        for member in self.members:
            height = member.wrap(self.width, self.height)[1]
            pen.place(member, x, top, height)
            top -= height


def paginated(flowables: Iterable[Flowable], width: float, height: float) -> list[list[Placed]]:
    """The pages. What is taller than a page and cannot part is a ValueError."""
    waiting = deque(flowables)
    pages: list[list[Placed]] = [[]]
    top = 0.0
    while waiting:
        flowable = waiting.popleft()
        if isinstance(flowable, PageEnd):
            top = height if pages[-1] else 0.0
            continue
        if isinstance(flowable, Space) and (top + flowable.height > height or (top == 0 and len(pages) > 1)):
            top = min(height, top + flowable.height) if top else top
            continue
        room = height - top
        wanted = flowable.wrap(width, room)[1]
        if wanted <= room + _ROUNDING:
            pages[-1].append(Placed(flowable, top, wanted))
            top += wanted
            continue
        parts = flowable.split(width, room) if room > 0 else []
        if len(parts) < 2:
            parts = [flowable]
            if not pages[-1]:
                parts = _dissolved(flowable)
            else:
                pages.append([])
                top = 0.0
        waiting.extendleft(reversed(parts))
    return pages


def _dissolved(flowable: Flowable) -> list[Flowable]:
    """What does not fit even an empty page: a group gives way, anything else is a fault of whoever made it."""
    if isinstance(flowable, Joined) and len(flowable.members) > 1:
        return flowable.members
    raise ValueError(f"{type(flowable).__name__} is taller than a page")
