"""Papers of a case as tests look at them: built, read back, and taken apart into words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace

from ercheng_station.documents.layouts import LAYOUTS
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.mediation import KINDS, Mediation
from ercheng_station.records.wording import Copy
from ercheng_station.services.papers import How, copy_for

OF_A_CASE = [form for form in PAPERS if form.kind in KINDS]
_FURNITURE = re.compile(r"第\d+页共\d+页|—\d+—|（续）")


@dataclass(frozen=True, kw_only=True)
class Listening(Copy):
    """Remembers every text it gave to the paper."""

    said: list[str] = field(default_factory=list)

    def text(self, record, name):
        told = super().text(record, name)
        self.said.append(told)
        return told


def named(name):
    return next(form for form in OF_A_CASE if form.name == name)


def whole_for(store, form, uid):
    """The case seen from its first record of the paper's kind."""
    whole = store.whole(Mediation, uid)
    if form.kind is Mediation:
        return whole
    return store.whole(form.kind, whole.all(form.kind)[0].uid)


def copy_of(store, whole, how=None, kind=Listening):
    plain = copy_for(store, how or How())
    aliases = Mediation.aliases(whole) if whole else {}
    values = {one.name: getattr(plain, one.name) for one in fields(Copy)} | {"aliases": aliases, "shown": {}}
    return kind(**values)


def read(path):
    """The text of each page, without white and without what stands on every page."""
    with Preview(path) as preview:
        pages = ["".join(preview.text(number).split()) for number in range(preview.pages)]
    return [_FURNITURE.sub("", page) for page in pages]


def printed(form, whole, copy, path):
    form.build([whole], path, copy)
    return read(path)


def words(form, whole, copy):
    """Everything written on the paper, without making a file, and what its digest is made of."""
    copy = replace(copy, shown={})
    paper = LAYOUTS[form.name](whole, copy)
    return list(_strings(paper.blocks)), copy.shown


def _strings(thing):
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from _strings(getattr(thing, one.name))
    elif isinstance(thing, Sequence):
        for one in thing:
            yield from _strings(one)
