"""以前的导入: what was brought in, the latest first, each of it to be taken back as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ercheng_station.db.batches import Batch, batches
from ercheng_station.db.changes import Act
from ercheng_station.db.undoing import Kept
from ercheng_station.records.dates import beijing
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_NONE = "还没有导入过，或者导入的都已撤销。"
_KEPT = "撤销会把那一批登记的整批取走；导入以后又改过的记录会保留，并告诉您是哪些。"
_KEPT_SHOWN = 3


class BatchList(QWidget):
    def __init__(self, found: Sequence[Batch], undo: Callable[[UUID], object]) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(found):
            button = Button("撤销").on(partial(undo, one.uid))
            button.setAccessibleName(f"撤销 {one.label}")
            self.buttons.append(button)
            when = f"{beijing(one.at):%Y-%m-%d %H:%M}"
            for at, widget in enumerate(
                (Label(when, "quiet"), Label(one.label, wraps=True), Label(one.actor, "quiet"), button)
            ):
                grid.addWidget(widget, row, at)
        grid.setRowStretch(len(found), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(_KEPT if found else _NONE, "quiet", wraps=True))
        if found:
            box.addWidget(Scrolled(lines, "以前的导入"), 1)


def look_back(parent: QWidget, desk: Desk, after: Callable[[], object]) -> None:
    """Shows them; `after` is called once one was taken back."""

    def take_back(batch: UUID) -> None:
        run_task(parent, "正在撤销…", lambda _report: desk.store.undo_but(batch), taken_back)

    def taken_back(undone: tuple[Act | None, list[Kept]]) -> None:
        act, kept = undone
        if act is not None:
            desk.hear_of(act)
        desk.saved.emit(_told(act, kept))
        after()

    desk.ask(batches, lambda found: _show(parent, found, take_back), parent)


def _show(parent: QWidget, found: Sequence[Batch], undo: Callable[[UUID], object]) -> None:
    """`undo` gets the batch that is to be taken back; the sheet closes then."""

    def chosen(uid: UUID) -> None:
        sheet.done(0)
        undo(uid)

    sheet = Sheet(parent, "以前的导入", BatchList(found, chosen), largest=(760, 420))
    sheet.open()


def _told(act: Act | None, kept: Sequence[Kept]) -> str:
    said = f"已撤销 {len(act.touched) if act else 0:,} 条"
    if kept:
        names = "、".join(one.label for one in kept[:_KEPT_SHOWN])
        said += f"；导入以后改过或已被用到的 {len(kept):,} 条保留着：{names}"
    return said
