"""专利纠纷案源摸排: a patent dispute somebody came across, kept until it is settled, passed on or turned into a clue or a case."""

import re
from datetime import date

from ercheng_station.errors import Fault
from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record, Values
from ercheng_station.records.columns import Mapped, choice, credit_code, day, flag, ref, text
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.identifiers import PatentNumber
from ercheng_station.records.visit import Visit

FOUND, VERIFYING, TRANSFERRED, TURNED, CLOSED = "found", "verifying", "transferred", "turned", "closed"
_PATENT = PatentNumber(label="专利号")
_TITLE = re.compile(r"(.+)（([^（）]+)）")
"""The title of a right: its name and its number."""
_KINDS = {"1": "invention", "2": "utility", "3": "design", "8": "invention", "9": "utility"}


def kind_of_patent(number: str) -> str | None:
    """发明, 实用新型 or 外观设计, which a checked patent number tells; None for anything else."""
    try:
        body = _PATENT.parse(number).removeprefix("ZL").removeprefix("CN").split(".")[0]
    except Fault:
        return None
    return _KINDS[body[4] if len(body) == 12 else body[2]]


class LeadSurvey(Record):
    __tablename__ = "lead_survey"
    title = "专利纠纷案源"
    group = "visit"
    profiles = AUTHORITIES
    pattern = "{unit}AY{year}-{serial:04}"
    dated_by = "found_on"
    natural_key = ("found_on", "patent_number", "accused")
    chain = Chain(
        "status",
        {
            FOUND: (VERIFYING, TRANSFERRED, TURNED, CLOSED),
            VERIFYING: (TRANSFERRED, TURNED, CLOSED),
            TRANSFERRED: (TURNED, CLOSED),
            TURNED: (CLOSED,),
            CLOSED: (VERIFYING,),
        },
    )

    found_on: Mapped[date] = day("摸排日期", listed=True, width=12, default="今天", section="来源")
    source: Mapped[str] = choice("摸排来源", "lead_source", width=12, default="visit", pinned=True)
    handler: Mapped[str | None] = text("摸排人员", width=14, pinned=True)
    enterprise: Mapped[Enterprise | None] = ref(
        "权利人企业", help="权利人是辖区企业的从档案里选，名称自动带出", section="权利人与专利"
    )
    holder: Mapped[str | None] = text("权利人", listed=True, width=24, help="选了权利人企业的可以不填")
    holder_contact: Mapped[str | None] = text("权利人联系方式", longest=80, private=True)
    right: Mapped[Right | None] = ref("涉及的知识产权", help="企业档案里已有这件专利的，选它")
    patent_number: Mapped[str | None] = text(
        "专利号", longest=30, listed=True, width=20, wanted=True, help="如 ZL202310123456.X，会核对校验位"
    )
    patent_name: Mapped[str | None] = text("专利名称", width=24, wanted=True)
    patent_kind: Mapped[str | None] = choice(
        "专利类型", "patent_kind", width=10, help="不填的，由专利号自动得出"
    )
    legal_status: Mapped[str | None] = choice("法律状态", "right_status", width=10, wanted=True)
    has_report: Mapped[bool | None] = flag(
        "有专利权评价报告", help="实用新型和外观设计的权利人主张权利时，一般要出具"
    )
    accused: Mapped[str] = text("被控方", listed=True, width=24, section="被控侵权情况")
    accused_code: Mapped[str | None] = credit_code("被控方信用代码")
    accused_address: Mapped[str | None] = text("被控方地址", width=30)
    accused_contact: Mapped[str | None] = text("被控方联系方式", longest=80, private=True)
    product: Mapped[str | None] = text("被控产品或方法", lines=2, wanted=True)
    channel: Mapped[str | None] = text("销售渠道", lines=2, help="店铺、网址、展会展位等")
    evidence: Mapped[str | None] = text(
        "初步证据", lines=3, help="购买记录、照片、网页截图等；文件放在附件里"
    )
    wish: Mapped[str | None] = choice("权利人意向", "lead_wish", width=10, section="处理")
    status: Mapped[str] = choice("案源状态", "lead_status", listed=True, width=10, default=FOUND)
    transferred_to: Mapped[str | None] = text("移交单位")
    transferred_on: Mapped[date | None] = day("移交日期")
    transfer_number: Mapped[str | None] = text("移交文号", longest=60)
    feedback_on: Mapped[date | None] = day("反馈日期")
    feedback: Mapped[str | None] = text("反馈结果", lines=2)
    turned_on: Mapped[date | None] = day("转化日期", help="转为线索或调解案件的日期")
    closed_on: Mapped[date | None] = day("办结日期")
    closed_why: Mapped[str | None] = text("办结说明", lines=2, help="不再跟进的，写明原因")
    visit: Mapped[Visit | None] = ref("来自走访", section="来自")

    @classmethod
    def follow(cls, values: Values) -> Values:
        """What the files of firm and right tell, where nobody typed it."""
        found: Values = {}
        firm, right = values.get("enterprise"), values.get("right")
        if firm and not values.get("holder"):
            found["holder"] = firm.title
        named = _TITLE.fullmatch(right.title) if right else None
        for name, told in zip(
            ("patent_name", "patent_number"), named.groups() if named else (), strict=False
        ):
            if not values.get(name):
                found[name] = told
        number = found.get("patent_number") or values.get("patent_number")
        if number and not values.get("patent_kind"):
            found["patent_kind"] = kind_of_patent(number)
        return found

    def check(self, faults: Faults) -> None:
        if not self.holder:
            faults.hard["holder"] = "请填写权利人，或者选权利人企业"
        for name in ("transferred_on", "turned_on", "closed_on"):
            self.refuse_before(name, "found_on", faults)
        self.refuse_before("feedback_on", "transferred_on", faults)
        if self.patent_number:
            self._check_patent(faults)
        if self.patent_kind in {"utility", "design"} and self.has_report is None:
            faults.soft["has_report"] = "实用新型、外观设计专利请问清有没有专利权评价报告"
        if self.status == TRANSFERRED and not (self.transferred_to and self.transferred_on):
            faults.hard["transferred_to"] = "案源状态是“已移交”，请填写移交单位和移交日期"
        if self.status == TURNED and not self.turned_on:
            faults.hard["turned_on"] = "案源状态是“已转化”，请填写转化日期"
        if self.status == CLOSED and not (self.closed_on and self.closed_why):
            faults.hard["closed_why"] = "办结前请填写办结日期和办结说明"

    def _check_patent(self, faults: Faults) -> None:
        try:
            _PATENT.parse(self.patent_number)
        except Fault as fault:
            faults.soft["patent_number"] = fault.why
            return
        told = kind_of_patent(self.patent_number or "")
        if self.patent_kind and told != self.patent_kind:
            faults.soft["patent_kind"] = "与专利号表示的专利类型不一致，请核对"

    def __str__(self) -> str:
        return f"{self.holder}与{self.accused}"
