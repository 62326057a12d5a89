"""A dispute from the application to the bound file, and what each state of it requires (人民调解法)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from string import ascii_uppercase
from typing import TYPE_CHECKING, ClassVar

from ercheng_station.records.base import Chain, Count, Faults, Record
from ercheng_station.records.characters import mask
from ercheng_station.records.columns import (
    Mapped,
    choice,
    choices,
    day,
    files,
    flag,
    money,
    person_name,
    ref,
    text,
    whole,
)
from ercheng_station.records.dates import beijing
from ercheng_station.records.enterprise import Right
from ercheng_station.records.fields import FileRef
from ercheng_station.records.mediation import states
from ercheng_station.records.mediation.bodies import MEDIATING, Committee, Mediator
from ercheng_station.records.visit import Visit

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

OLD_DAYS = 30
"""An old case was registered on paper at least so long before it was entered here (decision 0016)."""

ASSIGNED = "court_assigned"
"""诉前委派: the court's days run from the day that its letter came."""
_TOLD_WHERE_FROM = {ASSIGNED, "court_entrusted", "police", "government"}
_NUMBERS = ("id_number", "other_id", "credit_code", "mobile", "phone")
"""What a person or body can be found by, in a field of its own or typed into a text."""


class Mediation(Record):
    """`number` is the file's, in the committee's sequence, unless the committee assigned another one."""

    __tablename__ = "mediation"
    title = "调解案件"
    group = "mediation"
    profiles = MEDIATING
    pattern = "（{year}）{issuer}人调字第{serial:04}号"
    issuer = "committee"
    reissued = "assigned_number"
    dated_by = "applied_on"
    names = ("name",)
    natural_key = ("applied_on", "name")
    timed: ClassVar[Mapping[str, Count]] = {
        "due_on": Count(
            "mediation.finish",
            "accepted_on",
            other=("source", ASSIGNED, Count("mediation.court", "applied_on")),
        )
    }
    chain = Chain("status", states.MOVES)

    name: Mapped[str] = text(
        "案件名称", listed=True, width=34, section="登记", help="申请人与被申请人的什么纠纷"
    )
    committee: Mapped[Committee] = ref("人民调解委员会", width=26, pinned=True)
    applied_on: Mapped[date] = day("登记日期", listed=True, width=12, default="今天")
    source: Mapped[str] = choice("案件来源", "mediation_source", listed=True, width=12, default="application")
    source_note: Mapped[str | None] = text("来源说明", help="委派法院和案号、移交公安机关、线索编号等")
    visit: Mapped[Visit | None] = ref("来自走访")
    reception: Mapped[Record | None] = ref("来自接待登记", to="reception")
    lead: Mapped[Record | None] = ref("来自专利纠纷案源", to="lead_survey")
    clue: Mapped[Record | None] = ref("来自线索", to="clue")
    assist: Mapped[Record | None] = ref("来自维权援助", to="assist_case")
    dispute_type: Mapped[str] = choice("纠纷类型", "dispute_type", listed=True, width=20)
    right: Mapped[Right | None] = ref("涉及的知识产权")
    right_note: Mapped[str | None] = text("权利说明", help="没有档案的，写明权利种类、号码和名称")
    facts: Mapped[str | None] = text("纠纷简要情况", lines=6, width=40, wanted=True)
    claims: Mapped[str | None] = text("申请事项", lines=3, wanted=True, help="一行一项")
    amount: Mapped[int | None] = money("涉及金额", listed=True, width=14)
    case_class: Mapped[str | None] = choice("案件类别", "mediation_class", listed=True, width=8)
    status: Mapped[str] = choice(
        "调解状态", "mediation_status", listed=True, width=12, default=states.REGISTERED, section="办理"
    )
    accepted_on: Mapped[date | None] = day("受理日期", listed=True, width=12)
    rejection: Mapped[str | None] = choice("不予受理原因", "rejection_reason")
    rejection_note: Mapped[str | None] = text("不予受理说明", lines=2)
    mediator: Mapped[Mediator | None] = ref("主持调解员", listed=True, width=12)
    second_mediator: Mapped[Mediator | None] = ref("调解员二")
    third_mediator: Mapped[Mediator | None] = ref("调解员三")
    chosen_by_parties: Mapped[bool | None] = flag("调解员由当事人选定")
    recorder: Mapped[str | None] = person_name("记录人", pinned=True)
    rights_told_on: Mapped[date | None] = day("告知权利义务日期")
    extended_until: Mapped[date | None] = day("延长至")
    extension_agreed: Mapped[bool | None] = flag("当事人同意延长")
    due_on: Mapped[date | None] = day("调解期限", listed=True, width=12, derived=True)
    urgent: Mapped[bool | None] = flag("有激化风险", listed=True, width=10)
    ended_on: Mapped[date | None] = day("结束日期", help="达成协议、终止或不予受理的日期", section="结果")
    termination: Mapped[str | None] = choice("终止调解原因", "termination_reason")
    termination_note: Mapped[str | None] = text("终止说明", lines=2)
    told_routes: Mapped[tuple[str, ...] | None] = choices("已告知的其他途径", "other_route")
    told_on: Mapped[date | None] = day("告知日期")
    outcome: Mapped[str | None] = choice("调解结果", "mediation_outcome", listed=True, width=10, derived=True)
    settled_on: Mapped[date | None] = day("办结日期", derived=True)
    performed_on: Mapped[date | None] = day("履行完毕日期")
    unperformed_why: Mapped[str | None] = text("未履行情况", lines=2)
    unvisited_why: Mapped[str | None] = text(
        "未回访原因", lines=2, help="达成协议的要回访；不能回访的写明原因才能归档"
    )
    closed_on: Mapped[date | None] = day("结案日期")
    archivist: Mapped[str | None] = person_name("立卷人", section="归档", pinned=True)
    archived_on: Mapped[date | None] = day("立卷日期")
    checker: Mapped[str | None] = person_name("检查人")
    checked_on: Mapped[date | None] = day("检查日期")
    retention: Mapped[str | None] = choice("保管期限", "retention", default="long")
    file_note: Mapped[str | None] = text("卷宗情况说明", lines=3)
    assigned_number: Mapped[str | None] = text(
        "调委会正式编号", longest=60, sought=True, help="先编临时号的，由调委会编号后填"
    )
    sheet_count: Mapped[int | None] = whole("卷内页数", unit="页", low=1, high=9999)
    backfilled: Mapped[bool | None] = flag("补录的旧案", help="旧台账补录，不检查办理环节")
    dispute_year: Mapped[int | None] = whole("案由版本", unit="年版", low=2000, high=2199, derived=True)
    papers: Mapped[tuple[FileRef, ...] | None] = files("卷内扫描件", section="材料")

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        applied = values.get("applied_on")
        edition = (2026 if applied >= date(2026, 1, 1) else 2020) if isinstance(applied, date) else None
        return {
            "due_on": values.get("extended_until"),
            "dispute_year": edition,
            "outcome": states.outcome_of(values),
            "settled_on": states.settled_on(values),
        }

    @classmethod
    def gate(cls, whole: "Whole") -> dict[str, str]:
        if whole.record.backfilled and not whole.record.is_old:
            return {"backfilled": f"登记日期比录入日早 {OLD_DAYS} 天以上的才是旧案；新案按办理环节登记"}
        lacks = cls.lacking(whole, whole.record.status)
        if not lacks:
            return {}
        state = cls.kept["status"].text(whole.record.status)
        return {"status": f"“{state}”还差：{'；'.join(lacks)}"}

    @classmethod
    def lacking(cls, whole: "Whole", status: str) -> list[str]:
        """What a case in that state must have and this one has not, in sentences."""
        return [] if whole.record.backfilled else list(states.lacking(whole, status))

    @classmethod
    def aliases(cls, whole: "Whole") -> dict[str, str]:
        """The same person or body is the same letter throughout, whatever their numbers; longer ones go first."""
        found: dict[str, str] = {}
        lettered = list(zip(whole.parts["party"], _letters(), strict=False))
        for party, letter in lettered:
            found.setdefault(party.name, f"{letter}某" if party.is_person else f"{letter}单位")
        for party, letter in lettered:
            if party.representative:
                found.setdefault(party.representative, f"{letter}单位负责人")
        for kind, name, what in (
            ("agent", "name", "代理人"),
            ("guest", "name", "参加人"),
            ("investigation", "asked", "被调查人"),
        ):
            for number, one in enumerate(whole.parts[kind], start=1):
                found.setdefault(getattr(one, name), f"{what}{number}")
        for one in (*whole.parts["party"], *whole.parts["agent"], *whole.parts["guest"]):
            told = [getattr(one, name, None) for name in _NUMBERS]
            found |= {number: mask(number) for number in told if number}
        return dict(sorted(found.items(), key=lambda item: -len(item[0])))

    def check(self, faults: Faults) -> None:
        self._check_days(faults)
        if self.extended_until and not self.extension_agreed:
            faults.soft["extension_agreed"] = "延长调解期限要当事人同意"
        seen = {self.mediator.uid} if self.mediator else set()
        for name in ("second_mediator", "third_mediator"):
            link = getattr(self, name)
            if link and link.uid in seen:
                faults.hard[name] = "同一名调解员填了两次"
            seen |= {link.uid} if link else set()
        if self.right is None and not self.right_note:
            faults.soft["right_note"] = "待补"
        if self.source in _TOLD_WHERE_FROM and not self.source_note:
            faults.soft["source_note"] = "待补"

    def _check_days(self, faults: Faults) -> None:
        for name in ("accepted_on", "ended_on", "performed_on", "archived_on"):
            self.refuse_before(name, "applied_on", faults)
        if self.outcome:  # one that was taken up again keeps the day of its former end until the next
            self.refuse_before("ended_on", "accepted_on", faults)
        if self.extended_until and self.accepted_on and self.extended_until <= self.accepted_on:
            faults.hard["extended_until"] = "延长后的期限不晚于受理日期"

    @property
    def file_number(self) -> str:
        """What stands on cover, agreement and follow-up alike."""
        return self.assigned_number or self.number or ""

    @property
    def is_old(self) -> bool:
        """Registered long before it was entered."""
        return (beijing(self.created_at).date() - self.applied_on).days >= OLD_DAYS

    @property
    def mediators(self) -> list[Mediator]:
        return [one for one in (self.mediator, self.second_mediator, self.third_mediator) if one]

    def __str__(self) -> str:
        return self.name


def _letters() -> Iterator[str]:
    """A … Z, A2 … Z2, and so on."""
    for round_ in count(1):  # pragma: no branch  never exhausted
        for letter in ascii_uppercase:
            yield letter if round_ == 1 else f"{letter}{round_}"
