"""What the papers of a case have in common: the committee above, the parties, what is still open, the signatures."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ercheng_station.documents.blocks import Block, ByHand, Text, lacking, title
from ercheng_station.documents.form import Cell, label
from ercheng_station.documents.paragraph import Content
from ercheng_station.documents.sheet import Page
from ercheng_station.records.base import Record
from ercheng_station.records.mediation import Agent, Mediation, Party
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

FORM_SIZE, FORM_LEADING = 12, 20
SIDES = {"applicant": "申请人", "respondent": "被申请人", "third": "第三人"}
_BLANK_NUMBER = "（　　　　）　　　人调字第　　　号"


def page(name: str, copy: Copy, **facts: Any) -> Page:
    """The official page, its margins a little narrower where `facts` say so."""
    return Page(title=name, author=copy.unit, watermark=copy.watermark, **facts)


def form_page(name: str, copy: Copy) -> Page:
    """For papers that are one bordered form."""
    return page(name, copy, top_mm=25, bottom_mm=22, left_mm=28, right_mm=24, leading=20, numbers="counted")


def committee(whole: Whole | None, copy: Copy) -> str:
    """The body whose paper it is; in an empty form the room for its name."""
    return copy.text(whole.record.committee, "name") if whole else "　　　　　　　　　　　　人民调解委员会"


def file_number(whole: Whole | None, copy: Copy) -> str:
    """The same on cover, agreement and follow-up."""
    if whole is None:
        return _BLANK_NUMBER
    return copy.text(whole.record, "assigned_number") or copy.number(whole.record) or _BLANK_NUMBER


def heading(name: str, whole: Whole | None, copy: Copy, *, numbered: bool = True) -> Iterator[Block]:
    """The committee, the paper's name, and the number at the right."""
    yield Text(committee(whole, copy), "song", 16, align="center", indent=0, join="next")
    yield title(name)
    if numbered:
        yield Text(file_number(whole, copy), "fang", 12, align="right", indent=0, leading=22, join="next")


def needed(record: Record | None, name: str, copy: Copy, *, size: float = FORM_SIZE) -> Content:
    """The value; in a draft the mark that it is missing; in a copy to be filled by hand nothing."""
    text = copy.text(record, name)
    if record is None or text or copy.by_hand:
        return text
    return [lacking(type(record).kept[name].label, size=size)]


def of_role(whole: Whole | None, role: str) -> Sequence[Party]:
    """The parties on one side, in the order they were entered."""
    return [party for party in whole.all(Party) if party.role == role] if whole else []


def agents_of(whole: Whole | None, party: Party | None) -> Sequence[Agent]:
    return [agent for agent in whole.all(Agent) if agent.party is party] if whole and party else []


def age(party: Party | None, on: date | None, copy: Copy) -> str:
    """Full years on a day."""
    born = copy.value(party, "born_on")
    if born is None or on is None:
        return ""
    return str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def party_rows(
    party: Party | None, side: str, on: date | None, copy: Copy, agents: Sequence[Agent] = ()
) -> list[list[Cell]]:
    """A party in a form of eight columns; a person or a body, whichever it is; the empty form has room for both."""
    if party is not None and not party.is_person:
        return _body_rows(party, side, copy, agents)
    return [
        [label(f"{side}\n姓　　名"), _cell(needed(party, "name", copy)), label("性别"), _cell(copy.text(party, "sex")), label("民族"), _cell(copy.text(party, "nation")), label("年龄"), _cell(age(party, on, copy))],
        [label("职业或职务"), Cell(copy.text(party, "occupation"), 3), label("联系方式"), Cell(needed(party, "mobile", copy) if party else "", 3)],
        [label("证件号码"), Cell(_identity(party, copy), 7)],
        [label("单位或住址"), Cell(needed(party, "address", copy), 7)],
        *_agent_rows(agents, copy),
    ]  # fmt: skip


def party_lines(
    party: Party, side: str, on: date | None, copy: Copy, agents: Sequence[Agent] = ()
) -> list[str]:
    """A party in running text, as agreements name it."""
    if party.is_person:
        facts = [
            copy.text(party, "name"),
            copy.text(party, "sex"),
            copy.text(party, "nation"),
            f"{years}岁" if (years := age(party, on, copy)) else "",
            copy.text(party, "occupation"),
            f"证件号码：{_identity(party, copy)}" if _identity(party, copy) else "",
            f"住址：{copy.text(party, 'address')}" if copy.text(party, "address") else "",
            f"联系电话：{copy.text(party, 'mobile')}" if copy.text(party, "mobile") else "",
        ]
    else:
        facts = [
            copy.text(party, "name"),
            f"统一社会信用代码：{copy.text(party, 'credit_code')}" if copy.text(party, "credit_code") else "",
            f"住所：{copy.text(party, 'address')}" if copy.text(party, "address") else "",
            _represented(party, copy),
            f"联系电话：{copy.text(party, 'phone')}" if copy.text(party, "phone") else "",
        ]
    told = [f"{side}：{'，'.join(fact for fact in facts if fact)}。"]
    for agent in agents:
        told.append(f"委托代理人：{_agent(agent, copy)}。")
    return told


def signing(rows: Sequence[Sequence[str]], above: float = 1) -> ByHand:
    """Labels with a line behind each; they stay with what stands before."""
    return ByHand(rows, above=above)


def day_of(value: date | None) -> str:
    """2026年3月5日; room for a pen where there is none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "　　　　年　　月　　日"


def case_of(whole: Whole | None) -> Mediation | None:
    return whole.record if whole else None


def _body_rows(party: Party, side: str, copy: Copy, agents: Sequence[Agent]) -> list[list[Cell]]:
    return [
        [label(f"{side}\n名　　称"), Cell(needed(party, "name", copy), 7)],
        [label("信用代码"), Cell(copy.text(party, "credit_code"), 3), label("联系方式"), Cell(needed(party, "phone", copy), 3)],
        [label("代表人"), Cell(needed(party, "representative", copy), 3), label("职　务"), Cell(copy.text(party, "representative_post"), 3)],
        [label("住　　所"), Cell(needed(party, "address", copy), 7)],
        *_agent_rows(agents, copy),
    ]  # fmt: skip


def _agent_rows(agents: Sequence[Agent], copy: Copy) -> list[list[Cell]]:
    return [[label("委托代理人"), Cell(_agent(agent, copy), 7)] for agent in agents]


def _agent(agent: Agent, copy: Copy) -> str:
    facts = [copy.text(agent, name) for name in ("name", "unit", "post", "kind", "mobile")]
    return "，".join(fact for fact in facts if fact)


def _represented(party: Party, copy: Copy) -> str:
    name = copy.text(party, "representative")
    post = copy.text(party, "representative_post")
    return f"法定代表人（负责人）：{name}{f'（{post}）' if post else ''}" if name else ""


def _identity(party: Party | None, copy: Copy) -> str:
    return copy.text(party, "id_number") or copy.text(party, "other_id")


def _cell(content: Content) -> Cell:
    return Cell(content)
