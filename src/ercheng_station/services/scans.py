"""A scan comes back to the paper it shows, by the code printed at its foot."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.records.fields import FileRef
from ercheng_station.records.paper import Paper
from ercheng_station.services.papers import MARK, MARKED, Form
from ercheng_station.services.signing import joined, sign

_MARK = re.compile(rf"{MARK}:([0-9A-F]{{32}}):([0-9A-F]{{{MARKED}}})")
_BRACKETS = str.maketrans("()〔〕[]", "（）（）（）")
"""A number is typed as the keyboard gives it."""
_SUFFIXES = {".pdf", ".jpg", ".jpeg", ".png", ".heic", ".heif"}


Stamp = tuple[int, int]
"""Bytes, and the time of the last change in ns: a file that keeps it between two looks is complete."""


class Taken(NamedTuple):
    """What became of a file: its paper, and the `act` unless the scan was there before; no paper, and `why`."""

    path: Path
    paper: Paper | None = None
    act: Act | None = None
    why: str = ""


def scans_in(folder: Path) -> list[Path]:
    """What a scanner may have left there, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file())


def stamps_in(folder: Path) -> dict[str, Stamp]:
    """Of what a scanner may have left there, by name. Raises OSError if the folder cannot be read."""
    found = {}
    for path in scans_in(folder):
        with suppress(OSError):  # gone since it was listed
            state = path.stat()
            found[path.name] = (state.st_size, state.st_mtime_ns)
    return found


def complete_in(folder: Path, now: Mapping[str, Stamp], before: Mapping[str, Stamp]) -> Iterator[Path]:
    """Files that have not changed between two looks and that nobody keeps to himself."""
    for name, stamp in now.items():
        if stamp[0] and before.get(name) == stamp and _is_free(folder / name):
            yield folder / name


def take_file(
    store: Store, forms: Mapping[str, Form], path: Path, marks_in: Callable[[bytes, str], Sequence[str]]
) -> Taken:
    """The file stays where it is. `marks_in` reads the codes of a content and may raise UserError."""
    try:
        paper = paper_of(store, marks_in(path.read_bytes(), path.name))
        if paper is None or paper.name not in forms:
            return Taken(path, why="没有认出是哪份文书")
        act = take_scan(store, paper, forms[paper.name], store.attachments.put(path, path.name))
    except UserError as error:
        return Taken(path, why=error.what)
    except OSError as error:
        return Taken(path, why=f"读不出来：{error.strerror}")
    return Taken(path, paper, act)


def _is_free(path: Path) -> bool:
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def paper_of(store: Store, marks: Sequence[str]) -> Paper | None:
    """The version that the only code of ours among these names; None if there is none, or several."""
    ours = [found for mark in marks if (found := _MARK.fullmatch(mark))]
    if len(ours) != 1:
        return None
    about, content = str(UUID(ours[0][1])), ours[0][2].lower()
    known = store.find(Query(Paper, where=by_value({"about": about})))
    papers = [paper for paper in known if isinstance(paper, Paper)]
    return next((paper for paper in papers if paper.content.startswith(content)), None)


def papers_numbered(store: Store, number: str) -> list[Paper]:
    """The last version of every paper about the record that bears that number, or about a part of it."""
    told = number.strip().translate(_BRACKETS)
    found: dict[tuple[str, str], Paper] = {}
    for kind in (kind for kind in store.kinds if kind.pattern):
        with suppress(Fault):
            whole = store.whole(kind, store.context.resolve(kind.__tablename__, told).uid)
            records = [whole.record, *(part for parts in whole.parts.values() for part in parts)]
            for record in records:
                for paper in store.find(Query(Paper, where=by_value({"about": str(record.uid)}))):
                    assert isinstance(paper, Paper)
                    before = found.get((paper.name, paper.about))
                    if before is None or before.version < paper.version:
                        found[paper.name, paper.about] = paper
    return list(found.values())


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
