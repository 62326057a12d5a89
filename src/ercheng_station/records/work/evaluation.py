"""年度评价: the score sheet of a station for one year, item by item, and the steps of its review."""

from datetime import date

from ercheng_station.records.base import Chain, Faults, Record, Values
from ercheng_station.records.columns import (
    Mapped,
    calendar_year,
    choice,
    day,
    flag,
    money,
    person_name,
    ref,
    text,
    whole,
)
from ercheng_station.records.station import Station

SETTLED, MANUAL = "settled", "manual"
_SUBJECTS = {"self_score": "自评分", "office_score": "所评分", "bureau_score": "局评分"}


class ScoreSheet(Record):
    __tablename__ = "score_sheet"
    title = "年度评价"
    group = "report"
    natural_key = ("at", "year")
    chain = Chain(
        "status",
        {
            "self": ("review",),
            "review": ("self", "supplement", "expert"),
            "supplement": ("review", "expert"),
            "expert": ("review", "public"),
            "public": ("expert", SETTLED),
            SETTLED: ("public",),
        },
    )

    at: Mapped[Station] = ref("站点", listed=True, width=28, section="评价")
    year: Mapped[int] = calendar_year("评价年度", listed=True, width=10, default="今年")
    version: Mapped[str] = text(
        "评分标准", listed=True, width=20, help="每年的标准可以不同，已经打过分的不受新标准影响"
    )
    status: Mapped[str] = choice("阶段", "score_state", listed=True, width=10, default="self")
    assessed_on: Mapped[date | None] = day("自评日期", section="自评")
    filled_by: Mapped[str | None] = person_name("填表人", pinned=True)
    head: Mapped[str | None] = person_name("负责人")
    summary: Mapped[str | None] = text(
        "自评说明", lines=4, help="基本情况、主要做法和成效、存在问题、下一步打算"
    )
    submitted_on: Mapped[date | None] = day("报送日期", section="审查")
    supplement_told_on: Mapped[date | None] = day("补正通知日期", help="收到通知的那一天；5 个工作日内补正")
    supplement: Mapped[str | None] = text("要补正的材料", lines=2)
    supplemented_on: Mapped[date | None] = day("补正完成日期")
    reviewed_on: Mapped[date | None] = day("专家评审日期")
    published_on: Mapped[date | None] = day("公示开始日期")
    published_until: Mapped[date | None] = day("公示结束日期")
    score: Mapped[int | None] = money(
        "最后得分", unit="分", listed=True, width=10, summed=False, section="结果"
    )
    grade: Mapped[str | None] = choice("等次", "station_rating", listed=True, width=8)
    settled_on: Mapped[date | None] = day("定等日期")
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        for later, earlier in (
            ("submitted_on", "assessed_on"),
            ("supplemented_on", "supplement_told_on"),
            ("published_until", "published_on"),
        ):
            self.refuse_before(later, earlier, faults)
        if self.status == "supplement" and not self.supplement_told_on:
            faults.hard["supplement_told_on"] = "补正阶段要填补正通知日期，期限从这一天起算"
        if self.status == SETTLED and not self.grade:
            faults.hard["grade"] = "定等后请选等次"

    def __str__(self) -> str:
        return f"{self.year}年度评价"


class ScoreItem(Record):
    """One line of the sheet; its points are hundredths."""

    __tablename__ = "score_item"
    title = "评价项目"
    owner = "sheet"
    natural_key = ("sheet", "serial")

    sheet: Mapped[ScoreSheet] = ref("年度评价", listed=True, width=24)
    serial: Mapped[int] = whole("项目号", low=1, high=999, listed=True, width=6)
    part: Mapped[str] = text("一级指标", listed=True, width=16, pinned=True)
    name: Mapped[str] = text("二级指标", listed=True, width=20)
    points: Mapped[int] = money("分值", unit="分", listed=True, width=8)
    standard: Mapped[str | None] = text("评分标准", lines=2, width=30)
    source: Mapped[str] = choice("数据来源", "score_source", width=8, default=MANUAL)
    measure: Mapped[str | None] = text("取数", width=14, help="自动项目按哪个指标取数，一般不用改")
    target: Mapped[int | None] = whole(
        "满分值", low=1, high=10_000_000, help="数据达到这个数得满分，不足的按比例"
    )
    is_deduction: Mapped[bool | None] = flag("扣分项", help="勾选后，得分从总分里减去")
    figure: Mapped[str | None] = text("数据", width=12, section="打分")
    meaning: Mapped[str | None] = text("口径", lines=2, width=30, help="这个数据是怎么算出来的")
    self_score: Mapped[int | None] = money("自评分", unit="分", listed=True, width=8)
    office_score: Mapped[int | None] = money("所评分", unit="分", listed=True, width=8)
    bureau_score: Mapped[int | None] = money("局评分", unit="分", listed=True, width=8)
    why_less: Mapped[str | None] = text("扣分原因", lines=2, width=24)
    evidence_number: Mapped[str | None] = text(
        "佐证编号", width=10, longest=20, help="空着由程序按序号编；佐证材料作为附件"
    )
    evidence: Mapped[str | None] = text("佐证说明", lines=2, help="材料名称，或者登记簿里的哪些记录")

    @classmethod
    def follow(cls, values: Values) -> Values:
        proves = values.get("evidence") or values.get("attachments")
        if proves and not values.get("evidence_number") and values.get("serial"):
            return {"evidence_number": f"佐证{values['serial']:02}"}
        return {}

    def check(self, faults: Faults) -> None:
        for name, label in _SUBJECTS.items():
            score = getattr(self, name)
            if score is not None and score > self.points:
                faults.hard[name] = f"{label}超过了分值 {self.points / 100:g} 分"
        last = next(
            (s for s in (self.bureau_score, self.office_score, self.self_score) if s is not None), None
        )
        if last is not None and last < self.points and not self.is_deduction and not self.why_less:
            faults.soft["why_less"] = "没有得满分，请写明扣分原因"

    def __str__(self) -> str:
        return f"{self.serial}. {self.name}"
