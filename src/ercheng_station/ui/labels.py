"""Words on the screen that are never taken for markup, and the lines between surfaces."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QWidget

_CHANCE = "\u200b"
"""Takes no room, and a line may break there."""
_RUN = re.compile(r"[!-~]{16,}")
_PIECE = re.compile(r"[!-~]{1,11}[\\/_&?=.-]|[!-~]{1,12}")


class Label(QLabel):
    """`tone`: title heading section strong field quiet caption good warn bad, or "" for plain words."""

    def __init__(self, words: str = "", tone: str = "", *, wraps: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(words)
        if tone:
            self.setProperty("tone", tone)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def text(self) -> str:
        return super().text().replace(_CHANCE, "")

    def setText(self, words: str) -> None:
        super().setText(_breakable(words) if self.wordWrap() else words)

    def copy(self) -> None:
        """What is selected, as it was given."""
        QGuiApplication.clipboard().setText(self.selectedText().replace(_CHANCE, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.hasSelectedText():
            event.ignore()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("复制", self.copy)
        menu.popup(event.globalPos())

    def retone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def speak(self, words: str) -> None:
        """Shows the words, or takes no room if there are none."""
        self.setText(words)
        self.setVisible(bool(words))


class Eliding(Label):
    """Gives way where room is short; the whole words are the tooltip."""

    def __init__(self, tone: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__(tone=tone)
        self._words = ""
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def words(self) -> str:
        return self._words

    def say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()  # QLabel asks for room only where the words that fit in it are others
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 4, super().sizeHint().height())

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(tip(self._words) if shown != self._words else "")


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("surface", "rule")
    made.setFixedHeight(1)
    return made


def restyle(widget: QWidget) -> None:
    """Lets the style sheet see a property that changed; one not yet styled will be anyway."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _breakable(words: str) -> str:
    """Qt breaks no line within a path or an address, which would then be cut off."""
    return _RUN.sub(lambda run: _CHANCE.join(_PIECE.findall(run.group())), words)


def at_hyphens(words: str) -> str:
    """A line may break behind each, so that a number finds room in a narrow place."""
    return words.replace("-", f"-{_CHANCE}")


def tip(words: str) -> str:
    """A tooltip that shows the words as they are and breaks long lines; Qt would take `<b>` for markup."""
    written = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<p style="white-space: pre-wrap">{written}</p>' if words else ""


def caption(words: str) -> str:
    """For buttons, tabs and menus, where Qt takes `&` for an accelerator."""
    return words.replace("&", "&&")
