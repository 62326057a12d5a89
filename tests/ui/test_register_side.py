"""What stands beside a register's list, and is made in the pauses."""

from PySide6.QtWidgets import QWidget

from ercheng_station.records.office import Phrase
from ercheng_station.ui.register_side import RegisterSide


def test_what_is_still_in_the_making_is_not_seen(desk, shown):
    holder = QWidget()
    side = RegisterSide(Phrase, desk, holder)
    for making in (side.making_record, side.making_editor):
        making.go_on()

    shown(holder, 800, 600)

    assert not [part for part in side.findChildren(QWidget) if part.isVisible()]
