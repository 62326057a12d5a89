"""What a restore would bring back and what it would lose, before it is done with one press."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.backup import Backup
from ercheng_station.db.losing import Done, Loss
from ercheng_station.db.restore import Restored
from ercheng_station.records.fields import Moment
from ercheng_station.services.backups import loss_by
from ercheng_station.services.restoring import prepare_restore
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scrolled import Column, Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_MOMENT = Moment(label="")
_SIZE = (620, 460)


class RestoreSheet(QWidget):
    """`go`: the one press; beside it what makes it a small step: nothing of the present is deleted."""

    def __init__(self, backup: Backup, loss: Loss, act: Callable[[], object]) -> None:
        super().__init__()
        made = _MOMENT.text(datetime.fromisoformat(backup.made_at))
        self.go = Button("恢复", "danger", "history").on(act)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addWidget(Label(f"恢复到 {made} 的备份（{backup.occasion.reason}）", "strong", wraps=True))
        box.addWidget(Label(_summary(loss), wraps=True))
        if loss.acts:
            box.addWidget(_acts(loss), 1)
        else:
            box.addStretch(1)
        words = "现在的数据整个移到数据文件夹里的“被替换”文件夹，不删除。恢复好以后程序会重新打开。"
        box.addWidget(Label(words, "quiet", wraps=True))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        self.leave = Button("取消").on(lambda: self.window().close())
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        box.addLayout(foot)


def offer_restore(parent: QWidget, desk: Desk, backup: Backup) -> None:
    """Asks what would be lost, then shows it."""

    def restore(sheet: Sheet) -> None:
        run_task(sheet, "正在核对并取出备份…", partial(_prepare, desk, backup), partial(_begin_again, desk))

    def show(loss: Loss) -> None:
        inside = RestoreSheet(backup, loss, lambda: restore(sheet))
        sheet = Sheet(parent, "用备份恢复", inside)
        sheet.resize(*_SIZE)
        sheet.open()
        inside.leave.setFocus()

    desk.ask(lambda store: loss_by(store, backup), show, parent)


def _prepare(desk: Desk, backup: Backup, report: Callable[[int, int], None]) -> Restored:
    return prepare_restore(desk.store, backup.path, report)


def _begin_again(desk: Desk, _restored: Restored) -> None:
    desk.restart_asked.emit()


def _summary(loss: Loss) -> str:
    if not loss.known:
        return "这份备份不是现在这份数据的过去（可能已经恢复过别的备份），两边各有对方没有的内容。"
    if not loss.count:
        return "备份以后没有保存过新的内容，恢复不会丢失什么。"
    return f"备份以后的 {loss.count:,} 次操作会被撤掉，涉及 {loss.records:,} 条记录："


def _acts(loss: Loss) -> QWidget:
    lines = [_line(one) for one in loss.acts]
    if loss.count > len(lines):
        lines.append(f"……另有更早的 {loss.count - len(lines):,} 次")
    inside = Column()
    box = QVBoxLayout(inside)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    for words in lines:
        box.addWidget(Label(words, wraps=True))
    box.addStretch(1)
    return Scrolled(inside, "备份以后的操作")


def _line(one: Done) -> str:
    return f"{_MOMENT.text(datetime.fromisoformat(one.at))}　{one.actor}　{one.label}"
