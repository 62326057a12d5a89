"""Papers of a case in running text: labelled lines, the parties as agreements name them, the lines to sign on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from ercheng_station.documents.blocks import ByHand, Signed, Text, lacking
from ercheng_station.documents.mediation.parts import (
    SIDES,
    absent_sides,
    age,
    agent_told,
    agents_of,
    case_of,
    committee,
    day_of,
    is_person,
    of_role,
    sides_of,
    written_day,
)
from ercheng_station.documents.mediation.parts import mediators as named
from ercheng_station.documents.mediation.parts import page as official
from ercheng_station.documents.mediation.wanted import NAMED
from ercheng_station.documents.paragraph import Blank, Run
from ercheng_station.documents.sheet import Page
from ercheng_station.records.base import Record
from ercheng_station.records.dates import beijing
from ercheng_station.records.mediation import Agreement, Party
from ercheng_station.records.mediation.states import in_force
from ercheng_station.records.money import capital
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

SIZE = 14
_LEADING = 22
_LINE = 31
"""Characters of a line to write on, from edge to edge."""
_DIGITS = "零一二三四五六七八九"

Runs = list[Run]
Places = list[list[str]]
"""Rows of labels with a line behind each: where one party signs."""


def page(name: str, copy: Copy) -> Page:
    return official(
        name, copy, top_mm=25, bottom_mm=22, left_mm=28, right_mm=26, leading=_LEADING, numbers="counted"
    )


def run(text: str) -> Run:
    return Run(text, size=SIZE)


def blank(chars: float = 8) -> Run:
    return Blank(size=SIZE, chars=chars)


def said(*content: str | Sequence[Run]) -> Text:
    """A paragraph of words and values; with lines to write on in it, it is not drawn out to both edges."""
    runs: Runs = []
    for piece in content:
        runs += [run(piece)] if isinstance(piece, str) else piece
    open_ended = any(isinstance(piece, Blank) for piece in runs)
    return Text(runs, size=SIZE, align="left" if open_ended else "justify")


def listed(*content: str | Sequence[Run]) -> Text:
    """As `said`, for facts with long numbers among them, which would tear their lines apart."""
    return replace(said(*content), align="left")


def head(text: str) -> Text:
    return Text(text, "hei", SIZE, join="next")


def lines_to_write(count: int) -> Iterator[Text]:
    for _ in range(count):
        yield Text([blank(_LINE)], indent=0)


def value(record: Record | None, name: str, copy: Copy, chars: float = 8) -> Runs:
    """What was typed; a line to write on in a form for a pen; in a draft the mark that it is missing."""
    label = type(record).kept[name].label if record else ""
    return shown(copy.text(record, name), label, copy, chars)


def shown(text: str, label: str, copy: Copy, chars: float = 8) -> Runs:
    """As `value`, for text that comes from several fields. No label: the empty form."""
    if text:
        return [run(text)]
    return [blank(chars)] if copy.by_hand or not label else [lacking(label, size=SIZE)]


def marked(labels: Iterable[str], copy: Copy) -> Iterator[Text]:
    """What a paper needs and has no place for in its text."""
    runs: Runs = [] if copy.by_hand else [lacking(label, size=SIZE) for label in labels]
    if runs:
        yield said(runs)


def day(record: Record | None, name: str, copy: Copy) -> Runs:
    """2026年3月5日."""
    found: date | None = copy.value(record, name)
    label = type(record).kept[name].label if record else ""
    return shown(written_day(found), label, copy, chars=7)


def period(begun: datetime | None, ended: datetime | None) -> str:
    """2026年3月5日9时00分至11时30分, in Beijing time."""
    if begun is None:
        return ""
    first = beijing(begun)
    text = f"{written_day(first)}{_clock(first)}"
    if ended is None:
        return text
    last = beijing(ended)
    return f"{text}至{'' if last.date() == first.date() else written_day(last)}{_clock(last)}"


def sum_of(fen: int) -> str:
    """20,000.00元（大写：人民币贰万元整）"""
    return f"{fen // 100:,}.{fen % 100:02}元（大写：{capital(fen)}）"


def counted(number: int) -> str:
    """二十一; figures from a hundred on."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    words = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return words + (_DIGITS[ones] if ones or not tens else "")


