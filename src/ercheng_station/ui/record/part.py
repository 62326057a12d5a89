"""What a hand-made part of the record view is asked for; it stands above the fields."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ercheng_station.records.base import Record
from ercheng_station.ui.record.reading import Told


class RecordPart(QWidget):
    covers: ClassVar[tuple[type[Record], ...]] = ()
    """What the record owns and this part shows, so that it is not shown again below the fields."""

    def show_told(self, told: Told) -> None:
        """The record that stands there now, read anew whenever it has changed."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The focus goes to what is to be done next, if there is anything."""
