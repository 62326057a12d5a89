"""Choices as chips one can see and press: the word, a tick when chosen, a line around."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from ercheng_station.ui import style
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import caption

_TICK = 16
_SIDE = 12


class RadioChip(QRadioButton):
    """One of several. Pressed again it is given up, where nothing need be chosen."""

    def __init__(self, words: str, *, can_clear: bool) -> None:
        super().__init__(caption(words))
        self._can_clear = can_clear
        self.setAccessibleName(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.isChecked() and self._can_clear:
            self.give_up()
            event.accept()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.isChecked() and self._can_clear:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        group = self.group()
        group.setExclusive(False)
        self.setChecked(False)
        group.setExclusive(True)

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint(self)


class CheckChip(QCheckBox):
    """Chosen or not, whatever the others are."""

    def __init__(self, words: str) -> None:
        super().__init__(caption(words))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint(self)


def _size(chip: QAbstractButton) -> QSize:
    width = chip.fontMetrics().horizontalAdvance(chip.accessibleName()) + 2 * _SIDE + _TICK
    return QSize(width, style.current().sizes.control)


def _paint(chip: QAbstractButton) -> None:
    painter = QPainter(chip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_frame(chip, painter)
    _paint_words(chip, painter)
    painter.end()


def _paint_frame(chip: QAbstractButton, painter: QPainter) -> None:
    colours = style.current().colours
    width = 2 if chip.hasFocus() else 1
    inset = width / 2
    painter.setPen(QPen(QColor(getattr(colours, _edge(chip))), width))
    painter.setBrush(QColor(getattr(colours, _surface(chip))))
    painter.drawRoundedRect(QRectF(chip.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)


def _edge(chip: QAbstractButton) -> str:
    if not chip.isEnabled():
        return "line"
    if chip.hasFocus() or chip.isChecked():
        return "accent"
    return "bad" if chip.property("fault") else "edge"


def _surface(chip: QAbstractButton) -> str:
    if chip.isChecked():
        return "soft"
    return "raised" if chip.underMouse() and chip.isEnabled() else "card"


def _paint_words(chip: QAbstractButton, painter: QPainter) -> None:
    colours, words = style.current().colours, chip.accessibleName()
    if chip.isChecked():
        painter.setPen(QColor(colours.accent))
        painter.drawPixmap(_SIDE - 4, (chip.height() - _TICK) // 2, pixmap("check", "accent", _TICK))
        box = chip.rect().adjusted(_SIDE + _TICK, 0, -4, 0)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
    else:
        painter.setPen(QColor(colours.text if chip.isEnabled() else colours.quiet))
        painter.drawText(chip.rect(), int(Qt.AlignmentFlag.AlignCenter), words)
