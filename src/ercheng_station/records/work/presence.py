"""What people find at a station: the board on its wall, the departments present, who is on duty."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, day, files, person_name, phone, ref, text, whole
from ercheng_station.records.fields import FileRef
from ercheng_station.records.station import Station


class NoticeBoard(Record):
    """公示牌. What it leaves empty is printed as the station's own record has it."""

    __tablename__ = "notice_board"
    title = "公示牌"
    group = "station"
    natural_key = ("at", "name")

    at: Mapped[Station] = ref("站点", listed=True, width=28, pinned=True, section="内容")
    name: Mapped[str] = text("标题", listed=True, width=24, default="服务公示")
    scope: Mapped[str | None] = text("受理范围", lines=5, help="一行一项；空着就印站点登记的服务范围")
    steps: Mapped[str | None] = text(
        "办理流程",
        lines=5,
        help="一行一步，印成流程图",
        default="登记接待\n核实情况\n分流办理\n反馈结果\n回访归档",
    )
    limits: Mapped[str | None] = text("办理时限", lines=4, help="一行一项，如“咨询：当场答复”", wanted=True)
    hours: Mapped[str | None] = text("服务时间", width=24, default="工作日 8:30—12:00，14:30—17:30")
    phone: Mapped[str | None] = text(
        "服务电话",
        listed=True,
        width=16,
        longest=60,
        wanted=True,
        section="电话",
        help="座机或工作电话，会张贴出去",
    )
    supervisor: Mapped[str | None] = text("监督单位", width=20)
    supervision_phone: Mapped[str | None] = text(
        "监督电话", listed=True, width=16, longest=60, wanted=True, help="不能与服务电话相同"
    )
    posted_on: Mapped[date | None] = day("张贴日期", listed=True, width=12, section="张贴")
    taken_down_on: Mapped[date | None] = day("撤下日期")
    place: Mapped[str | None] = text("张贴位置", listed=True, width=16)
    photo: Mapped[tuple[FileRef, ...] | None] = files("张贴照片")

    def check(self, faults: Faults) -> None:
        self.refuse_before("taken_down_on", "posted_on", faults)
        if self.phone and self.phone == self.supervision_phone:
            faults.soft["supervision_phone"] = "与服务电话相同，监督电话应当是上级单位的"

    def __str__(self) -> str:
        return self.name


class Department(Record):
    """One department that works at a joint station."""

    __tablename__ = "department"
    title = "派驻部门"
    group = "station"
    profiles = AUTHORITIES
    owner = "at"
    natural_key = ("at", "name")

    at: Mapped[Station] = ref("站点", listed=True, width=26, pinned=True)
    name: Mapped[str] = text("部门", listed=True, width=20)
    function: Mapped[str | None] = text(
        "功能", lines=2, listed=True, width=30, wanted=True, help="在站里承担什么"
    )
    liaison: Mapped[str | None] = person_name("联络员", listed=True, width=10, wanted=True)
    liaison_phone: Mapped[str | None] = phone("联络员电话", listed=True, width=14)
    document: Mapped[str | None] = text(
        "派驻文件", listed=True, width=20, help="文号或会议纪要，文件作为附件"
    )
    since: Mapped[date | None] = day("派驻日期")
    until: Mapped[date | None] = day("撤出日期")
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return self.name


class Duty(Record):
    """Who is on duty on one day, and what was dealt with."""

    __tablename__ = "duty"
    title = "值班安排"
    group = "station"
    dated_by = "on"
    planned = True
    natural_key = ("on", "person")

    on: Mapped[date] = day("值班日期", listed=True, width=12, default="今天", section="值班")
    person: Mapped[str] = person_name("值班人", listed=True, width=10)
    unit: Mapped[str | None] = text("所属部门", listed=True, width=18, pinned=True)
    hours: Mapped[str | None] = text("时间", longest=40, listed=True, width=10, default="全天", pinned=True)
    count: Mapped[int | None] = whole(
        "办理事项", unit="件", low=0, high=1000, listed=True, width=10, section="办理"
    )
    matters: Mapped[str | None] = text("事项和结果", lines=4, listed=True, width=36)
    handed: Mapped[str | None] = text("交接事项", lines=2)
    note: Mapped[str | None] = text("备注", lines=2)

    def __str__(self) -> str:
        return f"{self.on} {self.person}"
