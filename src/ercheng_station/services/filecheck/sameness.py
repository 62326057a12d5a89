"""Rules on what must read alike everywhere: names, numbers of persons and bodies, amounts in digits and in words."""

import re
from collections.abc import Iterator

from ercheng_station.records.identifiers import birth_date, sex
from ercheng_station.records.mediation import Agent, Instalment, Party
from ercheng_station.records.money import capital
from ercheng_station.services.filecheck.case_file import CaseFile
from ercheng_station.services.filecheck.rule import FORMS, HINT, MUST, SHOULD, UNSURE, Found, Rule
from ercheng_station.services.filecheck.spelling import near_misses

_PAPER, _REGISTER = "人民调解协议书", "人民调解受理登记表"
_DIGITS = re.compile(r"(\d[\d,，]*(?:\.\d{1,2})?)\s*(万)?\s*元")
_YUAN_SIGN = re.compile(r"[¥￥]\s*(\d[\d,，]*(?:\.\d{1,2})?)")
_CAPITALS = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆][零壹贰叁肆伍陆柒捌玖角分]*[整正]?")
_ID = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_CREDIT = re.compile(r"(?<![\dA-Za-z])[159NY][0-9A-HJ-NP-RTUW-Y]{17}(?![\dA-Za-z])")
_SEX = {"男": "male", "女": "female"}


def _fen(text: str) -> list[int]:
    """Amounts in digits, in the order they stand."""
    return [
        *(_read(number, 10_000 if power else 1) for number, power in _DIGITS.findall(text)),
        *(_read(number, 1) for number in _YUAN_SIGN.findall(text)),
    ]


def _read(number: str, times: int) -> int:
    whole, _, cents = re.sub("[,，]", "", number).partition(".")
    return (int(whole) * 100 + int(f"{cents:0<2}")) * times


def _in_words(fen: int) -> str:
    return capital(fen).removeprefix("人民币").removesuffix("整")


