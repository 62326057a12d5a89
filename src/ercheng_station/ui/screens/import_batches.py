"""以前的导入: what was brought in, the latest first, each of it to be taken back as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ercheng_station.db.batches import Batch
from ercheng_station.records.dates import beijing
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet

_NONE = "还没有导入过，或者导入的都已撤销。"
_KEPT = "撤销会把那一批登记的整批取走；导入以后又改过的记录会保留，并告诉您是哪些。"


class BatchList(QWidget):
    def __init__(self, batches: Sequence[Batch], undo: Callable[[UUID], object]) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(batches):
            button = Button("撤销").on(partial(undo, one.uid))
            button.setAccessibleName(f"撤销 {one.label}")
            self.buttons.append(button)
            when = f"{beijing(one.at):%Y-%m-%d %H:%M}"
            for at, widget in enumerate(
                (Label(when, "quiet"), Label(one.label, wraps=True), Label(one.actor, "quiet"), button)
            ):
                grid.addWidget(widget, row, at)
        grid.setRowStretch(len(batches), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(_KEPT if batches else _NONE, "quiet", wraps=True))
        if batches:
            box.addWidget(Scrolled(lines, "以前的导入"), 1)


def show_batches(parent: QWidget, batches: Sequence[Batch], undo: Callable[[UUID], object]) -> Sheet:
    """`undo` gets the batch that is to be taken back; the sheet closes then."""

    def chosen(uid: UUID) -> None:
        sheet.done(0)
        undo(uid)

    sheet = Sheet(parent, "以前的导入", BatchList(batches, chosen), largest=(760, 420))
    sheet.open()
    return sheet
