"""Words on the screen that are never taken for markup, and the lines between surfaces."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


class Label(QLabel):
    """`tone`: title heading section strong field quiet caption good warn bad, or "" for plain words."""

    def __init__(self, words: str = "", tone: str = "", *, wraps: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(words)
        if tone:
            self.setProperty("tone", tone)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def retone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def speak(self, words: str) -> None:
        """Shows the words, or takes no room if there are none."""
        self.setText(words)
        self.setVisible(bool(words))


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("surface", "rule")
    made.setFixedHeight(1)
    return made


def restyle(widget: QWidget) -> None:
    """Lets the style sheet see a property that changed; one not yet styled will be anyway."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def tip(words: str) -> str:
    """A tooltip that shows the words as they are and breaks long lines; Qt would take `<b>` for markup."""
    written = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<p style="white-space: pre-wrap">{written}</p>' if words else ""


def caption(words: str) -> str:
    """For buttons, tabs and menus, where Qt takes `&` for an accelerator."""
    return words.replace("&", "&&")
