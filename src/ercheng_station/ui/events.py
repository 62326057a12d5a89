"""What an event filter is given: PySide may hand over, in place of an event, what stood at its address before it."""

from PySide6.QtCore import QEvent


def kind_of(event: object) -> QEvent.Type:
    return event.type() if isinstance(event, QEvent) else QEvent.Type.None_
