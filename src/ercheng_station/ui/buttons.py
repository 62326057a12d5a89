"""Buttons of one make: primary, ordinary, link-like, and small ones that show only an icon."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy, QToolButton, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.icons import icon
from ercheng_station.ui.labels import caption, tip
from ercheng_station.ui.tab_order import go

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHORTEST = 40
_RING, _INSIDE = 2, 4
_ICONS = {"primary": "on_fill", "link": "accent", "danger": "bad"}
_BARRED_ICONS = {"primary": "card"}
"""As the words beside them: on the ground of a disabled primary button the colour of other disabled icons is unseen."""


class Barred:
    """A button that is never shown once it is barred, whoever would show it; disabled it leaves the focus beside it."""

    _is_barred = False

    def bar(self) -> None:
        self._is_barred = True
        self.setVisible(False)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible and not self._is_barred)  # type: ignore[misc]  # of the widget beside it

    def setEnabled(self, enabled: bool) -> None:
        """Qt hands it on; from the last button of a page that is the first of the window, of a dialog its first field."""
        window = self.window()  # type: ignore[attr-defined]
        if not enabled and self.hasFocus() and not isinstance(window, QDialog):  # type: ignore[attr-defined]
            go(window, forward=False)
        super().setEnabled(enabled)  # type: ignore[misc]


class Button(Barred, QPushButton):
    """`tone`: primary danger link, or "". Enter presses it only while it has the focus."""

    def __init__(self, words: str, tone: str = "", symbol: str = "", parent: QWidget | None = None) -> None:
        super().__init__(caption(words), parent)
        self._symbol, self._tone = symbol, tone
        self._look = style.current().look
        self.setAutoDefault(False)
        self._spoken = words
        self.setAccessibleName(words)
        if tone:
            self.setProperty("tone", tone)
        self._draw()

    def setText(self, words: str) -> None:
        """Its name for a screen reader too, unless it has one of its own; it keeps it where there is room for the icon only."""
        super().setText(words)
        if words and self.accessibleName() == self._spoken:
            self._spoken = words.replace("&&", "&")
            self.setAccessibleName(self._spoken)

    def on(self, act: Callable[[], object]) -> "Button":
        self.clicked.connect(lambda _checked=False: act())
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()  # Qt leaves it to dialogs; in a form it would go on to the first field
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a filled ground the focus is a ring inside the edge; that of a style sheet lies across the words."""
        super().paintEvent(event)
        if self._tone == "primary" and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(style.current().colours.on_fill), _RING))
            painter.drawRoundedRect(self.rect().adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE), _RING, _RING)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._look != style.current().look:
            self._draw()

    def _draw(self) -> None:
        self._look = style.current().look
        if self._symbol:
            shades = _ICONS.get(self._tone, ""), 0, _BARRED_ICONS.get(self._tone, "edge")
            self.setIcon(icon(self._symbol, *shades))


class LinkButton(Button):
    """Words that lead somewhere: shortened where room is short, then whole in the tooltip."""

    def __init__(self, tone: str = "text-link") -> None:
        super().__init__("", tone)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, name: str = "") -> None:
        """`name` for a screen reader, where it is to hear more."""
        self._words = words
        self.setAccessibleName(name or words)
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """For all the words, however many are shown."""
        hint, wide = super().sizeHint(), self.fontMetrics().horizontalAdvance
        return QSize(hint.width() + wide(self._words) - wide(self.text().replace("&&", "&")), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_SHORTEST, super().minimumSizeHint().height())

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - self.sizeHint().width() + metrics.horizontalAdvance(self._words) + 1
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if caption(shown) != self.text():
            QPushButton.setText(self, caption(shown))
        self.setToolTip(tip(self._words) if shown != self._words else "")


class IconButton(Barred, QToolButton):
    """The words are its tooltip and its name for a screen reader."""

    def __init__(self, symbol: str, words: str, colour: str = "quiet", pixels: int = 0) -> None:
        super().__init__()
        self._symbol, self._colour, self._pixels = symbol, colour, pixels
        self._look = style.current().look
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.rename(words)
        self._draw()

    def rename(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(tip(words))

    def redraw(self, symbol: str, colour: str = "quiet") -> None:
        self._symbol, self._colour = symbol, colour
        self._draw()

    def on(self, act: Callable[[], object]) -> "IconButton":
        self.clicked.connect(lambda _checked=False: act())
        return self

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._look != style.current().look:
            self._draw()

    def _draw(self) -> None:
        self._look = style.current().look
        side = self._pixels or style.current().sizes.icon
        self.setIcon(icon(self._symbol, self._colour, side))
        self.setIconSize(QSize(side, side))
