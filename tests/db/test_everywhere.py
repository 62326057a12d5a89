"""One typed text finds records of every register, and each says why it was found."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.everywhere import EACH, Everywhere, is_called
from ercheng_station.errors import Cancelled
from ercheng_station.records.enterprise import Enterprise


@pytest.fixture
def everywhere(practice_store):
    made = Everywhere(practice_store, practice_store.kinds)
    yield made
    made.close()


def find(everywhere, typed):
    *_, last = everywhere.find(everywhere.turn, typed)
    return {section.kind: section for section in last}


def test_words_of_a_visit_are_told_with_their_field(everywhere, practice_store):
    found = find(everywhere, "商标")["visit"]

    assert found.title == "企业走访"
    assert len(found.hits) == EACH
    assert found.more
    for hit in found.hits:
        assert (
            practice_store.row(practice_store.catalogue["visit"], hit.uid).values["enterprise"].title
            == hit.title
        )
        assert hit.note.startswith(practice_store.unit.short_name)
        assert "：" in hit.why
        assert "商标" in hit.why


def test_a_day_that_the_title_tells_is_not_told_again(everywhere):
    found = find(everywhere, "年度走访名单")["enterprise_listing"]

    assert {hit.note for hit in found.hits} == {"年度走访名单 2026-01-15"}


def test_initials_find_an_enterprise_and_what_belongs_to_it(practice_store):
    values, _ = practice_store.examine(Enterprise, {"name": "鄂州市单县羊汤馆", "scale": "micro"})
    practice_store.act("新增企业", [Create(Enterprise, values)])
    everywhere = Everywhere(practice_store, practice_store.kinds)

    found = find(everywhere, "sxyt")

    assert [hit.title for hit in found["enterprise"].hits] == ["鄂州市单县羊汤馆"]
    assert found["enterprise"].hits[0].why == ""
    everywhere.close()


def test_a_number_finds_its_record(everywhere, practice_store):
    hit = find(everywhere, "商标")["visit"].hits[0]
    number = practice_store.row(practice_store.catalogue["visit"], hit.uid).number

    found = find(everywhere, number)

    assert found["visit"].hits[0].uid == hit.uid


def test_a_register_is_found_by_its_name_in_characters_and_by_sound(everywhere):
    assert find(everywhere, "企业诉求")["need"].named
    assert find(everywhere, "qysq")["need"].named
    assert is_called("企业走访", "走访")
    assert not is_called("企业走访", "访问")
    assert not is_called("企业走访", "企")


def test_a_text_nobody_wrote_finds_nothing(everywhere):
    assert find(everywhere, "绝无此词") == {}


def test_what_was_given_up_raises_cancelled(everywhere):
    turn = everywhere.turn
    everywhere.cancel()

    with pytest.raises(Cancelled):
        list(everywhere.find(turn, "商标"))


@pytest.mark.files
def test_giving_up_while_records_are_read_raises_cancelled_too(everywhere):
    everywhere._connection.set_progress_handler(lambda: 1, 1)

    with pytest.raises(Cancelled):
        everywhere._rows(Enterprise, [1, 2, 3])


def test_late_registers_follow_in_a_second_answer(everywhere, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.everywhere.DEADLINE_MS", 0.0)

    first, second = everywhere.find(everywhere.turn, "走访")

    assert [section.kind for section in first if section.named] == ["visit"]
    assert not any(section.hits for section in first)
    assert any(section.hits for section in second)


def test_that_nothing_is_found_is_said_only_at_the_end(everywhere, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.everywhere.DEADLINE_MS", 0.0)

    (only,) = everywhere.find(everywhere.turn, "商标")

    assert {section.kind for section in only} >= {"visit", "right", "need"}
