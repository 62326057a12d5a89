"""Letters to and from other regions and bodies: 协助调查函, 线索通报函, evidence sent along, and the replies."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.clues.clue import Clue
from ercheng_station.records.clues.organ import BUREAU
from ercheng_station.records.columns import Mapped, choice, day, person_name, phone, ref, text

DRAFTED, WAITING, REPLIED, ENDED = "drafted", "waiting", "replied", "closed"
OUT, IN = "out", "in"


class Cooperation(Record):
    __tablename__ = "cooperation"
    title = "协查协作"
    group = "clue"
    profiles = AUTHORITIES
    pattern = "{unit}XZ{year}-{serial:04}"
    dated_by = "opened_on"
    names = ("counterpart",)
    natural_key = ("opened_on", "counterpart", "matter")
    chain = Chain(
        "status",
        {
            DRAFTED: (WAITING, REPLIED),
            WAITING: (REPLIED, ENDED),
            REPLIED: (WAITING, ENDED),
            ENDED: (WAITING,),
        },
    )

    opened_on: Mapped[date] = day("登记日期", listed=True, width=12, default="今天", section="事项")
    way: Mapped[str] = choice("收发", "cooperation_way", listed=True, width=10, default=OUT, pinned=True)
    kind: Mapped[str] = choice("协作事项", "cooperation_matter", listed=True, width=10, default="assist")
    clue: Mapped[Clue | None] = ref("来自线索")
    counterpart: Mapped[str] = text("对方单位", listed=True, width=26, help="受函或者来函机关的全称")
    region: Mapped[str | None] = text("所在地区", listed=True, width=14, help="如“黄石市大冶市”")
    matter: Mapped[str] = text(
        "案由", listed=True, width=30, help="如“某商行涉嫌销售侵犯注册商标专用权的商品”"
    )
    request: Mapped[str | None] = text("协助（通报）事项", lines=4, wanted=True)
    materials: Mapped[str | None] = text("需要提供的材料", lines=2)
    organ: Mapped[str | None] = text(
        "发函机关", width=24, default=BUREAU, pinned=True, help="函以区市场监督管理局的名义发出，由它编号盖章"
    )
    enclosures: Mapped[str | None] = text("附件名称", lines=2, help="一行一件")
    status: Mapped[str] = choice(
        "协作状态", "cooperation_status", listed=True, width=10, default=DRAFTED, section="办理"
    )
    letter_number: Mapped[str | None] = text(
        "函的文号", help="以区市场监督管理局的名义发出的，由区局编号；来函写来函文号"
    )
    sent_on: Mapped[date | None] = day("发出（收到）日期", listed=True, width=12)
    contact: Mapped[str | None] = person_name("联系人", pinned=True)
    contact_phone: Mapped[str | None] = phone("联系人电话", pinned=True)
    contact_address: Mapped[str | None] = text("联系地址", pinned=True)
    handler: Mapped[str | None] = person_name("经办人", listed=True, width=10, wanted=True, pinned=True)
    urged_on: Mapped[date | None] = day("催办日期")
    urged_note: Mapped[str | None] = text("催办情况")
    replied_on: Mapped[date | None] = day("回复日期", listed=True, width=12, section="回复")
    reply_number: Mapped[str | None] = text("回函文号")
    reply: Mapped[str | None] = text("回函结论", lines=3)
    used: Mapped[str | None] = text("结果运用", lines=2, help="据此立案、并案、终结等")
    ended_on: Mapped[date | None] = day("办结日期")

    def check(self, faults: Faults) -> None:
        if self.status != DRAFTED and not self.sent_on:
            faults.hard["sent_on"] = "写明发出（收到）日期，答复期限从这天起算"
        if self.status == REPLIED and not (self.replied_on and self.reply):
            faults.hard["replied_on" if not self.replied_on else "reply"] = "已回复的，写明回复日期和结论"
        if self.status == ENDED and not self.ended_on:
            faults.hard["ended_on"] = "写明办结日期"
        for name in ("urged_on", "replied_on"):
            self.refuse_before(name, "sent_on", faults)

    def __str__(self) -> str:
        return f"{self.counterpart}：{self.matter}"
