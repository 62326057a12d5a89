"""What the committee tells the parties in writing: that it ends the mediation, or does not take the case."""

from collections.abc import Iterator, Sequence

from ercheng_station.documents.blocks import Block, Gap, Text
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import FORM_SIZE, heading, of_role, sides_of, ticks
from ercheng_station.documents.mediation.prose import (
    SIZE,
    Runs,
    day,
    head,
    marked,
    page,
    said,
    sealed,
    shown,
    value,
)
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TERMINATION = "终止调解告知书"
REJECTION = "不予受理告知书"
_RECEIPT_LEADING = 28
_TOLD = "现告知当事人可以依法通过下列途径维护自己的权利："
_ROUTES = f"依照《中华人民共和国人民调解法》第二十六条，{_TOLD}"
_WAYS_OUT = "当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。"
_REFUSED = "依照《中华人民共和国人民调解法》第十七条，当事人一方明确拒绝调解的，不得调解。"


def lay_out_termination(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(TERMINATION, copy), list(_termination(whole, copy)))


def lay_out_rejection(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(REJECTION, copy), list(_rejection(whole, copy)))


def _termination(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case: Mediation | None = whole.record if whole else None
    yield from heading(TERMINATION, whole, copy)
    yield from _addressed(whole, copy)
    yield said("你们之间的", value(case, "dispute_type", copy, 10), "，本委员会于", day(case, "accepted_on", copy), "受理。因下列原因，本委员会于", day(case, "ended_on", copy), "终止调解。")  # fmt: skip
    yield said("终止原因：", _reason(case, "termination", "termination_note", copy))
    yield said(_ROUTES)
    yield said(ticks(Mediation, case, "told_routes", copy))
    yield said("特此告知。")
    if case:
        yield from marked(_open(case, ("told_routes", "told_on"), copy), copy)
    yield sealed(whole, copy.value(case, "told_on"), copy, above=1)
    yield from _received(_everybody(whole, copy))


def _rejection(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case: Mediation | None = whole.record if whole else None
    yield from heading(REJECTION, whole, copy)
    yield from _addressed(whole, copy)
    yield said("你们提出的", value(case, "dispute_type", copy, 10), "的调解事项（", day(case, "applied_on", copy), "登记），经审查，本委员会于", day(case, "ended_on", copy), "决定不予受理。")  # fmt: skip
    yield said("不予受理的原因：", _reason(case, "rejection", "rejection_note", copy))
    if copy.value(case, "rejection") == "party_refused":
        yield said(_REFUSED)
    yield from _ways_out(case, copy)
    yield said("特此告知。")
    yield sealed(whole, copy.value(case, "ended_on"), copy, above=1)
    yield from _received(_everybody(whole, copy))


def _ways_out(case: Mediation | None, copy: Copy) -> Iterator[Block]:
    """Which of them were told, to be ticked by hand on an empty form; in general where nobody noted it."""
    if case is None or copy.value(case, "told_routes"):
        yield said(_TOLD)
        yield said(ticks(Mediation, case, "told_routes", copy))
    else:
        yield said(_WAYS_OUT)


def _reason(case: Mediation | None, name: str, note: str, copy: Copy) -> Runs:
    """The reason with what was written to it; without a note the code says it all, but 其他 says nothing."""
    runs = value(case, name, copy, 20)
    told = copy.text(case, note)
    if told:
        return [*runs, *shown(f"。{told}", "", copy)]
    if copy.value(case, name) == "other":
        return [*runs, *shown("：", "", copy), *value(case, note, copy, 16)]
    return [*runs, *shown("。", "", copy)]


def _open(case: Mediation, names: Sequence[str], copy: Copy) -> list[str]:
    return [Mediation.kept[name].label for name in names if not copy.text(case, name)]


def _everybody(whole: Whole | None, copy: Copy) -> list[tuple[str, str]]:
    sides = sides_of(whole, copy)
    if whole is None:
        return [(side, "") for role, side in sides.items() if role != "third"]
    return [
        (side, copy.text(party, "name"))
        for role, side in sides.items()
        for party in of_role(whole, role, copy)
    ]


def _addressed(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    named = _everybody(whole, copy)
    if not named:
        yield Text(shown("", "当事人", copy), size=SIZE, indent=0)
    for side, name in named:
        yield Text([*shown(f"{side}：", "", copy), *shown(name, "", copy, 16)], size=SIZE, indent=0)


def _received(named: Sequence[tuple[str, str]]) -> Iterator[Block]:
    yield Gap(1)
    yield head("送达回执")
    heads = [label("受送达人"), label("签收人（签名、盖章）"), label("签收日期")]
    rows = [[Cell(f"{side}{name}"), Cell(""), Cell("　　年　月　日", align="center")] for side, name in named]
    yield Form((30, 30, 20), [heads, *rows], repeated=1, size=FORM_SIZE, leading=_RECEIPT_LEADING)
