"""The way of a need, drawn: six stations on a line, each with its day; the one where it stands now is filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ercheng_station.services.needs import ORDER
from ercheng_station.ui.screens.chain_strip import ChainStrip, Station

_STATIONS = dict(zip(ORDER, ("登记", "交办", "办理", "反馈", "回访", "销号"), strict=True))


@dataclass(frozen=True)
class Stand:
    """`days`: when each station was reached, as far as it is known."""

    status: str
    days: Mapping[str, date]

    def words(self) -> str:
        parts = [
            f"{words} {self.days[name].isoformat()}" for name, words in _STATIONS.items() if name in self.days
        ]
        return f"办理进度：现在是{_STATIONS[self.status]}。" + "，".join(parts)


class NeedChain(ChainStrip):
    def __init__(self) -> None:
        super().__init__(len(_STATIONS))

    def show_stand(self, stand: Stand) -> None:
        stations = [Station(words, stand.days.get(name)) for name, words in _STATIONS.items()]
        self.show_stations(stations, ORDER.index(stand.status), stand.words())
