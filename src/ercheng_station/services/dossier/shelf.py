"""Where the sheets of a case's file are taken from: signed scans before frozen versions before papers laid out now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.fields import FileRef
from ercheng_station.records.paper import Paper
from ercheng_station.records.whole import Whole
from ercheng_station.services.dossier.entry import Entry, joined, on_paper
from ercheng_station.services.papers import Form, has_moved_on, latest

_WITHHELD = "隐去个人信息的卷宗不收扫描件"
_NAMED = (
    ("司法确认", "confirmation"),
    ("受理登记", "mediation_register"),
    ("申请书", "mediation_application"),
    ("权利义务", "mediation_rights"),
    ("不予受理", "rejection_notice"),
    ("终止", "termination_notice"),
    ("结案报告", "closing_report"),
    ("情况说明", "file_note"),
)
"""What the name or the note of a scan says → the paper it is; the first that fits."""


@dataclass(frozen=True)
class Shelf:
    """`named` holds the scans kept with the case itself by the paper they are, "" for the others."""

    store: Store
    forms: Mapping[str, Form]
    whole: Whole
    masked: bool
    named: Mapping[str, tuple[FileRef, ...]]

    @property
    def case(self) -> Any:
        return self.whole.record

    def paper(
        self, wanted: Entry, about: Record | None = None, scans: Iterable[FileRef] | None = None
    ) -> Entry:
        """`wanted.paper` about a part of the case, or about the case; `scans` are its signed sheets."""
        form = self.forms[wanted.paper]
        whole = replace(self.whole, about=about or self.case)
        version = latest(self.store, form, whole.about.uid)
        signed = joined(scans, self.named.get(form.name), version.signed_scan if version else ())
        told = self._moved_on(form, whole, version, signed)
        made = replace(wanted, title=wanted.title or form.title, whole=whole, moved_on=told)
        return self._filled(made, signed, version) or replace(made, missing=self._lacking(made, form, whole))

    def files(self, wanted: Entry, files: Iterable[FileRef] | None) -> Entry:
        """Copies that are nobody's paper. A recording is kept beside; it is no sheet where one must be."""
        kept = tuple(files or ())
        lacks = f"缺{wanted.title}" if wanted.must or not kept else ""
        return self._filled(wanted, kept, None) or replace(wanted, note=on_paper(kept)[1], missing=lacks)

    def _filled(self, wanted: Entry, files: tuple[FileRef, ...], version: Paper | None) -> Entry | None:
        sheets, note = on_paper(files)
        if sheets and self.masked:
            return replace(wanted, withheld=True, note=_WITHHELD)
        if sheets:
            return replace(wanted, files=sheets, note=note)
        if version is not None and self.masked:
            return replace(wanted, withheld=True)
        if version is not None:
            return replace(wanted, frozen=version.file[0], note=note)
        return None

    def _moved_on(self, form: Form, whole: Whole, version: Paper | None, signed: Iterable[FileRef]) -> str:
        """Nothing of a masked copy, which is laid out now, nor of scans that are not known to show the version."""
        if version is None or self.masked:
            return ""
        shows_it = {file.sha256 for file in signed} <= {file.sha256 for file in version.signed_scan or ()}
        if shows_it and has_moved_on(self.store, form, whole, version):
            return f"内容已修改，卷内是第{version.version}版"
        return ""

    def _lacking(self, made: Entry, form: Form, whole: Whole) -> str:
        lacks = form.missing(whole)
        return f"{made.title}还缺：{'、'.join(lacks)}" if lacks else ""


def by_paper(files: Iterable[FileRef] | None) -> Mapping[str, tuple[FileRef, ...]]:
    """The scans of a case, by the paper that their names or notes tell."""
    found: dict[str, tuple[FileRef, ...]] = {}
    for file in files or ():
        words = f"{file.name} {file.notes}"
        paper = next((paper for word, paper in _NAMED if word in words), "")
        found[paper] = (*found.get(paper, ()), file)
    return found
