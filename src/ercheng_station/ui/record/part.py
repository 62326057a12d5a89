"""What a hand-made part of the record view is asked for; it stands above the fields."""

from PySide6.QtWidgets import QWidget

from ercheng_station.ui.record.reading import Told


class RecordPart(QWidget):
    def show_told(self, told: Told) -> None:
        """The record that stands there now, read anew whenever it has changed."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The focus goes to what is to be done next, if there is anything."""
