"""本人查阅: everything kept of one natural person, found by name and numbers, as a file for that person."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.progress import Report
from ercheng_station.records.fields import PLAIN, Field
from ercheng_station.reports.table import Exported
from ercheng_station.services.one_person import ASKED, Person, Told, read_person, told_of
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import Line, PasswordLine
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.scrolled import Column, Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_EXPLAINS = (
    "本人来查自己的个人信息时用（个人信息保护法第四十五条）。写全证件号码和电话，才能和同名的人分开；"
    "别人的号码会隐去，应当保密的举报登记不在内。查了谁不写进操作记录，只记原因。"
)
_FORMS = "Excel 表格 (*.xlsx);;PDF 文件 (*.pdf)"
_SIZE = (600, 620)


class PersonSheet(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name, self.number, self.phone = (
            Line("姓名"),
            Line("身份证号（可以不写）"),
            Line("电话（可以不写）"),
        )
        self.why = Line("原因（如：本人申请查阅）")
        self.password = Line("自己的口令", PasswordLine("自己的口令"))
        self.password.setVisible(desk.store.accounts.protected)
        self.told = Label("", wraps=True)
        self.found: list[Told] = []
        self.finder = Button("查找", symbol="search").on(self.look)
        self.go = Button("另存…", "primary", "download").on(self.ask_file)
        self.go.setEnabled(False)
        self._lay_out()

    def look(self) -> None:
        """How much there is; its contents are for the file alone."""
        asked = self._asked()
        if asked:
            self._desk.ask(lambda store: told_of(store, asked), partial(self._show, asked), self)

    def ask_file(self) -> None:
        ime.commit()
        why = self.why.words().strip()
        self.why.say("" if why else "请写明原因")
        lacks = self.password.isVisible() and not self.password.words()
        self.password.say("请输入自己的口令" if lacks else "")
        if not why or lacks:
            return
        dialog = QFileDialog(self, "另存为", filter=_FORMS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"个人信息查阅复制件_{self._desk.fields.today}.xlsx")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Once more who it is, and why, before numbers leave in full."""
        asked, store = self._asked(), self._desk.store
        if asked is None:
            return
        why, password = self.why.words().strip(), self.password.words()

        def job(report: Report) -> int:
            store.accounts.demand("export-full")
            store.accounts.confirm(password)
            store.reveal("一人的个人信息", why, leaves=True)
            return _write(store, asked, path, report)

        run_task(self, "正在做复制件…", job, partial(self._finish, path), self._refuse)

    def _asked(self) -> Person | None:
        ime.commit()
        lines = (self.name, self.number, self.phone)
        for field, line in zip(ASKED, lines, strict=True):
            line.say(_fault_of(field, line.words()))
        if any(line.note() for line in lines):
            return None
        return read_person(self.name.words(), self.number.words(), self.phone.words())

    @property
    def is_typed_in(self) -> bool:
        return any(line.words() for line in (self.name, self.number, self.phone, self.why))

    def _show(self, asked: Person, found: list[Told]) -> None:
        self.found = found
        count = len({one.row.uid for one in found})
        self.told.setText(
            f"{asked.name}：{count} 条记录，{len(found)} 项。" if found else "没有找到这个人的信息。"
        )
        self.go.setEnabled(bool(found))

    def _finish(self, path: Path, count: int) -> None:
        parent = self.window().parentWidget() or self
        self.window().close()
        Done(parent, path, Exported(count), f"已做成复制件，共 {count} 项").open()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.told.setText(error.what + error.do)
        else:
            show_error(self, error)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("取消").on(lambda: self.window().close()))
        foot.addWidget(self.go)
        inside = Column()
        box = QVBoxLayout(inside)
        box.setContentsMargins(24, 20, 24, 0)
        box.setSpacing(4)
        box.addWidget(Label(_EXPLAINS, "quiet", wraps=True))
        box.addSpacing(8)
        for line in (self.name, self.number, self.phone):
            box.addWidget(line)
        box.addWidget(self.finder, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.told)
        box.addSpacing(8)
        box.addWidget(self.why)
        box.addWidget(self.password)
        box.addStretch(1)
        foot.setContentsMargins(24, 8, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scrolled(inside, "本人查阅"), 1)
        whole.addLayout(foot)


def _fault_of(field: Field, said: str) -> str:
    try:
        field.parse(said, PLAIN)
    except Fault as fault:
        return fault.why
    return ""


def ask_person(parent: QWidget, desk: Desk) -> PersonSheet:
    inside = PersonSheet(desk)
    Sheet(parent, "本人查阅", inside, lambda: inside.is_typed_in, largest=_SIZE).open()
    inside.name.setFocus()
    return inside


def _write(store: Store, asked: Person, path: Path, report: Report) -> int:
    from ercheng_station.reports.person_table import person_table  # noqa: PLC0415  loads reportlab
    from ercheng_station.reports.summary import write_summary  # noqa: PLC0415

    found = told_of(store, asked)
    write_summary(path, person_table(store.unit.name, asked, found, store.today), typefaces_of(store), report)
    return len(found)
