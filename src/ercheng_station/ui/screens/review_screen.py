"""任务与考评: both coverages of a year, its tasks with their progress, the yearly evaluation, the quarterly table, what mediators are paid."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.exchange.evidence import write_evidence
from ercheng_station.records.station import Station
from ercheng_station.records.work import Campaign, PlanTask, ScoreItem
from ercheng_station.reports.table import Exported
from ercheng_station.reports.work_tables import coverage_words
from ercheng_station.services import scoring
from ercheng_station.services.plan import ARCHIVE, begin_year, load_notice, plan_name
from ercheng_station.services.review import Review, read_review
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.filters import ROWS, Rows
from ercheng_station.ui.record.sheet import change_record
from ercheng_station.ui.screens.case_lines import Line
from ercheng_station.ui.screens.part_table import PartTable
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.screens.review_lines import item_line, missing_words, task_line, total_words
from ercheng_station.ui.screens.review_tables import TITLES, write_report, write_table
from ercheng_station.ui.screens.subsidy_card import SubsidyCard
from ercheng_station.ui.scrolled import ScrolledPage
from ercheng_station.ui.shell_titles import NEW_YEAR
from ercheng_station.ui.task import run_task

_YEARS = 4
_FORMS = "Excel 表格 (*.xlsx);;PDF (*.pdf)"
_PAPERS = "PDF (*.pdf);;Word 文档 (*.docx);;Excel 表格 (*.xlsx)"


class ReviewScreen(ScrolledPage):
    title = "任务与考评"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._review: Review | None = None
        self._year, self._plan = desk.fields.today.year, ""
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self.open_box()
        self.box.addLayout(self._head())
        self.dress()
        yield
        authority = PlanTask in self._desk.kinds
        for make in (self._coverage_card, self._task_card) if authority else ():
            self._stand(make())
            yield
        self._stand(self._score_card())
        yield
        if authority:
            self._stand(self._campaign_card())
            yield
            self._subsidies = SubsidyCard(self._desk)
            self._stand(self._subsidies)
        self.box.addStretch(1)
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds})
        self._hide_unknown()
        self.refresh()
        yield
        self.show_all()

    def refresh(self) -> None:
        year, plan = self._year, self._plan
        self._desk.ask(lambda store: read_review(store, year, plan), self._show, self)
        if PlanTask in self._desk.kinds:
            self._subsidies.refresh(year)

    # -- the parts

    def _head(self) -> QHBoxLayout:
        self.years = _box("年度")
        for year in range(self._year + 1, self._year - _YEARS, -1):
            self.years.addItem(f"{year}年", year)
        self.years.setCurrentIndex(1)
        self.years.currentIndexChanged.connect(lambda _at: self._choose_year(self.years.currentData()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.title, "title"))
        row.addStretch(1)
        row.addWidget(_link("年度结转", "calendar", lambda: self._desk.go(NEW_YEAR)))
        row.addWidget(self.years)
        return row

    def _coverage_card(self) -> Card:
        self._ratios = [Label(tone="heading") for _ in range(2)]
        self._missing = [Label(tone="quiet", wraps=True) for _ in range(2)]
        card, acts = _card("“两个全覆盖”")
        for ratio, missing in zip(self._ratios, self._missing, strict=True):
            card.box.addWidget(ratio)
            card.box.addWidget(missing)
        acts.addWidget(_link("应建站单位", "list-check", lambda: self._desk.go("coverage_unit")))
        acts.addWidget(_link("站点", "building-community", lambda: self._desk.go("station")))
        acts.addWidget(_link("导出…", "download", partial(self._export, "coverage")))
        return card

    def _task_card(self) -> Card:
        self._tasks = PartTable("工作任务", long=1)
        self._tasks.opened.connect(lambda line: self._desk.go(PlanTask.__tablename__, line.uid))
        self._no_tasks = Label(tone="quiet", wraps=True)
        self.plans = _box("工作方案")
        self.plans.activated.connect(lambda _at: self._choose_plan(self.plans.currentText()))
        self.begin = Button("生成本年度任务", "primary", "plus").on(self.begin_tasks)
        self.load = _link("载入2024年改革任务", "history", self.load_archive)
        self._desk.offer("write", self.begin, self.load)
        card, acts = _card("工作任务")
        for widget in (
            self.plans,
            self.load,
            self.begin,
            _link("导出…", "download", partial(self._export, "plan")),
        ):
            acts.addWidget(widget)
        card.box.addWidget(self._no_tasks)
        card.box.addWidget(self._tasks)
        return card

    def _score_card(self) -> Card:
        self._score = Label(tone="quiet", wraps=True)
        self._items = PartTable("评价项目", long=1)
        self._items.opened.connect(self._open_item)
        self.begin_score = Button("生成评价表", "primary", "plus").on(self.begin_sheet)
        self.again = _link("重新取数", "refresh", self.score_again)
        self._open_sheet = _link("打开评价表", "external-link", self._go_to_sheet)
        self._export_score = _link("导出…", "download", partial(self._export, "score"))
        self._evidence = _link("导出佐证…", "folder", self._ask_folder)
        self._report = _link("自评报告…", "report-analytics", partial(self._export, "report"))
        self._desk.offer("write", self.begin_score, self.again)
        self._desk.offer("report", self._evidence, self._report)
        card, acts = _card("年度评价")
        for widget in (*self._with_sheet, self.begin_score):
            acts.addWidget(widget)
        card.box.addWidget(self._score)
        card.box.addWidget(self._items)
        return card

    @property
    def _with_sheet(self) -> Sequence[Button]:
        """What can be done once the year's sheet is made."""
        return self.again, self._open_sheet, self._export_score, self._evidence, self._report

    def _campaign_card(self) -> Card:
        self.quarters = _box("季度")
        for quarter in range(1, 5):
            self.quarters.addItem(f"第{quarter}季度", quarter)
        self.quarters.setCurrentIndex((self._desk.fields.today.month - 1) // 3)
        card, acts = _card("专项行动和“双打”季度表")
        acts.addWidget(self.quarters)
        acts.addWidget(_link("专项行动", "list-check", lambda: self._desk.go(Campaign.__tablename__)))
        acts.addWidget(_link("导出…", "download", partial(self._export, "campaigns")))
        words = "每个行动每月报一次数（出动人次、检查户数、发现问题、立案、案值、罚没金额），季度表和累计自动汇总。"
        card.box.addWidget(Label(words, "quiet", wraps=True))
        return card

    def _stand(self, card: Card) -> None:
        self.box.addWidget(card)
        card.ensurePolished()

    # -- what is shown

    def _hide_unknown(self) -> None:
        """Before anything is read, nothing that would be wrong to press."""
        known = [self.begin_score, *self._with_sheet]
        if PlanTask in self._desk.kinds:
            known += [self.begin, self.load]
            self.plans.hide()
        for button in known:
            button.hide()

    def _show(self, review: Review) -> None:
        self._review = review
        if review.coverage:
            for ratio, missing, one in zip(self._ratios, self._missing, review.coverage, strict=True):
                ratio.setText(coverage_words(one))
                missing.speak(missing_words(one))
            self._show_tasks(review)
        self._show_score(review)

    def _show_tasks(self, review: Review) -> None:
        self.plans.clear()
        self.plans.addItems(list(review.plans))
        self.plans.setCurrentText(review.plan)
        self.plans.setVisible(bool(review.plans))
        self.load.setVisible(ARCHIVE not in review.plans)
        self.begin.setVisible(plan_name(review.year) not in review.plans)
        self.begin.setText(f"生成{review.year}年度任务")
        self._no_tasks.speak(
            ""
            if review.plan
            else f"还没有{review.year}年度的任务。可以由 2024 年改革任务或上年的任务生成，日期自动换成本年的，再逐项修改。"
        )
        self._tasks.fill([task_line(one, review.today, self._desk.fields) for one in review.tasks])
        self._tasks.setVisible(bool(review.tasks))

    def _show_score(self, review: Review) -> None:
        made = review.sheet is not None
        self.begin_score.setVisible(not made)
        for widget in (*self._with_sheet, self._items):
            widget.setVisible(made)
        if review.sheet is None:
            self._score.speak(
                f"还没有{review.year}年度的评价表。生成后自动项目按登记的记录取数，其余逐项打分。"
            )
            return
        total = "还没有打分" if review.total is None else total_words(review.total, self._desk.fields)
        left = f"，还有 {review.open_items} 项没有自评" if review.open_items else ""
        self._score.speak(f"{total}{left}。按 Enter：自动项目看这个数由哪些记录得来，手工项目打分。")
        self._items.fill([item_line(one) for one in review.drill])

    # -- what can be done

    def begin_tasks(self) -> None:
        year = self._year
        self._plan = ""
        self._perform(lambda store: begin_year(store, year), f"已生成{plan_name(year)}")

    def load_archive(self) -> None:
        self._perform(load_notice, f"已载入{ARCHIVE}")

    def begin_sheet(self) -> None:
        year = self._year
        self._perform(lambda store: scoring.begin_sheet(store, year), f"已生成{year}年度评价表")

    def score_again(self) -> None:
        if self._review and self._review.sheet:
            uid = self._review.sheet.uid
            self._perform(lambda store: scoring.score_again(store, uid), "已重新取数")

    def write(self, name: str, path: Path) -> None:
        """One of the tables to a file, in the form that its name ends with."""
        store, review = self._desk.store, self._review
        quarter = self.quarters.currentData() if name == "campaigns" else 0
        if review is not None:
            run_task(
                self,
                "正在做表",
                lambda report: write_table(store, name, review, quarter, path, report),
                lambda rows: Done(self, path, Exported(rows)).open(),
            )

    def write_report(self, path: Path) -> None:
        """评估 and 申报验收: coverages, tasks and points with the numbers of their proofs."""
        store, review = self._desk.store, self._review
        if review and review.sheet:
            count = len(review.drill)
            run_task(
                self,
                "正在做自评报告",
                lambda _report: write_report(store, review, path),
                lambda _: Done(self, path, Exported(count), f"已做成自评报告，共 {count} 个项目").open(),
            )

    def write_evidence(self, folder: Path) -> None:
        """The files of every item into numbered folders."""
        store, review = self._desk.store, self._review
        if review and review.sheet:
            sheet = review.sheet.uid
            run_task(
                self,
                "正在导出佐证材料",
                lambda report: write_evidence(store, sheet, folder, report),
                lambda files: Done(self, folder / files[-1], Exported(len(files) - 1)).open(),
            )

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "佐证材料导出到哪个文件夹")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write_evidence(Path(chosen)))
        dialog.open()

    def _perform(self, job: Callable[[Store], Act], words: str) -> None:
        self._desk.perform(job, self, lambda _act: self._desk.saved.emit(words))

    def _choose_year(self, year: int) -> None:
        self._year, self._plan = year, ""
        self.refresh()

    def _choose_plan(self, plan: str) -> None:
        self._plan = plan
        self.refresh()

    def _go_to_sheet(self) -> None:
        if self._review and self._review.sheet:
            self._desk.go("score_sheet", self._review.sheet.uid)

    def _open_item(self, line: Line) -> None:
        """The records behind the figure, or the station whose field it is; what is scored by hand to be scored."""
        found = next((one for one in self._drill() if one.item.uid == line.uid), None)
        if found is None:
            return
        if not found.automatic:
            change_record(self, self._desk, ScoreItem, found.item.uid)
        elif found.rows is None:
            self._desk.go(Station.__tablename__, self._desk.unit.uid)
        elif found.rows.kind in self._desk.kinds:
            rows = Rows.of(str(found.item.values["name"]), found.rows)
            self._desk.go(found.rows.kind.__tablename__, given={ROWS: rows})

    def _drill(self) -> Sequence[scoring.Scored]:
        return self._review.drill if self._review else ()

    def _export(self, name: str) -> None:
        if self._review is None:
            return
        ending, forms = ("pdf", _PAPERS) if name == "report" else ("xlsx", _FORMS)
        dialog = QFileDialog(self, "导出到", f"{TITLES[name]} {self._desk.fields.today}.{ending}", forms)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(ending)
        write = self.write_report if name == "report" else partial(self.write, name)
        dialog.fileSelected.connect(lambda chosen: write(Path(chosen)))
        dialog.open()


def _card(title: str) -> tuple[Card, QHBoxLayout]:
    """A card with its acts at the right of its heading."""
    card = Card()
    card.setAccessibleName(title)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Label(title, "strong"))
    row.addStretch(1)
    card.box.addLayout(row)
    return card, row


def _box(name: str) -> DropDown:
    made = DropDown(name)
    made.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
    return made


def _link(words: str, symbol: str, act: Callable[[], object]) -> Button:
    return Button(words, "link", symbol).on(act)
