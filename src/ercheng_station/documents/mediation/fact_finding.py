"""What was found out: 人民调解调查记录 and 人民调解证据材料清单."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, lacking
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.mediation.prose import period
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import Evidence, Investigation
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

INVESTIGATION, EVIDENCE = "人民调解调查记录", "人民调解证据材料清单"
_HEADS = ("序号", "名称", "来源", "份数", "页数", "提交人", "日期", "证明内容")
_EVIDENCE_COLUMNS = (8, 25, 14, 8, 8, 11, 14, 20)
_EMPTY_ROWS = 18


def investigation(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(parts.form_page(INVESTIGATION, copy), list(_investigation(whole, copy)))


def evidence(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(parts.form_page(EVIDENCE, copy), list(_evidence(whole, copy)))


def _investigation(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    asked: Investigation | None = whole.about if whole else None
    time = period(copy.value(asked, "begun_at"), copy.value(asked, "ended_at"))
    yield from parts.heading(INVESTIGATION, whole, copy)
    rows = [
        [label("时　　间"), Cell(time)],
        [label("地　　点"), Cell(copy.text(asked, "place"))],
        [label("参 加 人"), Cell(copy.text(asked, "present"))],
        [label("被调查人"), Cell(_asked(asked, copy))],
        [label("调 查 人"), Cell(copy.text(asked, "by"))],
        [label("记 录 人"), Cell(parts.needed(asked, "recorder", copy))],
        [label("记　　录"), Cell(copy.text(asked, "content"), lines=12 if asked else 18, align="justify")],
    ]
    yield Form((15, 85), rows, size=parts.FORM_SIZE, leading=parts.FORM_LEADING)
    yield from parts.signing_on(
        [["被调查人（签名、盖章或按指印）："], ["调查人（签名）：", "记录人（签名）："]]
    )


def _asked(asked: Investigation | None, copy: Copy) -> str:
    about = copy.text(asked, "asked_about")
    return copy.text(asked, "asked") + (f"（{about}）" if about else "")


def _evidence(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    yield from parts.heading(EVIDENCE, whole, copy)
    listed = whole.all(Evidence) if whole else ()
    rows = [_row(number, one, copy) for number, one in enumerate(listed, 1)]
    if whole and not rows:
        rows = [[Cell([lacking(Evidence.title, size=parts.FORM_SIZE)], len(_HEADS))]]
    empty = [[Cell("") for _ in _HEADS] for _ in range(0 if whole else _EMPTY_ROWS)]
    yield Form(
        _EVIDENCE_COLUMNS,
        [[label(head) for head in _HEADS], *rows, *empty],
        repeated=1,
        size=parts.TABLE_SIZE,
        leading=parts.FORM_LEADING,
    )


def _row(number: int, one: Evidence, copy: Copy) -> list[Cell]:
    name = copy.text(one, "name") + ("（原件）" if copy.value(one, "is_original") else "")
    on = copy.value(one, "submitted_on")
    return [
        _middle(str(number)),
        Cell(name, align="left"),
        Cell(copy.text(one, "source"), align="left"),
        _middle(copy.text(one, "copies")),
        _middle(copy.text(one, "pages")),
        Cell(parts.needed(one, "submitter", copy, size=parts.TABLE_SIZE), align="left"),
        _middle(f"{on.year}.{on.month}.{on.day}"),
        Cell(copy.text(one, "proves"), align="left"),
    ]


def _middle(text: str) -> Cell:
    return Cell(text, align="center")
