"""Gives out papers: a draft as often as wanted, a final copy once for the same content, frozen as a version."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.records.fields import FileRef
from ercheng_station.records.paper import Paper
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.services.pictures import copy_to_send
from ercheng_station.services.typefaces import typefaces_of


class Built(Protocol):
    @property
    def pages(self) -> int: ...

    @property
    def sha256(self) -> str: ...


class Form(Protocol):
    """One kind of paper, as `documents` describes it.

    `printed` names the record's field for the day of printing; `by_hand` is what `missing` may tell and a pen may
    fill in.
    """

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def kind(self) -> type[Record]: ...

    @property
    def printed(self) -> str: ...

    @property
    def signed(self) -> bool: ...

    @property
    def by_hand(self) -> Collection[str]: ...

    def missing(self, whole: Whole) -> list[str]:
        """The labels of what a final copy needs and the record lacks."""

    def shown(self, whole: Whole, copy: Copy) -> Mapping[str, Any]:
        """Every value that the paper shows; the same values are the same version."""

    def build(self, wholes: Sequence[Whole | None], path: Path, copy: Copy) -> Built:
        """Write one PDF, as a draft what lacks something. Raises UserError character-no-glyph."""

    def write_word(self, whole: Whole | None, path: Path, copy: Copy) -> str:
        """Write it as a Word document, as a draft what lacks something; its SHA-256."""


class How(NamedTuple):
    """Which copy is wanted: final, or a draft, masked, or with room for a pen where something is missing."""

    draft: bool = False
    masked: bool = False
    by_hand: bool = False

    def allows(self, form: Form, missing: Collection[str]) -> bool:
        """Whether such a copy of what lacks this is a final one."""
        complete = not missing or (self.by_hand and set(missing) <= set(form.by_hand))
        return complete and not (self.draft or self.masked)


FINAL = How()
MARK, MARKED = "ERC1", 12
"""How the code on a paper begins, and how much of its content's digest it holds."""


