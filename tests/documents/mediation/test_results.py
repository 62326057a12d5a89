"""Papers of sessions, agreements and what follows: every field in its order, every party, every typed character."""

import json
import re

import pytest

from ercheng_station.errors import UserError
from ercheng_station.records.mediation import Agreement, Confirmation, FollowUp, Instalment, Party, Session
from ercheng_station.services.papers import FINAL, How, copy_for, give_out_empty, missing_for
from tests.documents.mediation.giving import (
    DRAFT,
    FORMS,
    RESULTS,
    about,
    add_parties,
    change,
    closed,
    fill_every_text,
    give,
    give_word,
    pages_of,
    part,
    squeezed,
    text_of,
    words_of,
)
from tests.mediating import REFUSING, moved, registered

ODD = "𠮷䶮买买提·艾力<b>&amp;{0}%s=1+1</w:t>“”"
FIRM = "鄂州市宏达模具有限公司"
COMMITTEE = "鄂州市鄂城区知识产权纠纷人民调解委员会"
NUMBER = "（2026）鄂城知人调字第0001号"


@pytest.fixture
def case(store):
    return closed(store)


def in_order(text, *parts):
    at = 0
    for one in parts:
        found = text.find(squeezed(one), at)
        assert found >= 0, f"{one!r} not behind {text[max(0, at - 20) : at]!r}"
        at = found
    return True


@pytest.mark.parametrize("name", RESULTS)
def test_every_typed_character_is_printed_in_both_forms(store, case, name, tmp_path):
    fill_every_text(store, case, ODD)

    path, _ = give(store, case, name, tmp_path)
    word = give_word(store, case, name, tmp_path)

    whole = store.whole(FORMS[name].kind, about(store, case, name))
    shown = FORMS[name].shown(whole, copy_for(store, DRAFT))
    typed = [value for value in shown.values() if isinstance(value, str) and ODD in value]
    assert typed
    for value in typed:
        assert squeezed(value) in text_of(path)
        assert squeezed(value) in words_of(word)


@pytest.mark.parametrize("name", RESULTS)
def test_an_empty_form_has_room_for_a_pen_and_marks_nothing(store, name, tmp_path):
    made = give_out_empty(store, FORMS[name], tmp_path / "a.pdf")

    assert made.pages <= 2
    assert "待补" not in text_of(tmp_path / "a.pdf")
    title = FORMS[name].title.partition("（")[0]
    assert title in text_of(tmp_path / "a.pdf")


@pytest.mark.parametrize("name", RESULTS)
def test_thirty_parties_are_all_printed(store, case, name, tmp_path):
    change(store, case, status="performed")
    add_parties(store, case, 28)

    path, _ = give(store, case, name, tmp_path)

    text = text_of(path)
    if name not in {"file_note"}:  # names nobody
        assert [number for number in range(28) if f"第{number}号当事人" not in text] == []


@pytest.mark.parametrize("name", ["session_record", "agreement", "oral_agreement", "closing_report"])
def test_a_long_text_goes_on_over_pages_and_loses_nothing(store, case, name, tmp_path):
    long = "\n".join(f"第{number}段事实经过和双方陈述的意见在此写明。" for number in range(150))
    assert len(long) > 3000
    change(store, case, facts=long)
    change(store, part(store, case, Agreement).uid, Agreement, facts=long)
    change(store, part(store, case, Session).uid, Session, content=long)

    path, made = give(store, case, name, tmp_path)

    assert made.pages > 3
    assert [n for n in range(150) if f"第{n}段事实经过和双方陈述的意见在此写明。" not in text_of(path)] == []


