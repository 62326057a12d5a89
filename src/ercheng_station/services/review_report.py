"""What a unit hands in for 评估 and 申报验收: coverages, tasks by group and points, each with the number of its proofs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ercheng_station.db.store import Store
from ercheng_station.records.fields import Context
from ercheng_station.records.work import PlanTask
from ercheng_station.services.evidence_folders import number_of
from ercheng_station.services.plan import Progress
from ercheng_station.services.review import Review
from ercheng_station.services.scoring import Scored, total

_FEN = 100


@dataclass(frozen=True)
class Proof:
    """What stands under one number: `told` by the staff, `files` in its folder, `records` behind its figure."""

    number: str
    part: str
    name: str
    told: str
    files: Sequence[str]
    records: int

    @property
    def is_there(self) -> bool:
        return bool(self.told or self.files or self.records)


@dataclass(frozen=True)
class Part:
    """One of the sheet's main headings: points in hundredths, deductions below nought."""

    name: str
    items: Sequence[Scored]
    numbers: Sequence[str]

    @property
    def points(self) -> int:
        return sum(one.item.values["points"] for one in self.items if not one.item.values["is_deduction"])

    @property
    def scored(self) -> int | None:
        found = total([one.item for one in self.items], "self_score")
        return None if found is None else round(found * _FEN)


@dataclass(frozen=True)
class ReviewReport:
    unit: str
    station: str
    review: Review
    proofs: Sequence[Proof]
    parts: Sequence[Part]
    groups: Sequence[tuple[str, Sequence[Progress]]]
    context: Context
    practice: bool = False

    @property
    def title(self) -> str:
        return f"{self.review.year}年度知识产权“两站”建设自评报告"

    def numbers_for(self, task: Progress) -> list[str]:
        """The proofs of those items that count the same figures as the task."""
        wanted = {one.indicator.name for one in task.measured}
        there = {one.number for one in self.proofs if one.is_there}
        items = (one.item for part in self.parts for one in part.items)
        numbers = [number_of(item) for item in items if item.values["measure"] in wanted]
        return [one for one in numbers if one in there]


def review_report(store: Store, review: Review) -> ReviewReport:
    """Of a review whose sheet is made."""
    assert review.sheet
    proofs = [_proof(store, one) for one in review.drill]
    there = {one.number for one in proofs if one.is_there}
    parts = []
    for name, found in groupby(review.drill, key=lambda one: one.item.values["part"]):
        items = list(found)
        numbers = [number for one in items if (number := number_of(one.item)) in there]
        parts.append(Part(str(name), items, numbers))
    grouping = PlanTask.kept["part"]
    groups = [
        (grouping.text(part, store.context), list(tasks))
        for part, tasks in groupby(review.tasks, key=lambda one: one.task.values["part"])
    ]
    station = review.sheet.values["at"].title
    return ReviewReport(
        store.unit.name, station, review, proofs, parts, groups, store.context, store.practice
    )


def _proof(store: Store, one: Scored) -> Proof:
    values = one.item.values
    return Proof(
        number_of(one.item),
        values["part"],
        values["name"],
        values["evidence"] or "",
        [file.name for file in values["attachments"] or ()],
        store.count(one.rows) if one.rows and one.rows.kind in store.kinds else 0,
    )
