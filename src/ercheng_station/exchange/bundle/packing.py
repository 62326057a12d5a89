"""What goes into the bundle of a period: the records, the lines of the cases, the figures."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from secrets import token_hex
from typing import Any
from uuid import uuid4

import ercheng_station
from ercheng_station.db.changes import Change
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.post import KEY, RECEIVER, SENT, Post
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.copies import Copies
from ercheng_station.exchange.bundle.parcel import (
    CASES,
    FORMAT,
    KEY_BYTES,
    Manifest,
    canonical,
    digests,
    new_key,
    public_of,
    sign,
)
from ercheng_station.exchange.bundle.signing import OWN_KEY, key_note
from ercheng_station.exchange.bundle.travelling import (
    CASE_FIELDS,
    OPEN,
    Freight,
    Kind,
    fields_that_travel,
    travelling,
    versions,
)
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.records.base import refs_of
from ercheng_station.records.fields import PLAIN, Field, Files, read_files
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.office import CodeEntry
from ercheng_station.services.computers import is_one_of_several
from ercheng_station.services.heard import Heard
from ercheng_station.services.indicators import INDICATORS
from ercheng_station.services.past import told
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporters import refuse_spoken


@dataclass(frozen=True)
class Packed:
    """`notes` are to be written when the file is. `texts`: (page, id, canonical text). `fields`: of each kind those that go.

    `sources`: of the pictures that go as copies the original.
    """

    manifest: Manifest
    signature: str
    fields: Mapping[Kind, Mapping[str, Field]]
    versions: Sequence[Version]
    cases: Sequence[Mapping[str, Any]]
    texts: Sequence[tuple[str, str, str]]
    last: int
    notes: Sequence[Change]
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Books:
    """What the post knew before this bundle: `sent` to the same side."""

    sent: Sequence[Mapping[str, Any]]
    private: str
    is_new: bool

    @property
    def base(self) -> Mapping[str, Any] | None:
        """The latest bundle with records that was acknowledged."""
        accepted = [one for one in self.sent if one["accepted"] and not one.get("figures")]
        return max(accepted, key=lambda one: (int(one["last"]), int(one["sequence"])), default=None)


def pack(store: Store, span: Span, freight: Freight = OPEN, *, sealed: bool = False) -> Packed:
    """Everything that may leave; after a receipt what changed since, and what the figures of the period need.

    `sealed`: the attachments beside it are to have a key.
    """
    kinds = [kind for kind in travelling(store.catalogue, freight) if kind in store.kinds]
    if not freight.whole:
        refuse_spoken(store, kinds)
    fields = {kind: fields_that_travel(kind, kinds, freight) for kind in kinds}
    with Post(store.connect_reader()) as post:
        keys = post.book(KEY)
        private = keys[OWN_KEY]["private"] if keys else new_key()
        above = post.book(RECEIVER)
        sent = [one for one in post.book(SENT).values() if one.get("whole", False) == freight.whole]
        books = _Books(sent, private, not keys)
        found = [one for kind in kinds for one in versions(store, post, kind, fields[kind])]
        last = post.last()
    if freight.whole:
        chosen, cases = [version for version, _ in found], list[Mapping[str, Any]]()
    else:
        own = [one for one in found if one[0].origin not in above and _is_own(store, one[0])]
        chosen = _chosen(store, span, own, books.base)
        cases = [] if freight.figures else list(_cases(store, span))
    copies = Copies(store)
    if freight.attachments and not freight.whole:
        chosen = copies.in_place(chosen, fields)
    texts = _texts(chosen, cases)
    manifest = _manifest(store, span, books, (fields, freight), texts)
    if freight.whole:
        manifest = replace(manifest, above=above)
    if sealed:
        manifest = replace(manifest, files_key=token_hex(KEY_BYTES))
    notes = [key_note(private)] if books.is_new else []
    signature = sign(private, manifest.to_text())
    return Packed(manifest, signature, fields, chosen, cases, texts, last, notes, copies.sources)


def _texts(chosen: Iterable[Version], cases: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    return [
        *((one.kind, one.id, one.to_text()) for one in chosen),
        *((CASES, str(place), canonical(one)) for place, one in enumerate(cases, 1)),
    ]


def files_of(versions: Iterable[Version], fields: Mapping[Kind, Mapping[str, Field]]) -> dict[str, int]:
    """The attachments that these versions name: SHA-256 → size."""
    named = {
        kind.__tablename__: [name for name, one in those.items() if isinstance(one, Files)]
        for kind, those in fields.items()
    }
    found: dict[str, int] = {}
    for version in versions:
        for name in named.get(version.kind, ()):
            with suppress(Fault):  # told of when the record is read
                found |= {one.sha256: one.size for one in read_files(version.content.get(name) or ())}
    return found


def _is_own(store: Store, version: Version) -> bool:
    """Of the code lists only what carries the unit's own name: nobody renames the entries of others."""
    if version.kind != CodeEntry.__tablename__:
        return True
    return str(version.content["code"]).startswith(f"{store.unit.short_name}-")


