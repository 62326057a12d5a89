"""Letters go out in the bureau's name, are 送审稿 until it numbers them, and tell neither grade nor reporter."""

import pytest

from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.clues import KINDS, EvidenceItem
from ercheng_station.records.clues.organ import BUREAU
from ercheng_station.services.papers import How, copy_for
from tests.assisting import changed
from tests.documents.mediation.giving import squeezed, text_of, words_of
from tests.handling import SECRETS, clue_of, graded, letter_of, reporter_of, transfer_of
from tests.mediating import made

FORMS = {form.name: form for form in PAPERS if form.kind in KINDS}
INTERNAL = ("重大", "较大", "一般", "分级", "级别", "去向", "内部提醒")


def printed(store, name, one, folder):
    form = FORMS[name]
    whole = store.whole(form.kind, one.uid) if one else None
    form.build([whole], folder / "a.pdf", copy_for(store, How()))
    form.write_word(whole, folder / "a.docx", copy_for(store, How()))
    text = text_of(folder / "a.pdf")
    assert squeezed(words_of(folder / "a.docx")).startswith(text[:8])
    return text


def lacks(store, name, one):
    return FORMS[name].missing(store.whole(FORMS[name].kind, one.uid))


@pytest.fixture
def about(store):
    """One record for each paper, of a clue that is graded and was reported."""
    clue = clue_of(store, signs="涉嫌犯罪", suspect_address="古城路1号")
    changed(
        store, clue, **graded(grade="major", proposed_grade="major", proposed_why="涉嫌犯罪的，建议“重大”")
    )
    reporter_of(store, clue)
    made(
        store,
        EvidenceItem,
        clue=clue,
        name="假酒照片",
        type="object",
        form="photo",
        quantity="3张",
        pages="2",
        sealing="密封",
    )
    letter = letter_of(store, clue=clue, materials="进销货单据", enclosures="照片\n清单")
    case = transfer_of(store, clue, team="余慧敏、张立新")
    return {"clue": clue, "cooperation": letter, "transfer": case}


@pytest.mark.parametrize("name", FORMS)
def test_every_paper_is_also_an_empty_form_and_a_word_document(store, tmp_path, name):
    text = printed(store, name, None, tmp_path)
    assert "〔待补" not in text
    assert "None" not in text


@pytest.mark.parametrize("name", FORMS)
def test_no_paper_tells_a_grade_or_a_reporter(store, tmp_path, name, about):
    text = printed(store, name, about[FORMS[name].kind.__tablename__], tmp_path)

    assert lacks(store, name, about[FORMS[name].kind.__tablename__]) == []
    assert not [word for word in (*INTERNAL, *SECRETS) if word in text]
    assert "〔待补" not in text


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("assist_letter", "letter_number"),
        ("notice_letter", "letter_number"),
        ("transfer_letter", "letter_number"),
    ],
)
def test_a_letter_without_its_number_is_for_approval_and_bears_no_day(store, tmp_path, about, name, number):
    one = about[FORMS[name].kind.__tablename__]
    waiting = printed(store, name, one, tmp_path)
    changed(store, one, **{number: "鄂城市监协〔2026〕7号"})
    sent = printed(store, name, one, tmp_path)

    assert squeezed(BUREAU) in waiting
    assert "（送审稿）" in waiting
    assert "2026年" not in waiting
    assert "（送审稿）" not in sent
    assert "鄂城市监协〔2026〕7号" in sent


def test_a_request_for_help_names_its_term_and_what_is_wanted(store, tmp_path, about):
    text = printed(store, "assist_letter", about["cooperation"], tmp_path)
    for told in (
        "大冶市市场监督管理局：",
        "核实发货仓库",
        "进销货单据",
        "15个工作日",
        "0711-5550018",
        "1.照片",
        "2.清单",
    ):
        assert told in text


def test_the_police_get_a_letter_of_their_own_with_a_receipt(store, tmp_path, about):
    text = printed(store, "transfer_letter", about["transfer"], tmp_path)
    assert "涉嫌犯罪案件移送书" in text
    assert text.index("送达回执") > text.index("印章")
    assert "接收单位" in text

    changed(store, about["transfer"], to="culture")
    assert "涉嫌犯罪" not in printed(store, "transfer_letter", about["transfer"], tmp_path)


def test_the_list_of_evidence_has_a_row_for_each_piece_and_who_takes_it(store, tmp_path, about):
    text = printed(store, "evidence_handover", about["clue"], tmp_path)
    for told in ("假酒照片", "物证", "3张", "密封", "以上共1件", "移交人（签名）", "接收人（签名）"):
        assert told in text
    assert lacks(store, "evidence_handover", clue_of(store, suspect="另一家")) == ["线索证据"]


def test_what_voids_a_letter_is_refused(store):
    letter = letter_of(store, request="", organ="", contact="")
    assert lacks(store, "assist_letter", letter) == ["发函机关", "协助（通报）事项", "联系人"]
