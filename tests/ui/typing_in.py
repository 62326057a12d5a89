"""How a person types Chinese: through an input method."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication


def compose(words):
    """The words stand under the cursor and are not yet in the text."""
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(words, []))


def write(words):
    """The words were chosen in the input method."""
    chosen = QInputMethodEvent()
    chosen.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), chosen)
