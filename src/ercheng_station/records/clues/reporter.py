"""Who reported a clue: told to its handler and the head alone, in no list, search, paper or file."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.clues.clue import Clue
from ercheng_station.records.columns import (
    Mapped,
    choice,
    day,
    flag,
    id_number,
    person_name,
    phone,
    ref,
    text,
)

REAL = "real"


class Reporter(Record):
    """Reporters must not be told of (市场监督管理投诉举报处理办法); what the record is called tells nothing."""

    __tablename__ = "reporter"
    title = "举报人"
    profiles = AUTHORITIES
    owner = "clue"
    confided_to = "handler"

    clue: Mapped[Clue] = ref("侵权线索", listed=True, width=24, section="举报人（保密）")
    kind: Mapped[str] = choice("举报方式", "reporter_kind", listed=True, width=10, default=REAL)
    name: Mapped[str | None] = person_name(
        "举报人姓名", help="只有承办人和本站负责人看得到，不会导出，也不会印出来"
    )
    organisation: Mapped[str | None] = text("举报单位", help="单位举报的写单位名称")
    mobile: Mapped[str | None] = phone("举报人电话", private=True)
    id_number: Mapped[str | None] = id_number("举报人身份证号", private=True)
    address: Mapped[str | None] = text("举报人地址", width=30)
    wants_reply: Mapped[bool | None] = flag("要求反馈")
    reply_to: Mapped[str | None] = text("怎样反馈", help="电话、短信、邮箱等，写清联系不到时怎么办")
    told_on: Mapped[date | None] = day(
        "告知立案与否日期", help="决定立案或者不予立案后，把结果告诉实名举报人的日期"
    )
    note: Mapped[str | None] = text("举报人备注", lines=2)

    def check(self, faults: Faults) -> None:
        if self.kind == REAL and not (self.name or self.organisation):
            faults.hard["name"] = "实名举报的，写举报人姓名或者举报单位；不愿意留姓名的，选“匿名举报”"
        if self.kind == REAL and not self.mobile:
            faults.soft["mobile"] = "实名举报要核实身份、告知结果，请补联系电话"
        if self.wants_reply and not (self.mobile or self.reply_to):
            faults.soft["reply_to"] = "要求反馈的，写清怎样联系"

    def __str__(self) -> str:
        return "举报人"
