"""What falls due in the registers of the work itself."""

from collections.abc import Callable

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.work import Campaign, PlanTask, ScoreSheet
from ercheng_station.records.work.plan import DONE, LASTING
from ercheng_station.services.rule import Rule

LEADING = "bureau"
_OF_AN_OFFICE = frozenset({"offices", "all"})


def _label(row: Row) -> str:
    return str(row.label)


def _ours(store: Store) -> Callable[[Row], bool]:
    """The bureau urges every task; an office its own, and those of which nobody said whose they are."""
    if store.unit.profile == LEADING:
        return lambda _row: True
    return lambda row: not row.values["units"] or not _OF_AN_OFFICE.isdisjoint(row.values["units"])


WORK_RULES = (
    Rule(
        PlanTask, "due_on", "完成工作任务", "工作方案规定的完成时限",
        (Condition("status", "not", DONE), Condition("status", "not", LASTING), Condition("archived", "not", True)),
        lambda row: str(row.values["name"]), 14, still=_ours,
    ),
    Rule(
        Campaign, "ends_on", "专项行动小结", "内部提醒：行动结束时写小结", (Condition("summary", "empty"),), _label, 7, own=True,
    ),
    Rule(
        ScoreSheet, "supplement_told_on", "补正评价材料", "", (Condition("status", "is", "supplement"),),
        lambda row: f"{row.values['at'].title} {row.label}", clock="evaluation.supplement", met="supplemented_on",
    ),
)  # fmt: skip