def parties_told(whole: Whole | None, on: date | None, copy: Copy) -> Iterator[Text]:
    """Each party with its agents; a side that nobody stands on is marked."""
    absent = absent_sides(whole, copy)
    for role, side in sides_of(whole, copy).items():
        for party in of_role(whole, role, copy):
            yield listed(f"{side}：", party_runs(party, on, copy), "。")
            for agent in agents_of(whole, party, copy):
                yield listed(f"{side}的委托代理人：{agent_told(agent, copy)}。")
        if role in absent:
            yield said(f"{side}：", shown("", absent[role], copy))
        if whole is None and role in NAMED:
            yield listed(f"{side}：", party_runs(None, on, copy), "。")


def party_runs(party: Party | None, on: date | None, copy: Copy) -> Runs:
    """The fields of 司发通〔2010〕239号 in their order; of a body its own."""
    facts: list[Runs] = []
    for label, text, wanted in _facts(party, on, copy):
        before = [run(f"{label}：")] if label else []
        if text or wanted or party is None:
            facts.append([*before, *shown(text, wanted if party else "", copy, 6)])
    return [piece for number, fact in enumerate(facts) for piece in ([run("，")] if number else []) + fact]


def signing_rows(whole: Whole | None, copy: Copy) -> list[Places]:
    """For each party: persons sign and press a finger, a body's representative signs and it seals."""
    if whole is None:
        return [[[f"{SIDES[role]}（签名、盖章或按指印）："]] for role in NAMED]
    parties = []
    for role, side in sides_of(whole, copy).items():
        for party in of_role(whole, role, copy):
            person = is_person(party, copy)
            first = [f"{side}{copy.text(party, 'name')}（{'签名、按指印' if person else '盖章'}）："]
            others = [] if person else ["代表人（签名）："]
            others += ["委托代理人（签名）："] if agents_of(whole, party, copy) else []
            parties.append([first, others] if others else [first])
    return parties


def signed_by(signers: Iterable[Places]) -> Iterator[ByHand]:
    """What one of them signs stays on one page."""
    for number, rows in enumerate(signers):
        yield ByHand(rows, size=SIZE, leading=24, above=0 if number else 0.4)


def sealed(
    whole: Whole | None, on: date | None, copy: Copy, above: float = 0.4, size: float = SIZE
) -> Signed:
    """The committee, its seal, the day."""
    return Signed([f"{committee(whole, copy)}（印章）"], day_of(on), above=above, size=size)


def mediators(whole: Whole | None, copy: Copy) -> str:
    return "、".join(named(case_of(whole), copy))


def agreement_of(whole: Whole | None) -> Agreement | None:
    """The one in force; None in the empty form."""
    return in_force(whole) if whole else None


def _facts(party: Party | None, on: date | None, copy: Copy) -> list[tuple[str, str, str]]:
    """Label before it, what was typed, and its name where it must not be missing."""
    if not is_person(party, copy):
        post = copy.text(party, "representative_post")
        name = copy.text(party, "representative")
        return [
            ("", copy.text(party, "name"), _named("name")),
            ("统一社会信用代码", copy.text(party, "credit_code"), ""),
            (
                "法定代表人（负责人）",
                f"{name}（{post}）" if name and post else name,
                _named("representative"),
            ),
            ("联系方式", copy.text(party, "phone"), _named("phone")),
            ("住所", copy.text(party, "address"), _named("address")),
        ]
    years = age(party, on, copy)
    identity = "，".join(filter(None, (copy.text(party, "id_number"), copy.text(party, "other_id"))))
    return [
        ("" if party else "姓名（名称）", copy.text(party, "name"), _named("name")),
        ("性别", copy.text(party, "sex"), ""),
        ("民族", copy.text(party, "nation"), ""),
        ("年龄", f"{years}岁" if years else "", ""),
        ("职业或职务", copy.text(party, "occupation"), ""),
        ("联系方式", copy.text(party, "mobile"), _named("mobile")),
        ("证件号码" if party else "证件号码（信用代码）", identity, ""),
        ("单位或住址", copy.text(party, "address"), _named("address")),
    ]


def _named(name: str) -> str:
    return Party.kept[name].label


def _clock(moment: datetime) -> str:
    return f"{moment.hour}时{moment.minute:02}分"
