"""Gives out papers: a draft as often as wanted, a final copy once for the same content, frozen as a version."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from ercheng_station.db.changes import Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.records.base import Record, fields_of, values_of
from ercheng_station.records.fields import Link
from ercheng_station.records.paper import Paper
from ercheng_station.records.wording import Copy


class Built(Protocol):
    @property
    def pages(self) -> int: ...

    @property
    def sha256(self) -> str: ...


class Form(Protocol):
    """One kind of paper, as `documents` describes it; `printed` names the record's field for the day of printing."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def kind(self) -> type[Record]: ...

    @property
    def printed(self) -> str: ...

    def missing(self, record: Record) -> list[str]:
        """The labels of what a final copy needs and the record lacks."""

    def build(self, records: Sequence[Record | None], path: Path, copy: Copy) -> Built:
        """Write one PDF. Raises UserError character-no-glyph."""


@dataclass(frozen=True)
class Printed:
    path: Path
    pages: int
    sha256: str
    version: int  # 0 = a draft
    missing: tuple[str, ...]


def give_out(
    store: Store, form: Form, uid: UUID, path: Path, *, draft: bool = False, masked: bool = False
) -> Printed:
    """Write the paper of one record to `path`.

    A final copy of unchanged content is the version that exists, byte for byte; otherwise it is frozen as the next
    one. Raises UserError paper-incomplete for a final copy that lacks something.
    """
    record = store.get(form.kind, uid)
    missing = tuple(form.missing(record))
    if draft or masked:
        built = form.build([record], path, copy_for(store, draft=draft or bool(missing), masked=masked))
        return Printed(path, built.pages, built.sha256, 0, missing)
    if missing:
        raise UserError("paper-incomplete", paper=form.title, missing="、".join(missing))
    content = _digest(record)
    known = _known(store, form, uid)
    for paper in known:
        if paper.content == content and not paper.removed_at:
            with atomic_write(path) as file:
                file.write(store.attachments.read(paper.file[0].sha256))
            return Printed(path, paper.pages, paper.sha256, paper.version, ())
    built = form.build([record], path, copy_for(store))
    version = max((paper.version for paper in known), default=0) + 1
    kept = store.attachments.put(path, f"{form.title}_{record.label}_第{version}版.pdf")
    told = {
        "version": version,
        "pages": built.pages,
        "content": content,
        "sha256": kept.sha256,
        "file": (kept,),
    }
    store.act(f"定稿{form.title}", _freeze(store, form, record, told))
    return Printed(path, built.pages, kept.sha256, version, ())


def give_out_many(store: Store, form: Form, uids: Sequence[UUID], path: Path) -> Printed:
    """One print job of drafts and complete sheets alike; complete ones count as printed today, in one act."""
    records = [store.get(form.kind, uid) for uid in uids]
    built = form.build(records, path, copy_for(store))
    if form.printed:
        printed: list[Change] = [
            Alter(form.kind, record.uid, {form.printed: store.today}) for record in records
        ]
        store.act(f"打印{form.title} {len(records)} 份", printed)
    missing = sorted({name for record in records for name in form.missing(record)})
    return Printed(path, built.pages, built.sha256, 0, tuple(missing))


def give_out_empty(store: Store, form: Form, path: Path) -> Printed:
    """The empty form, to be filled by hand."""
    built = form.build([None], path, copy_for(store))
    return Printed(path, built.pages, built.sha256, 0, ())


def copy_for(store: Store, *, draft: bool = False, masked: bool = False) -> Copy:
    return Copy(
        unit=store.unit.name, draft=draft, masked=masked, practice=store.practice, context=store.context
    )


def missing_for(store: Store, form: Form, uid: UUID) -> list[str]:
    return form.missing(store.get(form.kind, uid))


def _known(store: Store, form: Form, uid: UUID) -> Sequence[Paper]:
    """Every version, void ones too: their numbers are not given again."""
    where = by_value({"name": form.name, "about": str(uid)})
    found = [
        *store.find(Query(Paper, where=where)),
        *store.find(Query(Paper, where=where, removed=True)),
    ]
    return [paper for paper in found if isinstance(paper, Paper)]


def _freeze(store: Store, form: Form, record: Record, told: dict[str, Any]) -> list[Change]:
    about = {"name": form.name, "heading": form.title, "about": str(record.uid), "about_title": record.label}
    changes: list[Change] = [Create(Paper, {**about, **told, "frozen_at": store.now})]
    if form.printed:
        changes.append(Alter(form.kind, record.uid, {form.printed: store.today}))
    return changes


def _digest(record: Record) -> str:
    """Of everything the paper may show: the record's values and those of the records it points to."""
    return hashlib.sha256(json.dumps(_shown(record), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _shown(record: Record) -> dict[str, Any]:
    kind = type(record)
    skip = {"attachments", "signed_scan", "signature", "printed_on"}
    found: dict[str, Any] = {}
    for name, value in values_of(record).items():
        if name in skip:
            continue
        parent = getattr(record, name)
        is_parent = isinstance(value, Link) and isinstance(parent, Record)
        found[name] = _shown(parent) if is_parent else fields_of(kind)[name].plain(value)
    return found
