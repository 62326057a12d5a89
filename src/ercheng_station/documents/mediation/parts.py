"""What the papers of a case have in common: the committee above, the parties, what is still open, the signatures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ercheng_station.documents.blocks import Block, ByHand, Signed, Text, lacking, ticked, title
from ercheng_station.documents.form import Cell, label, together
from ercheng_station.documents.mediation import wanted
from ercheng_station.documents.paragraph import Blank, Content, Run
from ercheng_station.documents.sheet import Page
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Choice, Choices
from ercheng_station.records.mediation import Agent, Mediation, Party
from ercheng_station.records.mediation.states import UNASKED
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

SIDES = wanted.SIDES
Words = str | list[Run]
FORM_SIZE, TABLE_SIZE, FORM_LEADING = 12, 11, 20
PARTY_COLUMNS = (15, 23, 8, 7, 8, 16, 8, 9)
"""Of a form with `party_rows`."""
PERSONAL_NOTICE = (
    "个人信息告知：所填姓名、身份证件、联系方式、住址和纠纷材料，由本表所列人民调解委员会用于调解本纠纷、制作和保管调解卷宗，"
    "随卷宗按保管期限保存；当事人可以要求查阅、复制或者更正。（依据《中华人民共和国个人信息保护法》）"
)
_FEW, _SIGNING = 2, 29
_BLANK_NUMBER = "（　　　　）　　　人调字第　　　号"


def page(name: str, copy: Copy, **facts: Any) -> Page:
    """The official page, its margins a little narrower where `facts` say so."""
    return Page(title=name, author=copy.unit, watermark=copy.watermark, **facts)


def form_page(name: str, copy: Copy, **facts: Any) -> Page:
    """For papers that are one bordered form."""
    margins = {"top_mm": 25, "bottom_mm": 22, "left_mm": 28, "right_mm": 24}
    return page(name, copy, **{**margins, "leading": 20, "numbers": "counted", **facts})


def committee(whole: Whole | None, copy: Copy) -> str:
    """The body whose paper it is; in an empty form the room for its name."""
    return copy.text(whole.record.committee, "name") if whole else "　　　　　　　　　　　　人民调解委员会"


def committee_line(whole: Whole | None, copy: Copy, size: float) -> Text:
    """The same in the middle, above a paper's name."""
    words: list[Run] = [Run(committee(whole, copy).lstrip("　"), "song", size)]
    room = [] if whole else [Blank(face="song", size=size, chars=10)]
    return Text([*room, *words], align="center", indent=0, leading=size * 1.5, balanced=True, join="next")


def file_number(whole: Whole | None, copy: Copy) -> str:
    """The same on cover, agreement and follow-up."""
    if whole is None:
        return _BLANK_NUMBER
    return copy.text(whole.record, "assigned_number") or copy.number(whole.record) or _BLANK_NUMBER


def heading(name: str, whole: Whole | None, copy: Copy, *, numbered: bool = True) -> Iterator[Block]:
    """The committee, the paper's name, and the number at the right."""
    yield committee_line(whole, copy, 16)
    yield title(name)
    if numbered:
        yield Text(file_number(whole, copy), "fang", 12, align="right", indent=0, leading=22, join="next")


def needed(record: Record | None, name: str, copy: Copy, *, size: float = FORM_SIZE) -> Words:
    """The value; in a draft the mark that it is missing; in a copy to be filled by hand nothing."""
    text = copy.text(record, name)
    if record is None or text or copy.by_hand:
        return text
    return [lacking(type(record).kept[name].label, size=size)]


def day(record: Record | None, name: str, copy: Copy, *, size: float = FORM_SIZE) -> Words:
    """A day that the paper needs, as 2026年3月5日; where there is none the mark, or room for a pen."""
    value = copy.value(record, name)
    if record is None or value or copy.by_hand:
        return day_of(value)
    return [lacking(type(record).kept[name].label, size=size)]


def mediators(case: Mediation | None, copy: Copy) -> list[str]:
    """Who mediates, the one in the chair first."""
    chosen = [copy.value(case, name) for name in ("mediator", "second_mediator", "third_mediator")]
    return [copy.text(one, "name") for one in chosen if one]


def ticks(kind: type[Record], record: Record | None, name: str, copy: Copy) -> str:
    """All codes of a choice in use, those that the record chose ticked."""
    described = kind.kept[name]
    assert isinstance(described, Choice | Choices)  # nothing else has codes
    codes = copy.context.codes(described.codes)
    value = copy.value(record, name) or ()
    chosen = [codes.label(code) for code in ((value,) if isinstance(value, str) else value)]
    in_use = [code.label for code in codes.active(copy.context.today)]
    return ticked(dict.fromkeys([*in_use, *chosen]), chosen)


def sides_of(whole: Whole | None, copy: Copy) -> Mapping[str, str]:
    """What each role is called: where the committee acts unasked nobody has applied."""
    if whole is None or copy.value(whole.record, "source") not in UNASKED:
        return SIDES
    return SIDES | dict.fromkeys(wanted.NAMED, Party.title)


def absent_sides(whole: Whole | None, copy: Copy) -> Mapping[str, str]:
    """`wanted.open_sides`, noted as something that the paper shows."""
    if whole is None:
        return {}
    for role in sides_of(whole, copy):
        of_role(whole, role, copy)
    return wanted.open_sides(whole)


