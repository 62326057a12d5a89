"""知识产权战略实施工作联席会议: who came, what was resolved, who carries it out by when."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, files, flag, person_name, ref, text
from ercheng_station.records.fields import FileRef

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

OPEN, DOING, DONE, DROPPED = "open", "doing", "done", "dropped"


class JointConference(Record):
    __tablename__ = "joint_conference"
    title = "联席会议"
    group = "resource"
    profiles = AUTHORITIES
    pattern = "{unit}LX{year}-{serial:04}"
    dated_by = "held_on"
    planned = True
    names = ("name",)
    natural_key = ("held_on", "name")

    name: Mapped[str] = text(
        "会议名称", listed=True, width=36, section="会议", help="如“2026年第一次知识产权联席会议”"
    )
    held_on: Mapped[date] = day("会议日期", listed=True, width=12, default="今天")
    kind: Mapped[str] = choice("会议类型", "conference_kind", listed=True, width=12, default="plenary")
    place: Mapped[str | None] = text("会议地点", width=24)
    host: Mapped[str | None] = text("召集单位", listed=True, width=24, pinned=True)
    chair: Mapped[str | None] = person_name("主持人", wanted=True)
    recorder: Mapped[str | None] = person_name("记录人", pinned=True)
    agenda: Mapped[str | None] = text("议题", lines=4, listed=True, width=40, wanted=True, help="一行一个")
    conclusions: Mapped[str | None] = text(
        "会议结论", lines=5, wanted=True, help="要落实的事项保存后在“议定事项”里逐项登记，写明谁办、何时办完"
    )
    notice: Mapped[tuple[FileRef, ...] | None] = files("会议通知", section="材料")
    sign_in: Mapped[tuple[FileRef, ...] | None] = files("签到表")
    minutes: Mapped[tuple[FileRef, ...] | None] = files("会议纪要")
    photos: Mapped[tuple[FileRef, ...] | None] = files("照片")
    note: Mapped[str | None] = text("备注", lines=2)

    def __str__(self) -> str:
        return self.name


class ConferenceMember(Record):
    __tablename__ = "conference_member"
    title = "参会单位"
    profiles = AUTHORITIES
    owner = "conference"
    natural_key = ("conference", "unit")

    conference: Mapped[JointConference] = ref("联席会议", listed=True, width=30)
    unit: Mapped[str] = choice("单位", "conference_unit", listed=True, width=18)
    person: Mapped[str | None] = person_name("参会人", listed=True, width=10)
    post: Mapped[str | None] = text("职务", listed=True, width=14)
    present: Mapped[bool | None] = flag("到会", listed=True, width=8, default="是")
    note: Mapped[str | None] = text("备注", width=20, help="请假、委托他人参会等")

    def __str__(self) -> str:
        return f"{self.kept['unit'].text(self.unit)} {self.person or ''}".strip()


class Resolution(Record):
    """What has to be done after a conference."""

    __tablename__ = "resolution"
    title = "议定事项"
    group = "resource"
    profiles = AUTHORITIES
    owner = "conference"
    natural_key = ("conference", "content")
    chain = Chain(
        "status",
        {
            OPEN: (DOING, DONE, DROPPED),
            DOING: (DONE, DROPPED, OPEN),
            DONE: (DOING,),
            DROPPED: (OPEN,),
        },
    )

    conference: Mapped[JointConference] = ref("联席会议", listed=True, width=28, section="事项")
    content: Mapped[str] = text("议定事项", lines=3, listed=True, width=40)
    unit: Mapped[str] = choice("牵头单位", "conference_unit", listed=True, width=16)
    with_units: Mapped[str | None] = text("配合单位", width=24)
    person: Mapped[str | None] = person_name("责任人", listed=True, width=10, wanted=True)
    due_on: Mapped[date | None] = day("完成时限", listed=True, width=12, wanted=True)
    status: Mapped[str] = choice(
        "落实状态", "resolution_status", listed=True, width=10, default=OPEN, section="落实"
    )
    progress: Mapped[str | None] = text("落实情况", lines=4)
    done_on: Mapped[date | None] = day("完成日期", listed=True, width=12)
    proof: Mapped[tuple[FileRef, ...] | None] = files("佐证材料")

    def check(self, faults: Faults) -> None:
        if self.status == DONE and not self.done_on:
            faults.hard["done_on"] = "已完成的，请填完成日期"
        if self.status == DONE and not self.progress:
            faults.soft["progress"] = "待补"
        if self.status == DROPPED and not self.progress:
            faults.hard["progress"] = "不再办理的，请写明原因"

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        one, held = whole.about, whole.about.conference.held_on
        early = [name for name in ("due_on", "done_on") if getattr(one, name) and getattr(one, name) < held]
        return dict.fromkeys(early, f"早于会议日期 {held}，请核对")

    def __str__(self) -> str:
        return " ".join(self.content.split())[:30]
