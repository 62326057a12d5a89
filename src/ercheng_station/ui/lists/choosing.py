"""Which columns a list shows, in which order, and the sets of columns kept under a name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ercheng_station.records.base import Record
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label, caption
from ercheng_station.ui.lists.columns import REMOVED_AT, REMOVED_WHY, columns_of, usual
from ercheng_station.ui.painting import box_of, is_selected
from ercheng_station.ui.texts import TextLine

Index = QModelIndex | QPersistentModelIndex
_NAME, _TICK = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.CheckStateRole
_SIZE = (420, 520)


class ColumnsSheet(Dialog):
    """Tick what is to be seen, drag it to its place; a set kept under a name comes back with one press."""

    chosen = Signal(list)
    kept = Signal(dict)
    """Sets by name, after one was added or removed."""

    def __init__(
        self, parent: QWidget, kind: type[Record], shown: Sequence[str], sets: Mapping[str, list[str]]
    ) -> None:
        super().__init__(parent)
        self._kind, self._sets = kind, dict(sets)
        self.setWindowTitle("选择列")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName("列")
        self.list.setItemDelegate(_Ticked(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        FocusMark(self.list)
        self.name = TextLine("列方案的名称")
        self.name.setPlaceholderText("方案名称，如“报市局”")
        self._fill(shown)
        self._lay_out()

    def names(self) -> list[str]:
        """The ticked columns in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_NAME) for item in items if item.checkState() is Qt.CheckState.Checked]

    def tick(self, name: str, *, on: bool = True) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.names())

    def keep_set(self) -> None:
        name = self.name.text().strip()
        if name:
            self._sets[name] = self.names()
            self.kept.emit(self._sets)
            self.name.clear()
            self.name.setPlaceholderText(f"已存为“{name}”")

    def _fill(self, shown: Sequence[str]) -> None:
        known = columns_of(self._kind)
        rest = [name for name in known if name not in shown and name not in {REMOVED_AT, REMOVED_WHY}]
        self.list.clear()
        for name in (*(name for name in shown if name in known), *rest):
            item = QListWidgetItem(known[name].title)
            item.setData(_NAME, name)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _open_sets(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("通常的列", lambda: self._fill(usual(self._kind)))
        for name, columns in self._sets.items():
            menu.addAction(caption(name), partial(self._fill, columns))
        if self._sets:
            removal = menu.addMenu("删除方案")
            for name in self._sets:
                removal.addAction(caption(name), partial(self._drop_set, name))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _drop_set(self, name: str) -> None:
        self._sets.pop(name)
        self.kept.emit(self._sets)

    def _lay_out(self) -> None:
        sets = Button("列方案", "", "columns")
        sets.on(lambda: self._open_sets(sets))
        above = QHBoxLayout()
        above.addWidget(Label("勾选要看的列，上下拖动排顺序；导出也照此。", "caption", wraps=True), 1)
        above.addWidget(sets)
        keep = QHBoxLayout()
        keep.addWidget(self.name, 1)
        keep.addWidget(Button("存为方案").on(self.keep_set))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button("取消").on(self.reject))
        foot.addWidget(Button("确定", "primary").on(self.accept))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        for layout in (above, None, keep, foot):
            if layout is None:
                box.addWidget(self.list, 1)
            else:
                box.addLayout(layout)
        self.list.setCurrentRow(0)
        self.list.setFocus()


class _Ticked(QStyledItemDelegate):
    """A tick and the words; a press anywhere on the line, or Space, turns it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, style.current().sizes.control)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        spaced = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not (pressed or spaced):
            return False
        on = Qt.CheckState(index.data(_TICK)) == Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, turned.value, _TICK)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, box = style.current(), box_of(option)
        on = Qt.CheckState(index.data(_TICK)) == Qt.CheckState.Checked
        middle = box.center().y()
        painter.save()
        if is_selected(option):
            painter.fillRect(box, QColor(now.colours.soft))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(now.colours.accent if on else now.colours.edge))
        painter.setBrush(QColor(now.colours.soft if on else now.colours.card))
        painter.drawRoundedRect(QRectF(box.left() + 8.5, middle - 7.5, 16, 16), 3, 3)
        if on:
            painter.drawPixmap(box.left() + 9, middle - 7, pixmap("check", "accent", 16))
        painter.setPen(QColor(now.colours.text if on else now.colours.quiet))
        painter.drawText(box.adjusted(34, 0, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.restore()


def views_menu(
    parent: QWidget,
    names: Sequence[str],
    show: Callable[[str], object],
    keep: Callable[[], object],
    drop: Callable[[str], object],
) -> QMenu:
    """Saved views to go back to, and keeping the one in sight."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names:
        menu.addAction(caption(name), partial(show, name))
    if not names:
        menu.addAction("还没有保存的视图").setEnabled(False)
    menu.addSeparator()
    menu.addAction("把当前筛选存为视图…", keep)
    if names:
        removal = menu.addMenu("删除视图")
        for name in names:
            removal.addAction(caption(name), partial(drop, name))
    return menu