def of_role(whole: Whole | None, role: str, copy: Copy) -> Sequence[Party]:
    """The parties on one side, in the order they were entered."""
    return [one for one in whole.all(Party) if copy.value(one, "role") == role] if whole else []


def agents_of(whole: Whole | None, party: Party | None, copy: Copy) -> Sequence[Agent]:
    if whole is None or party is None:
        return []
    return [agent for agent in whole.all(Agent) if copy.value(agent, "party") is party]


def is_person(party: Party | None, copy: Copy) -> bool:
    return copy.value(party, "kind") in {None, "person"}


def age(party: Party | None, on: date | None, copy: Copy) -> str:
    """Full years on a day."""
    born = copy.value(party, "born_on")
    if born is None or on is None:
        return ""
    return str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def all_party_rows(
    whole: Whole | None, on: date | None, copy: Copy, *, short: bool = False
) -> list[Sequence[Cell]]:
    """Every party of every side; in the empty form one applicant and one respondent.

    `short`: only name, how to reach it and where it is, without agents.
    """
    rows: list[Sequence[Cell]] = []
    absent = absent_sides(whole, copy)
    for role, side in sides_of(whole, copy).items():
        parties: Sequence[Party | None] = of_role(whole, role, copy)
        if role in absent:
            rows.append([label(side), Cell([lacking(absent[role], size=FORM_SIZE)], 7)])
        for party in parties if whole or role == "third" else [None]:
            agents = agents_of(whole, party, copy)
            full = short_rows(party, side, copy) if short else party_rows(party, side, on, copy, agents)
            rows += together(full)
    return rows


def short_rows(party: Party | None, side: str, copy: Copy) -> list[list[Cell]]:
    phone = "mobile" if is_person(party, copy) else "phone"
    return [
        [label(side), Cell(needed(party, "name", copy), 2), label("联系方式", 2), Cell(needed(party, phone, copy), 3)],
        [label("单位或住址"), Cell(needed(party, "address", copy), 7)],
    ]  # fmt: skip


def party_rows(
    party: Party | None, side: str, on: date | None, copy: Copy, agents: Sequence[Agent] = ()
) -> list[list[Cell]]:
    """A party in a form of PARTY_COLUMNS; a person or a body, whichever it is."""
    if not is_person(party, copy):
        return _body_rows(party, side, copy, agents)
    return [
        [label(f"{side}\n姓　　名"), _cell(needed(party, "name", copy)), label("性别"), _cell(copy.text(party, "sex")), label("民族"), _cell(copy.text(party, "nation")), label("年龄"), _cell(age(party, on, copy))],
        [label("职业或职务"), Cell(copy.text(party, "occupation"), 2), label("联系方式", 2), Cell(needed(party, "mobile", copy), 3)],
        [label("证件号码"), Cell(_identity(party, copy), 7)],
        [label("单位或住址"), Cell(needed(party, "address", copy), 7)],
        *_agent_rows(agents, copy),
    ]  # fmt: skip


def signing(rows: Sequence[Sequence[str]], above: float = 0.4) -> ByHand:
    """Labels with a line behind each; they stay with what stands before."""
    return ByHand(rows, size=FORM_SIZE, leading=_SIGNING, above=above)


def signing_on(rows: Sequence[Sequence[str]], on: date | None = None) -> Iterator[Block]:
    """The same, and the day at the right."""
    yield signing(rows)
    yield Signed([], day_of(on), above=0.3, size=FORM_SIZE)


def signatures(who: str, how: str, count: int) -> list[list[str]]:
    """Rows for `signing`: a place for each of them, in pairs where there are many."""
    full = [[f"{who}（{how}）："] for _ in range(1 if count > _FEW else max(1, count))]
    others = [f"{who}："] * (count - len(full))
    return full + [others[place : place + 2] for place in range(0, len(others), 2)]


def written_day(value: date | None) -> str:
    """2026年3月5日; "" for none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def day_of(value: date | None) -> str:
    """As `written_day`; room for a pen where there is none."""
    return written_day(value) or "　　　年　　月　　日"


def case_of(whole: Whole | None) -> Mediation | None:
    return whole.record if whole else None


def _body_rows(party: Party | None, side: str, copy: Copy, agents: Sequence[Agent]) -> list[list[Cell]]:
    return [
        [label(f"{side}\n名　　称"), Cell(needed(party, "name", copy), 7)],
        [label("信用代码"), Cell(copy.text(party, "credit_code"), 2), label("联系方式", 2), Cell(needed(party, "phone", copy), 3)],
        [label("代 表 人"), Cell(needed(party, "representative", copy), 2), label("职　　务", 2), Cell(copy.text(party, "representative_post"), 3)],
        [label("住　　所"), Cell(needed(party, "address", copy), 7)],
        *_agent_rows(agents, copy),
    ]  # fmt: skip


def _agent_rows(agents: Sequence[Agent], copy: Copy) -> list[list[Cell]]:
    return [[label("委托代理人"), Cell(agent_told(agent, copy), 7)] for agent in agents]


def agent_told(agent: Agent, copy: Copy) -> str:
    """Who it is, in one line."""
    facts = [copy.text(agent, name) for name in ("name", "unit", "post", "kind", "mobile")]
    return "，".join(fact for fact in facts if fact)


def _identity(party: Party | None, copy: Copy) -> str:
    return "，".join(filter(None, (copy.text(party, "id_number"), copy.text(party, "other_id"))))


def _cell(content: Content) -> Cell:
    return Cell(content)
