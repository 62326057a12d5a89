"""司法确认申请书: all parties ask a court together to confirm the agreement, among persons or with a body among them."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, Gap, Signed, Text, lacking, title
from ercheng_station.documents.mediation.parts import (
    absent_sides,
    agent_told,
    agents_of,
    day_of,
    file_number,
    is_person,
    written_day,
)
from ercheng_station.documents.mediation.prose import (
    SIZE,
    Runs,
    agreement_of,
    blank,
    day,
    head,
    lines_to_write,
    listed,
    marked,
    page,
    party_runs,
    run,
    said,
    shown,
    signed_by,
    value,
)
from ercheng_station.documents.mediation.wanted_results import EFFECTIVE, PERSONS_ONLY, UNITS_ONLY
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import Agreement, Confirmation, Party
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "司法确认申请书"
PERSONS = f"{TITLE}（个人与个人）"
UNITS = f"{TITLE}（个人与单位）"
_PROMISES = (
    "一、申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为，协议内容不违反法律的强制性规定，"
    "不损害国家利益、社会公共利益和他人的合法权益，不违背公序良俗；",
    "二、协议内容不涉及物权、知识产权的确权；",
    "三、如果因为该协议内容给他人造成损害，申请人愿意承担相应的法律责任。",
)
"""The grounds of refusal that are confirmed (民诉法解释 第三百五十五条), turned into what the applicants state."""
_ENCLOSED = (
    "1. 人民调解协议书；\n2. 人民调解委员会主持调解的证明；\n3. 与调解协议有关的权利证明；\n"
    "4. 各申请人的身份证明、住所和联系方式。"
)
"""民诉法解释 第三百五十四条."""


def lay_out_persons(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(PERSONS, copy), list(_blocks(whole, copy, units=False)))


def lay_out_units(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(UNITS, copy), list(_blocks(whole, copy, units=True)))


def _blocks(whole: Whole | None, copy: Copy, units: bool) -> Iterator[Block]:
    asked: Confirmation | None = whole.about if whole else None
    yield title(TITLE)
    yield Gap(0.4)
    yield from marked(_wrong(whole, copy, units), copy)
    yield from _applicants(whole, copy, units)
    yield head("请求事项：")
    yield said(_request(whole, copy))
    yield head("事实和理由：")
    yield from _facts(whole, copy)
    yield head("承诺：")
    for promise in _PROMISES:
        yield said(promise)
    yield head("送达地址：")
    yield from _addresses(whole, copy)
    yield said("此致")
    yield Text(value(asked, "court", copy, 16), size=SIZE, indent=0)
    yield head("附：")
    yield said(_ENCLOSED)
    signers = [_signing(party, copy) for party in _parties(whole)]
    empty = [
        [["申请人（签名、按指印）："]],
        [["申请人（盖章）：", "代表人（签名）："] if units else ["申请人（签名、按指印）："]],
    ]
    yield from signed_by(signers or empty)
    yield Signed([], day_of(copy.value(asked, "applied_on")), above=0.2, size=SIZE)


def _parties(whole: Whole | None) -> tuple[Party, ...]:
    return whole.all(Party) if whole else ()


def _wrong(whole: Whole | None, copy: Copy, units: bool) -> list[str]:
    """Which other form fits, who is missing, and that all must ask together (人民调解法 第三十三条)."""
    if whole is None:
        return []
    told = list(absent_sides(whole, copy).values())
    bodies = not all(is_person(party, copy) for party in whole.all(Party))
    if bodies != units:
        told.append(PERSONS_ONLY if bodies else UNITS_ONLY)
    if not copy.value(whole.about, "jointly"):
        told.append(Confirmation.kept["jointly"].label)
    return told


def _applicants(whole: Whole | None, copy: Copy, units: bool) -> Iterator[Block]:
    agreement = agreement_of(whole)
    on = copy.value(agreement, "agreed_on")
    for party in _parties(whole):
        yield listed("申请人：", party_runs(party, on, copy), "。")
        for agent in agents_of(whole, party, copy):
            yield listed(f"委托代理人：{agent_told(agent, copy)}。")
    if whole is None:
        yield said("申请人：", party_runs(None, on, copy), "。")
        yield said("申请人：", _empty_unit() if units else party_runs(None, on, copy), "。")


def _empty_unit() -> Runs:
    labels = ("名称", "统一社会信用代码", "法定代表人（负责人）", "职务", "联系方式", "住所")
    return [
        piece
        for place, label in enumerate(labels)
        for piece in (run(f"{'，' if place else ''}{label}："), blank(8))
    ]


def _request(whole: Whole | None, copy: Copy) -> Runs:
    agreement = agreement_of(whole)
    committee = copy.text(whole.record.committee, "name") if whole else ""
    reached = day(agreement, "agreed_on", copy)
    return [
        run("依法确认申请人于"),
        *reached,
        run("经"),
        *shown(committee, "", copy, 14),
        run("主持调解达成的调解协议（编号："),
        run(file_number(whole, copy)),
        run("）有效。"),
    ]


def _facts(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    agreement = agreement_of(whole)
    if agreement is None:
        yield from lines_to_write(5) if whole is None else [said([lacking(EFFECTIVE, size=SIZE)])]
        return
    yield said(copy.text(agreement, "facts"))
    yield said("经调解，申请人自愿达成如下协议：")
    yield said(copy.text(agreement, "terms"))
    yield from _performance(agreement, copy)
    since = written_day(copy.value(agreement, "effective_on"))
    yield said("协议于", shown(since, EFFECTIVE, copy), "生效。现各申请人共同申请司法确认。")


def _performance(agreement: Agreement, copy: Copy) -> Iterator[Block]:
    facts = {"履行方式": "way", "履行地点": "place", "履行期限": "deadline"}
    told = "，".join(
        f"{label}：{text}" for label, name in facts.items() if (text := copy.text(agreement, name))
    )
    if told:
        yield said(f"{told}。")


def _addresses(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    for party in _parties(whole):
        phone = copy.text(party, "mobile" if is_person(party, copy) else "phone")
        told = f"，电话：{phone}" if phone else ""
        yield listed(f"{copy.text(party, 'name')}：", value(party, "address", copy, 16), told, "。")
    if whole is None:
        for _ in range(2):
            yield said("申请人：", [blank(14)], "，收件人和电话：", [blank(8)])


def _signing(party: Party, copy: Copy) -> list[list[str]]:
    name = copy.text(party, "name")
    if is_person(party, copy):
        return [[f"申请人{name}（签名、按指印）："]]
    return [[f"申请人{name}（盖章）："], ["代表人（签名）："]]
