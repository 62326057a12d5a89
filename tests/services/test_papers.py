"""Papers given out: complete or refused, frozen once for the same content, a new version after a change."""

import hashlib
from io import BytesIO

import docx
import pytest
from PIL import Image

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS, papers_about
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.paper import Paper
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import (
    How,
    give_out,
    give_out_empty,
    give_out_word,
    latest,
    look_at,
    look_at_many,
    missing_for,
    settle,
)

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
    draft = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf", How(draft=True))
    assert (draft.version, draft.missing) == (0, ("走访内容", "企业接待人"))
    assert "〔待补：走访内容〕" in text_of(tmp_path / "a.pdf")
    assert missing_for(practice_store, SHEET, visit.uid) == ["走访内容", "企业接待人"]
    assert practice_store.count(Query(Paper)) == 0


def test_a_character_nobody_can_print_is_refused_by_name(practice_store, visit, tmp_path):
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": "表情😀"})])

    with pytest.raises(UserError, match="😀"):
        give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")

    assert list(tmp_path.glob("*.pdf")) == []


def test_a_word_document_shows_the_same_and_is_no_version(practice_store, visit, tmp_path):
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": "𠮷野家 <b>"})])

    made = give_out_word(practice_store, SHEET, visit.uid, tmp_path / "a.docx")

    assert (made.version, made.pages) == (0, 0)
    assert "𠮷野家 <b>" in "".join(docx.Document(str(tmp_path / "a.docx")).element.itertext())
    assert practice_store.count(Query(Paper)) == 0


def test_an_incomplete_word_document_is_refused_but_for_a_draft(practice_store, visit, tmp_path):
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": None})])

    with pytest.raises(UserError, match="走访内容"):
        give_out_word(practice_store, SHEET, visit.uid, tmp_path / "a.docx")

    made = give_out_word(practice_store, SHEET, visit.uid, tmp_path / "a.docx", How(draft=True))
    assert made.missing == ("走访内容",)


@pytest.mark.parametrize("form", [form for form in PAPERS if form.editable], ids=lambda form: form.name)
def test_every_paper_without_pictures_has_an_empty_form_in_word(practice_store, form, tmp_path):
    give_out_word(practice_store, form, None, tmp_path / "a.docx")

    assert "".join(docx.Document(str(tmp_path / "a.docx")).element.itertext()).strip()


def test_many_sheets_are_versions_and_one_act(practice_store, tmp_path):
    visits = practice_store.find(Query(Visit), 3)
    told = []

    uids = [one.uid for one in visits]
    seen = look_at_many(practice_store, SHEET, uids, tmp_path, report=lambda *step: told.append(step))
    settle(practice_store, SHEET, seen, "打印企业走访服务记录表 3 份")

    assert [one.printed.pages for one in seen] == [1, 1, 1]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    for visit, one in zip(visits, seen, strict=True):
        assert visit.number in text_of(one.printed.path)
        assert practice_store.get(Visit, visit.uid).printed_on == practice_store.today
        kept = latest(practice_store, SHEET, visit.uid)
        assert (kept.version, kept.sha256) == (1, one.printed.sha256)
    assert practice_store.undoable()[1] == "打印企业走访服务记录表 3 份"


def test_of_many_the_incomplete_ones_are_drafts_and_count_as_not_printed(practice_store, tmp_path):
    whole, poor = practice_store.find(Query(Visit), 2)
    practice_store.act("改", [Alter(Visit, poor.uid, {"findings": None})])

    seen = look_at_many(practice_store, SHEET, [whole.uid, poor.uid], tmp_path)
    settle(practice_store, SHEET, seen, "打印")

    assert [one.is_final for one in seen] == [True, False]
    assert "〔待补：走访内容〕" in text_of(seen[1].printed.path)
    assert practice_store.get(Visit, poor.uid).printed_on is None
    assert latest(practice_store, SHEET, poor.uid) is None


def test_looking_freezes_nothing_and_settling_keeps_what_was_seen(practice_store, visit, tmp_path):
    seen = look_at(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")
    assert (seen.is_final, seen.printed.version, practice_store.count(Query(Paper))) == (True, 0, 0)

    act = settle(practice_store, SHEET, [seen], "打印企业走访服务记录表 1 份")

    assert act.label == "打印企业走访服务记录表 1 份"
    again = look_at(practice_store, SHEET, visit.uid, tmp_path / "b.pdf")
    assert (again.printed.version, again.printed.sha256) == (1, seen.printed.sha256)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    settle(practice_store, SHEET, [again], "打印企业走访服务记录表 2 份")
    assert practice_store.count(Query(Paper)) == 1


def test_what_was_changed_after_looking_is_not_settled(practice_store, visit, tmp_path):
    seen = look_at(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")
    practice_store.act("改", [Alter(Visit, visit.uid, {"problems": "新发现的问题"})])

    with pytest.raises(UserError) as refused:
        settle(practice_store, SHEET, [seen], "打印")

    assert refused.value.code == "paper-moved-on"
    assert practice_store.count(Query(Paper)) == 0


def test_what_a_pen_may_fill_in_is_left_empty_in_a_final_copy_that_says_so(practice_store, visit, tmp_path):
    practice_store.act("改", [Alter(Visit, visit.uid, {"receiver": None})])

    printed = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf", How(by_hand=True))

    assert (printed.version, printed.missing) == (1, ("企业接待人",))
    assert "待补" not in text_of(tmp_path / "a.pdf")
    assert practice_store.undoable()[1] == "定稿企业走访服务记录表（留空手填：企业接待人）"


def test_a_photo_page_cannot_be_filled_in_by_hand(practice_store, visit, tmp_path):
    with pytest.raises(UserError, match="现场照片"):
        give_out(practice_store, PAPERS[1], visit.uid, tmp_path / "a.pdf", How(by_hand=True))


def test_a_new_photo_makes_no_new_visit_sheet_but_a_new_photo_page(practice_store, visit, tmp_path):
    for number, color in enumerate(("red", "blue"), 1):
        out = BytesIO()
        Image.new("RGB", (40, 30), color).save(out, "JPEG")
        file = practice_store.attachments.put(out.getvalue(), f"{color}.jpg")
        practice_store.act("改", [Alter(Visit, visit.uid, {"photos": (file,)})])

        sheet, photos = (
            give_out(practice_store, form, visit.uid, tmp_path / "a.pdf").version for form in PAPERS[:2]
        )

        assert (sheet, photos) == (1, number)


def test_the_empty_form_is_one_page_and_says_it_is_practice(practice_store, tmp_path):
    assert give_out_empty(practice_store, SHEET, tmp_path / "empty.pdf").pages == 1
    assert "练习" in text_of(tmp_path / "empty.pdf")


def test_long_findings_go_on_over_pages_and_lose_nothing(practice_store, visit, tmp_path):
    long = "\n".join(f"第{at}句走访内容。" for at in range(300))
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": long})])

    printed = give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")

    text = text_of(tmp_path / "a.pdf")
    assert printed.pages > 3
    assert all(f"第{at}句" in text for at in range(300))


def test_papers_are_known_by_what_they_are_about():
    assert papers_about(Visit)[0] == SHEET
    assert papers_about(Enterprise) == []