def test_the_session_record_has_its_fields_in_order(store, case, tmp_path):
    path, made = give(store, case, "session_record", tmp_path, FINAL)

    assert made.missing == ()
    assert in_order(
        text_of(path), COMMITTEE, "人民调解记录", NUMBER, "时间：2026年9月10日9时00分至11时00分（第1次调解）",
        "地点：泽林市场监管所调解室", "不公开进行", f"当事人：{FIRM}（代理人陈律）、张建军",
        "参加人：人民调解员周立新，记录人李秀兰", "已告知当事人", "记录：", "主持人宣布调解开始",
        "调解结果：双方达成一致", f"申请人{FIRM}（盖章）：", "代表人（签名）：", "被申请人张建军（签名、按指印）：",
        "人民调解员（签名）：", "记录人（签名）：",
    )  # fmt: skip


def test_the_agreement_has_its_fields_in_order_on_one_page(store, case, tmp_path):
    path, made = give(store, case, "agreement", tmp_path, FINAL)

    assert (made.pages, made.missing) == (1, ())
    assert in_order(
        text_of(path), COMMITTEE, "人民调解协议书", NUMBER, f"申请人：{FIRM}", "统一社会信用代码：91420704MA4F2ABC46",
        "法定代表人（负责人）：单雄信（总经理）", "联系方式：0711-3851234", "住所：鄂城区泽林镇工业园1号",
        "申请人的委托代理人：陈律，湖北某律师事务所，律师", "被申请人：张建军", "性别：女", "民族：汉族", "年龄：76岁",
        "职业或职务：个体经营", "联系方式：13812345678", "证件号码：11010519491231002X", "单位或住址：鄂城区泽林镇泽林街8号",
        "纠纷主要事实、争议事项：", "申请人是注册商标", "自愿达成如下协议：", "一、被申请人自本协议生效之日起",
        "给付金额：20,000.00元（大写：人民币贰万元整）", "履行方式：一次履行；履行地点：泽林市场监管所；履行期限：2026年9月30日前",
        "印章之日起生效", "本协议一式三份，当事人各执一份，人民调解委员会存一份", f"申请人{FIRM}（盖章）：",
        "代表人（签名）：", "委托代理人（签名）：", "被申请人张建军（签名、按指印）：", "人民调解员（签名）：",
        "记录人（签名）：", f"{COMMITTEE}（印章）", "2026年9月10日",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("copies", "court", "told"),
    [
        (None, None, "一式三份，当事人各执一份，人民调解委员会存一份。"),
        (None, 2, "一式五份，当事人各执一份，人民调解委员会存一份，送人民法院二份。"),
        (12, 1, "一式十二份，当事人各执一份，人民调解委员会存九份，送人民法院一份。"),
    ],
)
def test_copies_add_up(store, case, tmp_path, copies, court, told):
    change(store, part(store, case, Agreement).uid, Agreement, copies=copies, court_copies=court)

    assert f"本协议{told}" in text_of(give(store, case, "agreement", tmp_path)[0])


def test_too_few_copies_are_refused_with_the_least(store, case, tmp_path):
    change(store, part(store, case, Agreement).uid, Agreement, copies=3, court_copies=1)

    with pytest.raises(UserError, match="至少4份"):
        give(store, case, "agreement", tmp_path, FINAL)
    assert "〔待补：一式几份（至少4份）〕" in text_of(give(store, case, "agreement", tmp_path)[0])


@pytest.mark.parametrize(
    ("amount", "told"),
    [("0", "0.00元（大写：人民币零元整）"), ("100000000", "100,000,000.00元（大写：人民币壹亿元整）")],
)
def test_a_sum_is_told_in_figures_and_words(store, case, tmp_path, amount, told):
    change(store, case, amount=amount)
    change(store, part(store, case, Agreement).uid, Agreement, amount=amount)

    for name in ("agreement", "oral_agreement", "closing_report", "subsidy_claim"):
        assert told in text_of(give(store, case, name, tmp_path)[0])


def test_an_agreement_without_payment_tells_no_sum(store, case, tmp_path):
    change(store, part(store, case, Agreement).uid, Agreement, amount=None)

    assert "大写" not in text_of(give(store, case, "agreement", tmp_path)[0])


