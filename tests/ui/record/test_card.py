"""The card of a record: each value beside its name, private ones hidden until asked."""

from PySide6.QtWidgets import QPushButton

from ercheng_station.records.assistance import Consultation
from ercheng_station.ui.filing.thumbnails import Thumbnails
from ercheng_station.ui.record.card import RecordCard
from ercheng_station.ui.slices import exhaust


def test_what_shows_a_hidden_value_stands_right_behind_it(desk, shown):
    card = shown(RecordCard(Consultation, desk.fields, Thumbnails.of(desk)), 1000, 400)
    exhaust(card.build())
    card.show_values({**dict.fromkeys(Consultation.kept), "phone": "13812345678"}, {}, desk.fields)
    card.adjustSize()

    (button,) = (one for one in card.findChildren(QPushButton) if one.accessibleName() == "显示联系电话")

    assert button.isVisibleTo(card)
    assert button.mapTo(card, button.rect().topLeft()).x() < 300
