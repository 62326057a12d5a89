"""What another unit sent, file by file: what it is, what taking it in would do, taking it in, sending it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ercheng_station.db.changes import Act, Note
from ercheng_station.db.post import RETURNED
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.accepting import accept, acceptable
from ercheng_station.exchange.bundle.companion import SUFFIX as ZIP
from ercheng_station.exchange.bundle.companion import awaited, beside, take_files
from ercheng_station.exchange.bundle.edited import Proposed, edits
from ercheng_station.exchange.bundle.filled_form import (
    Filled,
    filled_in,
    is_form,
    refuse_second_way,
    take_form,
)
from ercheng_station.exchange.bundle.heeding import heed
from ercheng_station.exchange.bundle.merging import plan_of, take
from ercheng_station.exchange.bundle.opening import parcel_in
from ercheng_station.exchange.bundle.parcel import Manifest, Parcel, canonical
from ercheng_station.exchange.bundle.receipt import SUFFIX, Receipt, read_receipt, write_receipt
from ercheng_station.exchange.bundle.taking import Plan
from ercheng_station.exchange.reading.book import Book
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.progress import Report, silent

COMPLETE, EDITED, DAMAGED, REFUSED, RECEIPT, FILLED, FILES = (
    "complete", "edited", "damaged", "refused", "receipt", "form", "attachments",
)  # fmt: skip
UNKNOWN, FORGED, FOREIGN, NEWER, LOCKED = "unknown", "forged", "foreign", "newer", "locked"
_BY_ERROR = {
    "bundle-foreign": FOREIGN,
    "bundle-newer": NEWER,
    "bundle-unknown-sender": UNKNOWN,
    "bundle-other-key": FORGED,
    "bundle-damaged": DAMAGED,
    "receipt-damaged": DAMAGED,
    "receipt-unsigned": FORGED,
    "receipt-forged": FORGED,
    "receipt-other-key": FORGED,
    "import-locked": LOCKED,
    "import-password-wrong": LOCKED,
}
_UNREADABLE = "import-"
_BY_NAME: Mapping[str, Callable[[Path, Store], "Arrival"]] = {
    SUFFIX: lambda path, store: Arrival(path, RECEIPT, receipt=read_receipt(path, store)),
    ZIP: lambda path, _store: Arrival(path, FILES),
}
"""What a file is by the ending of its name; any other is read."""


@dataclass(frozen=True)
class Arrival:
    """`error`: why it cannot be taken in. `answer`: the receipt that was written; `notes`: what a person should know.

    `act`: what taking it in did, if it did anything. `files`: the attachments that came with it.
    """

    path: Path
    verdict: str
    manifest: Manifest | None = None
    parcel: Parcel | None = None
    plan: Plan | None = None
    edits: Sequence[Proposed] = ()
    receipt: Receipt | None = None
    form: Filled | None = None
    error: UserError | None = None
    answer: Path | None = None
    act: Act | None = None
    notes: list[str] = field(default_factory=list)
    files: int = 0

    @property
    def is_welcome(self) -> bool:
        """It can be taken in as it is."""
        return self.error is None


def look(
    store: Store,
    path: Path,
    *,
    trust_new: bool = False,
    password: str | None = None,
    report: Report = silent,
) -> Arrival:
    """Writes nothing, refuses nothing: what is wrong with the file is its verdict."""
    try:
        if path.suffix.lower() in _BY_NAME:
            return _BY_NAME[path.suffix.lower()](path, store)
        book = read_book(path, password=password, report=report)
        if is_form(book):
            return _form(store, path, book)
        parcel = parcel_in(path, book, store.catalogue)
    except UserError as error:
        return _refused(path, error)
    told = parcel.manifest
    try:
        plan = plan_of(store, parcel, trust_new=trust_new)
    except UserError as error:
        return _refused(path, error, manifest=told)
    proposed = edits(parcel, book, store.catalogue, store.context)
    verdict = EDITED if proposed else COMPLETE
    return Arrival(path, verdict, told, parcel, plan, proposed, notes=plan.notes)


def receive(
    store: Store,
    path: Path,
    *,
    trust_new: bool = False,
    password: str | None = None,
    report: Report = silent,
) -> Arrival:
    """Looks and takes in what is welcome; the receipt lies beside the bundle then."""
    found = look(store, path, trust_new=trust_new, password=password, report=report)
    try:
        if found.receipt:
            heeded = heed(store, found.receipt)
            return replace(found, act=heeded.act, notes=heeded.notes)
        if found.form:
            return replace(found, act=None if found.notes else take_form(store, found.form))
        return _taken(store, found, report)
    except UserError as error:
        return _refused(path, error, manifest=found.manifest)


def send_back(store: Store, path: Path, told: Manifest, why: str) -> Path:
    """The whole bundle is not taken in: its station reads why in the receipt, and its period counts as not received."""
    page = {**told.heading, "at": store.now.isoformat(), "why": why}
    label = f"退回 {told.name} {told.period} 第{told.sequence}号"
    store.act(label, [Note(RETURNED, told.id, canonical(page))])
    return write_receipt(path, store, told, Plan(), refused=why)


def accept_edits(store: Store, found: Arrival) -> Arrival:
    """Of a bundle that was taken in: what was changed by hand in it is made so, and its receipt tells that."""
    proposed = acceptable(store, found.edits)
    if not proposed or not found.manifest or not found.plan:
        return found
    act = accept(store, proposed)
    answer = write_receipt(found.path, store, found.manifest, found.plan)
    left = [one for one in found.edits if one not in proposed]
    notes = [*found.notes, f"采用了手工改动 {len(proposed)} 处，可以撤销；对方从回执里读到"]
    return replace(found, act=act, answer=answer, edits=left, notes=notes)


def _taken(store: Store, found: Arrival, report: Report) -> Arrival:
    """The records, then the attachments that are awaited."""
    if found.verdict == FILES:
        return _with_files(store, found, [found.path], report)
    if not found.parcel or not found.plan:
        return found
    told = found.parcel.manifest
    act = take(store, found.parcel, found.plan, report)
    answer = None if told.carries.whole else write_receipt(found.path, store, told, found.plan)
    came = replace(found, answer=answer, act=act)
    return _with_files(store, came, beside(found.path, told), report) if told.carries.attachments else came


def _with_files(store: Store, found: Arrival, zips: Sequence[Path], report: Report) -> Arrival:
    """The attachments that are awaited, of whichever bundle."""
    came, notes = take_files(store, zips, report)
    left = len(awaited(store))
    if came:
        notes = [f"收到附件 {came} 个", *notes]
    if left:
        notes.append(f"还缺 {left} 个附件：把附件包（.zip）放在上报包旁边再汇总一次，记录不受影响")
    elif not found.manifest and not came:
        notes.append("没有要收的附件：已经收过，或者要先汇总上报包")
    return replace(found, notes=[*found.notes, *notes], files=came)


def _form(store: Store, path: Path, book: Book) -> Arrival:
    form = filled_in(store, book)
    on = refuse_second_way(store, form)
    return Arrival(path, FILLED, form=form, notes=[f"这张表已于 {on} 汇总过"] if on else [])


def _refused(path: Path, error: UserError, **known: Any) -> Arrival:
    unreadable = DAMAGED if error.code.startswith(_UNREADABLE) else REFUSED
    return Arrival(path, _BY_ERROR.get(error.code, unreadable), error=error, **known)