def test_the_plan_is_part_of_an_agreement_to_pay_in_parts_only(store, case, tmp_path):
    row = "第1期：2026年9月30日前，张建军赔偿款，20,000.00元（大写：人民币贰万元整）"
    assert row not in text_of(give(store, case, "agreement", tmp_path)[0])

    change(store, part(store, case, Agreement).uid, Agreement, way="instalments")

    assert row in text_of(give(store, case, "agreement", tmp_path)[0])
    change(store, part(store, case, Instalment).uid, Instalment, what="货款")
    assert row not in text_of(give(store, case, "agreement", tmp_path)[0])


def test_an_agreement_of_one_form_is_not_printed_as_the_other(store, case, tmp_path):
    uid = part(store, case, Agreement).uid
    assert missing_for(store, FORMS["oral_agreement"], uid) == ["口头协议（这份协议是书面的）"]

    change(store, uid, Agreement, form="oral")

    assert missing_for(store, FORMS["oral_agreement"], uid) == []
    assert missing_for(store, FORMS["agreement"], uid) == ["书面协议（这份协议是口头的）"]
    assert in_order(
        text_of(give(store, case, "oral_agreement", tmp_path, FINAL)[0]), COMMITTEE, "人民调解口头协议登记表", NUMBER,
        FIRM, "张建军", "申请人是注册商标", "一、被申请人自本协议生效之日起", "20,000.00元（大写：人民币贰万元整）",
        "一次履行", "泽林市场监管所", "2026年9月30日前", "2026年9月10日", "人民调解员（签名）：", "记录人（签名）：",
        f"{COMMITTEE}（印章）",
    )  # fmt: skip


def test_the_follow_up_has_its_fields_in_order(store, case, tmp_path):
    change(store, part(store, case, FollowUp).uid, FollowUp, disputed="否", hazard="门店仍有旧包装")

    assert in_order(
        text_of(give(store, case, "follow_up_record", tmp_path, FINAL)[0]), "人民调解回访记录",
        f"申请人：{FIRM}；被申请人：张建军", NUMBER, "了解协议履行情况", "2026年10月20日", "☑电话", "张建军", "李秀兰",
        "☑全部履行", "☑满意", "☐是", "☑否", "门店仍有旧包装", "已经更换招牌，款项已付。", "回访人（签名）：", "2026年10月20日",
    )  # fmt: skip


def test_the_court_is_asked_by_all_parties_together(store, case, tmp_path):
    assert in_order(
        text_of(give(store, case, "confirmation_units", tmp_path, FINAL)[0]), "司法确认申请书", f"申请人：{FIRM}",
        "申请人：张建军", "请求事项：", f"依法确认申请人于2026年9月10日经{COMMITTEE}主持调解达成的调解协议（编号：{NUMBER}）有效",
        "事实和理由：", "申请人是注册商标", "一、被申请人自本协议生效之日起", "协议于2026年9月11日生效", "承诺：", "自愿达成协议",
        "不违反法律的强制性规定", "不涉及物权、知识产权的确权", "送达地址：", "鄂城区泽林镇工业园1号，电话：0711-3851234",
        "鄂城区泽林镇泽林街8号，电话：13812345678", "此致", "鄂州市鄂城区人民法院", "附：", "人民调解协议书", "身份证明",
        f"申请人{FIRM}（盖章）：", "代表人（签名）：", "申请人张建军（签名、按指印）：", "2026年9月25日",
    )  # fmt: skip


def test_each_confirmation_form_names_the_other_where_that_one_fits(store, case):
    uid = part(store, case, Confirmation).uid
    persons, units = (FORMS[f"confirmation_{which}"] for which in ("persons", "units"))
    assert (len(missing_for(store, persons, uid)), missing_for(store, units, uid)) == (1, [])

    firm = part(store, case, Party)
    change(store, firm.uid, Party, kind="person", mobile="13812345670", id_number="11010519491231002X")

    assert (missing_for(store, persons, uid), len(missing_for(store, units, uid))) == ([], 1)


