"""维权援助: the application, its check and decision, what was done, and how it ended (国知发保字〔2020〕22号、2023 工作指引)."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.assistance import states
from ercheng_station.records.assistance.consultation import Consultation
from ercheng_station.records.assistance.experts import Expert
from ercheng_station.records.assistance.reception import Reception
from ercheng_station.records.base import Chain, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    choice,
    choices,
    credit_code,
    day,
    files,
    flag,
    id_number,
    person_name,
    phone,
    ref,
    text,
)
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import FileRef
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

NEEDED = {"form": "申请表", "identity": "身份证明", "grounds": "事由与证明"}
"""工作指引 2023: without these an application is not complete."""


class AssistCase(Record):
    """A station usually takes in, checks and passes on; `decider` says whose the decision and its clocks are."""

    __tablename__ = "assist_case"
    title = "维权援助"
    group = "clue"
    pattern = "{unit}YZ{year}-{serial:04}"
    dated_by = "received_on"
    names = ("applicant",)
    natural_key = ("applicant", "received_on", "facts")
    chain = Chain("status", states.MOVES)

    enterprise: Mapped[Enterprise | None] = ref(
        "企业档案",
        section="申请人",
        help="辖区企业打两个首字母，名称、代码和联系方式自动带出；别的申请人空着",
    )
    applicant: Mapped[str] = text("申请人", listed=True, width=26, help="单位写全称，个人写姓名")
    applicant_kind: Mapped[str] = choice("申请人类型", "applicant_kind", width=12, default="small")
    credit_code: Mapped[str | None] = credit_code(width=20)
    contact: Mapped[str | None] = person_name("联系人", width=10)
    contact_phone: Mapped[str | None] = phone("联系电话", private=True, width=14, wanted=True)
    address: Mapped[str | None] = text("地址", width=30)
    territory: Mapped[str | None] = choice(
        "属地依据", "assist_territory", wanted=True, help="四项里有一项在本地，就可以在本地申请"
    )
    id_number: Mapped[str | None] = id_number(private=True, help="申请人是个人的才填")
    services: Mapped[tuple[str, ...]] = choices(
        "请求的援助", "assist_service", listed=True, width=20, section="请求"
    )
    right_kind: Mapped[str | None] = choice("权利类型", "right_kind", width=12)
    right: Mapped[Right | None] = ref("涉及的知识产权")
    right_note: Mapped[str | None] = text("权利说明", help="没有档案的，写明号码和名称")
    opponent: Mapped[str | None] = text("对方", width=26, help="对方的名称和所在地；不清楚的写已知的情况")
    facts: Mapped[str] = text("申请事由", lines=5, listed=True, width=36)
    is_overseas: Mapped[bool | None] = flag("海外维权")
    overseas_place: Mapped[str | None] = text("涉及国家或地区")
    received_on: Mapped[date] = day("收件日期", listed=True, width=12, default="今天", section="收件与材料")
    materials: Mapped[tuple[str, ...] | None] = choices("已交材料", "assist_material", wanted=True)
    material_note: Mapped[str | None] = text("材料说明", lines=2)
    papers: Mapped[tuple[FileRef, ...] | None] = files("材料扫描件")
    handler: Mapped[str | None] = person_name("承办人", listed=True, width=10, pinned=True, wanted=True)
    reception: Mapped[Reception | None] = ref("来自接待登记", section="来自")
    consultation: Mapped[Consultation | None] = ref("来自咨询")
    visit: Mapped[Visit | None] = ref("来自走访")
    need: Mapped[Need | None] = ref("来自企业诉求")
    clue: Mapped[Record | None] = ref("来自线索", to="clue")
    decider: Mapped[str] = choice(
        "由谁决定", "assist_decider", default=states.CENTRE, pinned=True, section="审查与决定",
        help="工作站一般收件、核对、转送，由维权援助中心决定；本单位就是维权援助机构的选“本单位”，时限才由本单位计算",
    )  # fmt: skip
    status: Mapped[str] = choice("办理状态", "assist_status", listed=True, width=10, default=states.RECEIVED)
    supplement_asked_on: Mapped[date | None] = day("补正通知日期", help="一次告知要补的全部材料")
    supplement_what: Mapped[str | None] = text("需要补正的材料", lines=2)
    supplemented_on: Mapped[date | None] = day("补正完成日期")
    passed_to: Mapped[str | None] = text(
        "转送单位", width=24, pinned=True, help="如：鄂州市知识产权维权援助中心"
    )
    passed_on: Mapped[date | None] = day("转送日期")
    decided_on: Mapped[date | None] = day("决定日期", width=12)
    decision_number: Mapped[str | None] = text("决定文号", longest=60, sought=True)
    rejection: Mapped[str | None] = choice("不予受理原因", "assist_rejection")
    decision_note: Mapped[str | None] = text("决定理由", lines=2)
    expert: Mapped[Expert | None] = ref("承办专家", section="结果")
    results: Mapped[tuple[str, ...] | None] = choices("结果文书", "assist_result")
    outcome: Mapped[str | None] = text("办理结果", lines=3)
    onward: Mapped[tuple[str, ...] | None] = choices("转办去向", "assist_onward")
    onward_note: Mapped[str | None] = text("转办说明", help="转到哪里、对方编号")
    done_on: Mapped[date | None] = day("办结日期", width=12)
    withdrawn_on: Mapped[date | None] = day("撤回日期", help="到期没有补正视为撤回的，写期满的次日")
    ended_on: Mapped[date | None] = day("结束日期", derived=True)
    satisfaction: Mapped[str | None] = choice("满意度", "satisfaction")
    feedback: Mapped[str | None] = text("申请人反馈", lines=2)

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        """Whichever way it ended, for the figures: 上期结转＋本期新收＝办结＋期末未结."""
        day_of = states.ENDS.get(str(values.get("status")), "")
        return {"ended_on": values.get(day_of)}

    def check(self, faults: Faults) -> None:
        for name in ("supplement_asked_on", "passed_on", "decided_on", "done_on", "withdrawn_on"):
            self.refuse_before(name, "received_on", faults)
        self.refuse_before("supplemented_on", "supplement_asked_on", faults)
        self.refuse_before("done_on", "decided_on", faults)
        for name, why in states.lacking(self):
            faults.hard[name] = why
        for name, why in states.too_early(self):
            faults.hard[name] = why
        absent = [label for code, label in NEEDED.items() if code not in (self.materials or ())]
        if absent and self.status not in states.OVER:
            faults.soft["materials"] = f"还缺：{'、'.join(absent)}"
        if self.is_overseas and not self.overseas_place:
            faults.soft["overseas_place"] = "海外维权的，请写涉及的国家或地区"

    @classmethod
    def aliases(cls, whole: "Whole") -> dict[str, str]:
        """What a masked copy says for the applicant, the one who acts for it, and the other side."""
        case = whole.record
        named = {case.applicant: "申请人", case.contact: "联系人", case.opponent: "对方当事人"}
        return {name: words for name, words in named.items() if name}

    def __str__(self) -> str:
        return f"{self.applicant}的维权援助"
