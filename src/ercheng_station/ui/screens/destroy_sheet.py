"""销毁: what is kept no longer is chosen from the list, with a reason and a second person, and leaves a certificate."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.door import Login
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report
from ercheng_station.reports.table import Exported
from ercheng_station.services.retention import Destroyed, Kept, destroy, number_of
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import Line, PasswordLine
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.messages import ask, show_error
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_HEADS = (
    Head("", 84, chip=True),
    Head("登记簿", 130),
    Head("名称"),
    Head("编号", 180, quiet=True),
    Head("保管到", 110),
)
_EXPLAINS = (
    "销毁以后，文字、姓名、号码、附件、文书和修改记录的内容都没有了，编号、日期和统计数还在，不能撤销。"
    "按 Enter 或双击，选上或去掉一条。"
)
_SIZE = (900, 680)


class DestroySheet(QWidget):
    def __init__(self, desk: Desk, found: Sequence[Kept]) -> None:
        super().__init__()
        self._desk, self._found = desk, found
        self.chosen: set[UUID] = set()
        self.table = LineTable("保管期满的记录", _HEADS, self._line)
        self.table.opened.connect(self.turn)
        self.why = Line("原因（如：保管期满，负责人已批准）")
        self.second, self.password = Line("核对人"), Line("核对人的口令", PasswordLine("核对人的口令"))
        self.told = Label(tone="bad", wraps=True)
        self.go = Button("销毁…", "danger", "trash").on(self.ask_file)
        accounts = desk.store.accounts
        for line in (self.second, self.password):
            line.setVisible(accounts.protected)
        if accounts.alone:
            self.second.hide()  # the person alone confirms by the own password
        self._lay_out()
        self.table.fill(self._found)
        self._count()

    def turn(self, one: Kept) -> None:
        self.chosen ^= {one.row.uid}
        at = self.table.currentIndex()
        self.table.fill(self._found)
        self.table.setCurrentIndex(self.table.model().index(at.row(), 0))
        self._count()

    def turn_all(self, *, on: bool) -> None:
        self.chosen = {one.row.uid for one in self._found} if on else set()
        self.table.fill(self._found)
        self._count()

    def ask_file(self) -> None:
        """Where the certificate goes is asked first: nothing is destroyed without one."""
        ime.commit()
        why = self.why.words().strip()
        self.why.say("" if why else "请写明原因")
        lacks = self.password.isVisible() and not self.password.words()
        self.password.say("请输入口令" if lacks else "")
        if not (why and self.chosen) or lacks:
            return
        dialog = QFileDialog(self, "销毁证明存到", filter="PDF 文件 (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"销毁证明_{self._desk.fields.today}.pdf")
        dialog.fileSelected.connect(lambda name: self.confirm(Path(name)))
        dialog.open()

    def confirm(self, path: Path) -> None:
        words = "销毁以后不能撤销，也不能从回收站恢复。"
        ask(self, f"销毁这 {len(self.chosen)} 条记录？", words, "销毁", partial(self.wipe, path))

    def wipe(self, path: Path) -> None:
        store, why, second = self._desk.store, self.why.words().strip(), self._second()
        records = [(one.kind, one.row.uid) for one in self._found if one.row.uid in self.chosen]

        def job(_report: Report) -> Destroyed:
            from ercheng_station.documents.destruction import certify  # noqa: PLC0415  loads reportlab

            with atomic_write(path) as out:  # a place that takes no file is told before anything is gone
                out.write(b"")
            done = destroy(store, records, why, second)
            certify(path, store.unit.name, done, typefaces_of(store))
            return done

        run_task(self, "正在销毁…", job, partial(self._finish, path), self._refuse)

    def _second(self) -> Login | None:
        accounts = self._desk.store.accounts
        if not accounts.protected:
            return None
        name = self._desk.store.actor if accounts.alone else self.second.words().strip()
        return Login(name, self.password.words())

    def _finish(self, path: Path, done: Destroyed) -> None:
        for one in done.kept:
            self._desk.changed.emit(one.kind.__tablename__, one.row.uid)
        words = (
            f"已销毁 {len(done.kept)} 条（连同所附共 {done.count} 条，文件 {done.files} 个），并做好销毁证明"
        )
        parent = self.window().parentWidget() or self
        self.window().close()
        Done(parent, path, Exported(len(done.kept)), words).open()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.told.setText(error.what + error.do)
        else:
            show_error(self, error)

    def _count(self) -> None:
        self.go.setText(f"销毁 {len(self.chosen)} 条…")
        self.go.setEnabled(bool(self.chosen))

    def _line(self, one: Kept) -> tuple[str | ChipLook, ...]:
        look = ChipLook("销毁", "bad") if one.row.uid in self.chosen else ChipLook("留着", "idle")
        return look, one.kind.title, one.row.label, number_of(one), str(one.until or "")

    def _lay_out(self) -> None:
        every = QHBoxLayout()
        every.setSpacing(8)
        every.addWidget(Label(_EXPLAINS, "quiet", wraps=True), 1)
        every.addWidget(Button("全部选上", "link").on(partial(self.turn_all, on=True)))
        every.addWidget(Button("全部不选", "link").on(partial(self.turn_all, on=False)))
        people = QHBoxLayout()
        people.setSpacing(12)
        people.addWidget(self.second, 1)
        people.addWidget(self.password, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(Button("取消").on(lambda: self.window().close()))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addLayout(every)
        box.addWidget(self.table, 1)
        box.addWidget(self.why)
        box.addLayout(people)
        box.addLayout(foot)


def offer_destruction(parent: QWidget, desk: Desk, found: Sequence[Kept]) -> DestroySheet:
    inside = DestroySheet(desk, found)
    Sheet(parent, "销毁保管期满的记录", inside, largest=_SIZE).open()
    inside.table.setFocus()
    return inside
