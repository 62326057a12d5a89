"""Clues of infringement: where they come from, whom they concern, how grave they are and what becomes of them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from ercheng_station.codes import shipped
from ercheng_station.records.assistance.reception import REPORTED, Reception
from ercheng_station.records.base import AUTHORITIES, Chain, Count, Faults, Record, Values
from ercheng_station.records.clues import states
from ercheng_station.records.columns import (
    Mapped,
    choice,
    choices,
    credit_code,
    day,
    money,
    person_name,
    ref,
    text,
)
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.protection.lead_survey import LeadSurvey
from ercheng_station.records.protection.risk_check import RiskCheck
from ercheng_station.records.protection.slip import Slip
from ercheng_station.records.visit import Visit

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


_EXTENSION = ("verify_extended_by", "verify_extended_on", "verify_extended_why")


class Clue(Record):
    """`proposed_grade` and `proposed_why` are written by the act that grades, from the rules of that day."""

    __tablename__ = "clue"
    title = "侵权线索"
    group = "clue"
    profiles = AUTHORITIES
    pattern = "{unit}XS{year}-{serial:04}"
    dated_by = "received_on"
    names = ("suspect",)
    natural_key = ("received_on", "suspect", "right_class")
    chain = Chain("status", states.MOVES)
    watches = frozenset({"reception"})
    timed: ClassVar[Mapping[str, Count]] = {
        "verify_until": Count("clue.verify_extended", "received_on", given="verify_extended_on")
    }

    received_on: Mapped[date] = day("接收日期", listed=True, width=12, default="今天", section="来源")
    source: Mapped[str] = choice("线索来源", "clue_source", listed=True, width=16, pinned=True)
    source_note: Mapped[str | None] = text(
        "来源说明", help="工单号、来文文号、调解案号等；不要写举报人的姓名和电话"
    )
    suspect_enterprise: Mapped[Enterprise | None] = ref(
        "被反映企业", width=26, section="被反映单位（人）", help="企业名录里有的选它，名称自动带出"
    )
    suspect: Mapped[str | None] = text(
        "被反映单位（人）",
        listed=True,
        width=26,
        longest=100,
        help="名录里没有的写名称；查不清的写网店名、摊位号",
    )
    suspect_code: Mapped[str | None] = credit_code("被反映单位信用代码")
    suspect_address: Mapped[str | None] = text("被反映单位地址", width=30)
    acts: Mapped[tuple[str, ...] | None] = choices("涉嫌行为", "clue_act", wanted=True, section="事实")
    facts: Mapped[str] = text(
        "线索事实", lines=5, listed=True, width=36, help="时间、地点、商品、行为；不要写举报人的姓名和电话"
    )
    goods: Mapped[str | None] = text("涉案商品和数量", lines=2)
    amount: Mapped[int | None] = money("涉案金额", listed=True, width=14, help="已知的货值或者销售金额")
    evidence: Mapped[str | None] = text(
        "已有证据", lines=2, help="照片、购物小票、网页截图等，文件放在附件里"
    )
    right_class: Mapped[str] = choice(
        "线索类别", "clue_class", listed=True, width=14, default="trademark", section="涉及的权利"
    )
    holder: Mapped[Enterprise | None] = ref("权利人", width=26, help="本区企业的权利受到侵害时选择")
    right: Mapped[Right | None] = ref("涉及的知识产权")
    right_note: Mapped[str | None] = text("权利说明", help="没有档案的，写明权利人、权利种类、号码和名称")
    signs: Mapped[tuple[str, ...] | None] = choices(
        "分级情形", "clue_sign", section="分级（内部）", help="有哪几种就选哪几种，程序据此提出建议级别"
    )
    proposed_grade: Mapped[str | None] = choice("建议级别", "clue_grade", derived=True)
    proposed_why: Mapped[str | None] = text("建议依据", lines=2, derived=True)
    grade: Mapped[str | None] = choice("级别", "clue_grade", listed=True, width=8)
    grade_why: Mapped[str | None] = text("定级说明", help="与建议级别不一致的，必须写明理由")
    graded_by: Mapped[str | None] = person_name("定级人")
    graded_on: Mapped[date | None] = day("定级日期")
    confirmed_by: Mapped[str | None] = person_name("确认人", help="所长（站长）确认级别")
    confirmed_on: Mapped[date | None] = day("确认日期")
    status: Mapped[str] = choice(
        "办理状态", "clue_status", listed=True, width=10, default=states.REGISTERED, section="办理"
    )
    handler: Mapped[str | None] = person_name(
        "承办人", listed=True, width=10, wanted=True, pinned=True, help="举报人信息只有承办人和站长看得到"
    )
    verify_extended_by: Mapped[str | None] = person_name(
        "核查延期批准人", help="负责人批准后可以延长一次核查期限"
    )
    verify_extended_on: Mapped[date | None] = day("核查延期批准日期")
    verify_extended_why: Mapped[str | None] = text("核查延期理由", lines=2)
    verify_until: Mapped[date | None] = day("核查延长到", derived=True)
    route: Mapped[str | None] = choice(
        "处理去向", "clue_route", help="转人民调解不等于办结，违法行为照样要查处"
    )
    route_why: Mapped[str | None] = text("去向理由", lines=2)
    routed_by: Mapped[str | None] = person_name("去向决定人")
    routed_on: Mapped[date | None] = day("决定去向日期")
    outcome: Mapped[str | None] = choice("办理结果", "clue_outcome", section="结果与反馈")
    outcome_on: Mapped[date | None] = day("得出结果日期")
    outcome_note: Mapped[str | None] = text("结果说明", lines=3, help="立案号、决定书文号、接收单位回执等")
    feedback_on: Mapped[date | None] = day("反馈日期", help="反馈给举报人、交办单位或者移送单位")
    feedback_way: Mapped[str | None] = choice("反馈方式", "feedback_way")
    feedback_note: Mapped[str | None] = text("反馈情况", lines=2, help="不要写举报人的姓名和电话")
    no_feedback_why: Mapped[str | None] = text("无须反馈原因", help="匿名举报无法联系、自行发现等")
    closed_by: Mapped[str | None] = person_name("办结人")
    closed_on: Mapped[date | None] = day("办结日期")
    reopened_why: Mapped[str | None] = text("重新核查原因")
    visit: Mapped[Visit | None] = ref("来自走访", section="来自")
    risk_check: Mapped[RiskCheck | None] = ref("来自排查")
    lead: Mapped[LeadSurvey | None] = ref("来自案源摸排")
    reception: Mapped[Reception | None] = ref("来自接待登记")
    slip: Mapped[Slip | None] = ref("来自报送单")

    @classmethod
    def follow(cls, values: Values) -> Values:
        chosen = values.get("suspect_enterprise")
        if isinstance(chosen, Link) and not values.get("suspect"):
            return {"suspect": chosen.title}
        return {}

    @classmethod
    def gate(cls, whole: "Whole") -> dict[str, str]:
        """A reporter is confided to somebody, and not told by the title of the entry that the clue came from."""
        found = {}
        if whole.parts["reporter"] and not whole.record.handler:
            found["handler"] = "这条线索有举报人，承办人不能空着：举报人的信息只有承办人和本站负责人看得到"
        came = whole.record.reception
        if came and came.track != REPORTED:
            found["reception"] = (
                "转出线索的接待登记，去向要是“举报线索”，姓名电话要清空：谁反映的只写在线索的“举报人”里（保密、不导出）"
            )
        return found

    def check(self, faults: Faults) -> None:
        if not (self.suspect or self.suspect_enterprise):
            faults.hard["suspect"] = "请选择被反映企业，或者写明被反映单位（人）；查不清的写“不明”和线索特征"
        self._check_origin(faults)
        self._check_state(faults)
        self._check_grade(faults)
        self._check_extension(faults)
        for name in (
            "graded_on",
            "confirmed_on",
            "verify_extended_on",
            "routed_on",
            "outcome_on",
            "closed_on",
        ):
            self.refuse_before(name, "received_on", faults)
        self.refuse_before("feedback_on", "outcome_on", faults)

    def _check_origin(self, faults: Faults) -> None:
        if self.source == "mediation" and not self.source_note:
            faults.hard["source_note"] = "调解中发现的，写明由谁决定转为线索和理由（调解不公开，不能自动转）"
        if not (self.right or self.right_note):
            faults.soft["right_note"] = "待补"

    def _check_state(self, faults: Faults) -> None:
        state = self.status
        for name in states.NEEDED.get(state, ()):
            if not getattr(self, name):
                faults.hard[name] = f"进到这一步要先填{self.kept[name].label}"
        if self.route == states.DISMISS and not self.route_why:
            faults.hard["route_why"] = "不予处理要写明理由"
        elif self.route and not self.route_why:
            faults.soft["route_why"] = "待补"
        if state == states.CLOSED and not (self.feedback_on or self.no_feedback_why):
            faults.hard["feedback_on"] = "办结前要反馈；不用反馈的，写明无须反馈原因"
        if state != states.CLOSED and self.closed_on:
            faults.hard["closed_on"] = "办理状态还不是“已办结”，不能填办结日期"

    def _check_extension(self, faults: Faults) -> None:
        told = [name for name in _EXTENSION if getattr(self, name)]
        for name in _EXTENSION:
            if told and name not in told:
                faults.hard[name] = "延长核查期限的，批准人、批准日期和理由都要写明"

    def _check_grade(self, faults: Faults) -> None:
        if self.grade and self.proposed_grade and self.grade != self.proposed_grade and not self.grade_why:
            proposed = shipped("clue_grade").label(self.proposed_grade)
            faults.hard["grade_why"] = f"建议级别是“{proposed}”（{self.proposed_why}），不一致的要写明理由"
        if self.grade and not self.confirmed_by:
            wording = "级别还没有经所长（站长）确认"
            if self.status == states.CLOSED:
                faults.hard["confirmed_by"] = wording
            else:
                faults.soft["confirmed_by"] = wording

    def __str__(self) -> str:
        return f"{self.suspect}（{self.number}）" if self.number else str(self.suspect)
