"""How a case comes in: 人民调解申请书, which the applicant makes, and 人民调解受理登记表, which the committee keeps."""

import re
from collections.abc import Iterator, Sequence

from ercheng_station.documents.blocks import Block, Gap, Text, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.mediation.prose import sealed
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

APPLICATION, REGISTER = "人民调解申请书", "人民调解受理登记表"
_HOW = "签名、盖章或按指印"
_SMALL = 9.5
_NUMBERED = re.compile(r"\s*([（(]?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})([.．](?!\d)|[、)）])|[①-⑳])")


def application(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(parts.form_page(APPLICATION, copy), list(_application(whole, copy)))


def register(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(parts.form_page(REGISTER, copy), list(_register(whole, copy)))


def _application(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case = parts.case_of(whole)
    yield title(APPLICATION)
    yield Gap(0.5)
    yield _form(
        [
            *parts.all_party_rows(whole, copy.value(case, "applied_on"), copy),
            _long("纠　　纷\n简要情况", parts.needed(case, "facts", copy), case, 7),
            _long("申请事项", _claims(case, copy), case, 4),
        ]
    )
    yield Gap(0.4)
    yield Text(
        f"{copy.text(case.committee, 'name') if case else '人民调解委员会'}已将申请人民调解的相关规定告知本人（本单位），"
        "现自愿申请该委员会进行调解。",
        size=parts.FORM_SIZE,
    )
    applicants = len(parts.of_role(whole, "applicant", copy))
    yield from parts.signing_on(parts.signatures("申请人", _HOW, applicants))
    yield Gap(0.5)
    yield _notice()


def _register(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case = parts.case_of(whole)
    yield from parts.heading(REGISTER, whole, copy)
    yield _form(
        [
            [label("日　　期"), Cell(parts.day(case, "accepted_on", copy), 7)],
            *parts.all_party_rows(whole, None, copy, short=True),
            [label("纠纷类型"), Cell(copy.text(case, "dispute_type"), 7)],
            [label("案件来源"), Cell(_source(case, copy), 7)],
            _long("纠　　纷\n简要情况", parts.needed(case, "facts", copy), case, 8),
            [label("备　　注"), Cell("此表由人民调解委员会填写。", 7)],
        ]
    )
    parties = len(whole.all(Party)) if whole else 2
    yield parts.signing([*parts.signatures("当事人", _HOW, parties), ["登记人（签名）："]])
    yield sealed(whole, None, copy, above=1.2, size=parts.FORM_SIZE)
    yield Gap(0.5)
    yield _notice()


def _form(rows: Sequence[Sequence[Cell]]) -> Form:
    return Form(parts.PARTY_COLUMNS, rows, size=parts.FORM_SIZE, leading=parts.FORM_LEADING)


def _long(name: str, content: Content, case: Mediation | None, empty: int) -> list[Cell]:
    return [label(name), Cell(content, 7, lines=3 if case else empty, align="justify")]


def _claims(case: Mediation | None, copy: Copy) -> Content:
    """One line each, numbered unless they were typed with numbers."""
    if case is None:
        return "1.\n2.\n3."
    text = copy.text(case, "claims")
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return parts.needed(case, "claims", copy)
    if any(_NUMBERED.match(line) for line in lines):
        return text
    return "\n".join(f"{number}.{line}" for number, line in enumerate(lines, 1))


def _source(case: Mediation | None, copy: Copy) -> str:
    note = copy.text(case, "source_note")
    return parts.ticks(Mediation, case, "source", copy) + (f"\n{note}" if note else "")


def _notice() -> Text:
    return Text(parts.PERSONAL_NOTICE, size=_SMALL, indent=0, leading=14)
