"""Where a bundle stands among those of its station that were taken in before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ercheng_station.exchange.bundle.parcel import Manifest


@dataclass(frozen=True)
class Order:
    """`taken_on`: the day this very bundle was taken in; `newest`: the highest number taken in, if above this one's."""

    taken_on: str = ""
    newest: int | None = None
    lacking: Sequence[int] = ()

    @property
    def words(self) -> Iterator[str]:
        if self.taken_on:
            yield f"这个包已于 {self.taken_on} 汇总过"
        if self.newest:
            yield f"比已汇总的第 {self.newest} 号旧，按修改先后合并，不会盖掉新的"
        if self.lacking:
            yield f"中间还缺第 {'、'.join(map(str, self.lacking))} 号"


def order_of(told: Manifest, page: Mapping[str, Any] | None, before: Collection[int]) -> Order:
    """`page`: where this bundle was taken in; `before`: the numbers of its station that were."""
    if page:
        return Order(page["at"][:10])
    newest = max(before, default=0)
    lacking = range(max(before, default=told.base or 0) + 1, told.sequence)
    return Order(
        "", newest if newest > told.sequence else None, tuple(lacking) if before or told.base else ()
    )
