"""What can be done to several selected records at once; stands in the place of the list's first line meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.labels import Label

MOST_AT_ONCE = 500


class SeveralBar(QWidget):
    print_asked = Signal()
    change_asked = Signal()
    remove_asked = Signal()
    restore_asked = Signal()

    def __init__(
        self, give_up: Callable[[], object], *, has_papers: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._has_papers = has_papers
        self._words = Label(tone="strong")
        self.printing = Button("打印", "", "printer").on(self.print_asked.emit)
        self._change = Button("批量修改…").on(self.change_asked.emit)
        self._remove = Button("删除…", "danger", "trash").on(self.remove_asked.emit)
        self._restore = Button("恢复", "primary", "undo").on(self.restore_asked.emit)
        self.changing = (self._change, self._remove, self._restore)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._words)
        line.addSpacing(8)
        for button in (self.printing, *self.changing):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(Button("取消选择", "link", "x").on(give_up))

    def say(self, count: int, *, in_trash: bool) -> None:
        too_many = f"（一次最多处理 {MOST_AT_ONCE} 条）" if count > MOST_AT_ONCE else ""
        self._words.setText(f"已选 {count:,} 条{too_many}")
        self._words.setAccessibleName(self._words.text())
        self.printing.setVisible(self._has_papers and not in_trash)
        for button in (self._change, self._remove):
            button.setVisible(not in_trash)
        self._restore.setVisible(in_trash)
        for button in (self.printing, *self.changing):
            button.setEnabled(not too_many)
