"""收件: the files that units sent, each with what it is; all that are good are taken in with one press."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ercheng_station.db.ladder import BEFORE_MERGE
from ercheng_station.exchange.bundle import inbox
from ercheng_station.exchange.bundle.inbox import Arrival, accept_edits, look, receive, send_back
from ercheng_station.progress import Report, silent
from ercheng_station.services.backups import copy_before
from ercheng_station.ui.asking import ask_secret, ask_words
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Empty
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.task import run_task

_FIRST = (
    "把各单位发来的上报包、附件包、填好的月报表和回执拖到这里，一次可以放很多个。\n"
    "先看清每个文件是谁的、完不完整，再一起汇总；放两遍、前后顺序不对都没有关系。"
)
_HEADS = (Head("文件", 220), Head("单位", 190), Head("期间", 96), Head("结果", 132, chip=True), Head("说明"))
_LOOKS = {
    inbox.COMPLETE: ("完整", "good"),
    inbox.EDITED: ("手工改过", "warn"),
    inbox.RECEIPT: ("回执", "accent"),
    inbox.FILLED: ("月报表", "accent"),
    inbox.UNKNOWN: ("没来过的单位", "warn"),
    inbox.FILES: ("附件包", "accent"),
    inbox.LOCKED: ("有口令", "warn"),
    inbox.NEWER: ("程序版本不够", "warn"),
    inbox.FORGED: ("签名不符", "bad"),
    inbox.FOREIGN: ("不是上报包", "bad"),
    inbox.DAMAGED: ("损坏", "bad"),
    inbox.REFUSED: ("读不了", "bad"),
}
_TOLD = 6
_ENDINGS = (".xlsx", ".zip", ".json")


@dataclass(frozen=True)
class Letter:
    """A file in the inbox: `done` once it was taken in or sent back."""

    found: Arrival
    trusted: bool = False
    password: str | None = None
    done: str = ""

    @property
    def look(self) -> ChipLook:
        if self.done:
            return ChipLook(self.done, "idle" if self.done == _BACK else "good")
        plan = self.found.plan
        if (plan and plan.order.taken_on) or (self.found.form and self.found.notes):
            return ChipLook("已汇总过", "idle")
        if plan and plan.order.newest:
            return ChipLook("比已汇总的旧", "idle")
        return ChipLook(*_LOOKS[self.found.verdict])

    @property
    def waits(self) -> bool:
        return not self.done and self.found.is_welcome

    @property
    def can_go_back(self) -> bool:
        """What was taken in once is not sent back afterwards: its records are here."""
        taken = self.found.plan is not None and bool(self.found.plan.order.taken_on)
        return self.found.manifest is not None and not self.done and not taken

    @property
    def has_cells_changed(self) -> bool:
        return any(one.name for one in self.found.edits)

    def is_of_unknown(self, station: str) -> bool:
        told = self.found.manifest
        return self.found.verdict == inbox.UNKNOWN and told is not None and told.station == station


_TAKEN, _READ, _BACK = "已汇总", "已读", "已退回"


class Files(QWidget):
    taken = Signal()
    """Something came in or was sent back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.letters: list[Letter] = []
        self.table = LineTable("收到的文件", _HEADS, _words)
        self.table.looked.connect(self._tell)
        self.told = Label("", "quiet", wraps=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.trust = Button("向对方核实过，登记这个单位").on(self.register)
        self.unlock = Button("输入口令…").on(self._ask_password)
        self.accept = Button("采用手工改动").on(self.accept_edits)
        self.back = Button("退回…").on(self._ask_why)
        self.clear = Button("清空").on(self.empty)
        self.take = Button("汇总", "primary", "check").on(self.take_in)
        desk.offer("merge", self.trust, self.accept, self.take)
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty("upload", _FIRST, "选择文件…", self.choose, "upload"))
        self._stack.addWidget(self._work())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def choose(self) -> None:
        dialog = QFileDialog(
            self,
            "选择收到的上报包、附件包或回执",
            filter=f"上报包、附件包和回执 ({' '.join(f'*{one}' for one in _ENDINGS)});;所有文件 (*)",
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda chosen: self.open(list(map(Path, chosen))))
        dialog.open()

    def open(self, paths: Sequence[Path]) -> None:
        """Looks at each, of a folder at what may be for here; a file that is here already is looked at again."""

        def job(report: Report) -> list[Letter]:
            files, found = [one for path in paths for one in _inside(path)], []
            for place, path in enumerate(files):
                report(place, len(files))
                found.append(Letter(look(self._desk.store, path)))
            return found

        run_task(self, "正在查看收到的文件…", job, self._add)

    def register(self) -> None:
        """Looks again at all that the current one's unit sent, as a unit that may send."""
        station = self.table.current().found.manifest.station
        self._look_again([replace(one, trusted=True) for one in self.letters if one.is_of_unknown(station)])

    def unlock_with(self, password: str) -> None:
        """Every locked file is tried with it."""
        locked = [one for one in self.letters if one.found.verdict == inbox.LOCKED]
        self._look_again([replace(one, password=password) for one in locked])

    def take_in(self) -> None:
        """One after the other: what is wrong with one keeps no other out."""
        waiting = sorted(
            (one for one in self.letters if one.waits), key=lambda one: one.found.verdict == inbox.FILES
        )

        def job(report: Report) -> list[Letter]:
            copy_before(self._desk.store, BEFORE_MERGE, report)
            return [self._taken(one, place, len(waiting), report) for place, one in enumerate(waiting)]

        self.take.setEnabled(False)
        run_task(self, f"正在汇总 {len(waiting)} 个文件…", job, self._took, self._not_taken)

    def accept_edits(self) -> None:
        """Of the current file: what was changed by hand in it counts after all."""
        letter = self.table.current()

        def job(_report: Report) -> list[Letter]:
            return [replace(letter, found=accept_edits(self._desk.store, letter.found))]

        run_task(self, "正在采用手工改动…", job, self._accepted)

    def send_back(self, why: str) -> None:
        letter = self.table.current()

        def job(_report: Report) -> list[Letter]:
            answer = send_back(self._desk.store, letter.found.path, letter.found.manifest, why)
            notes = [f"退回的原因写在回执里，请发给对方：{answer.name}"]
            return [replace(letter, found=replace(letter.found, notes=notes, answer=answer), done=_BACK)]

        run_task(self, "正在写回执…", job, self._add)

    def empty(self) -> None:
        self.letters = []
        self._show()

    # -- inside

    def _look_again(self, letters: Sequence[Letter]) -> None:
        def job(_report: Report) -> list[Letter]:
            return [replace(one, found=self._looked(one)) for one in letters]

        run_task(self, "正在查看收到的文件…", job, self._add)

    def _looked(self, letter: Letter) -> Arrival:
        return look(self._desk.store, letter.found.path, trust_new=letter.trusted, password=letter.password)

    def _taken(self, letter: Letter, place: int, whole: int, report: Report) -> Letter:
        report(place, whole)
        found = receive(
            self._desk.store,
            letter.found.path,
            trust_new=letter.trusted,
            password=letter.password,
            report=silent,
        )
        if not found.is_welcome:
            return replace(letter, found=found)
        return replace(letter, found=found, done=_READ if found.receipt else _TAKEN)

    def _took(self, letters: list[Letter]) -> None:
        for act in (one.found.act for one in letters if one.found.act):
            self._desk.hear_of(act)
        self._desk.saved.emit(f"已汇总 {sum(bool(one.done) for one in letters)} 个文件，回执在原文件旁边")
        self._add(letters)

    def _accepted(self, letters: list[Letter]) -> None:
        for act in (one.found.act for one in letters if one.found.act):
            self._desk.hear_of(act)
        self._add(letters)

    def _not_taken(self, error: Exception) -> None:
        self._desk.failed.emit(error)
        self.open([one.found.path for one in self.letters if one.waits])

    def _add(self, letters: list[Letter]) -> None:
        if any(one.done for one in letters):
            self.taken.emit()
        by_path = {one.found.path: one for one in self.letters}
        self.letters = list((by_path | {one.found.path: one for one in letters}).values())
        self._show()

    def _show(self) -> None:
        self._stack.setCurrentIndex(1 if self.letters else 0)
        self.table.fill(self.letters)
        waiting = sum(one.waits for one in self.letters)
        self.take.setText(f"汇总 {waiting} 个文件" if waiting else "没有要汇总的")
        self.take.setEnabled(waiting > 0)
        self._tell(self.table.current())

    def _tell(self, letter: Letter | None) -> None:
        self.trust.setVisible(letter is not None and letter.found.verdict == inbox.UNKNOWN)
        self.unlock.setVisible(letter is not None and letter.found.verdict == inbox.LOCKED)
        self.accept.setVisible(letter is not None and letter.done == _TAKEN and letter.has_cells_changed)
        self.back.setEnabled(letter is not None and letter.can_go_back)
        self.told.speak("\n".join(details(letter.found)[:_TOLD]) if letter else "")

    def _ask_why(self) -> None:
        letter = self.table.current()
        told = ("退回以后不读入这个文件，该期算没有报；原因写进回执，由对方看到。",)
        ask_words(self, f"为什么退回“{letter.found.path.name}”", told, "退回", self.send_back)

    def _ask_password(self) -> None:
        letter = self.table.current()
        told = ("口令只用来打开文件，不会保存；其他有口令的文件也用它试一遍。",)
        ask_secret(self, f"“{letter.found.path.name}”的打开口令", told, "打开", self.unlock_with)

    def _work(self) -> QWidget:
        work = QWidget()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.trust)
        foot.addWidget(self.unlock)
        foot.addWidget(self.accept)
        foot.addStretch(1)
        for button in (
            self.clear,
            self.back,
            Button("再加文件…", symbol="upload").on(self.choose),
            self.take,
        ):
            foot.addWidget(button)
        box = QVBoxLayout(work)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        box.addLayout(foot)
        return work


