"""What every dialog of ours has in common: Tab goes as one reads, no word of it is cut, and it stays on the screen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

from ercheng_station.ui.placing import give_words_room, keep_on_screen
from ercheng_station.ui.tab_order import InOrder


class Dialog(InOrder, QDialog):
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        give_words_room(self)
        keep_on_screen(self)
