"""工作交接: what one person has in hand, the list that three people sign, and giving it to another in one act."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.files import safe_name
from ercheng_station.progress import Report
from ercheng_station.reports.table import Exported
from ercheng_station.services.handover import Handover, Key, givers, hand_over, people, read_handover
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.screens.case_lines import Line
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.screens.standing_view import StandingView
from ercheng_station.ui.scrolled import ScrolledPage
from ercheng_station.ui.task import run_task

_NOBODY = "请选择"
_SIGNED = frozenset(form.name for form in PAPERS if form.signed)


class HandoverScreen(ScrolledPage):
    title = "工作交接"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._left_out: set[Key] = set()
        self.found: Handover | None = None
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self.open_box()
        self.box.addWidget(Label(self.title, "title"))
        self.box.addWidget(self._people_card())
        self.dress()
        yield
        self.standing = StandingView(self._desk)
        self.standing.left_out.connect(self._leave_out)
        self._list = Card("未结事项和保管的物品")
        self._list.box.addWidget(self.standing)
        self.besides = Label("", "quiet", wraps=True)
        self._list.box.addWidget(self.besides)
        self._list.hide()
        self.box.addWidget(self._list)
        self.box.addStretch(1)
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds})
        self.refresh()
        yield
        self.show_all()

    def refresh(self) -> None:
        self._desk.ask(lambda store: (givers(store), people(store)), self._show_people, self)

    def write(self, path: Path) -> None:
        """The list as it stands, for signing."""
        if self.found is None:
            return
        told, supervisor = self.found.without(self._left_out), self.supervisor.currentData() or ""
        store = self._desk.store

        def job(_report: Report) -> int:
            from ercheng_station.reports.handover_paper import write_handover  # noqa: PLC0415  loads reportlab

            return write_handover(path, store.unit.name, told, supervisor, typefaces_of(store))

        def done(pages: int) -> None:
            words = f"已做成交接清单，{len(told.items)} 项，{pages} 页，印一式三份签名"
            Done(self, path, Exported(len(told.items)), words).open()

        run_task(self, "正在做交接清单", job, done)

    def hand_over(self) -> None:
        if self.found is None:
            return
        told = self.found.without(self._left_out)

        def say(_act: Act) -> None:
            self._left_out.clear()
            self._desk.saved.emit(f"已移交{told.receiver} {len(told.going)} 项")

        self._desk.perform(lambda store: hand_over(store, told), self, say)

    # -- inside

    def _people_card(self) -> Card:
        card = Card()
        card.setAccessibleName("谁交给谁")
        self.giver, self.receiver, self.supervisor = map(DropDown, ("移交人", "接收人", "监交人"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for box in (self.giver, self.receiver, self.supervisor):
            box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _at: self._read())
            row.addWidget(Label(box.accessibleName(), "field"))
            row.addWidget(box)
        row.addStretch(1)
        self.all_again = Button("全部列入", "link", "undo").on(self._take_all)
        self.paper = Button("交接清单…", symbol="printer").on(self._ask_file)
        self.give = Button("移交", "primary", "check").on(self.hand_over)
        self._desk.offer("write", self.give)
        self.told = Label("", "quiet", wraps=True)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.told, 1)
        for one in (self.all_again, self.paper, self.give):
            acts.addWidget(one)
        card.box.addLayout(row)
        card.box.addLayout(acts)
        self.all_again.hide()
        return card

    def _show_people(self, told: tuple[Mapping[str, int], list[str]]) -> None:
        held, present = told
        _offer(self.giver, {name: f"{name}　{count} 项" for name, count in held.items()})
        for box in (self.receiver, self.supervisor):
            _offer(box, {name: name for name in present})
        self._read()

    def _read(self) -> None:
        giver, receiver = self.giver.currentData(), self.receiver.currentData() or ""
        if giver:
            self._desk.ask(lambda store: _read(store, giver, receiver), self._show, self)
        else:
            self.found = None
            self._tell()

    def _show(self, found: Handover) -> None:
        if self.found and self.found.giver != found.giver:
            self._left_out.clear()
        self.found = found
        self._tell()

    def _tell(self) -> None:
        found = self.found.without(self._left_out) if self.found else None
        self.paper.setEnabled(found is not None)
        self.give.setEnabled(found is not None and bool(found.receiver) and bool(found.going))
        self.all_again.setVisible(bool(self._left_out))
        self._list.setVisible(found is not None)
        self.told.speak(_words(found, len(self._left_out), self.receiver.currentData()))
        if found is None:
            return
        notes = {one.standing.row.uid: one.still for one in found.items if one.still}
        self.standing.show_standing([one.standing for one in found.items], notes)
        self.besides.speak(_besides(found))

    def _leave_out(self, line: Line) -> None:
        self._left_out.add((line.kind, line.uid))
        self._tell()

    def _take_all(self) -> None:
        self._left_out.clear()
        self._tell()

    def _ask_file(self) -> None:
        if self.found is None:
            return
        name = safe_name("工作交接清单", self.found.giver, str(self.found.on), suffix=".pdf")
        dialog = QFileDialog(self, "交接清单存为", name, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()


def _read(store: Store, giver: str, receiver: str) -> Handover:
    return read_handover(store, giver, receiver if receiver != giver else "", _SIGNED)


def _offer(box: DropDown, names: Mapping[str, str]) -> None:
    """Who was chosen stays chosen."""
    chosen = box.currentData()
    box.clear()
    box.addItem(_NOBODY, None)
    for name, words in names.items():
        box.addItem(words, name)
    box.setCurrentIndex(max(box.findData(chosen), 0))


def _words(found: Handover | None, left_out: int, receiver: str | None) -> str:
    if found is None:
        return "选移交人，就列出他手里没有办结的和保管的；接收人要先在“站点人员”里登记。"
    left = f"，不移交 {left_out} 项" if left_out else ""
    apart = len(found.items) - len(found.going)
    told = f"共 {len(found.items)} 项{left}"
    told += f"，其中 {apart} 项另行办理，原因写在括号里" if apart else ""
    leaving = "不移交的按 Delete 去掉；" if found.going else ""
    return f"{told}。{leaving}{_next(found, receiver)}"


def _next(found: Handover, receiver: str | None) -> str:
    if receiver == found.giver:
        return "接收人和移交人是同一人，请另选接收人。"
    if not receiver:
        return "再选接收人。"
    if not found.going:
        return "没有能在这里移交的，清单照样印出来签名。"
    return "先印清单签名，再按“移交”，可以撤销。"


def _besides(found: Handover) -> str:
    """What nobody can hand over for him."""
    told = []
    if found.papers:
        told.append(f"等签字盖章的文书：{'、'.join(found.papers)}。")
    if found.drafts:
        told.append(f"没有保存的草稿（由{found.giver}自己保存）：{'、'.join(found.drafts)}。")
    told.append("用户和角色、印章、恢复码、备份 U 盘和装备实物，照清单当面交接。")
    return "\n".join(told)
