"""What the papers of outreach must not lack."""

from ercheng_station.documents.mediation.wanted import lacking_in, once
from ercheng_station.records.outreach import Publicity, Survey, Training
from ercheng_station.records.outreach.typical_case import CHECKED, PUBLISHED, TEXTS
from ercheng_station.records.whole import Whole

UNCHECKED = "核对（先点“核对”，由程序查找文字里的姓名和号码）"
_BY_HAND = {
    Training: ("place", "host", "lecturer", "outline", "summary", "audience"),
    Publicity: ("place", "host", "content", "summary"),
    Survey: ("returned",),
}
BY_HAND = frozenset(kind.kept[name].label for kind, names in _BY_HAND.items() for name in names)


def nothing_missing(_whole: Whole) -> list[str]:
    return []


def missing_on_training_notice(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "place", "host", "outline"))


def missing_on_publicity_notice(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "place", "host", "content"))


def missing_on_summary(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "summary"))


def missing_on_tally(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "returned", "valid"))


def missing_on_typical_case(whole: Whole) -> list[str]:
    case = whole.about
    unseen = [] if case.status in {CHECKED, PUBLISHED} else [UNCHECKED]
    return [*once(lacking_in(case, *TEXTS)), *unseen]