def test_an_agreement_without_effect_is_not_brought_before_a_court(store, case, tmp_path):
    change(store, case, backfilled="是")
    change(store, part(store, case, Agreement).uid, Agreement, sealed_on=None)

    assert "已经生效的调解协议" in missing_for(
        store, FORMS["confirmation_units"], part(store, case, Confirmation).uid
    )
    assert "协议于〔待补：已经生效的调解协议〕生效" in text_of(
        give(store, case, "confirmation_units", tmp_path)[0]
    )


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "file_note",
            ("卷宗情况说明", NUMBER, "材料齐全，没有缺页。", "立卷人", "李秀兰", "检查人", "周立新", "2026年10月21日",
             "2026年10月22日", "立卷人（签名）：", "检查人（签名）："),
        ),
        (
            "closing_report",
            ("人民调解结案报告表", NUMBER, "2026年10月21日", COMMITTEE, "周立新", "2026年9月3日", "2026年9月20日",
             FIRM, "鄂城区泽林镇工业园1号", "0711-3851234", "张建军", "鄂城区泽林镇泽林街8号", "13812345678",
             "☑当事人申请", "☐主动调解", "申请人是注册商标", "一、被申请人自本协议生效之日起",
             "20,000.00元（大写：人民币贰万元整）", "2026年9月20日履行完毕", "承办人（签名）："),
        ),
        (
            "termination_notice",
            ("终止调解告知书", NUMBER, f"申请人：{FIRM}", "被申请人：张建军", "于2026年9月3日受理", "于2026年9月10日终止调解",
             "终止原因：无法达成协议。赔偿数额差距大。", "第二十六条", "☐自行协商", "☑行政途径解决", "☑向人民法院起诉",
             f"{COMMITTEE}（印章）", "2026年9月10日", "送达回执", f"申请人{FIRM}", "被申请人张建军"),
        ),
        (
            "rejection_notice",
            ("不予受理告知书", NUMBER, f"申请人：{FIRM}", "不予受理的原因：法院或仲裁机构已受理。已由鄂城区人民法院立案。",
             "☑行政途径解决", f"{COMMITTEE}（印章）", "送达回执"),
        ),
        (
            "subsidy_claim",
            ("人民调解案件补贴申领表", NUMBER, FIRM, "张建军", "☐口头", "☐简易", "☑一般", "☐疑难", "2026年9月3日",
             "2026年9月10日", "20,000.00元（大写：人民币贰万元整）", "周立新", "李秀兰", "申领金额", "领款人"),
        ),
    ],
)  # fmt: skip
def test_what_closes_a_case_has_its_fields_in_order(store, case, tmp_path, name, parts):
    path, made = give(store, case, name, tmp_path, FINAL)

    assert (made.pages, made.missing) == (1, ())
    assert in_order(text_of(path), *parts)


def test_the_report_says_why_nobody_was_visited_afterwards(store, case, tmp_path):
    change(store, case, unvisited_why="双方均已搬离")

    assert "未回访：双方均已搬离" in text_of(give(store, case, "closing_report", tmp_path)[0])


def test_the_cover_of_a_case_that_was_not_taken_in_names_no_mediator(store, tmp_path):
    uid = registered(store)
    moved(store, uid, "rejected", **REFUSING)

    text = text_of(give(store, uid, "mediation_cover", tmp_path)[0])

    assert "〔待补：立卷人〕" in text
    assert "主持调解员" not in text


def test_a_refusal_ticks_the_routes_that_were_told(store, tmp_path):
    uid = registered(store)
    moved(store, uid, "rejected", **REFUSING)

    text = text_of(give(store, uid, "rejection_notice", tmp_path)[0])

    assert in_order(text, "下列途径", "☐行政途径解决", "☑向人民法院起诉", "特此告知")
    assert "司法等途径" not in text


def test_a_refusal_of_one_party_is_told_with_the_law(store, case, tmp_path):
    assert "第十七条" not in text_of(give(store, case, "rejection_notice", tmp_path)[0])

    change(store, case, rejection="party_refused")

    assert "第十七条，当事人一方明确拒绝调解的，不得调解" in text_of(
        give(store, case, "rejection_notice", tmp_path)[0]
    )


