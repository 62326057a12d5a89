"""The score sheet and the board: what they show, what they want, on how many pages."""

import pypdfium2
import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.records.station import Station
from ercheng_station.records.work import NoticeBoard, ScoreItem, ScoreSheet
from ercheng_station.services.papers import How, give_out, give_out_empty, give_out_word
from ercheng_station.services.scoring import items_of

FORMS = {form.name: form for form in PAPERS}
DRAFT = How(draft=True)


@pytest.fixture
def board(practice_store):
    return next(practice_store.rows(Query(NoticeBoard))).uid


@pytest.fixture
def sheet(practice_store):
    return next(practice_store.rows(Query(ScoreSheet))).uid


def read(path):
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    size = tuple(round(one) for one in document[0].get_size())
    document.close()
    return "".join(texts).replace("\r\n", ""), size, len(texts)


@pytest.mark.parametrize(("name", "size"), [("notice_board", (595, 842)), ("notice_board_a3", (842, 1191))])
def test_a_board_is_one_page_with_everything_from_record_and_station(
    practice_store, board, tmp_path, name, size
):
    give_out(practice_store, FORMS[name], board, tmp_path / "牌.pdf")
    text, found, pages = read(tmp_path / "牌.pdf")

    assert (found, pages) == (size, 1)
    for words in (
        "受理范围",
        "知识产权咨询",
        "登记接待",
        "30 日内",
        "0711-5550012",
        "0711-5550100",
        "泽林大道",
    ):
        assert words in text


def test_a_board_with_many_lines_still_fits_one_page(practice_store, board, tmp_path):
    many = "\n".join(f"第{number}项服务内容" for number in range(12))
    practice_store.act(
        "改", [Alter(NoticeBoard, board, {"scope": many, "steps": "\n".join("一二三四五六七八")})]
    )
    give_out(practice_store, FORMS["notice_board"], board, tmp_path / "牌.pdf")

    assert read(tmp_path / "牌.pdf")[2] == 1


def test_a_board_without_phone_or_scope_is_not_final(practice_store, board, tmp_path):
    store = practice_store
    store.act(
        "改", [Alter(NoticeBoard, board, {"phone": None}), Alter(Station, store.unit.uid, {"services": None})]
    )

    with pytest.raises(UserError) as told:
        give_out(store, FORMS["notice_board"], board, tmp_path / "牌.pdf")
    assert "受理范围、服务电话" in str(told.value)
    give_out(store, FORMS["notice_board"], board, tmp_path / "牌.pdf", DRAFT)
    assert "〔待补：服务电话〕" in read(tmp_path / "牌.pdf")[0]


def test_the_score_sheet_shows_items_sums_and_meanings(practice_store, sheet, tmp_path):
    items = items_of(practice_store, sheet)
    scores = {row.uid: row.values["points"] // 2 for row in items}
    practice_store.act(
        "打分", [Alter(ScoreItem, uid, {"self_score": score}) for uid, score in scores.items()]
    )
    day = practice_store.today
    signed = {"assessed_on": day, "filled_by": "余慧敏", "head": "程德胜"}
    practice_store.act("签", [Alter(ScoreSheet, sheet, signed)])
    give_out(practice_store, FORMS["score_sheet"], sheet, tmp_path / "表.pdf")
    text = read(tmp_path / "表.pdf")[0]
    deducted = next(row for row in items if row.values["is_deduction"])
    expected = (sum(scores.values()) - 2 * scores[deducted.uid]) / 100

    assert f"{expected:g}" in text
    for row in items:
        assert row.values["name"][:4] in text
    assert "附注：自动项目的口径" in text


def test_an_unscored_sheet_names_its_open_items(practice_store, sheet, tmp_path):
    with pytest.raises(UserError) as told:
        give_out(practice_store, FORMS["score_sheet"], sheet, tmp_path / "表.pdf")

    assert "自评日期" in str(told.value)
    assert "第5项自评分" in str(told.value)


def test_the_empty_sheet_and_the_word_document_are_made(practice_store, sheet, tmp_path):
    give_out_empty(practice_store, FORMS["score_sheet"], tmp_path / "空.pdf")
    give_out_word(practice_store, FORMS["score_sheet"], sheet, tmp_path / "表.docx", DRAFT)

    assert "一级指标" in read(tmp_path / "空.pdf")[0]
    assert (tmp_path / "表.docx").stat().st_size > 5000
