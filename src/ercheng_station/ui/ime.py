"""Words still being composed in the input method are not yet in any text."""

from PySide6.QtGui import QGuiApplication


def commit() -> None:
    """Takes what is being composed as typed: before reading a form, changing the page, closing, locking."""
    QGuiApplication.inputMethod().commit()
