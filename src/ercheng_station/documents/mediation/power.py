"""授权委托书: who acts for a party, and how far."""

from collections.abc import Iterator, Sequence
from datetime import date

from ercheng_station.documents.blocks import Block, Gap, Text, lacking, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content
from ercheng_station.records.mediation import Agent
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "授权委托书"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(parts.form_page(TITLE, copy), list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    agent: Agent | None = whole.about if whole else None
    case = parts.case_of(whole)
    on: date | None = copy.value(agent, "authorized_on")
    yield title(TITLE)
    yield Gap(0.5)
    principal = copy.value(agent, "party")
    rows = [
        *parts.party_rows(principal, "委托人", on, copy),
        *_agent(agent, copy),
        [label("委托事项"), Cell(f"参加{_dispute(whole, copy)}", 7)],
        [label("代理权限"), Cell(_powers(agent, copy), 7, lines=1 if agent else 4)],
        [label("委托日期"), Cell(parts.day(agent, "authorized_on", copy), 2), label("委托期限", 2), Cell(_until(agent, copy), 3)],
    ]  # fmt: skip
    yield Form(parts.PARTY_COLUMNS, rows, size=parts.FORM_SIZE, leading=parts.FORM_LEADING)
    body = copy.text(case.committee, "name") if case else "人民调解委员会"
    yield Gap(0.4)
    yield Text(
        f"委托人现委托上列受托人，在{body}调解上述纠纷时作为代理人，受托人在代理权限内的行为由委托人承担。",
        size=parts.FORM_SIZE,
    )
    yield from parts.signing_on([["委托人（签名、盖章或按指印）："], ["受托人（签名）："]])


def _agent(agent: Agent | None, copy: Copy) -> Sequence[Sequence[Cell]]:
    return [
        [label("受托人\n姓　　名"), Cell(copy.text(agent, "name")), label("性别"), Cell(copy.text(agent, "sex")), label("身份"), Cell(copy.text(agent, "kind"), 3)],
        [label("职　　务"), Cell(copy.text(agent, "post"), 2), label("联系电话", 2), Cell(copy.text(agent, "mobile"), 3)],
        [label("证件号码"), Cell(copy.text(agent, "id_number"), 7)],
        [label("工作单位"), Cell(copy.text(agent, "unit"), 7)],
    ]  # fmt: skip


def _dispute(whole: Whole | None, copy: Copy) -> str:
    case = parts.case_of(whole)
    return (
        f"{copy.text(case, 'name')}一案的人民调解，卷号{parts.file_number(whole, copy)}"
        if case
        else "　" * 16 + "纠纷的人民调解"
    )


def _powers(agent: Agent | None, copy: Copy) -> Content:
    """Every power with its box; what was written beside 其他 follows."""
    more = copy.text(agent, "powers_more")
    boxes = parts.ticks(Agent, agent, "powers", copy).replace("　", "\n") + (f"：{more}" if more else "")
    if agent is None or copy.value(agent, "powers") or copy.by_hand:
        return boxes
    return [lacking(Agent.kept["powers"].label, size=parts.FORM_SIZE)]


def _until(agent: Agent | None, copy: Copy) -> str:
    until = copy.value(agent, "valid_until")
    if until is None:
        return "至本纠纷调解结束" if agent else ""
    return f"至{parts.day_of(until)}"
