"""A password that is being chosen: typed twice, judged while it is typed."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.passwords import fault_of
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import Line, PasswordLine

RULE = "10 个字以上，有大写字母、小写字母、数字、其他字符里的三种；或者 14 个字以上的一句话"
_LEAST_TOLD = 6
"""Before so many characters nobody has finished typing."""


class NewPassword(QWidget):
    """`own`: names that it must not rest on, asked for anew each time."""

    def __init__(
        self, own: Callable[[], Iterable[str]] = tuple, label: str = "口令", *, beside: bool = False
    ) -> None:
        """`beside`: both lines in one, where there is width."""
        super().__init__()
        self._own = own
        self.first = Line(label, PasswordLine(label))
        self.again = Line("再输一遍", PasswordLine("再输一遍"))
        self.first.hint(RULE)
        self.first.line.textChanged.connect(self._judge)
        self.again.line.textChanged.connect(lambda _: self.again.say(""))
        box = QHBoxLayout(self) if beside else QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16 if beside else 8)
        box.addWidget(self.first)
        box.addWidget(self.again)
        self.setFocusProxy(self.first)

    def taken(self) -> str:
        """The password, or "" and it is said what is wrong."""
        ime.commit()
        password = self.first.words()
        fault = fault_of(password, self._own()) or ""
        self.first.say(fault)
        same = password == self.again.words()
        self.again.say("" if fault or same else "两遍不一样，请再输一遍")
        return password if not fault and same else ""

    def _judge(self, password: str) -> None:
        long = len(password) >= _LEAST_TOLD
        self.first.say((fault_of(password, self._own()) or "") if long else "")
        if not long:
            self.first.hint(RULE)
        elif not self.first.note():
            self.first.hint("可以用")
