"""The words of a report to be edited, and beside them as they will be printed; what is typed is a draft until it is saved."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.services.report_words import automatic, filled, keep, text_key
from ercheng_station.services.reporting import Report
from ercheng_station.ui import ime
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.screens.report_facts import ReportFacts
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.texts import TextLines

_REST_MS = 1500
_HOW = (
    "大括号里写指标名称，做文件时填上当时的数：{走访次数}、{走访次数累计}、{走访次数去年同期}、{走访次数同比}、{期间}、{单位}。"
    "“一、走访服务”这样单独一行的是标题。"
)


class ReportWords(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: Report | None = None
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._put)
        self.text = TextLines("报表文字", 0, 0)
        self.text.textChanged.connect(self._hear)
        self.shown, self.fault, self.note = (
            Label(wraps=True),
            Label(tone="bad", wraps=True),
            Label(tone="quiet"),
        )
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.shown.setMargin(8)
        self.save_button = Button("保存文字", "primary").on(self.save)
        self.restore_button = Button("恢复自动文字").on(self.restore)
        self.give_up_button = Button("放弃修改").on(self.give_up)
        self._lay_out()

    @property
    def is_dirty(self) -> bool:
        return self._report is not None and self.text.toPlainText().strip() != self._kept.strip()

    def show_facts(self, facts: ReportFacts) -> None:
        """Words that are being typed for this period stay; only their numbers are told anew."""
        same = self._report is not None and self._report.span.key == facts.report.span.key
        stays = same and self.is_dirty
        if not same:
            self.flush()
        self._report, self._kept = facts.report, facts.words
        if not stays:
            self._set(facts.words if facts.draft is None else facts.draft)
        self._tell()

    def save(self) -> None:
        self.settle(lambda: None)

    def settle(self, then: Callable[[], object]) -> None:
        """Saves what was typed and goes on; not if it cannot be saved."""
        ime.commit()
        report, words = self._report, self.text.toPlainText()
        if report is None or not self.is_dirty:
            then()
            return
        self._desk.perform(
            lambda store: keep(store, report, words), self, lambda _act: self._done(then), self._refuse
        )

    def restore(self) -> None:
        """The words of the figures: shown, and saved as anything else typed."""
        if self._report:
            self._set(automatic(self._report))
            if self.is_dirty:
                self.save()
            else:
                self._drop()

    def give_up(self) -> None:
        self._set(self._kept)
        self._drop()

    def flush(self) -> None:
        """Nothing typed is only in the widget."""
        if self._timer.isActive():
            self._timer.stop()
            self._put()

    def forget(self) -> None:
        """Somebody else takes the seat: the draft belongs to the one who leaves."""
        self.flush()
        self._report, self._kept = None, ""
        self._set("")

    def _refuse(self, error: object) -> None:
        """In all its parts, beside what was typed."""
        if isinstance(error, UserError):
            self.fault.speak(f"{error.what}{error.safe}{error.do}")
        else:
            self._desk.failed.emit(error)

    def _done(self, then: Callable[[], object]) -> None:
        self._kept = self.text.toPlainText()
        self._drop()
        then()

    def _drop(self) -> None:
        self._timer.stop()
        self._prefer(None)
        self._tell()

    def _put(self) -> None:
        self._prefer(self.text.toPlainText() if self.is_dirty else None)

    def _prefer(self, words: str | None) -> None:
        if self._report:
            person, key = self._desk.store.actor, text_key(self._report.span)
            self._desk.tell(lambda store: store.drafts.prefer(person, key, words), lambda _: None, self)

    def _set(self, words: str) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(words)
        self.text.blockSignals(False)
        self._tell()

    def _hear(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
        self._tell()

    def _tell(self) -> None:
        if self._report is None:
            return
        words, own = self.text.toPlainText(), automatic(self._report)
        self.note.setText(
            "还没有保存，草稿已留着。"
            if self.is_dirty
            else "按数据自动写的。"
            if words.strip() == own
            else "改过的文字。"
        )
        self.restore_button.setEnabled(words.strip() != own)
        self.give_up_button.setEnabled(self.is_dirty)
        self.save_button.setEnabled(self.is_dirty)
        try:
            self.shown.setText(filled(self._report, words))
            self.fault.speak("")
        except UserError as error:
            self.fault.speak(f"{error.what}{error.do}")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        for button in (self.restore_button, self.give_up_button, self.save_button):
            row.addWidget(button)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.text, 1)
        beside.addWidget(Scrolled(self.shown, "印出来的文字"), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(Label(_HOW, "quiet", wraps=True))
        box.addLayout(beside, 1)
        box.addWidget(self.fault)
        self.fault.speak("")
