"""照表填报: the places of a superior's form, each with its figure to be corrected; the filled copy is written beside it."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.exchange.forms.facing import (
    NOT_FILLED,
    FormFacts,
    Spot,
    read_any,
    record_facts,
    report_facts,
)
from ercheng_station.exchange.forms.word_form import WordForm, read_word_form
from ercheng_station.exchange.forms.workbook_form import Form
from ercheng_station.exchange.plain import Kind
from ercheng_station.services.form_values import COLUMNS, NOW, WORDS, key_of
from ercheng_station.services.report_span import Span
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

TITLE = "照表填报"
_SIZE = (960, 640)
_ANY, _WORD = "表格和 Word 文档 (*.xlsx *.xlsm *.docx)", "Word 文档 (*.docx)"
_FURTHER = (Head("表里写着"), Head("填什么", 200), Head("内容", 240, right=True))
_ONE_SHEET, _MANY_SHEETS = (Head("格子", 72), *_FURTHER), (Head("格子", 168), *_FURTHER)
_NAMES = (Head("占位文字", 320), Head("内容"))


class FormSheet(QWidget):
    """The line in sight is corrected below the table."""

    def __init__(self, desk: Desk, facts: FormFacts) -> None:
        super().__init__()
        self._desk, self.facts = desk, facts
        self.is_changed = False
        cells = _MANY_SHEETS if facts.has_many_sheets else _ONE_SHEET
        heads = cells if facts.can_choose else _NAMES
        self.told = Label(facts.told, "strong", wraps=True)
        self.table = LineTable("可以填的地方", heads, _cells if facts.can_choose else _names)
        self.whole = Label(tone="quiet", wraps=True)
        self.figure, self.column = DropDown("这一格填什么"), DropDown("哪一段时间的数")
        self.figure.addItem(NOT_FILLED, "")
        for name, words in facts.figures:
            self.figure.addItem(words, name)
        for name, words in COLUMNS.items():
            self.column.addItem(words, name)
        for box in (self.figure, self.column):
            box.activated.connect(lambda _at: self.take())
        self.write_button = Button("生成…", "primary", "download").on(self._ask_target)
        self._lay_out()
        self.table.looked.connect(self._look)
        self.table.opened.connect(lambda _spot: self.figure.setFocus())
        self.table.fill(facts.spots, heads)

    def take(self) -> None:
        """What stands in the two lists is for the line in sight."""
        spot: Spot | None = self.table.current()
        if spot and spot.place:
            name = self.figure.currentData()
            column = self.column.currentData() or NOW
            self.facts.choose(spot.place, name if not name or name in WORDS else key_of(name, column))
            self.is_changed = True
            self.table.fill(self.facts.spots)
            self.told.setText(self.facts.told)

    def write(self, target: Path) -> None:
        self.write_button.setEnabled(False)
        self._desk.tell(
            lambda store: self.facts.write(store, target),
            lambda act: self._tell_written(target, act),
            self,
            self._refuse,
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("选中的格子填", "field"))
        row.addWidget(self.figure)
        row.addWidget(self.column)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        words = "另存一份，原来的表不改；只填这些地方，格式和公式都不动。"
        foot.addWidget(Label(words, "quiet", wraps=True), 1)
        foot.addWidget(Button("取消").on(lambda: self.window().close()))
        foot.addWidget(self.write_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        box.addWidget(self.told)
        box.addWidget(self.table, 1)
        if self.facts.can_choose:
            box.addWidget(self.whole)
            box.addLayout(row)
        box.addLayout(foot)

    def _look(self, spot: Spot | None) -> None:
        self.whole.setText(f"{spot.where} 表里写着：{spot.says}" if spot else "")
        key = self.facts.chosen.get(spot.place, "") if spot and spot.place else ""
        name, _, column = key.partition(".")
        self.figure.setCurrentIndex(max(0, self.figure.findData(name)))
        self.column.setCurrentIndex(max(0, self.column.findData(column)))
        self.column.setEnabled(bool(name) and name not in WORDS)

    def _ask_target(self) -> None:
        path = self.facts.form.path
        dialog = QFileDialog(self, "填好的表存到", str(path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(path.suffix[1:])
        dialog.selectFile(self.facts.file_name)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def _tell_written(self, target: Path, act: Act | None) -> None:
        if act:
            self._desk.hear_of(act)
        self.is_changed = False
        self.window().close()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def _refuse(self, error: Exception) -> None:
        self.write_button.setEnabled(True)
        show_error(self, error)


def ask_form(parent: QWidget, desk: Desk, span: Span) -> None:
    """Which file; then its places are shown with the figures of the period."""
    _ask_file(parent, "选上级发来的表", _ANY, lambda path: open_form(parent, desk, span, path))


def open_form(parent: QWidget, desk: Desk, span: Span, path: Path) -> None:
    def read(form: Form | WordForm) -> None:
        desk.ask(
            lambda store: report_facts(store, form, span), lambda facts: _show(parent, desk, facts), parent
        )

    run_task(parent, "正在读表", lambda report: read_any(path, report), read)


def ask_word_form(parent: QWidget, desk: Desk, kind: Kind, uid: UUID) -> None:
    """The same with the fields of one record."""
    _ask_file(parent, "选要填的 Word 表", _WORD, lambda path: open_word_form(parent, desk, (kind, uid), path))


def open_word_form(parent: QWidget, desk: Desk, record: tuple[Kind, UUID], path: Path) -> None:
    def job(store: Store) -> FormFacts:
        return record_facts(store, read_word_form(path), *record)

    desk.ask(job, lambda facts: _show(parent, desk, facts), parent)


def _ask_file(parent: QWidget, title: str, files: str, then: Callable[[Path], None]) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(files)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def _show(parent: QWidget, desk: Desk, facts: FormFacts) -> None:
    inside = FormSheet(desk, facts)
    Sheet(parent, TITLE, inside, lambda: inside.is_changed, largest=_SIZE).open()
    inside.table.setFocus()


def _cells(spot: Spot) -> tuple[str, ...]:
    return spot.where, spot.says, spot.title or NOT_FILLED, spot.shows


def _names(spot: Spot) -> tuple[str, ...]:
    return spot.where, spot.shows
