"""The papers of outreach, funds and equipment say what the record says, and what is missing in place of it."""

from datetime import date

import pytest

from ercheng_station.documents.layouts import LAYOUTS
from ercheng_station.documents.outreach import wanted
from ercheng_station.documents.page import build_all
from ercheng_station.documents.preview import Preview
from ercheng_station.records.fields import FileRef
from ercheng_station.records.outreach import Publicity, Survey, Training, TypicalCase
from ercheng_station.records.resources import Fund, Spending
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

UNIT = "泽林市场监管所知识产权工作站"


@pytest.fixture
def printed(faces, tmp_path):
    """printed(paper, record): (pages, text without blanks); a Whole is printed as it is, None is the empty form."""

    def build(name, record=None):
        whole = record if isinstance(record, Whole | None) else Whole.alone(record)
        path = tmp_path / f"{name}.pdf"
        build_all(path, [LAYOUTS[name](whole, Copy(unit=UNIT))], faces)
        with Preview(path) as preview:
            return preview.pages, "".join(
                "".join(preview.text(page).split()) for page in range(preview.pages)
            )

    return build


def training(**more):
    facts = {"theme": "商标政企共学", "held_on": date(2026, 11, 10), "mode": "together", "begun": "9:00"}
    return Training(**{**facts, "place": "会议室", "host": "区局", "outline": "续展\n使用管理", **more})


def test_a_notice_is_one_page_and_tells_when_and_where(printed):
    pages, text = printed("training_notice", training(lecturer="方晓岚"))

    assert pages == 1
    for words in (
        "关于举办商标政企共学的通知",
        "一、时间：2026年11月10日9:00",
        "二、地点：会议室",
        "续展",
        "五、讲师：方晓岚",
        "区局",
    ):
        assert words in text


def test_an_activity_of_several_days_tells_both(printed):
    event = Publicity(theme="宣传周", held_on=date(2026, 4, 20), until=date(2026, 4, 26), occasion="ip_week")

    assert "2026年4月20日至2026年4月26日" in printed("publicity_notice", event)[1]


@pytest.mark.parametrize("paper", ["training_sign_in", "publicity_sign_in"])
def test_a_sign_in_sheet_is_one_blank_page(printed, paper):
    pages, text = printed(paper)

    assert pages == 1
    assert "序号姓名单位职务联系电话签名" in text
    assert "不向他人提供" in text


def test_a_summary_lacks_its_words_until_they_are_written(printed):
    assert wanted.missing_on_summary(Whole.alone(training())) == ["小结"]
    pages, text = printed(
        "training_summary",
        training(summary="来了26人", attended=26, firms=12, tested=15, passed=14, pass_rate=93),
    )
    assert pages == 1
    assert "来了26人" in text
    assert "参加人次26人次" in text
    assert "考核合格率93%" in text


def test_a_questionnaire_is_blank_and_asks_its_own_questions_too(printed):
    survey = Survey(
        topic="商户知晓率", kind="awareness", held_on=date(2026, 5, 1), questions="您知道12330吗？"
    )
    _, text = printed("survey_paper", survey)

    assert "商户知晓率调查问卷" in text
    assert text.count("☐听说过") == 2
    assert "2．您知道12330吗？" in text
    assert "☐很满意" in printed("survey_paper")[1]


def test_a_tally_tells_counts_shares_and_what_the_rate_means(printed):
    survey = Survey(topic="满意度", kind="satisfaction", held_on=date(2026, 5, 1), returned=10, best=5, good=3, bad=2, valid=10, rate=80)  # fmt: skip

    text = printed("survey_tally", survey)[1]
    for words in ("50.0%", "30.0%", "0.0%", "满意率80%", "满意率＝（很满意＋满意）÷有效答卷"):
        assert words in text


def test_a_typical_case_is_final_only_when_it_was_checked(printed):
    texts = dict.fromkeys(("headline", "parties", "facts", "process", "result", "meaning", "basis"), "文字")
    case = TypicalCase(**texts, status="draft", level="district", recommender="泽林所")

    assert wanted.missing_on_typical_case(Whole.alone(case)) == [wanted.UNCHECKED]
    case.status = "checked"
    assert wanted.missing_on_typical_case(Whole.alone(case)) == []
    text = printed("typical_case", case)[1]
    assert "五、典型意义" in text
    assert "公开级别：区级公开" in text


def test_a_fund_statement_adds_up(printed):
    fund = Fund(year=2026, source="district", name="工作经费", budget=5_000_000)
    spendings = [
        Spending(fund=fund, spent_on=date(2026, 5, day), use="training", content="讲课费", amount=fen)
        for day, fen in ((2, 1_286_050), (1, 300_000))
    ]

    text = printed("fund_statement", Whole(fund, {"spending": tuple(spendings)}, fund))[1]
    for words in ("预算数5.00万元50,000.00", "支出合计1.59万元15,860.50", "结余3.41万元34,139.50"):
        assert words in text


def test_photos_of_a_training_stand_on_the_photo_page_of_a_visit(printed):
    _, text = printed("training_photos", training(photos=(FileRef("ab", "会场.gif", 1, "image/gif"),)))

    assert "图1商标政企共学2026-11-10" in text
    assert "填报单位" in text
    assert "走访单位" not in text


def test_an_equipment_slip_can_be_filled_by_hand(printed):
    assert "归还人（签名）" in printed("equipment_slip")[1]
