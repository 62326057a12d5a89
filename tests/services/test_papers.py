"""Papers given out: complete or refused, frozen once for the same content, a new version after a change."""

import hashlib

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS, papers_about
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.paper import Paper
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import give_out, give_out_empty, give_out_many, missing_for

SHEET = PAPERS[0]


def text_of(path):
    preview = Preview(path)
    text = "".join(preview.text(page) for page in range(preview.pages))
    preview.close()
    return "".join(text.split())


@pytest.fixture
def visit(practice_store):
    return practice_store.find(Query(Visit))[0]


def test_the_sheet_shows_what_was_typed_exactly(practice_store, visit, tmp_path):
    odd = "𠮷野家 <b>&amp; =1+1 ，“引号”"
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": odd})])

    printed = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")

    assert (printed.version, printed.pages, printed.missing) == (1, 1, ())
    assert printed.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert "𠮷野家<b>&amp;=1+1，“引号”" in text_of(tmp_path / "a.pdf")
    assert visit.enterprise.name in text_of(tmp_path / "a.pdf")
    assert "不是行政检查" in text_of(tmp_path / "a.pdf")


def test_unchanged_content_is_the_same_version_byte_for_byte(practice_store, visit, tmp_path):
    first = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")
    again = give_out(practice_store, SHEET, visit.uid, tmp_path / "b.pdf")

    assert (again.version, again.sha256) == (1, first.sha256)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert practice_store.count(Query(Paper)) == 1
    assert practice_store.get(Visit, visit.uid).printed_on == practice_store.today


@pytest.mark.parametrize("kind", [Visit, Enterprise])
def test_a_change_of_what_is_shown_makes_the_next_version(practice_store, visit, tmp_path, kind):
    give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")
    if kind is Visit:
        change = Alter(Visit, visit.uid, {"problems": "新发现的问题"})
    else:
        change = Alter(Enterprise, visit.enterprise.uid, {"address": "新地址"})
    practice_store.act("改", [change])

    assert give_out(practice_store, SHEET, visit.uid, tmp_path / "b.pdf").version == 2


def test_a_version_undone_is_void_and_its_number_is_not_used_again(practice_store, visit, tmp_path):
    give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")
    practice_store.undo()
    assert practice_store.count(Query(Paper)) == 0

    assert give_out(practice_store, SHEET, visit.uid, tmp_path / "b.pdf").version == 2


def test_an_incomplete_final_copy_is_refused_and_a_draft_marks_what_is_missing(
    practice_store, visit, tmp_path
):
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": None, "receiver": None})])

    with pytest.raises(UserError) as refused:
        give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")

    assert refused.value.code == "paper-incomplete"
    assert not (tmp_path / "a.pdf").exists()
    draft = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf", draft=True)
    assert (draft.version, draft.missing) == (0, ("走访内容", "企业接待人"))
    assert "〔待补：走访内容〕" in text_of(tmp_path / "a.pdf")
    assert missing_for(practice_store, SHEET, visit.uid) == ["走访内容", "企业接待人"]
    assert practice_store.count(Query(Paper)) == 0


def test_a_character_nobody_can_print_is_refused_by_name(practice_store, visit, tmp_path):
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": "表情😀"})])

    with pytest.raises(UserError, match="😀"):
        give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")

    assert list(tmp_path.glob("*.pdf")) == []


def test_many_sheets_are_one_file_and_one_act(practice_store, tmp_path):
    visits = practice_store.find(Query(Visit), 3)

    printed = give_out_many(practice_store, SHEET, [one.uid for one in visits], tmp_path / "all.pdf")

    assert printed.pages == 3
    text = text_of(tmp_path / "all.pdf")
    assert all(one.number in text for one in visits)
    assert {practice_store.get(Visit, one.uid).printed_on for one in visits} == {practice_store.today}


def test_the_empty_form_is_one_page_and_says_it_is_practice(practice_store, tmp_path):
    assert give_out_empty(practice_store, SHEET, tmp_path / "empty.pdf").pages == 1
    assert "练习" in text_of(tmp_path / "empty.pdf")


def test_long_findings_go_on_over_pages_and_lose_nothing(practice_store, visit, tmp_path):
    long = "".join(f"第{at}句走访内容。" for at in range(900))
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": long})])

    printed = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")

    text = text_of(tmp_path / "a.pdf")
    assert printed.pages > 3
    assert all(f"第{at}句" in text for at in range(0, 900, 7))


def test_papers_are_known_by_what_they_are_about():
    assert papers_about(Visit)[0] == SHEET
    assert papers_about(Enterprise) == []
