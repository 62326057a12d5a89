"""Who is it? The page that stands in place of everything until a name and a password let somebody in."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import Line, PasswordLine
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label

_WIDTH = 380
_PICTURE = 40
_MINUTE = 60_000
_WAIT = "login-wait"


class LoginPage(QWidget):
    """Knows nothing but the words it is given. `entered`: name and password as typed."""

    entered = Signal(str, str)
    recovery_asked = Signal()
    place_asked = Signal()
    quit_asked = Signal()

    def __init__(self, title: str, explains: str, act: str, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._act = act
        self.name = Line("用户名")
        self.name.line.setText(name)
        self.password = Line("口令", PasswordLine("口令"))
        self.told = Label(tone="bad", wraps=True)
        self.enter = Button(act, "primary").on(self._enter)
        self.recovery = Button("忘了口令，用恢复码", "link").on(self.recovery_asked.emit)
        self.elsewhere = Button("选择其他位置…", "link", "folder").on(self.place_asked.emit)
        self.leave = Button("退出").on(self.quit_asked.emit)
        self._wait = QTimer(self)
        self._wait.setInterval(_MINUTE)
        self._wait.timeout.connect(self._count_down)
        self._minutes = 0
        self.name.line.returnPressed.connect(self.password.setFocus)
        self.password.line.returnPressed.connect(self._enter)
        self._lay_out(title, explains)

    def focus_first(self) -> None:
        (self.password if self.name.words() else self.name).setFocus()

    def start_only(self, *, on: bool) -> None:
        """What makes sense only before any data is open."""
        self.recovery.setVisible(on)
        self.elsewhere.setVisible(on)

    def wait(self) -> None:
        """Checking takes a moment."""
        self.enter.setEnabled(False)
        self.enter.setText("正在核对…")

    def tell(self, words: str) -> None:
        """What keeps anybody from coming in just now."""
        self._stay()
        self.told.setText(words)

    def refuse(self, error: UserError) -> None:
        """The name stays, the password is typed anew."""
        self._stay()
        if error.code == _WAIT:
            self._minutes = int(error.facts["minutes"])
            self._wait.start()
        self._show(error)
        self.password.line.clear()
        self.password.setFocus()

    def _stay(self) -> None:
        self.enter.setEnabled(True)
        self.enter.setText(self._act)
        self._wait.stop()

    def _enter(self) -> None:
        ime.commit()
        name, password = self.name.words(), self.password.words()
        self.name.say("" if name.strip() else "请写用户名")
        self.password.say("" if password else "请写口令")
        if not name.strip():
            self.name.setFocus()
        elif not password:
            self.password.setFocus()
        elif self.enter.isEnabled():
            self.wait()
            self.entered.emit(name, password)

    def _show(self, error: UserError) -> None:
        self.told.setText(error.what + error.do)
        self.told.setAccessibleName(self.told.text())

    def _count_down(self) -> None:
        self._minutes -= 1
        if self._minutes > 0:
            self._show(UserError(_WAIT, minutes=self._minutes))
        else:
            self._wait.stop()
            self.told.setText("现在可以再试。")

    def _lay_out(self, title: str, explains: str) -> None:
        inside = QVBoxLayout()
        inside.setSpacing(8)
        picture = Label()
        picture.setPixmap(pixmap("lock", "accent", _PICTURE))
        inside.addWidget(picture)
        inside.addWidget(Label(title, "title", wraps=True))
        inside.addWidget(Label(explains, "quiet", wraps=True))
        inside.addSpacing(8)
        inside.addWidget(self.name)
        inside.addWidget(self.password)
        inside.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for one in (self.enter, self.leave):
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self.recovery)
        inside.addLayout(foot)
        inside.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        stand_in_the_middle(self, inside)


def stand_in_the_middle(page: QWidget, inside: QVBoxLayout, width: int = _WIDTH) -> None:
    column = QWidget()
    column.setFixedWidth(width)
    inside.setContentsMargins(0, 0, 0, 0)
    column.setLayout(inside)
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(column)
    middle.addStretch(1)
    box = QVBoxLayout(page)
    box.addStretch(2)
    box.addLayout(middle)
    box.addStretch(3)
