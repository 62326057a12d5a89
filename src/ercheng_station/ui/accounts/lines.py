"""A name or a password to be typed: its label above, and under it what is odd about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.labels import Label
from ercheng_station.ui.texts import TextLine

_CAPS = "大写锁定可能开着"
_IME = "输入法开着，口令里有中文或全角字"


class Line(QWidget):
    """`say` takes what is wrong, or "" for nothing; the room for it is kept, so that nothing moves."""

    def __init__(self, label: str, line: TextLine | None = None) -> None:
        super().__init__()
        self.line = line or TextLine(label)
        self._note = Label(tone="caption", wraps=True)
        self._fault = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Label(label, "field"))
        box.addWidget(self.line)
        box.addWidget(self._note)
        self.setFocusProxy(self.line)
        if isinstance(self.line, PasswordLine):
            self.line.hinted.connect(self.hint)

    def words(self) -> str:
        return self.line.text()

    def note(self) -> str:
        return self._note.text()

    def say(self, fault: str) -> None:
        self._fault = fault
        self._note.retone("bad" if fault else "caption")
        self._note.setText(fault)
        self.line.setAccessibleDescription(fault)

    @property
    def is_refused(self) -> bool:
        return bool(self._fault)

    def hint(self, words: str) -> None:
        if not self._fault:
            self._note.setText(words)


class PasswordLine(TextLine):
    """Not shown unless asked; taken as it is typed, of any length; no input method gets to see it, shown or not.

    `hinted` tells what makes passwords go wrong.
    """

    hinted = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self._echo(shown=False)
        self._hint = ""
        self.eye = IconButton("eye", f"显示{label}").on(self._turn)
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.put_inside(self.eye)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        typed, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if typed.isalpha() and typed.isascii():
            self._tell(_CAPS if typed.isupper() != shift else "")
        elif typed and not typed.isascii():
            self._tell(_IME)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._tell(_IME)

    def _tell(self, hint: str) -> None:
        if hint != self._hint:
            self._hint = hint
            self.hinted.emit(hint)

    def _turn(self) -> None:
        self._echo(shown=self.eye.isChecked())

    def _echo(self, *, shown: bool) -> None:
        self.setEchoMode(TextLine.EchoMode.Normal if shown else TextLine.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhSensitiveData)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
