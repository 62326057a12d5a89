"""What experts say of a matter, and what is bettered because of it (专家意见、改革难题的改进清单)."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ercheng_station.records.assistance.case import AssistCase
from ercheng_station.records.assistance.experts import Expert
from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, files, flag, person_name, ref, text
from ercheng_station.records.fields import FileRef
from ercheng_station.records.mediation import Mediation

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

NO_EFFECT = "仅供参考，不具有法律效力"
ABOUT = ("assist_case", "mediation", "clue")
OPEN, DOING, DONE, CLOSED = "open", "doing", "done", "closed"


class ExpertOpinion(Record):
    """An opinion for reference; it binds nobody and every copy says so."""

    __tablename__ = "expert_opinion"
    title = "专家意见"
    group = "clue"
    profiles = AUTHORITIES
    pattern = "{unit}YJ{year}-{serial:04}"
    dated_by = "asked_on"
    natural_key = ("expert", "asked_on", "question")

    expert: Mapped[Expert] = ref("专家", listed=True, width=12, section="委托")
    asked_on: Mapped[date] = day("委托日期", listed=True, width=12, default="今天")
    kind: Mapped[str] = choice("意见种类", "opinion_kind", listed=True, width=16, default="infringement")
    assist_case: Mapped[AssistCase | None] = ref("关于维权援助", width=26, help="三项里选一项；都不是的空着")
    mediation: Mapped[Mediation | None] = ref("关于调解案件", width=26)
    clue: Mapped[Record | None] = ref("关于线索", to="clue", width=26)
    question: Mapped[str] = text("咨询的问题", lines=4, listed=True, width=40)
    given: Mapped[str | None] = text("提供的材料", lines=2)
    no_recusal: Mapped[bool | None] = flag("专家声明无须回避", wanted=True)
    promised_on: Mapped[date | None] = day("约定出具日期")
    opinion: Mapped[str | None] = text("专家意见", lines=8, wanted=True, section="意见")
    basis: Mapped[str | None] = text("依据", lines=3, wanted=True, help="法律条文、权利要求、比对的事实")
    signed_on: Mapped[date | None] = day("签名日期", listed=True, width=12)
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字扫描件")
    adopted: Mapped[str | None] = choice("采纳情况", "opinion_adopted", listed=True, width=10)
    adopted_note: Mapped[str | None] = text("采纳说明", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("signed_on", "asked_on", faults)
        self.refuse_before("promised_on", "asked_on", faults)
        chosen = [name for name in ABOUT if getattr(self, name)]
        for name in chosen[1:]:
            faults.hard[name] = f"已经选了{self.kept[chosen[0]].label}，一份意见只关于一件事"
        if self.signed_on and not self.opinion:
            faults.hard["opinion"] = "已经签名的，请填写专家意见"
        if self.no_recusal is False:
            faults.hard["no_recusal"] = "专家应当回避的，请另请专家"

    @classmethod
    def gate(cls, whole: "Whole") -> dict[str, str]:
        """An expert gives no opinion about those the register says to keep away from."""
        one = whole.record
        found = one.expert.recused_from(*concerned(one))
        return {"expert": f"{one.expert.name}应当回避“{found}”（见专家库的回避登记）"} if found else {}

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        one = whole.record
        until = one.expert.term_until
        return {"expert": "委托时专家的聘期已满"} if until and until < one.asked_on else {}

    @classmethod
    def aliases(cls, whole: "Whole") -> dict[str, str]:
        return {name: "某单位（人）" for name in concerned(whole.record) if name}

    def __str__(self) -> str:
        return f"{self.expert}：{' '.join(self.question.split())[:20]}"


class Improvement(Record):
    """改进事项: for what experts, superiors or the people served found wanting; a service betters itself, it is not corrected."""

    __tablename__ = "rectification"
    title = "改进清单"
    one = "改进事项"
    group = "station"
    profiles = AUTHORITIES
    pattern = "{unit}GJ{year}-{serial:04}"
    dated_by = "found_on"
    natural_key = ("found_on", "problem")
    chain = Chain(
        "status",
        {OPEN: (DOING, DONE), DOING: (OPEN, DONE), DONE: (DOING, CLOSED), CLOSED: (DOING,)},
    )

    problem: Mapped[str] = text("意见或难题", lines=3, listed=True, width=36, section="意见")
    source: Mapped[str] = choice("提出来源", "improvement_source", listed=True, width=12, default="expert")
    opinion: Mapped[ExpertOpinion | None] = ref("来自专家意见")
    raised_by: Mapped[str | None] = text("提出人", help="专家、单位或者会议")
    found_on: Mapped[date] = day("提出日期", width=12, default="今天")
    measure: Mapped[str | None] = text("改进建议", lines=3, wanted=True, section="改进")
    unit: Mapped[str | None] = text("责任单位", pinned=True)
    handler: Mapped[str | None] = person_name("责任人", listed=True, width=10, wanted=True)
    due_on: Mapped[date | None] = day("改进期限", listed=True, width=12, wanted=True)
    status: Mapped[str] = choice("改进状态", "improvement_status", listed=True, width=10, default=OPEN)
    result: Mapped[str | None] = text("改进结果", lines=3, section="结果")
    done_on: Mapped[date | None] = day("完成日期", width=12)
    closed_by: Mapped[str | None] = person_name("销号人")
    closed_on: Mapped[date | None] = day("销号日期")
    proof: Mapped[tuple[FileRef, ...] | None] = files("佐证材料")

    def check(self, faults: Faults) -> None:
        self.refuse_before("done_on", "found_on", faults)
        self.refuse_before("closed_on", "done_on", faults)
        if self.status in {DONE, CLOSED}:
            for name, label in {"result": "改进结果", "done_on": "完成日期"}.items():
                if not getattr(self, name):
                    faults.hard[name] = f"完成的，请填写{label}"
        if self.status == CLOSED and not (self.closed_by and self.closed_on):
            faults.hard["closed_by"] = "销号请填写销号人和销号日期"
        if self.closed_by and self.closed_by == self.handler:
            faults.soft["closed_by"] = "销号人与责任人是同一人；有两人以上时应由他人销号"

    def __str__(self) -> str:
        return " ".join(self.problem.split())[:30]


def concerned(one: ExpertOpinion) -> tuple[str | None, ...]:
    """Whom the matter of an opinion concerns, as far as its record names them."""
    case, dispute = one.assist_case, one.mediation
    clue: Any = one.clue
    return (
        *((case.applicant, case.opponent) if case else ()),
        *((clue.suspect,) if clue else ()),
        *((dispute.name,) if dispute else ()),
    )
