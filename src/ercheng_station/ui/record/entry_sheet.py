"""录入对照: stays before the other program; Enter copies a field and goes to the next, in the other system's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.plain import Kind
from ercheng_station.services.entry_orders import Item, every, items, order_of, remember, systems
from ercheng_station.ui.asking import ask_words
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.record.revealing import reveal
from ercheng_station.ui.sheet import Sheet

TITLE = "录入对照"
_AS_HERE = "按本登记簿的顺序"
_HEADS = (Head("栏目", 150), Head("内容"))
_HOW = "选中一栏按回车就复制，接着跳到下一栏；到另一个系统里粘贴。"
_SIZE = (520, 560)


@dataclass(frozen=True)
class Entries:
    """`known`: the systems whose order is remembered; `left`: fields that this one does not ask for."""

    title: str
    system: str
    known: Sequence[str]
    items: Sequence[Item]
    left: Sequence[str]


def read_entries(store: Store, kind: Kind, uid: UUID, system: str | None) -> Entries:
    """Without a system the first that is remembered."""
    known = systems(store, kind)
    chosen = system if system is not None else next(iter(known), "")
    order = order_of(store, kind, chosen)
    left = [name for name in every(kind) if name not in order]
    return Entries(store.label(kind, uid), chosen, known, items(store, kind, uid, order), left)


class EntrySheet(QWidget):
    def __init__(self, desk: Desk, kind: Kind, uid: UUID) -> None:
        super().__init__()
        self._desk, self._kind, self._uid = desk, kind, uid
        self.facts: Entries | None = None
        self.title = Label("", "strong", wraps=True)
        self.system = DropDown("另一个系统")
        self.system.activated.connect(lambda at: self.look_at(self.system.itemData(at)))
        self.table = LineTable(TITLE, _HEADS, lambda item: (item.label, item.shown))
        self.table.opened.connect(self.copy)
        self.told = Label(_HOW, "quiet", wraps=True)
        self.up = IconButton("chevron-up", "上移").on(lambda: self.shift(-1))
        self.down = IconButton("chevron-down", "下移").on(lambda: self.shift(1))
        self.drop = Button("这一栏不要").on(self.leave_out)
        self.restore = Button("全部栏目", "link").on(self.take_all)
        self._lay_out()
        self.look_at(None)

    def look_at(self, system: str | None) -> None:
        kind, uid = self._kind, self._uid
        self._desk.ask(lambda store: read_entries(store, kind, uid, system), self._show, self)

    def copy(self, item: Item) -> None:
        """What is private is copied in full once a reason is given."""
        if item.is_private and self.facts:
            label = f"{item.label}：{self.facts.title}（{TITLE}）"
            reveal(self, self._desk, label, lambda: self._copy(item))
        else:
            self._copy(item)

    def shift(self, by: int) -> None:
        at = self.table.currentIndex().row()
        order = self._order()
        if 0 <= at < len(order) and 0 <= at + by < len(order):
            order.insert(at + by, order.pop(at))
            self._keep(order, at + by)

    def leave_out(self) -> None:
        at, order = self.table.currentIndex().row(), self._order()
        if len(order) > 1 and 0 <= at < len(order):
            del order[at]
            self._keep(order, at)

    def take_all(self) -> None:
        if self.facts:
            self._keep([*self._order(), *self.facts.left], self.table.currentIndex().row())

    def name_system(self, name: str) -> None:
        """The order in sight is that system's from now on."""
        self._remember(name, self._order(), 0)

    # -- inside

    def _copy(self, item: Item) -> None:
        QApplication.clipboard().setText(item.text)
        self.told.setText(f"已复制“{item.label}”" if item.text else f"“{item.label}”是空的，跳过")
        at = self.table.currentIndex().row()
        self.table.selectRow(min(at + 1, len(self.table.things) - 1))

    def _order(self) -> list[str]:
        return [item.field for item in self.table.things]

    def _keep(self, order: Sequence[str], at: int) -> None:
        if self.facts and self.facts.system:
            self._remember(self.facts.system, order, at)
        else:
            self.ask_name()

    def ask_name(self) -> None:
        told = ("起个名字，如“省平台”。以后录入这个系统，都按调好的顺序排。",)
        ask_words(self, "另一个系统叫什么", told, "确定", self.name_system)

    def _remember(self, name: str, order: Sequence[str], at: int) -> None:
        kind, uid = self._kind, self._uid

        def job(store: Store) -> Entries | str:
            try:
                remember(store, kind, name, order)
            except Fault as fault:
                return fault.why
            return read_entries(store, kind, uid, name.strip())

        self._desk.tell(job, lambda found: self._take(found, at), self)

    def _take(self, found: Entries | str, at: int) -> None:
        if isinstance(found, str):
            self.told.setText(found)
            return
        self._show(found)
        self.table.selectRow(min(max(at, 0), len(found.items) - 1))

    def _show(self, facts: Entries) -> None:
        self.facts = facts
        self.title.setText(facts.title)
        self.system.clear()
        self.system.addItem(_AS_HERE, "")
        for name in facts.known:
            self.system.addItem(name, name)
        self.system.setCurrentIndex(max(0, self.system.findData(facts.system)))
        self.table.fill(facts.items, _HEADS)
        self.restore.setVisible(bool(facts.left))
        self.table.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label("录入到", "field"))
        head.addWidget(self.system, 1)
        head.addWidget(Button("另一个系统…", "link").on(self.ask_name))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.up, self.down, self.drop, self.restore):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(
            Button("复制，到下一栏", "primary", "copy").on(lambda: self.copy(self.table.current()))
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        box.addWidget(self.title)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        box.addLayout(foot)


def open_entries(parent: QWidget, desk: Desk, kind: Kind, uid: UUID) -> EntrySheet:
    inside = EntrySheet(desk, kind, uid)
    sheet = Sheet(parent, TITLE, inside, largest=_SIZE)
    sheet.setModal(False)
    sheet.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    sheet.show()
    return inside
