"""Everything that the store tells of one natural person, for that person (个人信息保护法 第四十五条)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ercheng_station.db.destroying import destroyed
from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import refs_of
from ercheng_station.records.catalogue import Kind
from ercheng_station.records.characters import mask
from ercheng_station.records.fields import PLAIN, Context, Field, Text
from ercheng_station.records.identifiers import IdNumber, PersonName, Phone
from ercheng_station.services.reporters import Hush
from ercheng_station.services.retention import Kept, kept_until

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1\d{10})(?!\d)")
_PARTED = re.compile(r"[、，,；;（）()\s]+")
BY_ID, BY_PHONE, BY_NAME, MENTIONED = "证件号码相同", "电话相同", "姓名相同，请核对是不是本人", "文字中提到"

ASKED: tuple[Field, ...] = (
    PersonName(label="姓名", required=True),
    IdNumber(label="身份证号"),
    Phone(label="电话"),
)
"""In the order of `Person`."""


@dataclass(frozen=True)
class Person:
    """As the person shows who he is; numbers tell him from others of the same name."""

    name: str
    id_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Told:
    """One value of a record; `kept` says how long, None where no term runs."""

    kind: Kind
    row: Row
    label: str
    value: str
    ground: str
    kept: Kept | None


def read_person(name: object, id_number: object, phone: object, context: Context = PLAIN) -> Person:
    """Numbers as the records keep them; Fault for what is none, or without a name."""
    asked = zip(ASKED, (name, id_number, phone), strict=True)
    return Person(*(field.parse(said, context) or "" for field, said in asked))


def told_of(store: Store, person: Person) -> list[Told]:
    """Register by register, also from the trash. What is confided to one person of the office is not among it."""
    gone = destroyed(store)
    found = []
    for kind in store.kinds:
        hush = Hush(store, kind)
        for row in _rows(store, kind, person):
            if row.uid not in gone:
                found += _told(store, kind, hush.hidden(row), person)
    return found


def _rows(store: Store, kind: Kind, person: Person) -> list[Row]:
    """Those that name him or have a number of his anywhere."""
    words = filter(None, (person.name, person.id_number, person.phone))
    queries = [Query(kind, text=word, removed=removed) for word in words for removed in (False, True)]
    return list({row.uid: row for query in queries for row in store.rows(query)}.values())


def _told(store: Store, kind: Kind, row: Row, person: Person) -> list[Told]:
    shown = _of_him(kind, row, person) or [
        (one, words, MENTIONED) for one, words in _passages(kind, row, person)
    ]
    kept = _kept(store, kind, row) if shown else None
    return [Told(kind, row, one.label, words, ground, kept) for one, words, ground in shown]


def _of_him(kind: Kind, row: Row, person: Person) -> list[tuple[Field, str, str]]:
    """All of a record that is about a person: himself. Of another one the fields that go with his name, and mentions."""
    named = [name for name in _person_fields(kind) if person.name in _parted(row.values[name])]
    ground = _ground(kind, row, person, bool(named))
    if not ground:
        return []
    whole = ground == BY_ID or any(name in kind.names for name in named)
    own = {person.id_number, person.phone} - {""}
    names = [
        name
        for name in kind.kept
        if whole or any(_goes_with(name, one) for one in named) or row.values[name] in own
    ]
    shown = [(kind.kept[name], _shown(kind.kept[name], row, name, person), ground) for name in names]
    spoken = [(one, words, MENTIONED) for one, words in _passages(kind, row, person) if one.name not in names]
    return [(one, words, why) for one, words, why in [*shown, *spoken] if words]


def _ground(kind: Kind, row: Row, person: Person, is_named: bool) -> str:
    """ "" for somebody else: of another name, or of that name with another number."""
    ids, phones = _numbers(kind, row, IdNumber), _numbers(kind, row, Phone)
    if person.id_number and person.id_number in ids:
        return BY_ID
    if person.id_number and ids and is_named:
        return ""
    if person.phone and person.phone in phones:
        return BY_PHONE
    return BY_NAME if is_named else ""


def _numbers(kind: Kind, row: Row, form: type[Text]) -> set[str]:
    return {
        str(row.values[name]) for name, one in kind.kept.items() if isinstance(one, form) and row.values[name]
    }


def _person_fields(kind: Kind) -> list[str]:
    """Where a name of a person may stand by itself; a title may be a firm's, which then is not his."""
    return [
        name for name, one in kind.kept.items()
        if isinstance(one, PersonName) or (name in kind.names and type(one) is Text)
    ]  # fmt: skip


def _parted(value: str | None) -> list[str]:
    return [value, *_PARTED.split(value)] if value else []


def _goes_with(name: str, named: str) -> bool:
    """receiver_post with receiver."""
    return name == named or name.startswith(f"{named}_")


def _shown(described: Field, row: Row, name: str, person: Person) -> str:
    """A number in its own field beside his name is his."""
    text = described.text(row.values[name])
    free = isinstance(described, Text) and not isinstance(described, IdNumber | Phone)
    return _without_others(text, person) if free else text


def _passages(kind: Kind, row: Row, person: Person) -> Iterator[tuple[Field, str]]:
    """The sentences that name him, without the numbers of others."""
    for name, described in kind.kept.items():
        if isinstance(described, Text) and person.name in (row.values[name] or ""):
            found = [one.strip() for one in _SENTENCE.findall(row.values[name]) if person.name in one]
            yield described, _without_others("\n".join(found), person)


def _without_others(text: str, person: Person) -> str:
    own = {person.id_number, person.phone}
    return _NUMBER.sub(lambda found: found[0] if found[0].upper() in own else mask(found[0]), text)


def _kept(store: Store, kind: Kind, row: Row) -> Kept | None:
    """By the record that owns it."""
    while kind.owner:
        link = row.values[kind.owner]
        kind = store.catalogue[refs_of(kind)[kind.owner].kind]
        row = store.row(kind, link.uid)
    return kept_until(store, kind, row)
