"""Tells what went wrong in three parts: what happened, whether the data is safe, what to do now."""

import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label, restyle

_log = logging.getLogger(__name__)
_ACROSS = 34
"""Characters: larger letters make it wider rather than too high for the screen."""
_ICON = 24


def show_error(parent: QWidget, error: Exception) -> "Message":
    """A UserError in its own words; anything else is ours: logged in full, told with an apology."""
    if isinstance(error, UserError):
        parts, details = (error.what, error.safe, error.do), str(error)
    else:
        _log.error("unexpected fault", exc_info=error)
        parts = (
            "程序出了一个没有料到的问题。",
            "已经保存的内容没有受影响，正在填写的内容在草稿里。",
            "请重试一次；仍不行，请点“复制详情”发给维护人员。",
        )
        details = "".join(traceback.format_exception(error))
    made = Message(parent, "未能完成", parts, details)
    made.open()
    return made


class Message(Dialog):
    """Three sentences, never markup; Esc and Enter close it."""

    def __init__(self, parent: QWidget, title: str, parts: tuple[str, str, str], details: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleDescription("".join(parts))
        self._details = details
        lines = QGridLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(12)
        lines.setColumnStretch(1, 1)
        for row, (words, symbol, colour, tone) in enumerate(
            zip(parts, *zip(*_LOOKS, strict=True), strict=True)
        ):
            if words:
                _put(lines, row, words, (symbol, colour, tone))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(20)
        box.addLayout(lines)
        box.addStretch(1)
        box.addLayout(self._foot())
        self.setMinimumWidth(_width())
        self._close.setFocus()

    def copy_details(self) -> None:
        QApplication.clipboard().setText(self._details)
        self._copy.setText("已复制")

    def offer(self, words: str, act: Callable[[], object]) -> None:
        """A next step beside 知道了; it closes the message and is then the primary one."""

        def go() -> None:
            self.accept()
            act()

        button = Button(words, "primary").on(go)
        self._close.setProperty("tone", "")
        restyle(self._close)
        self._foot_line.addWidget(button)
        button.setDefault(True)
        button.show()  # what is hidden takes no focus
        button.setFocus()

    def _foot(self) -> QHBoxLayout:
        self._copy = Button("复制详情", "link", "copy").on(self.copy_details)
        self._close = Button("知道了", "primary").on(self.accept)
        self._close.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._copy)
        foot.addStretch(1)
        foot.addWidget(self._close)
        self._foot_line = foot
        return foot


class Question(Dialog):
    """Asks before something that cannot be taken back; Enter and Esc choose the harmless answer."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget, asks: str, explains: str, act: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(act)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_width())
        yes = Button(act, "danger").on(self.accept)
        no = Button("取消", "primary").on(self.reject)
        no.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(yes)
        foot.addWidget(no)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(asks, "strong", wraps=True))
        box.addWidget(Label(explains, "quiet", wraps=True))
        box.addLayout(foot)
        no.setFocus()
        self.finished.connect(lambda code: self.answered.emit(code == QDialog.DialogCode.Accepted.value))


def ask(parent: QWidget, asks: str, explains: str, act: str, then: Callable[[], object]) -> Question:
    """`then` is called if the person presses the button named `act`."""
    made = Question(parent, asks, explains, act)
    made.answered.connect(lambda yes: then() if yes else None)
    made.open()
    return made


_LOOKS = (("alert-circle", "bad", "strong"), ("shield-check", "good", ""), ("arrow-right", "accent", ""))


def _width() -> int:
    return _ACROSS * style.current().sizes.text


def _put(lines: QGridLayout, row: int, words: str, look: tuple[str, str, str]) -> None:
    symbol, colour, tone = look
    mark = Label()
    mark.setPixmap(pixmap(symbol, colour, _ICON))
    lines.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
    told = Label(words, tone, wraps=True)
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    told.setMinimumWidth(_width() - _ICON - 60)  # else Qt guesses the dialog's height from a narrower text
    lines.addWidget(told, row, 1)
