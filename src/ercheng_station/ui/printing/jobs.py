"""What a preview shows: one paper, many of one kind as one file, or an empty form."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.documents.joining import join
from ercheng_station.documents.papers import PaperForm
from ercheng_station.progress import Report
from ercheng_station.services.doubts import doubts_of
from ercheng_station.services.name_guard import listed
from ercheng_station.services.papers import (
    FINAL,
    How,
    Seen,
    give_out_empty,
    give_out_word,
    look_at,
    look_at_many,
    settle,
    settling,
)
from ercheng_station.services.reporters import names_to_check


@dataclass(frozen=True)
class Laid:
    """The very file that is shown, printed and saved. `starts`: the page on which each paper begins, from 1.

    `strangers` are names in the cases of the final papers that have no part in them.
    """

    path: Path
    pages: int
    starts: tuple[int, ...] = (1,)
    papers: tuple[Seen, ...] = ()
    strangers: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """What should be thought of before any of them is signed, in sentences."""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for paper in self.papers for name in paper.printed.missing))

    @property
    def drafts(self) -> int:
        return sum(not paper.is_final for paper in self.papers)

    @property
    def version(self) -> int:
        """Of the one paper; 0 before it is settled."""
        return self.papers[0].printed.version if len(self.papers) == 1 else 0

    @property
    def is_settled(self) -> bool:
        """Nothing in it would become a new version."""
        return all(paper.printed.version or not paper.is_final for paper in self.papers)


@dataclass(frozen=True)
class Job:
    """`uids` in the order of printing; none asks for the empty form."""

    form: PaperForm
    uids: tuple[UUID, ...] = ()

    @property
    def title(self) -> str:
        return self.form.title if self.uids else f"{self.form.title}（空白）"

    @property
    def has_word(self) -> bool:
        return self.form.editable and len(self.uids) <= 1

    def lay(self, store: Store, folder: Path, how: How, report: Report) -> Laid:
        """Writes into `folder`, which is new."""
        path = folder / "all.pdf"
        if not self.uids:
            return Laid(path, give_out_empty(store, self.form, path).pages)
        if len(self.uids) == 1:
            seen = look_at(store, self.form, self.uids[0], path, how)
            return self._with_alarms(store, Laid(path, seen.printed.pages, papers=(seen,)))
        papers = look_at_many(store, self.form, self.uids, folder, how, report)
        starts = join([paper.printed.path for paper in papers], path)
        pages = sum(paper.printed.pages for paper in papers)
        return self._with_alarms(store, Laid(path, pages, starts, tuple(papers)))

    def write_word(self, store: Store, laid: Laid, path: Path, how: How) -> None:
        """The copy that is shown, a draft where that is one.

        Raises UserError paper-incomplete if a final copy lacks something by now.
        """
        shown = how._replace(draft=how.draft or laid.drafts > 0)
        give_out_word(store, self.form, next(iter(self.uids), None), path, shown)

    def log(self, store: Store, laid: Laid, how: How, copies: int) -> Act:
        """What is about to be printed counts as given out."""
        draft = "（草稿）" if how.draft or (laid.papers and laid.drafts == len(laid.papers)) else ""
        blank = "空白" if not self.uids else ""
        by_hand = f"（留空手填：{'、'.join(laid.missing)}）" if how.by_hand and laid.missing else ""
        count = copies * max(1, len(self.uids))
        label = f"打印{blank}{self.form.title}{draft}{by_hand} {count} 份"
        return settle(store, self.form, laid.papers, label)

    def freeze(self, store: Store, laid: Laid, how: How) -> Act:
        label = settling(self.form, laid.missing if how != FINAL else ())
        return settle(store, self.form, laid.papers, label)

    def _with_alarms(self, store: Store, laid: Laid) -> Laid:
        final = [paper.uid for paper in laid.papers if paper.is_final]
        return replace(
            laid,
            strangers=tuple(listed(names_to_check(store, self.form.kind, final))),
            doubts=tuple(doubts_of(store, self.form.kind, [paper.uid for paper in laid.papers])),
        )
