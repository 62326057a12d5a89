"""撤销: the button, the key and the line at the foot name the act that is taken back."""

from uuid import UUID

from PySide6.QtCore import QObject

from ercheng_station.db.changes import Act
from ercheng_station.records.dates import BEIJING
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import tip
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.toast import Toast

_TAKEN_BACK = "撤销："


class Undoing(QObject):
    def __init__(self, desk: Desk, shell: Shell, toast: Toast) -> None:
        super().__init__(shell)
        self._desk, self._shell, self._toast = desk, shell, toast
        self._busy = False
        self._button = shell.top.undo.on(self.undo)
        desk.acted.connect(self._acted)
        desk.saved.connect(self._tell_saved)
        desk.backed_up.connect(toast.say)
        desk.said.connect(toast.say)
        self._ask()

    def undo(self) -> None:
        if not self._busy:
            self._busy = True
            self._desk.undo(self, self._refused)

    def _tell_saved(self, words: str) -> None:
        self._toast.say(words, "撤销", self.undo)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        show_error(self._shell, error)

    def _acted(self, act: Act) -> None:
        self._busy = False
        self._toast.hide()  # its 撤销 would now take back another act
        self._shell.status.say_saved(act.label, act.at.astimezone(BEIJING))
        if act.label.startswith(_TAKEN_BACK):
            self._toast.say(f"已{act.label}")
        elif any(touched.op == "remove" for touched in act.touched):
            self._toast.offer_undo(act.label, self.undo)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(lambda store: store.undoable(), self._name, self)

    def _name(self, last: tuple[UUID, str] | None) -> None:
        words = f"撤销：{last[1]}（Ctrl+Z）" if last else "没有可以撤销的操作"
        self._button.setEnabled(last is not None)
        self._button.setToolTip(tip(words))
        self._button.setAccessibleName(words)
