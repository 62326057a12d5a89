"""侵权监测: one look at the market for a firm's rights, and what came of it."""

from datetime import date

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, person_name, ref, text
from ercheng_station.records.enterprise import Enterprise, Right

NOTHING = "nothing"


class Watch(Record):
    __tablename__ = "watch"
    title = "侵权监测"
    group = "visit"
    pattern = "{unit}JC{year}-{serial:04}"
    dated_by = "watched_on"
    natural_key = ("enterprise", "watched_on", "way", "place")

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26, section="监测")
    right: Mapped[Right | None] = ref("监测的知识产权")
    watched_on: Mapped[date] = day("监测日期", listed=True, width=12, default="今天")
    way: Mapped[str] = choice("监测渠道", "watch_way", listed=True, width=12, default="shop", pinned=True)
    place: Mapped[str | None] = text("平台或地点", listed=True, width=18, pinned=True)
    words: Mapped[str | None] = text("检索词", pinned=True, help="用什么词或图查的，下次照查")
    by: Mapped[str | None] = person_name("监测人", width=10, pinned=True)
    result: Mapped[str] = choice(
        "监测结果", "watch_result", listed=True, width=10, default=NOTHING, section="结果"
    )
    suspect: Mapped[str | None] = text("疑似侵权方", listed=True, width=24)
    link: Mapped[str | None] = text("网址或位置", lines=2)
    detail: Mapped[str | None] = text("发现情况", lines=3, help="截图、照片放在附件里，写明取得的时间")
    handling: Mapped[str | None] = choice("处理", "watch_handling", listed=True, width=12)
    handled_on: Mapped[date | None] = day("处理日期")
    outcome: Mapped[str | None] = text("处理结果", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("handled_on", "watched_on", faults)
        if self.result != NOTHING:
            for name in ("detail", "handling"):
                if not getattr(self, name):
                    faults.soft[name] = "发现疑似侵权的，请填写" + self.kept[name].label

    def __str__(self) -> str:
        return f"{self.enterprise}侵权监测 {self.watched_on}"