def _inside(path: Path) -> list[Path]:
    """What lies in a folder; itself where that is nothing for here, so that it is told."""
    if not path.is_dir():
        return [path]
    try:
        found = [one for one in path.iterdir() if one.suffix.lower() in _ENDINGS and one.is_file()]
    except OSError:
        found = []
    return sorted(one for one in found if not one.name.startswith(("~$", "."))) or [path]


def _words(letter: Letter) -> Sequence[str | ChipLook]:
    found = letter.found
    told = "；".join(details(found))
    if found.receipt:
        return found.path.name, found.receipt.receiver, found.receipt.period, letter.look, told
    from_whom = found.manifest or found.form
    named = (from_whom.name, from_whom.period) if from_whom else ("", "")
    return found.path.name, *named, letter.look, told


def details(found: Arrival) -> list[str]:
    """What a person should know, most important first."""
    if found.error:
        return [str(found.error)]
    plan = found.plan
    if found.form:
        filled = "零报告" if found.form.is_zero else f"填了 {len(found.form.values)} 个数"
        return [filled, *found.notes]
    if found.verdict == inbox.FILES:
        return found.notes or ["里面是附件，跟同名的上报包一起汇总"]
    if plan is None:
        return found.notes or ["打开以后知道对方收到了哪一期，并按对方的意见修改"]
    counts = (("新增", plan.created), ("更新", plan.updated), ("没有变化", plan.unchanged))
    told = ["零报告"] if found.manifest and found.manifest.zero else []
    told.append("，".join(f"{words} {count:,} 条" for words, count in counts if count) or "没有记录")
    if found.manifest and found.manifest.carries.attachments and not found.act:
        told.append("附件在同名的附件包（.zip）里，放在旁边一起汇总")
    told += [f"两处填写不一致：{one.title}“{one.field}”" for one in plan.differences]
    told += [f"没有汇总：{one.why}" for one in plan.returned]
    told += [
        f"手工改过，没有采用：{one.sheet}第 {one.row} 行“{one.field}”{one.was} → {one.now}"
        for one in found.edits
    ]
    return [*told, *found.notes]
