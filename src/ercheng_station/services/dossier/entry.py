"""One line of the index of a case's file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ercheng_station.records.fields import FileRef
from ercheng_station.records.whole import Whole

_ON_PAPER = frozenset({"image/jpeg", "image/png", "image/heic", "application/pdf"})


@dataclass(frozen=True)
class Entry:
    """Its sheets are the `files`, else the `frozen` version, else the `paper`, laid out now about `whole`.

    `row` is the row of the official list, 0 for what that list does not name. `withheld`: there are scans, which a
    masked copy leaves out. `note` is printed in the index, `moved_on` is for whoever binds the file only: the records
    have changed since the version whose sheets these are. `missing` is a sentence that keeps the file from being final,
    "" if nothing does.
    """

    title: str = ""
    row: int = 0
    must: bool = False
    numbered: bool = True
    paper: str = ""
    whole: Whole | None = None
    frozen: FileRef | None = None
    files: tuple[FileRef, ...] = ()
    withheld: bool = False
    note: str = ""
    moved_on: str = ""
    missing: str = ""

    @property
    def kept(self) -> bool:
        """Whether its sheets exist already, signed or frozen."""
        return bool(self.files or self.frozen or self.withheld)

    @property
    def present(self) -> bool:
        return not self.missing and bool(self.kept or self.paper or self.note)


def joined(*groups: Iterable[FileRef] | None) -> tuple[FileRef, ...]:
    """Each content once."""
    return tuple({file.sha256: file for group in groups for file in group or ()}.values())


def on_paper(files: Sequence[FileRef]) -> tuple[tuple[FileRef, ...], str]:
    """Those that make sheets, and a note that names the rest."""
    sheets = tuple(file for file in files if file.mime in _ON_PAPER)
    others = [file.name for file in files if file.mime not in _ON_PAPER]
    return sheets, f"另存电子文件：{'、'.join(others)}" if others else ""
