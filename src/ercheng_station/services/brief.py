"""信息简报: about five hundred characters on a period, from its figures and its typical visits, with two photos."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Query, by_span
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.characters import mask
from ercheng_station.records.context import FileRef
from ercheng_station.records.outreach import Publicity, Training
from ercheng_station.records.visit import Visit
from ercheng_station.services.blocks import MESSAGE
from ercheng_station.services.pictures import copy_to_send
from ercheng_station.services.reporting import ZERO, Report, number_text, short

LENGTH = 500
"""Characters, about."""
_VISITS, _PHOTOS = 3, 2
_LEAST = 60
"""Characters for which a visit is worth telling."""
_PIXELS = 1200
_Shown = type[Visit] | type[Training] | type[Publicity]
_WITH_PHOTOS: tuple[_Shown, ...] = (Visit, Training, Publicity)
_HEADLINE = ("visited", "needs", "cases", "clues", "trainings", "publicity_events")
_OF_A_PERSON = re.compile(r"(?<![0-9])(?:1[0-9]{10}|[0-9]{17}[0-9Xx])(?![0-9])")
_STOPS = "。；！？"


@dataclass(frozen=True)
class Photo:
    """A JPEG without place or owner."""

    caption: str
    content: bytes


@dataclass(frozen=True)
class Brief:
    unit: str
    title: str
    paragraphs: Sequence[str]
    on: date
    photos: Sequence[Photo] = ()
    practice: bool = False

    @property
    def length(self) -> int:
        return sum(map(len, self.paragraphs))


def brief_of(store: Store, report: Report) -> Brief:
    """Figures as the report has them; what was written of the visits is cut at the end of a sentence."""
    head = _figures(report)
    tail = _open(report)
    told = _typical(store, report, LENGTH - len(head) - len(tail))
    first = [row for row, _ in told]
    words = [head, *(text for _, text in told), *([tail] if tail else [])]
    photos = list(_photos(store, report, first))[:_PHOTOS]
    return Brief(store.unit.name, _title(report), words, report.on, photos, report.practice)


# -- inside


def _said(report: Report, names: Sequence[str] = MESSAGE) -> list[str]:
    lines = [line for name in names if (line := report.line(name)) and line.now.value]
    return [short(line.indicator, number_text(line.now.value)) for line in lines]


def _title(report: Report) -> str:
    said = _said(report, _HEADLINE)[:2]
    return f"{report.short_name}：{report.span.title}{'、'.join(said) if said else '知识产权工作情况'}"


def _figures(report: Report) -> str:
    said = _said(report)
    if not said:
        return f"{report.span.title}，{report.unit}各项工作均无新增，按{ZERO}上报。"
    visits = report.line("visits")
    against = visits.now.change if visits and visits.now.before.value else None
    more = ""
    if against:
        more = f"走访次数比去年同期{'增加' if against > 0 else '减少'}{number_text(abs(against))}次。"
    return f"{report.span.title}，{report.unit}{'，'.join(said)}。{more}"


def _open(report: Report) -> str:
    line = report.line("needs_open")
    if not line or not line.now.value:
        return ""
    return f"目前还有{number_text(line.now.value)}条企业诉求正在办理，将按承诺的日期办结并向企业反馈。"


def _typical(store: Store, report: Report, room: int) -> list[tuple[Row, str]]:
    """Of different firms, those told best: with a photo, with an answer, at length."""
    span = report.span.period
    found = store.rows(Query(Visit, where=tuple(by_span("visited_on", span.first, span.last))))
    best = sorted(found, key=_weight, reverse=True)
    told: list[tuple[Row, str]] = []
    firms = set()
    for row in best:
        text = _visit(row, min(room, LENGTH // _VISITS))
        if text and row.values["enterprise"].uid not in firms and len(told) < _VISITS and room >= _LEAST:
            firms.add(row.values["enterprise"].uid)
            told.append((row, text))
            room -= len(text)
    return sorted(told, key=lambda one: one[0].values["visited_on"])


def _weight(row: Row) -> tuple[bool, bool, int, str]:
    values = row.values
    return bool(values["photos"]), bool(values["reply"]), len(values["findings"] or ""), str(row.uid)


def _visit(row: Row, most: int) -> str:
    values = row.values
    if not values["findings"]:
        return ""
    on = values["visited_on"]
    parts = [f"{on.month}月{on.day}日走访{values['enterprise'].title}，{_sentence(values['findings'])}"]
    if values["wishes"]:
        parts.append(f"企业提出：{_sentence(values['wishes'])}")
    if values["reply"]:
        parts.append(f"当场答复：{_sentence(values['reply'])}")
    return cut("".join(parts), most)


def _sentence(text: str) -> str:
    plain = _OF_A_PERSON.sub(lambda found: mask(found[0]), "".join(text.split("\n")).strip())
    return plain if plain.endswith(tuple(_STOPS)) else f"{plain.rstrip('，、,. ')}。"


def cut(text: str, most: int) -> str:
    """At the end of the last sentence that has room, or in the first one."""
    if len(text) <= most:
        return text
    end = max(text.rfind(stop, 0, most) for stop in _STOPS)
    return text[: end + 1] if end >= most // 2 else f"{text[: most - 1]}…"


def _photos(store: Store, report: Report, first: Sequence[Row]) -> Iterator[Photo]:
    """Of the visits that are told, then of others, then of trainings and events; one of each before a second."""
    span = report.span.period
    rows: list[tuple[_Shown, Row]] = [(Visit, row) for row in first]
    for kind in _WITH_PHOTOS:
        if kind in store.kinds:
            found = store.rows(Query(kind, where=tuple(by_span(kind.dated_by, span.first, span.last))))
            rows += [(kind, row) for row in found if row.uid not in {one.uid for one in first}]
    shots = [
        (at, kind, row, file) for kind, row in rows for at, file in enumerate(row.values["photos"] or ())
    ]
    for _, kind, row, file in sorted(shots, key=lambda one: one[0]):
        photo = _photo(store, kind, row, file)
        if photo:
            yield photo


def _photo(store: Store, kind: _Shown, row: Row, file: FileRef) -> Photo | None:
    """None for what is no picture or not here any more."""
    on = row.values[kind.dated_by]
    what = f"走访{row.values['enterprise'].title}" if kind is Visit else str(row.values["theme"])
    try:
        content = copy_to_send(store.attachments.read(file.sha256, file.name), file.name, _PIXELS)
    except UserError:
        return None
    return Photo(f"{on.month}月{on.day}日，{what}", content)