def amount_in_terms(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement is None or agreement.amount is None:
        return
    amounts, words = _fen(agreement.terms), _capitals(agreement.terms)
    if not amounts and not words:
        yield agreement, f"给付金额填了{agreement.amount / 100:,.2f}元，协议内容里没有写金额"
    elif not _told(agreement.amount, amounts, words):
        yield agreement, f"给付金额{agreement.amount / 100:,.2f}元与协议内容里写的金额不一致"


def _told(amount: int, amounts: list[int], words: list[str]) -> bool:
    """Itself, or as the sum of its parts."""
    return amount in (*amounts, sum(amounts), sum(set(amounts))) or _in_words(amount) in words


def amount_filled(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement and agreement.amount is None and (_fen(agreement.terms) or _capitals(agreement.terms)):
        yield agreement, "协议内容里写了金额，给付金额没有填"


def words_equal_digits(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement is None:
        return
    amounts = _fen(agreement.terms)
    for words in _capitals(agreement.terms):
        if amounts and words not in {_in_words(one) for one in amounts}:
            yield agreement, f"大写“{words}”与协议内容里的小写金额都不相同"


def _capitals(text: str) -> list[str]:
    return [
        re.sub("[整正]$", "", found.replace("圆", "元"))
        for found in _CAPITALS.findall(text)
        if len(found) > 1
    ]


def instalments_add_up(file: CaseFile) -> Found:
    agreement, plan = file.agreement, file.all(Instalment)
    planned = sum(one.amount or 0 for one in plan)
    if agreement and agreement.amount and planned and planned != agreement.amount:
        yield (
            agreement,
            (f"履行计划各期合计{planned / 100:,.2f}元，协议给付金额{agreement.amount / 100:,.2f}元"),
        )


def spelled_alike(file: CaseFile) -> Found:
    known = file.names
    for passage in file.texts:
        for party in file.all(Party):
            if passage.record is not party:
                for miss in near_misses(party.name, passage.text, known, is_person=party.is_person):
                    label = type(passage.record).kept[passage.field].label
                    what = f"{label}里写的是“{miss}”，当事人登记的是“{party.name}”"
                    yield passage.record, what, passage.field


def named_in_title(file: CaseFile) -> Found:
    for party in file.sides[:1]:
        if party.name not in file.case.name:
            yield file.case, f"案件名称里没有当事人“{party.name}”"


def one_side_only(file: CaseFile) -> Found:
    roles: dict[str, str] = {}
    for party in file.all(Party):
        if roles.setdefault(party.name, party.role) != party.role:
            yield party, f"“{party.name}”登记在两方"


def numbers_differ(file: CaseFile) -> Found:
    seen: dict[str, Party] = {}
    for party in file.all(Party):
        for number in filter(None, (party.id_number, party.credit_code)):
            other = seen.setdefault(number, party)
            if other.name != party.name:
                yield party, f"“{party.name}”与“{other.name}”的证件号码（信用代码）相同"


def as_in_register(file: CaseFile) -> Found:
    for party in file.all(Party):
        firm = party.enterprise
        if firm and firm.credit_code and party.credit_code and firm.credit_code != party.credit_code:
            yield party, f"“{party.name}”的信用代码与企业档案不一致"


def named_as_in_register(file: CaseFile) -> Found:
    for party in file.all(Party):
        if party.enterprise and party.enterprise.name != party.name:
            yield party, f"“{party.name}”与企业档案的名称“{party.enterprise.name}”不一致"


def sex_and_birth(file: CaseFile) -> Found:
    for party in file.all(Party):
        number = party.id_number
        if number and party.born_on and party.born_on != birth_date(number):
            yield party, f"“{party.name}”的出生日期与身份证号不一致"
        if number and party.sex and party.sex != _SEX.get(sex(number)):
            yield party, f"“{party.name}”的性别与身份证号不一致"


def agents_sex(file: CaseFile) -> Found:
    for agent in file.all(Agent):
        if agent.id_number and agent.sex and agent.sex != _SEX.get(sex(agent.id_number)):
            yield agent, f"代理人“{agent.name}”的性别与身份证号不一致"


def numbers_in_texts(file: CaseFile) -> Found:
    known = set(_known_numbers(file))
    for passage in file.texts:
        for number in (*_ID.findall(passage.text), *_CREDIT.findall(passage.text)):
            if number.upper() not in known:
                label = type(passage.record).kept[passage.field].label
                what = f"{label}里的证件号码（尾号{number[-4:]}）不是本案任何人的"
                yield passage.record, what, passage.field


def _known_numbers(file: CaseFile) -> Iterator[str]:
    for party in file.all(Party):
        yield from filter(None, (party.id_number, party.credit_code))
    for agent in file.all(Agent):
        yield from filter(None, (agent.id_number,))


RULES = (
    Rule("E01", MUST, "协议内容与给付金额一致", FORMS, "amount", _PAPER, amount_in_terms),
    Rule("E02", SHOULD, "填写给付金额", FORMS, "amount", _PAPER, amount_filled),
    Rule("E03", MUST, "大写与小写金额一致", UNSURE, "terms", _PAPER, words_equal_digits),
    Rule("E04", MUST, "各期合计等于给付金额", UNSURE, "amount", _PAPER, instalments_add_up),
    Rule("E05", SHOULD, "当事人名称前后一致", FORMS, "", "全卷", spelled_alike),
    Rule("E06", HINT, "案件名称写明当事人", UNSURE, "name", "人民调解卷宗封面", named_in_title),
    Rule("E07", MUST, "当事人不在两方", FORMS, "role", _REGISTER, one_side_only),
    Rule("E08", MUST, "证件号码不重复", FORMS, "id_number", _REGISTER, numbers_differ),
    Rule("E09", SHOULD, "信用代码与企业档案一致", UNSURE, "credit_code", _REGISTER, as_in_register),
    Rule("E10", SHOULD, "名称与企业档案一致", UNSURE, "name", _REGISTER, named_as_in_register),
    Rule("E11", MUST, "性别、出生日期与身份证号一致", FORMS, "id_number", _REGISTER, sex_and_birth),
    Rule("E12", SHOULD, "代理人性别与身份证号一致", FORMS, "id_number", "授权委托书", agents_sex),
    Rule("E13", SHOULD, "正文的证件号码是本案的", UNSURE, "", "全卷", numbers_in_texts),
)
