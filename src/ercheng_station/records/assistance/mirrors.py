"""Thin mirrors of what other systems keep: external number, dates, result; never a second full entry."""

from datetime import date

from ercheng_station.records.assistance import away
from ercheng_station.records.assistance.reception import Reception
from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record, Values
from ercheng_station.records.columns import Mapped, choice, day, flag, money, ref, text
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation


class ConsumerComplaint(Record):
    """消费投诉, kept on the 12315 platform; handled by the county bureau and its 派出机构 (总局令第20号、第121号)."""

    __tablename__ = "consumer_complaint"
    title = "消费投诉"
    group = "clue"
    profiles = AUTHORITIES
    dated_by = "received_on"
    names = ("respondent",)
    natural_key = ("external_number",)

    external_number: Mapped[str] = text(
        "平台编号", listed=True, width=22, longest=60, sought=True, section="登记",
        help="全国12315平台的投诉编号；投诉内容和投诉人只在平台上登记",
    )  # fmt: skip
    received_on: Mapped[date] = day("收到日期", listed=True, width=12, default="今天")
    enterprise: Mapped[Enterprise | None] = ref("被投诉经营主体")
    respondent: Mapped[str | None] = text(
        "被投诉人名称", listed=True, width=26, help="名录里有的在上面选，名称自动带出"
    )
    is_ip: Mapped[bool | None] = flag("涉及知识产权")
    clue: Mapped[Record | None] = ref(
        "同信举报的线索", to="clue", help="一封信里既投诉又举报的，分开登记、分开办理"
    )
    decision: Mapped[str | None] = choice(
        "受理决定", "complaint_decision", listed=True, width=10, section="办理"
    )
    decided_on: Mapped[date | None] = day("决定日期", width=12)
    result: Mapped[str | None] = choice("投诉结果", "complaint_result", listed=True, width=12)
    ended_on: Mapped[date | None] = day("终结日期", listed=True, width=12)
    told_on: Mapped[date | None] = day("告知日期", help="终止调解后告知投诉人的日期")
    refund: Mapped[int | None] = money("挽回损失", width=14)
    note: Mapped[str | None] = text("备注", lines=2)
    reception: Mapped[Reception | None] = ref("来自接待登记", section="来自")

    @classmethod
    def follow(cls, values: Values) -> Values:
        return _named(values, "respondent")

    def check(self, faults: Faults) -> None:
        self.refuse_before("decided_on", "received_on", faults)
        self.refuse_before("ended_on", "decided_on", faults)
        self.refuse_before("told_on", "decided_on", faults)
        if bool(self.decision) != bool(self.decided_on):
            faults.hard["decided_on"] = "受理决定和决定日期要一起填"
        if bool(self.result) != bool(self.ended_on):
            faults.hard["ended_on"] = "投诉结果和终结日期要一起填"
        if not (self.enterprise or self.respondent):
            faults.soft["respondent"] = "请选被投诉经营主体，或者写名称"

    def __str__(self) -> str:
        return " ".join(filter(None, (self.respondent, self.external_number)))


