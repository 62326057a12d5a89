"""换密钥: the data of a protected folder under a new key; the window begins anew once the copy lies ready."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.services.rekeying import change_key
from ercheng_station.ui.accounts.lines import Line, PasswordLine
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import ask, show_error
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_WHY = (
    "加保护以前，谁打开过数据文件夹都可能抄走了密钥。换了密钥，抄走的就没用了。"
    "先做一份换好密钥的数据，核对无误才替换，中途断电也不会丢失；替换时程序重新打开，附件和备份随后在后台换。"
)
_OLD = "拿得到的旧备份一起换；留在别处的旧备份不变，仍用当时的口令打开，插上备份盘后自动换。"
_OTHERS = "换完以后，{names} 的口令要由管理员重设才能登录。"
_SIZE = (560, 420)


class Rekeying(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.own = Line("自己的口令", PasswordLine("自己的口令"))
        self.code = Line("恢复码（照纸上的输）")
        self.told = Label(tone="bad", wraps=True)
        self.go = Button("换密钥", "primary", "lock").on(self.change)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        for words in (_WHY, _OLD, _others(desk)):
            if words:
                box.addWidget(Label(words, wraps=True))
        box.addWidget(self.own)
        box.addWidget(self.code)
        box.addWidget(self.told)
        box.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("取消").on(lambda: self.window().close()))
        foot.addWidget(self.go)
        box.addLayout(foot)

    def change(self) -> None:
        """Stopped, or refused, nothing has changed."""
        password, code, store = self.own.words(), self.code.words(), self._desk.store
        self.own.say("" if password else "请写自己的口令")
        self.code.say("" if code else "请写恢复码")
        if password and code:
            run_task(
                self,
                "正在做换好密钥的数据并核对…",
                lambda report: _change(store, password, code, report),
                lambda _: self._desk.restart_asked.emit(),
                self._refuse,
            )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.told.setText(error.what + error.do)
        else:
            show_error(self, error)


def ask_rekey(parent: QWidget, desk: Desk) -> Rekeying:
    made = Rekeying(desk)
    Sheet(parent, "换密钥", Scrolled(made, "换密钥"), largest=_SIZE).open()
    made.own.setFocus()
    return made


def offer_rekey(parent: QWidget, desk: Desk) -> None:
    """Right after a folder that others could open was protected."""
    ask(parent, "数据的密钥也换成新的吗？", _WHY, "换密钥…", partial(ask_rekey, parent, desk))


def _change(store: Store, password: str, code: str, report: Report) -> None:
    change_key(store, password, code, report)


def _others(desk: Desk) -> str:
    accounts = desk.store.accounts
    names = [one.name for one in accounts.users if not one.disabled and one != accounts.user]
    return _OTHERS.format(names="、".join(names)) if names else ""
