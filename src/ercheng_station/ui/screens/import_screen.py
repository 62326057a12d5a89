"""导入台账: a file is dropped, its columns are guessed and corrected, every row gets a verdict, then exactly that is done."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ercheng_station.errors import UserError
from ercheng_station.exchange.importing.refused import write_refused
from ercheng_station.exchange.importing.running import Done, bring_in, chosen_sheet, likely_kinds
from ercheng_station.exchange.importing.verdict import MAKE_FIRMS, Plan, Verdict, Ways, Wishes
from ercheng_station.exchange.plain import Kind
from ercheng_station.exchange.reading.book import LIMITS, Book
from ercheng_station.exchange.reading.delimited import pasted
from ercheng_station.records.fields import Link
from ercheng_station.ui.asking import ask_secret
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Empty
from ercheng_station.ui.context import FILE, KIND, TEXT, Desk, Place
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.dropping import FileDrop
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.pages import Page
from ercheng_station.ui.screens.import_batches import look_back
from ercheng_station.ui.screens.import_columns import ColumnGrid
from ercheng_station.ui.screens.import_planning import Asked, Planning, first_reading
from ercheng_station.ui.screens.import_rows import VerdictRows
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.shell_titles import MADE_BY_PROGRAM
from ercheng_station.ui.task import run_task

_WAYS = {
    Ways.SKIP: ("已有的跳过", "只新增，已有的记录一个字也不改。"),
    Ways.UPDATE: ("已有的更新", "表里填了的，以表为准；表里空着的，保留原来的。"),
    Ways.FILL: ("已有的只补空白", "原来填了的不改，原来空着的用表里的补上。"),
    Ways.NEW: ("已有的也另立一条", "不管有没有，每一行都新增一条。"),
}
_ENDINGS = "台账 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt);;所有文件 (*)"
_FIRST = (
    "把旧台账拖到这里：WPS、Excel 的表格都可以，不用改成固定格式。\n"
    "读出来先给您看：每一行是新增、更新还是退回，为什么。看好了才写入，写入以后还可以整批撤销。"
)
_COLUMNS_HIGH = 220
_WRITTEN = (Verdict.NEW, Verdict.UPDATED, Verdict.FILLED)


class ImportScreen(Page):
    title = "导入台账"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._book: Book | None = None
        self._file = Path()
        self._wishes = Wishes()
        self._kind: Kind | None = None
        self.plan: Plan | None = None
        self._brought_in = 0
        self._planning = Planning(self, desk)
        self._planning.planned.connect(self._show_plan)
        self._planning.failed.connect(self._no_plan)
        self._planning.went_on.connect(self._tell_progress)
        self._planning.stopped.connect(self._tell_stopped)
        self.drop = FileDrop(self, self.read)
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self._stack = QStackedWidget(self)
        self._stack.hide()
        self._stack.addWidget(Empty("upload", _FIRST, "选择文件…", self.choose_file, "upload"))
        yield
        self.rows, self.grid = VerdictRows(), ColumnGrid()
        self.rows.decided.connect(self._decide)
        self.grid.chosen.connect(self._map)
        yield
        self._stack.addWidget(self._work())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        outer.addLayout(self._head())
        outer.addWidget(self._stack, 1)
        yield
        self._stack.show()

    # -- what the window asks

    def show_place(self, place: Place) -> None:
        self.making.finish()
        kind = place.given.get(KIND)
        if kind:
            self._kind = self._desk.store.catalogue[kind]
        if FILE in place.given:
            self.read(place.given[FILE])
        elif TEXT in place.given:
            self.paste(place.given[TEXT])

    # -- reading

    def choose_file(self) -> None:
        dialog = QFileDialog(self, "选择要导入的台账", filter=_ENDINGS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.read(Path(chosen)))
        dialog.open()

    def read(self, path: Path, password: str | None = None) -> None:
        """In a process of its own; a locked file is asked about."""
        self._planning.give_up()
        job = partial(first_reading, self._desk.store, path, password)
        run_task(
            self, f"正在读取 {path.name}…", job, partial(self._take_book, path), partial(self._not_read, path)
        )

    def paste(self, text: str) -> None:
        sheet = pasted(text, LIMITS)
        self._take_book(Path(sheet.title), Book(sheet.title, "", "text", (sheet,)))

    def _not_read(self, path: Path, error: Exception) -> None:
        if isinstance(error, UserError) and error.code in ("import-locked", "import-password-wrong"):
            explains = [error.what, "口令只用来打开这个文件，不会保存。"]
            ask_secret(
                self, f"“{path.name}”的打开口令", explains, "打开", lambda words: self.read(path, words)
            )
        else:
            show_error(self, error)

    def _take_book(self, path: Path, book: Book) -> None:
        self._book, self._file = book, path
        self._wishes = Wishes(self._wishes.ways, self._wishes.create_refs)
        try:
            sheet = chosen_sheet(book)
            likely = likely_kinds(self._kinds(), sheet)
        except UserError as error:
            show_error(self, error)
            return
        if self._kind is None or (likely and self._kind not in likely):
            self._kind = likely[0] if likely else self._kinds()[0]
        self._fill_choices(book)
        self._plan_anew()

    def _kinds(self) -> list[Kind]:
        return [
            kind
            for kind in self._desk.kinds
            if kind.__tablename__ not in MADE_BY_PROGRAM and not kind.confided_to
        ]

    # -- planning

    def _plan_anew(self) -> None:
        if self._book is not None and self._kind is not None:
            self._planning.begin(Asked(self._file, self._book, self._kind, self._wishes))

    def _no_plan(self, error: Exception) -> None:
        self._stack.setCurrentIndex(1)
        self.stop.hide()
        self.go.setEnabled(False)
        show_error(self, error)

    def _tell_progress(self, done: int, total: int) -> None:
        how_far = f"正在核对 {done:,} / {total:,} 行" if total else "正在读其余的行"
        self.told.setText(f"{self._file.name}：先看前面的行，{how_far}…")

    def _tell_stopped(self) -> None:
        self.stop.hide()
        self.told.speak("已停止，后面的行没有核对，不能导入；改一项或重新选择文件，就重新核对。还没有写入。")

    def _show_plan(self, plan: Plan, book: Book) -> None:
        self.plan, whole = plan, not book.partial
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
            self.rows.view.setFocus()
        if whole:
            self._book = book
        self.stop.setVisible(not whole)
        self.grid.fill(plan.kind, plan.source.table, plan.source.columns)
        self.rows.fill(plan)
        notes = [*(self._book.notes if self._book else ()), *plan.notes]
        unread = [header.text for header in plan.unread]
        if unread:
            notes.append(f"没有用到的列：{'、'.join(unread)}")
        self.notes.speak("；".join(notes))
        self.columns.setText(
            f"栏目对应（{len(plan.source.columns.columns)} 列已认出，{len(unread)} 列没有用到）"
        )
        if unread and not self._columns_asked:
            self._turn_columns(on=True)
            self.grid.bring(unread[0], self._grid_area)
        count = sum(plan.counts[verdict] for verdict in _WRITTEN)
        self.go.setText("还没有核对完" if not whole else f"导入 {count:,} 条" if count else "没有要导入的")
        self.go.setEnabled(count > 0 and whole)
        back = plan.counts[Verdict.REFUSED] + plan.counts[Verdict.TO_DECIDE]
        self.save_back.setVisible(back > 0 and whole)
        self.save_back.setText(f"退回的 {back:,} 行另存…")
        if not whole:
            self._tell_progress(0, 0)
            return
        done = f"已写入 {self._brought_in:,} 条，再核对了一遍。" if self._brought_in else "还没有写入。"
        self.told.speak(f"{self._file.name}：读到 {len(plan.rows):,} 行，{done}")
        self._brought_in = 0

    def _decide(self, number: int, link: Link | None) -> None:
        self._wishes = replace(self._wishes, decided={**self._wishes.decided, number: link})
        self._plan_anew()

    def _map(self, header: str, field: str) -> None:
        self._wishes = replace(self._wishes, given={**self._wishes.given, header: field})
        self._plan_anew()

    def _wish(self, **changed: Any) -> None:
        self._wishes = replace(self._wishes, **changed)
        self._plan_anew()

    def _take_kind(self) -> None:
        self._kind = self.kinds.currentData()
        self._wish(given={}, decided={})

    # -- doing

    def run_plan(self) -> None:
        plan = self.plan
        if plan is None:
            return
        self.rows.view.setFocus()  # else it goes to whatever stands behind the disabled button
        self.go.setEnabled(False)
        run_task(
            self,
            "正在导入…",
            lambda report: bring_in(self._desk.store, plan, report),
            partial(self._ran, plan),
            self._not_run,
        )

    def save_refused(self) -> None:
        plan = self.plan
        if plan is None:
            return
        dialog = QFileDialog(self, "退回的行另存为", filter="Excel 表格 (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{self._file.stem}_退回.xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write_back(Path(chosen)))
        dialog.open()

    def write_back(self, path: Path) -> None:
        plan = self.plan
        if plan is None:
            return
        run_task(
            self, "正在写退回的行…", lambda _report: write_refused(self._desk.store, plan, path),
            lambda count: self.told.speak(f"退回的 {count} 行已另存：{path.name}，改好后可以再导入这个文件。"),
        )  # fmt: skip

    def _ran(self, plan: Plan, done: Done) -> None:
        if done.act is not None:
            self._desk.hear_of(done.act)
            self._brought_in = sum(plan.counts[verdict] for verdict in _WRITTEN)
            self._desk.saved.emit(f"已导入{plan.kind.one} {self._brought_in:,} 条")
        self._plan_anew()

    def look_back(self) -> None:
        look_back(self, self._desk, self._plan_anew)

    def _not_run(self, error: Exception) -> None:
        self.go.setEnabled(True)
        show_error(self, error)

    # -- inside

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.title, "title"))
        row.addStretch(1)
        row.addWidget(Button("以前的导入…", symbol="history").on(self.look_back))
        row.addWidget(Button("粘贴（Ctrl+V）", symbol="copy").on(self._paste_here))
        row.addWidget(Button("选择文件…", symbol="upload").on(self.choose_file))
        return row

    def _work(self) -> QWidget:
        work = QWidget()
        box = QVBoxLayout(work)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._choices())
        self.notes = Label("", "quiet", wraps=True)
        box.addWidget(self.notes)
        self._columns_asked = False
        self.columns = Button("栏目对应", "link", "columns").on(self._turn_columns)
        box.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid_area = Scrolled(self.grid, "栏目对应")
        self._grid_area.setMaximumHeight(_COLUMNS_HIGH)
        self._grid_area.hide()
        box.addWidget(self._grid_area)
        box.addWidget(self.rows, 1)
        box.addLayout(self._foot())
        return work

    def _choices(self) -> QHBoxLayout:
        self.kinds, self.sheets, self.ways = (DropDown(name) for name in ("导入到", "工作表", "已有的记录"))
        for at, (way, (words, meaning)) in enumerate(_WAYS.items()):
            self.ways.addItem(words, way)
            self.ways.setItemData(at, meaning, Qt.ItemDataRole.ToolTipRole)
        self.ways.setToolTip(tip("\n".join(f"{words}：{meaning}" for words, meaning in _WAYS.values())))
        self.make_firms = QCheckBox(MAKE_FIRMS)
        self.kinds.activated.connect(lambda _at: self._take_kind())
        self.sheets.activated.connect(lambda _at: self._wish(sheet=self.sheets.currentText(), given={}))
        self.ways.activated.connect(lambda _at: self._wish(ways=self.ways.currentData()))
        self.make_firms.setToolTip("不选时，企业不在名录里的行退回；名称相近的总要您来定。")
        self.make_firms.toggled.connect(lambda on: self._wish(create_refs=on))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._sheets_named = Label("工作表", "field")
        kinds = Label("导入到", "field")
        for widget in (kinds, self.kinds, self._sheets_named, self.sheets, self.ways, self.make_firms):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        self.told = Label("", "quiet", wraps=True)
        self.save_back = Button("退回的行另存…", symbol="download").on(self.save_refused)
        self.go = Button("导入", "primary", "check").on(self.run_plan)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.stop = Button("停止").on(self._planning.stop)
        self.stop.hide()
        row.addWidget(self.told, 1)
        row.addWidget(self.stop)
        row.addWidget(self.save_back)
        row.addWidget(self.go)
        return row

    def _fill_choices(self, book: Book) -> None:
        self.kinds.clear()
        for kind in self._kinds():
            self.kinds.addItem(kind.title, kind)
        self.kinds.setCurrentIndex(self.kinds.findText(self._kind.title if self._kind else ""))
        self.sheets.clear()
        self.sheets.addItems([sheet.title for sheet in book.sheets])
        self.sheets.setCurrentText(chosen_sheet(book).title)
        for widget in (self._sheets_named, self.sheets):
            widget.setVisible(len(book.sheets) > 1)

    def _turn_columns(self, *, on: bool | None = None) -> None:
        self._columns_asked = True
        self._grid_area.setVisible(self._grid_area.isHidden() if on is None else on)

    def _paste_here(self) -> None:
        text = QApplication.clipboard().text()
        if text.strip():
            self.paste(text)
        else:
            self._desk.said.emit("剪贴板里没有文字：请先在表格里选中要导入的行，连表头一起复制")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste_here()
        else:
            super().keyPressEvent(event)
