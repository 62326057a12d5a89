"""来访来电接待登记簿: who came or called, with what, and what was answered or where it went. Thirty seconds an entry."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Hushed, Record
from ercheng_station.records.columns import Mapped, choice, day, person_name, phone, ref, text, whole
from ercheng_station.records.enterprise import Enterprise

ANSWERED = "answered"
REPORTED = "clue"
"""Who reports an infringer is named in the clue alone, where the names of reporters are kept apart."""
OPEN, PASSED, TOLD = "open", "passed", "told"


class Reception(Record):
    """The front door of the five tracks (人民调解, 行政调解, 消费投诉, 举报线索, 维权援助), which are never one table."""

    __tablename__ = "reception"
    title = "接待登记"
    group = "visit"
    profiles = AUTHORITIES
    pattern = "{unit}JD{year}-{serial:04}"
    dated_by = "came_on"
    names = ("visitor",)
    natural_key = ("came_on", "visitor", "matter")
    hushed = Hushed("track", REPORTED, frozenset({"visitor", "phone"}))

    visitor: Mapped[str | None] = person_name(
        "来访（来电）人", listed=True, width=12, wanted=True, section="接待",
        help="怎么称呼都可以；反映他人侵权的，姓名电话写在线索里，这里可以不写",
    )  # fmt: skip
    phone: Mapped[str | None] = phone("联系电话", private=True, width=14)
    enterprise: Mapped[Enterprise | None] = ref(
        "所在企业", width=22, help="辖区企业打两个首字母；不是企业的空着"
    )
    matter: Mapped[str] = text("来访事项", lines=3, listed=True, width=40)
    reply: Mapped[str | None] = text("答复情况", lines=3, width=30, help="当场怎么答复的，或者告诉他到哪里办")
    track: Mapped[str] = choice("去向", "reception_track", listed=True, width=14, default=ANSWERED)
    passed_to: Mapped[str | None] = text(
        "转往单位", width=20, help="转到别的单位、热线时写明；本站办的不用填"
    )
    came_on: Mapped[date] = day(
        "接待日期", listed=True, width=12, default="今天", pinned=True, section="登记"
    )
    way: Mapped[str] = choice("方式", "reception_way", width=8, default="call_in", pinned=True)
    persons: Mapped[int | None] = whole("人数", unit="人", low=1, high=999, default="1")
    by: Mapped[str | None] = person_name("接待人", listed=True, width=10, pinned=True, wanted=True)
    external_number: Mapped[str | None] = text(
        "热线工单号", longest=60, help="12345、12315、12330 转来或转去的工单号"
    )
    state: Mapped[str] = choice(
        "回复情况", "reception_state", listed=True, width=10, default=TOLD, section="反馈"
    )
    promised_on: Mapped[date | None] = day("答应回复日期", help="还要回复的，写哪天以前回复，到期前提醒")
    told_on: Mapped[date | None] = day("回复日期")
    feedback: Mapped[str | None] = text("办理结果和反馈", lines=2)
    satisfaction: Mapped[str | None] = choice("满意度", "satisfaction")

    def check(self, faults: Faults) -> None:
        self.refuse_before("told_on", "came_on", faults)
        self.refuse_before("promised_on", "came_on", faults)
        if self.track == REPORTED:
            self._check_report(faults)
        if self.track == ANSWERED and not self.reply:
            faults.soft["reply"] = "当场答复的，请写答复了什么"
        if self.state == OPEN and not self.promised_on:
            faults.soft["promised_on"] = "还没有回复的，请写答应哪天回复"

    def _check_report(self, faults: Faults) -> None:
        """What is kept here is found, listed and exported; who reported is not."""
        faults.soft.pop("visitor", None)
        for name in ("visitor", "phone"):
            if getattr(self, name):
                faults.hard[name] = (
                    "反映他人侵权的，姓名电话只写在线索的“举报人”里（保密、不导出），这里请清空"
                )
        if self.enterprise:
            faults.soft["enterprise"] = "反映他人侵权的，是哪家企业反映的也要保密，可以只在线索里写权利人"

    def __str__(self) -> str:
        return "：".join(filter(None, (self.visitor, " ".join((self.matter or "").split())[:20])))