class AdministrativeMediation(Record):
    """行政调解 of damages for marks or of patent disputes: done by the department in charge, not by a township office.

    What the days filled in say is the `status`. `matter`: the steps and clocks of 国家知识产权局令第81号 hold.
    """

    __tablename__ = "administrative_mediation"
    title = "行政调解"
    group = "mediation"
    profiles = AUTHORITIES
    dated_by = "passed_on"
    natural_key = ("department", "external_number", "passed_on")
    chain = Chain("status", away.MOVES)

    department: Mapped[str] = text("办理部门", listed=True, width=26, pinned=True, section="登记")
    external_number: Mapped[str | None] = text("对方案号", listed=True, width=20, longest=60, sought=True)
    passed_on: Mapped[date] = day("转送日期", listed=True, width=12, default="今天")
    right_kind: Mapped[str] = choice("权利类型", "right_kind", listed=True, width=12, default="trademark")
    matter: Mapped[str | None] = choice(
        "专利纠纷事项", "patent_matter", help="专利纠纷才填；填了以后，各环节按国家知识产权局令第81号提醒"
    )
    enterprise: Mapped[Enterprise | None] = ref("辖区企业", listed=True, width=24)
    status: Mapped[str] = choice(
        "办理进度", "administrative_status", listed=True, width=16, default=away.PASSED, derived=True,
        section="办理",
    )  # fmt: skip
    notified_on: Mapped[date | None] = day("通知陈述意见日期", help="陈述意见通知书送达被请求人的日期")
    reply: Mapped[str | None] = choice("被请求人答复", "patent_reply")
    answered_on: Mapped[date | None] = day("答复日期", help="逾期没有答复的，写期满的次日")
    accepted_on: Mapped[date | None] = day("立案（受理）日期")
    extended_on: Mapped[date | None] = day("延长办理期限日期", help="专利权属纠纷可以延长一次")
    result: Mapped[str | None] = choice(
        "行政调解结果", "administrative_result", listed=True, width=14, section="结果"
    )
    ended_on: Mapped[date | None] = day("结束日期", listed=True, width=12)
    amount: Mapped[int | None] = money("协议金额", width=14)
    changed_on: Mapped[date | None] = day("办理权属变更日期", help="当事人持协议到国家知识产权局办理的日期")
    copied_on: Mapped[date | None] = day("抄送国知局日期", help="办理部门把文书抄送国家知识产权局的日期")
    note: Mapped[str | None] = text("备注", lines=2)
    reception: Mapped[Reception | None] = ref("来自接待登记", section="来自")
    mediation: Mapped[Mediation | None] = ref("来自人民调解")

    @classmethod
    def follow(cls, values: Values) -> Values:
        return {"status": away.reached(values)}

    def check(self, faults: Faults) -> None:
        for later, earlier in away.IN_ORDER:
            self.refuse_before(later, earlier, faults)
        if bool(self.reply) != bool(self.answered_on):
            faults.hard["answered_on"] = "被请求人答复和答复日期要一起填"
        if bool(self.result) != bool(self.ended_on):
            faults.hard["ended_on"] = "结果和结束日期要一起填"
        if self.matter and self.right_kind not in away.PATENTS:
            faults.soft["matter"] = "专利纠纷才填事项；权利类型不是专利的，请核对"

    def __str__(self) -> str:
        return self.external_number or f"{self.department} {self.passed_on}"


class CaseResult(Record):
    """What became of a clue at the bureau: numbers and days of 立案 and 处罚; the papers are made in the bureau's own system."""

    __tablename__ = "case_result"
    title = "立案处罚结果"
    group = "clue"
    profiles = AUTHORITIES
    dated_by = "filed_on"
    names = ("party",)
    natural_key = ("filing_number",)

    filing_number: Mapped[str] = text(
        "立案号", listed=True, width=22, longest=60, sought=True, section="立案"
    )
    filed_on: Mapped[date] = day("立案日期", listed=True, width=12)
    clue: Mapped[Record | None] = ref("来自线索", to="clue")
    enterprise: Mapped[Enterprise | None] = ref("当事企业")
    party: Mapped[str | None] = text("当事人", listed=True, width=24, help="名录里有的在上面选，名称自动带出")
    offence: Mapped[str | None] = text("案由", width=26)
    value: Mapped[int | None] = money("案值", width=14)
    decision: Mapped[str | None] = choice("处理结果", "penalty_result", listed=True, width=10, section="结果")
    decision_number: Mapped[str | None] = text("决定书文号", listed=True, width=22, longest=60, sought=True)
    decided_on: Mapped[date | None] = day("决定日期", width=12)
    fine: Mapped[int | None] = money("罚款")
    confiscated: Mapped[int | None] = money("没收违法所得", help="没收的物品不折价填在这里")
    penalty: Mapped[int | None] = money("罚没额", listed=True, width=14, derived=True)
    published_on: Mapped[date | None] = day("公示日期")
    published_at: Mapped[str | None] = text("公示网址", longest=200)
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def follow(cls, values: Values) -> Values:
        parts = [part for part in (values.get("fine"), values.get("confiscated")) if isinstance(part, int)]
        return {"penalty": sum(parts) if parts else None, **_named(values, "party")}

    def check(self, faults: Faults) -> None:
        self.refuse_before("decided_on", "filed_on", faults)
        self.refuse_before("published_on", "decided_on", faults)
        if self.decision and not self.decided_on:
            faults.hard["decided_on"] = "有处理结果的，请填写决定日期"
        if self.decision == "penalty" and not self.decision_number:
            faults.soft["decision_number"] = "处罚的，请填写决定书文号"
        if not (self.enterprise or self.party):
            faults.soft["party"] = "请选当事企业，或者写当事人"

    def __str__(self) -> str:
        return " ".join(filter(None, (self.party, self.filing_number)))


def _named(values: Values, name: str) -> Values:
    """A firm on file gives its name where none was typed."""
    firm = values.get("enterprise")
    return {name: firm.title} if isinstance(firm, Link) and not values.get(name) else {}
