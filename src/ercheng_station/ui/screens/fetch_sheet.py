"""取回一条: a backup opened beside the data, one record found in it, shown against what is here now, and taken back."""

from collections.abc import Sequence
from contextlib import ExitStack

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.backup import Backup
from ercheng_station.db.changes import Act
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.progress import Report
from ercheng_station.services.fetching import (
    CHANGED,
    DESTROYED,
    GONE,
    IN_TRASH,
    SAME,
    Compared,
    bring_back,
    compare,
    opened_backup,
)
from ercheng_station.ui import ime
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.scrolled import Column, Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task
from ercheng_station.ui.texts import TextLine

_HEADS = (Head("备份里的记录"), Head("编号", 190), Head("与现在比", 110, chip=True))
_LOOKS = {
    SAME: ChipLook(SAME, "idle"),
    CHANGED: ChipLook(CHANGED, "warn"),
    IN_TRASH: ChipLook(IN_TRASH, "warn"),
    GONE: ChipLook(GONE, "bad"),
    DESTROYED: ChipLook(DESTROYED, "idle"),
}
_MOST = 50
_SIZE = (820, 640)
_FIRST = "选登记簿，写名称、编号或任意几个字，按 Enter 查找；不写就列出最近的。"
_WORDS = {
    SAME: "和现在一样，不用取回。",
    IN_TRASH: "现在在回收站里，取回后恢复成备份时的样子。",
    GONE: "现在没有这条记录，取回后照备份时的样子登记，编号不变。",
    DESTROYED: "这条记录已经依法销毁，不能取回。",
}


class FetchSheet(QWidget):
    """`past`: the data of the backup, which its sheet closes."""

    def __init__(self, desk: Desk, backup: Backup, past: Store) -> None:
        super().__init__()
        self._desk, self._backup, self._past = desk, backup, past
        self.kinds = DropDown("登记簿")
        for kind in desk.kinds:
            if kind.group and not kind.confided_to:
                self.kinds.addItem(kind.title, kind)
        self.words = TextLine("查找")
        self.words.returnPressed.connect(self.look)
        self.table = LineTable("备份里的记录", _HEADS, _line)
        self.table.looked.connect(self._show)
        self.told = Label(_FIRST, "quiet", wraps=True)
        self.go = Button("取回", "primary", "history").on(self.take)
        self.go.setEnabled(False)
        self._lay_out()

    def look(self) -> None:
        ime.commit()
        kind, text, past = self.kinds.currentData(), self.words.text().strip(), self._past

        def read(store: Store) -> list[Compared]:
            rows = [*past.rows(Query(kind, text=text), _MOST)]
            return [compare(store, kind, row) for row in rows]

        self._desk.ask(read, self._fill, self)

    def take(self) -> None:
        """One act, which can be undone."""
        chosen, kind, path = self.table.current(), self.kinds.currentData(), self._backup.path

        def job(store: Store) -> Act:
            act = bring_back(store, path, kind, chosen.then)
            assert act is not None
            return act

        self._desk.perform(job, self, self._finish, self._refuse)

    def _refuse(self, error: Exception) -> None:
        show_error(self, error)

    def _finish(self, act: Act) -> None:
        self._desk.saved.emit(act.label)
        self.window().close()

    def _fill(self, found: Sequence[Compared]) -> None:
        self.table.fill(found)
        if not found:
            self.told.setText("备份里没有找到。换几个字，或换一本登记簿再找。")
        self.go.setEnabled(False)
        self._show(self.table.current())

    def _show(self, one: Compared | None) -> None:
        self.go.setEnabled(one is not None and one.differs)
        if one is None:
            return
        lines = [_WORDS[one.state]] if one.state in _WORDS else []
        lines += [f"{label}：现在“{now}”，备份时“{then}”" for label, now, then in one.cells]
        self.told.setText("\n".join(lines))

    def _lay_out(self) -> None:
        search = QHBoxLayout()
        search.setSpacing(8)
        search.addWidget(self.kinds)
        search.addWidget(self.words, 1)
        search.addWidget(Button("查找", symbol="search").on(self.look))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Label("只取回这一条，其余不动；取回以后可以撤销。", "quiet", wraps=True), 1)
        foot.addWidget(Button("取消").on(lambda: self.window().close()))
        foot.addWidget(self.go)
        inside = Column()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.addWidget(self.told)
        box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addLayout(search)
        whole.addWidget(self.table, 3)
        whole.addWidget(Scrolled(inside, "与现在不同的内容"), 2)
        whole.addLayout(foot)


def offer_fetch(parent: QWidget, desk: Desk, backup: Backup) -> None:
    """Unpacks it first, which takes as long as copying the data."""

    def open_it(_report: Report) -> tuple[ExitStack, Store]:
        stack = ExitStack()
        return stack, stack.enter_context(opened_backup(desk.store, backup.path))

    def show(opened: tuple[ExitStack, Store]) -> None:
        stack, past = opened
        inside = FetchSheet(desk, backup, past)
        sheet = Sheet(parent, "从备份取回一条记录", inside, largest=_SIZE)
        sheet.finished.connect(lambda _code: stack.close())
        sheet.open()
        inside.words.setFocus()

    run_task(parent, "正在打开备份…", open_it, show)


def _line(one: Compared) -> tuple[str | ChipLook, ...]:
    return one.then.label, one.then.number or "", _LOOKS[one.state]
