"""Transfers of a clue or case: to the police by the steps of 国务院令第310号, to other departments by their own few."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from ercheng_station.codes import shipped
from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.clues import handing
from ercheng_station.records.clues.clue import Clue
from ercheng_station.records.clues.organ import BUREAU
from ercheng_station.records.clues.thresholds import reached
from ercheng_station.records.clues.work import people
from ercheng_station.records.columns import (
    Mapped,
    choice,
    choices,
    day,
    files,
    flag,
    moment,
    money,
    person_name,
    ref,
    text,
    whole,
)
from ercheng_station.records.fields import FileRef

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


class Transfer(Record):
    """Whether it goes to the police is judged by a person; no penalty takes the place of a transfer (第十一条)."""

    __tablename__ = "transfer"
    title = "案件移送"
    group = "clue"
    profiles = AUTHORITIES
    pattern = "{unit}YS{year}-{serial:04}"
    dated_by = "opened_on"
    names = ("name",)
    natural_key = ("opened_on", "name", "receiver")
    chain = Chain("status", handing.MOVES)

    clue: Mapped[Clue] = ref("来自线索", width=26, section="移送")
    opened_on: Mapped[date] = day("登记日期", listed=True, width=12, default="今天")
    to: Mapped[str] = choice("移送给", "transfer_to", listed=True, width=14, default=handing.POLICE)
    receiver: Mapped[str] = text("受移送机关", listed=True, width=24, help="全称；移送公安的写同级公安机关")
    organ: Mapped[str | None] = text(
        "移送机关",
        width=24,
        default=BUREAU,
        pinned=True,
        help="移送函以区市场监督管理局的名义发出，由它编号盖章",
    )
    name: Mapped[str] = text("案件名称", listed=True, width=34, help="如“某商行涉嫌销售假冒注册商标的商品案”")
    reason: Mapped[str | None] = text(
        "移送理由", lines=4, wanted=True, help="查明的事实，为什么归受移送机关管"
    )
    basis: Mapped[str | None] = text("移送依据", lines=2, wanted=True)
    status: Mapped[str] = choice(
        "移送状态", "transfer_status", listed=True, width=14, default=handing.DRAFTED
    )
    handler: Mapped[str | None] = person_name("经办人", listed=True, width=10, wanted=True, pinned=True)
    crime: Mapped[str | None] = choice("涉嫌罪名", "crime", section="是否涉嫌犯罪（移送公安填）")
    illegal_gains: Mapped[int | None] = money("违法所得")
    business: Mapped[int | None] = money("非法经营（销售）数额")
    unsold: Mapped[int | None] = money("未销售货值")
    loss: Mapped[int | None] = money("权利人损失")
    pieces: Mapped[int | None] = whole("件数（份数）", unit="件", low=0, help="标识、复制品、作品等的数量")
    again: Mapped[bool | None] = flag("二年内再犯或两种以上", help="两种以上权利，或者二年内受过处罚又犯")
    judgement: Mapped[str | None] = choice("判断", "crime_judgement", help="程序只列标准供核对，由人判断")
    judged_by: Mapped[str | None] = person_name("判断人")
    suspicion: Mapped[str | None] = text(
        "怀疑构成犯罪的理由", lines=3,
        help="知识产权案件有合理理由怀疑涉嫌犯罪、需要公安机关查证数额的，应当移送（国令310第三条第二款）",
    )  # fmt: skip
    penalised: Mapped[bool | None] = flag(
        "移送前已作行政处罚", help="不得以行政处罚代替移送（国令310第十一条）"
    )
    team: Mapped[str | None] = text("专案组人员", section="呈报", help="两名以上行政执法人员，用顿号分开")
    reported_on: Mapped[date | None] = day("提出移送报告日期")
    report_number: Mapped[str | None] = text("报告文号", longest=60)
    decided_at: Mapped[datetime | None] = moment(
        "批准（不批准）时间", section="审批", help="精确到分：批准后二十四小时内移送"
    )
    decided_by: Mapped[str | None] = person_name("决定人", help="本机关正职负责人或者主持工作的负责人")
    approval_number: Mapped[str | None] = text("审批表编号", longest=60)
    decision_why: Mapped[str | None] = text("不批准理由", lines=2, help="不批准的，理由要记录在案")
    handed_at: Mapped[datetime | None] = moment("移送时间", section="移送和签收")
    letter_number: Mapped[str | None] = text("移送函（书）文号", longest=60, help="区局编号；送审稿上空着")
    handed_by: Mapped[str | None] = person_name("移送人")
    papers: Mapped[tuple[str, ...] | None] = choices(
        "随案材料", "transfer_paper", help="移送公安的应当附这五种"
    )
    receipt_on: Mapped[date | None] = day("签收（受理）日期")
    receipt_by: Mapped[str | None] = person_name("签收人")
    receipt_number: Mapped[str | None] = text("回执编号", longest=60)
    filing_on: Mapped[date | None] = day("立案（不立案）决定日期", section="对方决定")
    filing_number: Mapped[str | None] = text("立案（不立案）通知书文号", longest=60)
    filing_why: Mapped[str | None] = text("不立案理由", lines=2)
    told_on: Mapped[date | None] = day("收到通知日期")
    told_to: Mapped[str | None] = person_name("通知收件人")
    urged_on: Mapped[date | None] = day("询问进度日期")
    urged_note: Mapped[str | None] = text("询问情况")
    review_on: Mapped[date | None] = day("提请复议日期", section="复议和立案监督")
    review_number: Mapped[str | None] = text("复议申请文号", longest=60)
    review_by: Mapped[str | None] = person_name("复议经办人")
    review_told_on: Mapped[date | None] = day("复议决定日期")
    review_result: Mapped[str | None] = text("复议决定")
    supervised_on: Mapped[date | None] = day("建议立案监督日期")
    supervised_number: Mapped[str | None] = text("立案监督建议文号", longest=60)
    supervised_by: Mapped[str | None] = person_name("立案监督经办人")
    supervised_result: Mapped[str | None] = text("检察院答复")
    goods_on: Mapped[date | None] = day("移交物品和材料日期", section="物品材料和结果")
    goods_number: Mapped[str | None] = text("物品交接单编号", longest=60)
    goods_by: Mapped[str | None] = person_name("物品移交人")
    result: Mapped[str | None] = text("处理结果", lines=3)
    result_number: Mapped[str | None] = text("结果文书号", longest=60)
    ended_on: Mapped[date | None] = day("得到结果日期")
    receipts: Mapped[tuple[FileRef, ...] | None] = files("回执和通知扫描件", section="材料")

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:
        """What the table of thresholds says, until a person has judged."""
        case: Transfer = whole.about
        found = list(reached(case, today))
        if not found or case.judgement == handing.REACHED:
            return {}
        told = "、".join(cls.kept[limit.measure].label for _, limit in found)
        crime, basis = shipped("crime").label(case.crime or ""), found[0][0].basis
        return {"judgement": f"可能达到“{crime}”的追诉标准（{told}，{basis}），请核对，由人判断"}

    def check(self, faults: Faults) -> None:
        for name in handing.NEEDED[self.status]:
            if not getattr(self, name) and self._asked(name):
                faults.hard[name] = f"到这一步要先填{self.kept[name].label}"
        if self.to == handing.POLICE:
            self._check_police(faults)
        elif self.status in handing.POLICE_ONLY:
            faults.hard["status"] = "移送其他部门的没有这一步，收到后直接记处理结果"
        for later, earlier in handing.IN_ORDER:
            self.refuse_before(later, earlier, faults)

    def _asked(self, name: str) -> bool:
        return self.to == handing.POLICE or name not in handing.POLICE_FIELDS

    def _check_police(self, faults: Faults) -> None:
        if self.status != handing.DRAFTED and len(people(self.team)) < handing.TEAM:
            faults.hard["team"] = "专案组要有两名以上行政执法人员，用顿号分开（国令310第五条）"
        if self.judgement == handing.SUSPECTED and not self.suspicion:
            faults.hard["suspicion"] = "写明怀疑构成犯罪的理由（国令310第三条第二款）"
        if self.status == handing.HANDED and not set(self.papers or ()) >= handing.PAPERS:
            faults.soft["papers"] = (
                "移送公安要附案件移送书、调查报告、物品清单、检验报告（鉴定结论）等，请核对（国令310第六条）"
            )
        if self.status == handing.FILED and self.filing_why:
            faults.hard["filing_why"] = "已立案的，不写不立案理由；前一次为什么不立案，历史里查得到"
        if self.filing_why:  # else the notice is a later one, by which the police did file
            self.refuse_before("review_on", "told_on", faults)
        if not self.judgement:
            faults.soft["judgement"] = "请对照追诉标准作出判断"

    def __str__(self) -> str:
        return self.name
