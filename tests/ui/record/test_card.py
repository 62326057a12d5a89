"""The card of a record: each value beside its name, private ones hidden until asked."""

from dataclasses import replace
from itertools import combinations

from PySide6.QtWidgets import QApplication, QPushButton

from ercheng_station.db.listing import Query
from ercheng_station.records.assistance import Consultation
from ercheng_station.records.mediation import Agreement
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


def filled(desk, shown, width):
    card = shown(RecordCard(Consultation, desk.fields, Thumbnails.of(desk)), width, 900)
    exhaust(card.build())
    row = next(iter(desk.store.rows(Query(Consultation))))
    card.show_values({**row.values, "phone": None}, {}, desk.fields)
    QApplication.processEvents()
    return card


def test_a_wide_record_has_two_columns_and_long_texts_both(desk, shown):
    card = filled(desk, shown, 1000)
    day, way, question = (card._lines[name] for name in ("asked_on", "way", "question"))

    assert (day.y(), way.x() > 400) == (way.y(), True)
    assert question.width() > 900
    assert all(
        not line.geometry().intersects(other.geometry()) for line, other in combinations(visible(card), 2)
    )


def test_a_narrow_one_has_one_and_a_value_that_goes_leaves_no_hole(desk, shown):
    narrow = filled(desk, shown, 700)
    assert {line.x() for line in visible(narrow)} == {0}
    wide = filled(desk, shown, 1000)
    wide.show_values({**wide._values, "way": None}, {}, desk.fields)
    QApplication.processEvents()

    order = [line.field.name for line in sorted(visible(wide), key=lambda line: (line.y(), line.x()))]
    assert order == [name for name in Consultation.kept if name in order]


def visible(card):
    return [line for line in card._lines.values() if line.isVisible()]


def test_the_title_of_another_record_is_not_cut_where_the_line_has_room(desk, shown):
    card = shown(RecordCard(Agreement, desk.fields, Thumbnails.of(desk)), 900, 900)
    exhaust(card.build())
    row = next(iter(desk.store.rows(Query(Agreement))))
    link = replace(row.values["case"], title="鄂州市宏达刀具有限公司与鄂州市某某五金机电商行侵害商标权纠纷")
    card.show_values({**row.values, "case": link}, {}, desk.fields)
    QApplication.processEvents()

    (button,) = (one for one in card.findChildren(QPushButton) if one.text() == link.title)
    assert button.width() >= button.sizeHint().width()
