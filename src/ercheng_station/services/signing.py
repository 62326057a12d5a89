"""A signed paper comes back: its scans, the state of the signature and the version it shows, in one act."""

from collections.abc import Sequence
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change
from ercheng_station.db.store import Store
from ercheng_station.records.fields import FileRef
from ercheng_station.records.paper import Paper
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import Form, latest

SIGNED, DECLINED = "signed", "declined"
_WORDS = {SIGNED: "登记签字", DECLINED: "登记企业不签"}


def sign(store: Store, form: Form, uid: UUID, scans: Sequence[FileRef] = (), state: str = SIGNED) -> Act:
    """`form` is the visit's sheet. Scans are added to those there are, also to the newest version of the sheet."""
    visit = store.get(Visit, uid)
    told = {"signature": state, **({"signed_scan": joined(visit.signed_scan, scans)} if scans else {})}
    changes: list[Change] = [Alter(Visit, uid, told)]
    paper = latest(store, form, uid)
    if scans and paper is not None:
        changes.append(Alter(Paper, paper.uid, {"signed_scan": joined(paper.signed_scan, scans)}))
    return store.act(f"{_WORDS[state]}：{visit.label}", changes)


def joined(kept: Sequence[FileRef] | None, added: Sequence[FileRef]) -> tuple[FileRef, ...]:
    """Each content once."""
    return tuple({file.sha256: file for file in (*(kept or ()), *added)}.values())