def test_what_a_draft_lacks_is_marked_and_the_final_copy_refused(store, case, tmp_path):
    change(store, part(store, case, Agreement).uid, Agreement, way=None, place=None, deadline=None)
    change(store, part(store, case, Party, 1).uid, Party, address=None, mobile=None)

    text = text_of(give(store, case, "agreement", tmp_path)[0])

    for label in ("履行方式", "履行地点", "履行期限", "住址或住所", "本人电话"):
        assert f"〔待补：{label}〕" in text
    with pytest.raises(UserError) as refused:
        give(store, case, "agreement", tmp_path, FINAL)
    assert refused.value.code == "paper-incomplete"


def test_what_a_pen_may_fill_in_is_left_open(store, case, tmp_path):
    change(store, part(store, case, Agreement).uid, Agreement, place=None)

    path, made = give(store, case, "agreement", tmp_path, How(by_hand=True))

    assert (made.version, made.missing) == (1, ("履行地点",))
    assert "待补" not in text_of(path)


@pytest.mark.parametrize("name", RESULTS)
def test_a_masked_copy_tells_no_name_number_or_phone(store, case, name, tmp_path):
    path, _ = give(store, case, name, tmp_path, How(masked=True))

    for hidden in ("张建军", FIRM, "单雄信", "陈律", "11010519491231002X", "13812345678"):
        assert hidden not in text_of(path)


def test_where_the_committee_acts_unasked_nobody_is_an_applicant(store, case, tmp_path):
    change(store, case, source="initiative")

    text = text_of(give(store, case, "agreement", tmp_path)[0])

    assert f"当事人：{FIRM}" in text
    assert "当事人张建军（签名、按指印）：" in text
    change(store, part(store, case, Party).uid, Party, role="respondent")
    assert missing_for(store, FORMS["agreement"], part(store, case, Agreement).uid) == []


def test_a_note_behind_the_way_and_a_later_change_make_the_next_version(store, case, tmp_path):
    first = give(store, case, "agreement", tmp_path, FINAL)[1]
    change(store, part(store, case, Agreement).uid, Agreement, way_note="转账到申请人账户")

    path, second = give(store, case, "agreement", tmp_path, FINAL)

    assert (first.version, second.version) == (1, 2)
    assert "一次履行，转账到申请人账户；" in text_of(path)
    assert json.dumps(second.missing) == "[]"


def test_signatures_never_stand_alone_on_a_page(store, case, tmp_path):
    uid = part(store, case, Agreement).uid
    for lines in range(20):
        change(store, uid, Agreement, facts="\n".join(["一段事实"] * lines) or "一段事实")
        path, _ = give(store, case, "agreement", tmp_path)
        last = pages_of(path)[-1]
        assert "本协议一式三份" in last
        assert "（印章）" in last


@pytest.mark.parametrize("name", RESULTS)
def test_a_draft_marks_everything_that_is_missing(store, case, name, tmp_path):
    names = (
        "accepted_on", "mediator", "facts", "archivist", "archived_on", "checker", "checked_on", "file_note",
        "termination", "told_routes", "told_on", "rejection", "ended_on", "performed_on", "closed_on", "case_class",
    )  # fmt: skip
    change(store, case, backfilled="是", **dict.fromkeys(names))
    change(
        store,
        part(store, case, Agreement).uid,
        Agreement,
        way=None,
        place=None,
        deadline=None,
        sealed_on=None,
    )
    change(store, part(store, case, Session).uid, Session, result=None, recorder=None, rights_told="否")
    change(store, part(store, case, FollowUp).uid, FollowUp, content=None)
    change(store, part(store, case, Confirmation).uid, Confirmation, court=None, jointly=None)
    change(store, part(store, case, Party).uid, Party, representative=None, phone=None, address=None)

    path, made = give(store, case, name, tmp_path)

    assert made.missing
    assert set(re.findall("〔待补：(.*?)〕", text_of(path))) == set(made.missing)