def _chosen(
    store: Store, span: Span, found: Sequence[tuple[Version, int]], base: Mapping[str, Any] | None
) -> list[Version]:
    """All; or what changed since the base, what the figures count, and what these point to."""
    if base is None:
        return [version for version, _ in found]
    by_id = {version.id: version for version, _ in found}
    wanted = {version.id for version, seq in found if seq > base["last"]} | {str(store.unit.uid)}
    wanted |= _counted(store, span)
    more = wanted
    while more:
        more = {uid for one in more if one in by_id for uid in pointed_to(store, by_id[one])} - wanted
        wanted |= more
    return [version for version, _ in found if version.id in wanted]


def pointed_to(store: Store, version: Version) -> Iterable[str]:
    refs = refs_of(store.catalogue[version.kind])
    return [str(version.content[name]) for name in refs if version.content.get(name)]


def _counted(store: Store, span: Span) -> set[str]:
    kept = set(store.kinds)
    queries = [one.rows(span.period) for one in INDICATORS if one.kind in kept]
    return {str(row.uid) for query in queries for row in store.rows(query)}


def _cases(store: Store, span: Span) -> Iterable[dict[str, Any]]:
    """Registered until the period's end and not settled before it began."""
    if Mediation not in store.kinds:
        return
    before = span.period.before().last
    where = (Condition("applied_on", "to", span.period.last), Condition("settled_on", "beyond", before))
    for row in store.rows(Query(Mediation, where=where, sort="applied_on")):
        values = {name: Mediation.kept[name].plain(row.values[name], PLAIN) for name in CASE_FIELDS}
        yield {"number": row.number, **values}


def _manifest(
    store: Store,
    span: Span,
    books: _Books,
    load: tuple[Mapping[Kind, Mapping[str, Field]], Freight],
    texts: Sequence[tuple[str, str, str]],
) -> Manifest:
    fields, freight = load
    figures, shares, passed_on = _figures(store, span)
    within = [one.name for one in INDICATORS if not (one.is_standing or one.is_share)]
    counts, hashes = digests((page, text) for page, _, text in texts)
    unit, base = store.unit, books.base
    seq, mac = store.sealed()
    return Manifest(
        FORMAT,
        str(uuid4()),
        str(unit.uid),
        unit.name,
        unit.short_name,
        unit.profile,
        span.key,
        str(span.period.first),
        str(span.period.last),
        sequence=1 + max((one["sequence"] for one in books.sent), default=0),
        version=1 + sum(one["period"] == span.key for one in books.sent),
        base=base["sequence"] if base and not freight.figures else None,
        created=store.now.isoformat(),
        program=ercheng_station.__version__,
        practice=store.practice,
        zero=not any(figures.get(name) for name in within),
        key=public_of(books.private),
        figures=figures,
        shares=shares,
        passed_on=passed_on,
        omitted={kind.__tablename__: sorted(kind.kept.keys() - those) for kind, those in fields.items()},
        counts=counts,
        digests=hashes,
        freight=asdict(freight),
        head={"seq": seq, "mac": mac, "several": is_one_of_several(store)},
    )


def _figures(store: Store, span: Span) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """By name: every figure, of shares the counts above and below the line, and what others told that is in them."""
    kept = [one for one in INDICATORS if one.kind in store.kinds]
    heard, month = Heard.of(store), span.calendar.month
    figures = {one.name: told(store, one, span.period, month, heard).value for one in kept}
    found = {one: heard.figure(one, span.period, month) for one in kept}
    passed_on = {one.name: more if one.is_share else more[0] for one, more in found.items() if more}
    shares = {}
    for one in kept:
        if one.is_share:
            above, below = one.counts(store, span.period)
            more = found[one] or (0, 0)
            shares[one.name] = (above + more[0], below + more[1])
    return figures, shares, passed_on
