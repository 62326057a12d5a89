"""A scan comes back to the paper it shows, by the code printed at its foot."""

import re
from collections.abc import Sequence
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.records.fields import FileRef
from ercheng_station.records.paper import Paper
from ercheng_station.services.papers import MARK, MARKED, Form
from ercheng_station.services.signing import joined, sign

_MARK = re.compile(rf"{MARK}:([0-9A-F]{{32}}):([0-9A-F]{{{MARKED}}})")


def paper_of(store: Store, marks: Sequence[str]) -> Paper | None:
    """The version that the only code of ours among these names; None if there is none, or several."""
    ours = [found for mark in marks if (found := _MARK.fullmatch(mark))]
    if len(ours) != 1:
        return None
    about, content = str(UUID(ours[0][1])), ours[0][2].lower()
    known = store.find(Query(Paper, where=by_value({"about": about})))
    papers = [paper for paper in known if isinstance(paper, Paper)]
    return next((paper for paper in papers if paper.content.startswith(content)), None)


def take_scan(store: Store, paper: Paper, form: Form, scan: FileRef) -> Act | None:
    """The scan with the version it shows and with its record; None if it was there already."""
    if scan.sha256 in {file.sha256 for file in paper.signed_scan or ()}:
        return None
    about = UUID(paper.about)
    if form.printed:
        return sign(store, form, about, [scan])
    changes: list[Change] = [Alter(Paper, paper.uid, {"signed_scan": joined(paper.signed_scan, [scan])})]
    if "signed_scan" in form.kind.kept:
        record = store.get(form.kind, about)
        kept = getattr(record, "signed_scan")  # noqa: B009
        changes.append(Alter(form.kind, about, {"signed_scan": joined(kept, [scan])}))
    return store.act(f"登记签字扫描件：{paper.heading} {paper.about_title}", changes)
