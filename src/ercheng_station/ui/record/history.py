"""Who changed what and when, old → new, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.record.reading import Step

_NAMES = 96
_STEPS = 50


class HistoryView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 0, 0)
        self._box.setSpacing(8)

    def show_steps(self, steps: Sequence[Step]) -> None:
        self.clear()
        for step in steps[:_STEPS]:
            self._box.addWidget(_told(step))
            self._box.addWidget(rule())
        if len(steps) > _STEPS:
            self._box.addWidget(Label(f"更早的 {len(steps) - _STEPS} 次改动没有列出", "caption"))
        self._box.addStretch(1)

    def clear(self) -> None:
        while item := self._box.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()


def _told(step: Step) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, _NAMES)
    grid.setColumnStretch(1, 1)
    grid.addWidget(Label(step.words, "strong", wraps=True), 0, 0, 1, 2)
    grid.addWidget(Label(f"{step.at}  {step.actor}", "caption"), 1, 0, 1, 2)
    for row, (label, old, new) in enumerate(step.changes, 2):
        name = Label(label, "quiet", wraps=True)
        name.setFixedWidth(_NAMES)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        words = Label(f"{old} → {new or '（空）'}" if old else new, wraps=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(words, row, 1)
    return made
