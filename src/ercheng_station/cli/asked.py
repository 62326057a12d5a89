"""Filters and sorting of the command line as the Query that lists and exports share."""

import re
from argparse import Namespace
from collections.abc import Iterator

from ercheng_station.db.listing import HEAD_SORTS, Condition, Query, Test
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.exchange.plain import Kind, fold_key, names_in
from ercheng_station.records.base import sortable
from ercheng_station.records.fields import Choice, Choices, Context, Field, Files, Flag, Ref, Text

_CONDITION = re.compile(r"(.+?)(>=|<=|!=|=)(.*)", re.DOTALL)
WANTING = "待补"
"""Filters by what is still to be filled in, whatever stands after the sign."""
_TESTS: dict[str, Test] = {"=": "is", "!=": "not", ">=": "from", "<=": "to"}
_COMPARING = (">=", "<=")
NUMBER = Text(label="编号", name="number", longest=60)
_HEAD_WORDS = {
    "编号": "number",
    "标题": "label",
    "title": "label",
    "建立时间": "created_at",
    "修改时间": "changed_at",
}


def query_of(kind: Kind, given: Namespace, context: Context) -> Query:
    """Raises UserError for a field the kind has not, Refused for a value the field cannot take."""
    sort, descending = _sort(kind, given.sort)
    where = tuple(one for text in given.where for one in _conditions(kind, text, context))
    removed = bool(getattr(given, "removed", False))
    return Query(kind, given.text, where, sort, descending, removed)


def _conditions(kind: Kind, text: str, context: Context) -> Iterator[Condition]:
    found = _CONDITION.fullmatch(text)
    if not found:
        raise UserError("command-misused", why=f"--where 要写成“栏目=内容”，不是“{text}”")
    word, sign, raw = found.groups()
    if word.strip() == WANTING:
        yield Condition("", "wanting")
        return
    of_number = _HEAD_WORDS.get(word, word) == NUMBER.name
    described = NUMBER if of_number else kind.kept[_field(kind, word)]
    try:
        value = described.parse(raw, context) if raw.strip() else None
    except Fault as fault:
        raise Refused({described.name: fault.why}, {described.name: described.label}) from fault
    yield from _tests(described, sign, value)


def _tests(described: Field, sign: str, value: object) -> Iterator[Condition]:
    if sign in _COMPARING and isinstance(described, Ref | Choice | Choices | Flag | Files):
        raise UserError("command-misused", why=f"“{described.label}”不能比大小，只能用 = 或 !=")
    name = described.name
    if value is None:
        yield Condition(name, "filled" if sign == "!=" else "empty")
    elif isinstance(described, Choices) and isinstance(value, tuple) and sign == "=":
        for code in value:
            yield Condition(name, "has", code)
    else:
        yield Condition(name, _TESTS[sign], value)


def _sort(kind: Kind, asked: str) -> tuple[str, bool]:
    word = asked.removeprefix("-")
    if not word:
        return "", False
    name = _HEAD_WORDS.get(word, word)
    if name not in HEAD_SORTS:
        name = _field(kind, word)
        if name not in sortable(kind):
            known = "、".join(kind.kept[one].label for one in sortable(kind))
            raise UserError("field-unknown", kind=f"{kind.title}可排序的栏目", field=word, known=known)
    return name, asked.startswith("-")


def _field(kind: Kind, word: str) -> str:
    try:
        return names_in(kind)[fold_key(word)]
    except KeyError:
        known = "、".join(described.label for described in kind.kept.values())
        raise UserError("field-unknown", kind=kind.title, field=word, known=known) from None