@dataclass(frozen=True)
class Printed:
    path: Path
    pages: int  # 0 = a Word document: whoever opens it lays it out
    sha256: str
    version: int  # 0 = a draft, not settled yet, or a Word document
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A paper laid out to be looked at. `content` is the digest of what it shows, "" if it cannot become final."""

    uid: UUID
    printed: Printed
    content: str = ""

    @property
    def is_final(self) -> bool:
        return bool(self.content)


def give_out(store: Store, form: Form, uid: UUID, path: Path, how: How = FINAL) -> Printed:
    """Write the paper of one record to `path`.

    A final copy of unchanged content is the version that exists, byte for byte; otherwise it is frozen as the next
    one. Raises UserError paper-incomplete for a final copy that lacks something, unless a pen may fill it in.
    """
    lacks = missing_for(store, form, uid)
    _refuse_incomplete(form, lacks, how)
    seen = look_at(store, form, uid, path, how)
    if not seen.is_final or seen.printed.version:
        return seen.printed
    settle(store, form, [seen], settling(form, lacks))
    version = max(paper.version for paper in _known(store, form, uid))
    return replace(seen.printed, version=version)


def look_at(store: Store, form: Form, uid: UUID, path: Path, how: How = FINAL) -> Seen:
    """Write the paper as it would be given out, a draft where something is missing; nothing is frozen."""
    store.accounts.demand("papers")
    whole = store.living(form.kind, uid)
    missing = tuple(form.missing(whole))
    final = how.allows(form, missing)
    content = _digest(_told(store, form, whole)) if final else ""
    kept = _version(store, form, uid, content) if final else None
    if kept is not None:
        with atomic_write(path) as file:
            file.write(store.attachments.read(kept.file[0].sha256))
        return Seen(uid, Printed(path, kept.pages, kept.sha256, kept.version, missing), content)
    copy = _copy_of(store, whole, how, final)
    if final and form.signed:
        copy = replace(copy, mark=mark_of(uid, content))
    built = form.build([whole], path, copy)
    return Seen(uid, Printed(path, built.pages, built.sha256, 0, missing), content)


def look_at_many(
    store: Store,
    form: Form,
    uids: Sequence[UUID],
    folder: Path,
    how: How = FINAL,
    report: Report = silent,
) -> list[Seen]:
    """A file of each in the folder, in their order, complete papers and drafts alike."""
    seen = []
    for number, uid in enumerate(uids):
        report(number, len(uids))
        seen.append(look_at(store, form, uid, folder / f"{number:05}.pdf", how))
    report(len(uids), len(uids))
    return seen


def settle(store: Store, form: Form, papers: Sequence[Seen], label: str) -> Act:
    """One act: every final paper that is no version yet becomes one as it was seen; drafts are only told of.

    Raises UserError paper-moved-on if a record shows something else by now.
    """
    changes: list[Change] = []
    for paper in papers:
        if paper.is_final:
            whole = store.living(form.kind, paper.uid)
            told = _told(store, form, whole)
            if _digest(told) != paper.content:
                raise UserError("paper-moved-on", label=whole.about.label, paper=form.title)
            changes += _freeze(store, form, whole.about, paper, told)
    return store.act(label, changes)


def give_out_empty(store: Store, form: Form, path: Path) -> Printed:
    """The empty form, to be filled by hand."""
    built = form.build([None], path, copy_for(store))
    return Printed(path, built.pages, built.sha256, 0, ())


def give_out_word(store: Store, form: Form, uid: UUID | None, path: Path, how: How = FINAL) -> Printed:
    """The paper as a Word document for whoever must change its wording, or the empty form.

    Refused like a PDF where something is missing. It is never a version: what is signed is the PDF, or its scan.
    """
    store.accounts.demand("papers")
    if uid is None:
        return Printed(path, 0, form.write_word(None, path, copy_for(store)), 0, ())
    whole = store.living(form.kind, uid)
    missing = tuple(form.missing(whole))
    _refuse_incomplete(form, missing, how)
    digest = form.write_word(whole, path, _copy_of(store, whole, how, how.allows(form, missing)))
    return Printed(path, 0, digest, 0, missing)


def copy_for(store: Store, how: How = FINAL) -> Copy:
    return Copy(
        **how._asdict(),
        unit=store.unit.name,
        practice=store.practice,
        context=store.context,
        picture=_pictures(store),
        typefaces=typefaces_of(store),
    )


def settling(form: Form, by_hand: Sequence[str] = ()) -> str:
    """What the act is called that makes a final copy."""
    return f"定稿{form.title}" + (f"（留空手填：{'、'.join(by_hand)}）" if by_hand else "")


def missing_for(store: Store, form: Form, uid: UUID) -> list[str]:
    return form.missing(store.living(form.kind, uid))


def latest(store: Store, form: Form, uid: UUID) -> Paper | None:
    """The newest version that is not void."""
    known = [paper for paper in _known(store, form, uid) if not paper.removed_at]
    return max(known, key=lambda paper: paper.version, default=None)


def has_moved_on(store: Store, form: Form, whole: Whole, version: Paper) -> bool:
    """Whether the paper about `whole.about` would show something else by now than this version of it."""
    return _digest(_told(store, form, whole)) != version.content


def _refuse_incomplete(form: Form, lacks: Sequence[str], how: How) -> None:
    if not (how.draft or how.masked or how.allows(form, lacks)):
        raise UserError("paper-incomplete", paper=form.title, missing="、".join(lacks))


def _copy_of(store: Store, whole: Whole, how: How, final: bool) -> Copy:
    copy = copy_for(store, How(not final, how.masked, final and how.by_hand))
    return replace(copy, aliases=type(whole.record).aliases(whole))


def _pictures(store: Store) -> Callable[[FileRef, int], bytes]:
    def picture(file: FileRef, longest: int) -> bytes:
        return copy_to_send(store.attachments.read(file.sha256, file.name), file.name, longest)

    return picture


def _version(store: Store, form: Form, uid: UUID, content: str) -> Paper | None:
    same = (one for one in _known(store, form, uid) if one.content == content and not one.removed_at)
    return next(same, None)


def _known(store: Store, form: Form, uid: UUID) -> Sequence[Paper]:
    """Every version, void ones too: their numbers are not given again."""
    where = by_value({"name": form.name, "about": str(uid)})
    found = [
        *store.find(Query(Paper, where=where)),
        *store.find(Query(Paper, where=where, removed=True)),
    ]
    return [paper for paper in found if isinstance(paper, Paper)]


def _freeze(store: Store, form: Form, record: Record, seen: Seen, told: str) -> list[Change]:
    printed: list[Change] = []
    if form.printed and getattr(record, form.printed) != store.today:
        printed.append(Alter(form.kind, record.uid, {form.printed: store.today}))
    known = _known(store, form, record.uid)
    if any(paper.content == seen.content and not paper.removed_at for paper in known):
        return printed
    version = max((paper.version for paper in known), default=0) + 1
    name = f"{form.title}_{record.label}_第{version}版"
    kept = store.attachments.put(seen.printed.path, f"{name}.pdf")
    frozen = store.attachments.put(told.encode(), f"{name}.json")
    values = {
        "name": form.name,
        "heading": form.title,
        "about": str(record.uid),
        "about_title": record.label,
        "version": version,
        "pages": seen.printed.pages,
        "content": seen.content,
        "sha256": kept.sha256,
        "file": (kept, frozen),
        "frozen_at": store.now,
    }
    return [Create(Paper, values), *printed]


def mark_of(uid: UUID, content: str) -> str:
    """What the code on a final copy says: which record it shows and, by its content, in which version."""
    return f"{MARK}:{uid.hex}:{content[:MARKED]}".upper()


def _told(store: Store, form: Form, whole: Whole) -> str:
    """Everything the paper shows, as JSON text."""
    return json.dumps(form.shown(whole, copy_for(store)), ensure_ascii=False, sort_keys=True)


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()
