"""套打: how far a printer must shift the page so that it meets a form already printed on the sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.printing.likings import MOST_MM, PrintLikings

_WIDTH = 440
_WORDS = "在印好的表上打印时，字的位置偏了，就在这里移一移；每台打印机各记各的。"


class OffsetSheet(Dialog):
    def __init__(self, parent: QWidget, likings: PrintLikings, printers: Sequence[str]) -> None:
        super().__init__(parent)
        self._likings = likings
        self.setWindowTitle("套打位置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.printer = DropDown("打印机")
        self.printer.addItems(list(printers))
        self.printer.setAccessibleName("打印机")
        self.right, self.down = (_millimetres(name) for name in ("向右移", "向下移"))
        self.printer.currentTextChanged.connect(self._show)
        if likings.last in printers:
            self.printer.setCurrentText(likings.last)
        self._show(self.printer.currentText())
        self._lay_out()

    def accept(self) -> None:
        self._likings.shift(self.printer.currentText(), (self.right.value(), self.down.value()))
        super().accept()

    def _show(self, printer: str) -> None:
        for box, mm in zip((self.right, self.down), self._likings.offset(printer), strict=True):
            box.setValue(mm)

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(1, 1)
        named: list[tuple[str, QWidget]] = [
            ("打印机", self.printer),
            ("向右移", self.right),
            ("向下移", self.down),
        ]
        for row, (words, widget) in enumerate(named):
            rows.addWidget(Label(words, "field"), row, 0)
            rows.addWidget(widget, row, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("取消").on(self.reject))
        foot.addWidget(Button("保存", "primary").on(self.accept))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label("套打位置", "strong"))
        box.addWidget(Label(_WORDS, "quiet", wraps=True))
        box.addLayout(rows)
        box.addLayout(foot)


def _millimetres(name: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(-MOST_MM, MOST_MM)
    made.setSingleStep(0.5)
    made.setDecimals(1)
    made.setSuffix(" 毫米")
    made.setAccessibleName(f"{name}（毫米，负数为反方向）")
    return made
