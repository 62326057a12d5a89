"""Papers of reception, assistance and experts: nothing typed is lost, nothing is decided by who may not decide."""

import pytest

from ercheng_station.documents.assistance import wanted
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.assistance import KINDS
from ercheng_station.services.papers import How, copy_for
from tests.assisting import CENTRE, FACTS, applied, asked, came, changed, expert_of, opined
from tests.documents.mediation.giving import squeezed, text_of, words_of

FORMS = {form.name: form for form in PAPERS if form.kind in KINDS}
OWN = {
    "decider": "own",
    "passed_to": "",
    "decision_number": "鄂市维援〔2026〕3号",
    "decided_on": "2026-09-10",
}


def printed(store, name, one, folder, how=None):
    """The text of the paper, one with everything on it or the empty form."""
    form = FORMS[name]
    whole = store.whole(form.kind, one.uid) if one else None
    copy = copy_for(store, how or How())
    form.build([whole], folder / "a.pdf", copy)
    return text_of(folder / "a.pdf")


def lacks(store, name, one):
    return FORMS[name].missing(store.whole(FORMS[name].kind, one.uid))


@pytest.mark.parametrize("name", FORMS)
def test_every_paper_is_also_an_empty_form_and_a_word_document(store, tmp_path, name):
    text = printed(store, name, None, tmp_path)
    FORMS[name].write_word(None, tmp_path / "a.docx", copy_for(store, How()))

    title = squeezed(FORMS[name].title)
    assert title in text
    assert "〔待补" not in text
    assert "None" not in text
    assert title in words_of(tmp_path / "a.docx")


def test_the_application_shows_what_was_typed(store, tmp_path):
    text = printed(store, "assist_application", applied(store), tmp_path)

    for told in (
        "鄂州市宏达刀具有限公司",
        "91420704MA4F2ABC46",
        "13812345678",
        "第12345678号“宏达”",
        FACTS,
        "某网店",
    ):
        assert squeezed(told) in text
    for told in ("☑咨询指导", "☑侵权判定参考意见", "☐分析预警", "☑营业地在本地", "☑申请表", "☐授权委托书"):
        assert told in text


def test_a_station_passes_on_and_decides_nothing(store, tmp_path):
    one = applied(store, status="passed", passed_on="2026-09-03")

    text = printed(store, "assist_transfer", one, tmp_path)

    assert f"{CENTRE}：" in text
    assert "2026年9月3日" in text
    assert lacks(store, "assist_transfer", one) == []
    for name in ("assist_acceptance", "assist_refusal", "assist_supplement"):
        assert wanted.NOT_OURS in lacks(store, name, one)


def test_who_decides_accepts_under_a_number_or_refuses_with_reasons(store, tmp_path):
    one = applied(store, **OWN, status="accepted")
    assert lacks(store, "assist_acceptance", one) == []
    assert wanted.IS_ACCEPTED in lacks(store, "assist_refusal", one)
    text = printed(store, "assist_acceptance", one, tmp_path)
    assert "鄂市维援〔2026〕3号" in text
    assert "决定予以受理" in text
    assert "2026年9月10日" in text

    changed(store, one, status="received")
    changed(store, one, status="rejected", rejection="ended", decision_note="法院已经判决。")

    text = printed(store, "assist_refusal", one, tmp_path)
    assert lacks(store, "assist_refusal", one) == []
    assert wanted.IS_REJECTED in lacks(store, "assist_acceptance", one)
    assert "已经判决或者处理完毕。法院已经判决。" in text
    assert "申诉" in text


def test_a_notice_to_supplement_tells_everything_once_and_the_seven_days(store, tmp_path):
    one = applied(
        store, **{**OWN, "decided_on": "", "decision_number": ""}, status="supplement", supplement_asked_on="2026-09-02",
        supplement_what="商标注册证复印件；网页截图",
    )  # fmt: skip

    text = printed(store, "assist_supplement", one, tmp_path)

    assert lacks(store, "assist_supplement", one) == []
    assert "商标注册证复印件；网页截图" in text
    assert "7个工作日" in text
    assert "视为撤回" in text


def test_an_opinion_says_twice_that_it_binds_nobody(store, tmp_path):
    one = opined(store, expert_of(store), applied(store))

    text = printed(store, "expert_opinion_sheet", one, tmp_path)

    assert text.count("仅供参考，不具有法律效力") == 2
    for told in (
        "李明",
        "湖北某律师事务所，合伙人",
        "整体视觉效果近似",
        "第五十七条第二项",
        "2026年9月18日",
        "☑本人与有关各方",
    ):
        assert told in text


def test_a_masked_opinion_names_neither_side(store, tmp_path):
    one = opined(
        store,
        expert_of(store),
        applied(store),
        question="宏达刀具诉某网店一事，鄂州市宏达刀具有限公司能否胜诉？",
    )
    form = FORMS["expert_opinion_sheet"]
    whole = store.whole(form.kind, one.uid)

    assert form.kind.aliases(whole) == {"鄂州市宏达刀具有限公司": "某单位（人）", "某网店": "某单位（人）"}


def test_a_consultation_and_an_entry_of_the_book_show_what_was_typed(store, tmp_path):
    sheet = printed(store, "consultation_sheet", asked(store), tmp_path)
    entry = printed(store, "reception_book", came(store), tmp_path)

    for told in (
        "王建国",
        "鄂州市宏达刀具有限公司",
        "近似商标怎么比对？",
        "☑现场",
        "从形、音、义整体比对",
        "余慧敏",
    ):
        assert told in sheet
    for told in ("王建国", "自己的商标被人用在网店里", "维权援助", "余慧敏", "2026年9月1日"):
        assert told in entry


def test_an_unfinished_paper_is_a_draft_that_names_what_is_missing(store, tmp_path):
    text = printed(store, "consultation_sheet", asked(store, answer="", answered_by=""), tmp_path)

    assert "〔待补：答复内容〕" in text
    assert "〔待补：答复人〕" in text
