"""线索（诉求）报送单: what a 保护工作站 passes to the 市场监管所 of its place, which keeps the same sheet as received."""

from datetime import date

from ercheng_station.records.base import Chain, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, person_name, phone, ref, text
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.protection.watch import Watch

WRITTEN, SENT, TAKEN, ANSWERED = "written", "sent", "taken", "answered"


class Slip(Record):
    __tablename__ = "slip"
    title = "报送单"
    group = "visit"
    pattern = "{unit}BS{year}-{serial:04}"
    dated_by = "written_on"
    natural_key = ("from_station", "written_on", "content")
    chain = Chain(
        "status",
        {
            WRITTEN: (SENT, TAKEN),
            SENT: (WRITTEN, TAKEN, ANSWERED),
            TAKEN: (ANSWERED,),
            ANSWERED: (TAKEN,),
        },
    )

    kind: Mapped[str] = choice("报送事项", "slip_kind", listed=True, width=12, default="clue", section="报送")
    written_on: Mapped[date] = day("报送日期", listed=True, width=12, default="今天")
    from_station: Mapped[str | None] = text(
        "报送站", listed=True, width=22, pinned=True, help="保护工作站的名称，市场监管所收到后据此登记"
    )
    to: Mapped[str | None] = text("报送单位", width=22, pinned=True, wanted=True, help="所在地的市场监管所")
    enterprise: Mapped[Enterprise | None] = ref("企业", listed=True, width=26)
    right: Mapped[Right | None] = ref("涉及的知识产权", section="内容")
    right_note: Mapped[str | None] = text("权利说明", help="没有档案的，写明权利种类、号码和名称")
    content: Mapped[str] = text("情况或诉求", lines=5, listed=True, width=40)
    suspect: Mapped[str | None] = text("被反映单位（人）", width=24, help="诉求不涉及他人的，不填")
    suspect_place: Mapped[str | None] = text("地址或网址", lines=2)
    evidence: Mapped[str | None] = text("已有材料", lines=2, help="文件放在附件里，随报送单一起交")
    wish: Mapped[str | None] = text("希望如何处理", lines=2)
    contact: Mapped[str | None] = person_name("联系人", section="联系与办理", pinned=True)
    contact_phone: Mapped[str | None] = phone("联系电话", pinned=True)
    status: Mapped[str] = choice("报送状态", "slip_status", listed=True, width=10, default=WRITTEN)
    way: Mapped[str | None] = choice("送出方式", "slip_way", pinned=True)
    from_number: Mapped[str | None] = text(
        "报送站编号", longest=60, help="市场监管所登记收到的报送单时，抄保护工作站原来的编号"
    )
    taken_on: Mapped[date | None] = day("接收日期")
    taken_by: Mapped[str | None] = person_name("接收人")
    answer: Mapped[str | None] = text("办理答复", lines=3)
    answered_on: Mapped[date | None] = day("答复日期")
    watch: Mapped[Watch | None] = ref("来自监测", section="来自")

    def check(self, faults: Faults) -> None:
        self.refuse_before("taken_on", "written_on", faults)
        self.refuse_before("answered_on", "written_on", faults)
        if self.kind == "clue" and not self.suspect:
            faults.soft["suspect"] = "报送线索的，请写明被反映单位（人），不知道名称的写店铺名或地址"
        if self.status == ANSWERED and not self.answer:
            faults.hard["answer"] = "报送状态是“已答复”，请填写办理答复"

    def __str__(self) -> str:
        return f"{self.kept['kind'].text(self.kind)}：{' '.join(self.content.split())[:20]}"
