"""年度结转: one page that brings a new year about, step by step; each says what stands ready and offers what is to be done."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.exchange.year_books import INDEX, Book, write_books
from ercheng_station.progress import Report
from ercheng_station.records.enterprise import EnterpriseListing
from ercheng_station.records.work import PlanTask
from ercheng_station.reports.carried_table import TITLE, carried_table
from ercheng_station.reports.summary import write_summary
from ercheng_station.reports.table import Exported
from ercheng_station.services.new_year import (
    NewYear,
    close_year,
    draft_visit_list,
    read_new_year,
    year_to_begin,
)
from ercheng_station.services.plan import begin_year
from ercheng_station.services.scoring import begin_sheet
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.screens.new_year_steps import STEPS, Step
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.screens.standing_view import StandingView
from ercheng_station.ui.screens.step_card import StepCard
from ercheng_station.ui.scrolled import ScrolledPage
from ercheng_station.ui.shell_titles import CARE, REFERENCE, REPORTS, REVIEW
from ercheng_station.ui.task import run_task

_FORMS = "Excel 表格 (*.xlsx);;PDF (*.pdf)"
_BACK = 2
_MAKING = ("plan", "visits", "score")


class NewYearScreen(ScrolledPage):
    title = "年度结转"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._year = year_to_begin(desk.fields.today)
        self.found: NewYear | None = None
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self.open_box()
        self.box.addLayout(self._head())
        self.dress()
        yield
        self.cards: dict[str, StepCard] = {}
        for step in self._steps():
            card = StepCard(step.title)
            for words, symbol, name in step.acts:
                card.offer(words, symbol, partial(self._do, name))
            self.cards[step.name] = card
            self.box.addWidget(card)
            card.ensurePolished()
            yield
        self.carried = StandingView(self._desk)
        self._list = Card(TITLE)
        self._list.box.addWidget(self.carried)
        self._list.hide()
        self.box.addWidget(self._list)
        self.box.addStretch(1)
        self._desk.offer("write", *(self.button(name) for name in _MAKING if name in self.cards))
        self._desk.offer("settings", self.button("close"))
        self._desk.offer("export", self.button("books"))
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds})
        self.refresh()
        yield
        self.show_all()

    def refresh(self) -> None:
        year = self._year
        self._desk.ask(lambda store: read_new_year(store, year), self._show, self)

    def button(self, name: str) -> Button:
        """That of the step's first act."""
        return self.cards[name].acts[0]

    def write_list(self, path: Path) -> None:
        if self.found:
            found, unit = self.found, self._desk.unit.name
            made = carried_table(unit, found.carried, found.year, found.today)
            store, rows = self._desk.store, len(found.carried)
            run_task(
                self,
                "正在做清单",
                lambda report: write_summary(path, made, typefaces_of(store), report),
                lambda _: Done(self, path, Exported(rows)).open(),
            )

    def write_books(self, folder: Path) -> None:
        """Beside the window."""
        store, year = self._desk.store, self._year - 1

        def job(report: Report) -> Sequence[Book]:
            return write_books(store, year, folder, report)

        def told(books: Sequence[Book]) -> None:
            rows = sum(one.rows for one in books)
            words = f"已存 {len(books)} 本台账，共 {rows:,} 条"
            Done(self, folder / INDEX, Exported(rows), words).open()

        run_task(self, f"正在存{year}年的台账", job, told)

    # -- inside

    def _head(self) -> QHBoxLayout:
        self.years = DropDown("年度")
        self.years.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        for year in range(self._desk.fields.today.year + 1, self._year - _BACK, -1):
            self.years.addItem(f"{year - 1}年结转{year}年", year)
        self.years.setCurrentIndex(self.years.findData(self._year))
        self.years.currentIndexChanged.connect(lambda _at: self._choose(self.years.currentData()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.title, "title"))
        row.addStretch(1)
        row.addWidget(self.years)
        return row

    def _steps(self) -> Iterator[Step]:
        kept = {"plan": PlanTask, "visits": EnterpriseListing}
        return (one for one in STEPS if one.name not in kept or kept[one.name] in self._desk.kinds)

    def _choose(self, year: int) -> None:
        self._year = year
        self.refresh()

    def _show(self, found: NewYear) -> None:
        self.found = found
        for step in self._steps():
            told = step.tell(found)
            self.cards[step.name].show_told(told.words, told.look)
            for act, shown in zip(self.cards[step.name].acts, told.offers, strict=True):
                act.setVisible(shown)
        self.carried.show_standing(found.carried)
        self._list.setVisible(bool(found.carried))

    def _do(self, name: str) -> None:
        year = self._year
        ways: dict[str, Callable[[], object]] = {
            "list": self._ask_file,
            "books": self._ask_folder,
            "plan": partial(self._perform, lambda store: begin_year(store, year), "已生成工作任务"),
            "visits": partial(self._perform, lambda store: draft_visit_list(store, year), "已生成走访名单"),
            "score": partial(self._perform, lambda store: begin_sheet(store, year), "已生成评价表"),
            "close": partial(self._perform, lambda store: close_year(store, year - 1), "已经结转"),
            "review": partial(self._desk.go, REVIEW),
            "report": partial(self._desk.go, REPORTS),
            "reference": partial(self._desk.go, REFERENCE),
            "listing": partial(self._desk.go, EnterpriseListing.__tablename__, given={"list": "to_visit"}),
            "care": partial(self._desk.go, CARE),
        }
        ways[name]()

    def _perform(self, job: Callable[[Store], Act], words: str) -> None:
        self._desk.perform(job, self, lambda _act: self._desk.saved.emit(words))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "导出到", f"{TITLE} {self._year}.xlsx", _FORMS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: self.write_list(Path(chosen)))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, f"{self._year - 1}年的台账存到哪个文件夹")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write_books(Path(chosen)))
        dialog.open()
