"""报表: the figures of a month, quarter or year; the files to mail, the words to paste, and the mark that it was sent."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QButtonGroup, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout

from ercheng_station.files import safe_name
from ercheng_station.services.report_span import LATEST_FIRST_DAY, MONTH, QUARTER, YEAR, Span, begin_months
from ercheng_station.services.reporting import Line, message
from ercheng_station.ui.asking import ask_words
from ercheng_station.ui.buttons import Button, IconButton, LinkButton
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.filters import ROWS, Rows
from ercheng_station.ui.menus import open_under
from ercheng_station.ui.pages import Page
from ercheng_station.ui.screens.report_facts import (
    ReportFacts,
    read_report,
    send_report,
    write_brief_of,
    write_report,
)
from ercheng_station.ui.screens.report_table import ReportTable
from ercheng_station.ui.screens.report_words_panel import ReportWords
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.superior_form import ask_form

_FILES = (("生成 PDF…", ".pdf"), ("生成 Word…", ".docx"), ("生成 Excel…", ".xlsx"))
_FORMS = {MONTH: "月报", QUARTER: "季报", YEAR: "年报"}


class ReportScreen(Page):
    title = "报表"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._form = MONTH
        self._span: Span | None = None
        self.facts: ReportFacts | None = None
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self.forms = {form: RadioChip(words, can_clear=False) for form, words in _FORMS.items()}
        self._group = QButtonGroup(self)
        for form, chip in self.forms.items():
            self._group.addButton(chip)
            chip.clicked.connect(partial(self._choose, form))
        self.forms[MONTH].setChecked(True)
        self.before = IconButton("chevron-left", "上一期").on(lambda: self._step(-1))
        self.after = IconButton("chevron-right", "下一期").on(lambda: self._step(1))
        self.period, self.state = Label(tone="heading"), Label(tone="quiet", wraps=True)
        self.changed, self.whole = Label(tone="warn", wraps=True), Label(tone="quiet", wraps=True)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        yield
        self.table = ReportTable()
        self.table.opened.connect(self._open)
        self.table.looked.connect(lambda _line: self._tell())
        yield
        self.words = ReportWords(self._desk)
        self.words.hide()
        yield
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addLayout(self._acts())
        for widget in (self.changed, self.table, self.whole, self.words):
            box.addWidget(widget, 1 if widget in {self.table, self.words} else 0)
        self.changed.speak("")
        yield
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds})
        self.refresh()

    def refresh(self) -> None:
        form, span = self._form, self._span
        self._desk.ask(lambda store: read_report(store, form, span), self._show, self)

    def show_place(self, place: Place) -> None:
        self.table.setFocus()

    def leave(self) -> None:
        self.words.flush()

    def hand_over(self) -> None:
        self.show_words(shown=False)
        self.words.forget()

    def show_words(self, *, shown: bool) -> None:
        """In place of the figures."""
        self.words.setVisible(shown)
        self.table.setHidden(shown)
        self.whole.setHidden(shown)
        self.wording.setText("看数据" if shown else "改文字")
        self.wording.setAccessibleName("看报表数据" if shown else "改报表文字")
        if shown:
            self.words.text.setFocus()
            self.refresh()

    def copy(self) -> None:
        if self.facts:
            QApplication.clipboard().setText(message(self.facts.report))
            self.state.setText("已复制三行文字，可以粘贴到微信。")

    def send(self) -> None:
        """Figures and files are frozen as they are at this moment."""
        if self.facts:
            self._with_words(self._send)

    def write(self, path: Path) -> None:
        if self.facts:
            span = self.facts.report.span
            self._desk.ask(lambda store: write_report(store, path, span), lambda _: _open_file(path), self)

    def begin_months(self, typed: str) -> None:
        """From the first month of the period in sight on."""
        if self.facts is None:
            return
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= LATEST_FIRST_DAY):
            self.state.setText(f"起算日要填 1 到 {LATEST_FIRST_DAY}，不能是“{typed}”。")
            return
        span = self.facts.report.span
        since = date(span.year, span.months[0], 1)
        self._desk.perform(lambda store: begin_months(store, int(typed), since), self)

    def _ask_first_day(self) -> None:
        if self.facts:
            told = (
                f"从{self.facts.report.span.title}的报表起，每月从几号算起。",
                "填 1 是自然月；填 26 是上月 26 日到本月 25 日。以前的报表不变。",
            )
            ask_words(self, "每月从几号算起", told, "改起止日期", self.begin_months)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.title, "title"))
        row.addSpacing(16)
        for chip in self.forms.values():
            row.addWidget(chip)
        row.addSpacing(16)
        self.days = LinkButton("link")
        self.days.on(self._ask_first_day)
        self.days.setEnabled(self._desk.may("settings"))
        for widget in (self.before, self.period, self.after, self.days):
            row.addWidget(widget)
        row.addStretch(1)
        self.wording = Button("改文字", symbol="file-text").on(
            lambda: self.show_words(shown=self.words.isHidden())
        )
        self.wording.setAccessibleName("改报表文字")
        row.addWidget(self.wording)
        return row

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sent = Button("记为已上报", "primary", "send").on(self.send)
        row.addWidget(self.state, 1)
        packing = Button("做上报包…", symbol="upload").on(self._ask_to_send)
        row.addWidget(packing)
        self.form_button = Button("照表填报…", symbol="list-check").on(self._ask_form)
        row.addWidget(self.form_button)
        copying = Button("复制微信文字", symbol="copy").on(self.copy)
        row.addWidget(copying)
        self.making_files = Button("生成文件", symbol="download").on(self._choose_form)
        self._desk.offer("report", self.wording, self.sent, packing, self.form_button, self.making_files)
        row.addWidget(self.making_files)
        row.addWidget(self.sent)
        self._on_figures = (packing, self.form_button, copying, self.making_files)
        for button in (*self._on_figures, self.sent):
            button.setEnabled(False)  # what is pressed before the figures are here would do nothing
        return row

    def _choose(self, form: str) -> None:
        self._form, self._span = form, None
        self.refresh()

    def _step(self, by: int) -> None:
        if self.facts:
            span = self.facts.report.span
            self._span = span.before() if by < 0 else span.after()
            self.refresh()

    def _show(self, facts: ReportFacts) -> None:
        self.facts, self._span = facts, facts.report.span
        report = facts.report
        self.period.setText(report.span.title)
        self.days.say(f"{report.span.period.first} 至 {report.span.period.last}")
        self.days.setAccessibleName(f"改起止日期，现在是{self.days.text()}")
        self.after.setEnabled(report.span.period.last < report.on)
        self.state.setText(facts.state)
        self.changed.speak(facts.changed)
        for button in self._on_figures:
            button.setEnabled(True)
        words = "零报告" if report.is_zero else "再次上报" if facts.sent else "记为已上报"
        self.sent.setText(words)
        self.sent.setAccessibleName(words)
        self.sent.setEnabled(report.is_over and (facts.sent is None or bool(facts.corrections)))
        self.table.show_lines([line for _, lines in report.printed for line in lines])
        self.words.show_facts(facts)
        self._tell()

    def _tell(self) -> None:
        line = self.table.current()
        if line is None:
            self.whole.setText("这个单位没有要报的指标。")
            return
        one = line.indicator
        self.whole.setText(f"{one.title}口径：{one.meaning}。本期 {line.rows} 条记录，按回车或双击查看。")

    def _open(self, line: Line) -> None:
        if self.facts:
            query = line.indicator.rows(self.facts.report.span.period)
            words = f"{self.facts.report.span.title}{line.indicator.title}"
            self._desk.go(query.kind.__tablename__, given={ROWS: Rows.of(words, query)})

    def _send(self) -> None:
        if self.facts:
            span = self.facts.report.span
            self.sent.setEnabled(False)
            self._desk.perform(lambda store: send_report(store, span), self, None, self._refuse)

    def _refuse(self, error: object) -> None:
        self.sent.setEnabled(True)
        self._desk.failed.emit(error)

    def _ask_to_send(self) -> None:
        from ercheng_station.ui.sending import ask_to_send  # noqa: PLC0415  loads 0.2 s of Excel

        if self.facts:
            ask_to_send(self, self._desk, self.facts.report.span)

    def _ask_form(self) -> None:
        if self.facts:
            ask_form(self, self._desk, self.facts.report.span)

    def _with_words(self, then: Callable[[], object]) -> None:
        """Words that were typed and are out of sight are looked at first, those in sight are saved."""
        if self.words.is_dirty and self.words.isHidden():
            self.show_words(shown=True)
        else:
            self.words.settle(then)

    def _choose_form(self) -> None:
        menu = QMenu(self)
        for words, suffix in _FILES:
            menu.addAction(words).triggered.connect(lambda _checked, suffix=suffix: self._ask_file(suffix))
        menu.addSeparator()
        menu.addAction("信息简报…").triggered.connect(self._ask_brief)
        open_under(menu, self.making_files)

    def _ask_brief(self) -> None:
        if self.facts:
            report = self.facts.report
            name = safe_name(report.short_name, "信息简报", report.span.key, suffix=".docx")
            self._choose_file(name, self.write_brief)

    def write_brief(self, path: Path) -> None:
        if self.facts:
            span = self.facts.report.span
            self._desk.ask(lambda store: write_brief_of(store, path, span), lambda _: _open_file(path), self)

    def _ask_file(self, suffix: str) -> None:
        if self.facts:
            self._with_words(partial(self._choose_file, self.facts.report.file_name(suffix), self.write))

    def _choose_file(self, name: str, write: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, "报表存到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: write(Path(chosen)))
        dialog.open()


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
