"""What is asked for comes back whole, filtered, sorted, masked and with the reason it was found."""

import pytest

from tests.cli.conftest import FIRM, VISIT
from tests.commanding import command, saved, spoken

NEED = {"企业": FIRM["name"], "来源": "走访", "类别": "其他", "诉求内容": "想申请专利", "办理状态": "已登记"}


def test_a_record_is_shown_with_what_it_owns(folder, firm):
    right = saved(folder, "right", 企业=FIRM["name"], 权利类型="注册商标", 权利号="12345678", 名称="宏达")

    shown = command(folder, "show", "enterprise", FIRM["name"]).document

    owned = shown.pop("owned")
    assert shown == firm
    assert owned == {"right": [right], "ip_snapshot": [], "enterprise_listing": []}


@pytest.mark.parametrize("word", ["id", "number", "title"])
def test_a_record_is_named_by_id_number_or_title(folder, visits, word):
    assert command(folder, "show", "visit", visits[1][word]).document["id"] == visits[1]["id"]


def test_people_see_a_card(folder, firm, visits):
    saved(folder, "need", **NEED, 来自走访=visits[0]["id"], 受理日期="2026-03-05")
    command(folder, "remove", "visit", visits[1]["id"], "--why", "登记错了")

    card = spoken(folder, "show", "visit", visits[0]["id"]).out
    gone = spoken(folder, "show", "visit", visits[1]["id"]).out
    need = spoken(folder, "show", "企业诉求", "泽林SQ2026-0001").out
    station = spoken(folder, "show", "station", "泽林市场监管所知识产权工作站").out

    assert card.startswith(
        "企业走访　泽林ZF2026-0001\n  编号：泽林ZF2026-0001\n[走访]\n  走访企业：鄂州市宏达机械有限公司\n"
    )
    assert "，登记错了\n" in gone
    assert "办理进展（0）" in need
    assert "站点人员（0）" in station


def test_an_enterprise_shows_its_rights_to_people(folder, firm):
    saved(folder, "right", 企业=FIRM["name"], 权利类型="注册商标", 权利号="12345678", 名称="宏达")

    assert "12345678" in spoken(folder, "show", "enterprise", FIRM["name"]).out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], "21"),
        (["--where", "走访方式=电话"], "2"),
        (["--where", "way=field"], "1"),
        (["--where", "走访方式!=电话"], "1"),
        (["--where", "走访日期>=2026-03-05", "--where", "走访日期<=2026-03-31"], "1"),
        (["--where", "走访企业=鄂州市宏达机械有限公司", "--sort", "走访日期"], "12"),
        (["--where", "下次走访日期="], "21"),
        (["--where", "走访内容="], "2"),
        (["--where", "走访内容!="], "1"),
        (["--where", "待补=是"], "2"),
        (["--where", "编号=泽林ZF2026-0001"], "1"),
        (["--where", "number!="], "21"),
        (["--sort", "-visited_on"], "21"),
        (["--sort", "-编号"], "21"),
        (["--sort", "走访企业"], "12"),
        (["--text", "𠮷野家"], "1"),
        (["--text", "hdjx"], "21"),
        (["--limit", "1"], "2"),
        (["--where", "标题=x"], None),
    ],
)
def test_a_list_is_filtered_sorted_and_cut(folder, visits, words, found):
    answer = command(folder, "list", "visit", *words)

    if found is None:
        assert (answer.code, answer.document["error"]["code"]) == (3, "field-unknown")
    else:
        assert "".join(one["number"][-1] for one in answer.document["records"]) == found
        assert answer.document["total"] == (2 if "--limit" in words else len(found))


def test_several_choices_are_all_wanted(folder):
    saved(folder, "enterprise", name="甲", 资质荣誉="高新技术企业")
    both = saved(folder, "enterprise", name="乙", 资质荣誉=["高新技术企业", "专精特新中小企业"])

    found = command(
        folder, "list", "enterprise", "--where", "资质荣誉=专精特新中小企业、高新技术企业"
    ).document

    assert found == {"total": 1, "records": [both]}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--where", "没有=1"], 3, "可以用的栏目有：走访企业"),
        (["--where", "走访日期"], 2, "要写成“栏目=内容”"),
        (["--where", "走访日期=3/1"], 3, "3/1"),
        (["--where", "走访方式=飞"], 3, "可填：实地"),
        (["--where", "走访方式>=实地"], 2, "“走访方式”不能比大小"),
        (["--where", "走访企业<=x"], 3, "没有“x”"),
        (["--where", "编号=甲\ud842"], 3, "U+D842"),
        (["--sort", "走访目的"], 3, "可排序"),
        (["--sort", "没有"], 3, "没有“没有”"),
    ],
)
def test_a_filter_or_order_that_cannot_be_is_refused(folder, words, code, says):
    answer = command(folder, "list", "visit", *words)

    assert answer.code == code
    assert says in answer.told


def test_people_see_the_first_page_and_how_many_there_are(folder):
    command(folder, "add", "enterprise", given=[{"name": f"第{place:02}厂"} for place in range(60)])

    lines = spoken(folder, "list", "enterprise").out.splitlines()

    assert lines[-1] == "共 60 条，这里是前 50 条"
    assert len(lines) == 52
    assert spoken(folder, "list", "visit").out == "共 0 条\n"


def test_a_full_look_needs_a_reason_and_is_logged(folder, firm):
    without = command(folder, "list", "enterprise", "--unmasked")
    blank = command(folder, "list", "enterprise", "--unmasked", "--why", "　")
    full = command(folder, "list", "enterprise", "--unmasked", "--why", "核对")

    assert without.code == 2
    assert blank.code == 3
    assert full.code == 0


def test_history_tells_who_when_what_old_and_new(folder, firm):
    command(folder, "set", "enterprise", firm["id"], given={"联系人": "王五", "area": "泽林镇"})
    command(folder, "remove", "enterprise", firm["id"], "--why", "重复")

    history = command(folder, "history", "enterprise", firm["id"]).document

    told = [(one["op"], one["label"], one["old"], one["new"]) for one in history]
    assert told == [
        ("create", "企业名称", None, FIRM["name"]),
        ("create", "统一社会信用代码", None, FIRM["credit_code"]),
        ("create", "联系人", None, "单雄信"),
        ("alter", "联系人", "单雄信", "王五"),
        ("alter", "乡镇街道", None, "420704100"),
        ("remove", "删除原因", None, "重复"),
    ]
    assert history[0]["who"]
    assert history[0]["when"] == firm["created_at"]
    assert history[0]["when"].endswith("+08:00")
    assert history[3]["act"] == f"修改企业 {FIRM['name']}"
    assert sorted(one["seq"] for one in history) == [one["seq"] for one in history]
    assert "泽林镇" in spoken(folder, "history", "enterprise", firm["id"]).out


def test_history_names_records_that_are_gone_by_their_id(folder, firm, visits):
    other = saved(folder, "enterprise", name="另一家")
    command(folder, "set", "visit", visits[0]["id"], given={"走访企业": "另一家"})
    command(folder, "set", "visit", visits[0]["id"], given={"走访企业": FIRM["name"]})
    command(folder, "remove", "enterprise", other["id"], "--why", "试试")

    assert other["id"][:20] in spoken(folder, "history", "visit", visits[0]["id"]).out


def test_everything_is_searched_and_says_why(folder, firm, visits):
    found = command(folder, "search", "宏达").document
    by_content = command(folder, "search", "野家").document
    by_sound = command(folder, "search", "hdjx", "--limit", "1").document

    assert [(one["kind"], one["title"], one["note"], one["why"]) for one in found] == [
        ("enterprise", FIRM["name"], "", "名称"),
        ("visit", FIRM["name"], "泽林ZF2026-0002  2026-04-01", "名称"),
        ("visit", FIRM["name"], "泽林ZF2026-0001  2026-03-05", "名称"),
    ]
    assert [(one["id"], one["why"]) for one in by_content] == [
        (visits[0]["id"], "走访内容：查看𠮷野家的商标")
    ]
    assert [(one["id"], one["why"]) for one in by_sound] == [(firm["id"], "读音")]
    assert command(folder, "search", " ").document == []
    assert spoken(folder, "search", "没有这个词").out == "没有找到\n"
    assert "在哪里" in spoken(folder, "search", "宏达").out


def test_due_matters_come_with_their_rule(folder, firm):
    saved(folder, "need", **NEED, 受理日期="-9", 承诺办结日期="-2")
    saved(folder, "visit", **{**VISIT, "走访日期": "-3", "下次走访日期": "今天"})
    saved(folder, "visit", **{**VISIT, "走访日期": "-2", "下次走访日期": "+30"})

    found, later = (
        [one for one in command(folder, "due", "--days", days).document if one["what"] != "宣传节点"]
        for days in ("7", "60")
    )
    told = spoken(folder, "due").out

    assert [(one["what"], one["days"], one["overdue"]) for one in found] == [("企业诉求办结", -2, True)]
    assert len(later) == 2
    assert found[0]["rule"] == "承诺办结日期，本单位登记"
    assert "逾期 2 天" in told


def test_with_nothing_due_people_are_told_so(folder):
    found = command(folder, "due", "--days", "0").document

    assert {one["what"] for one in found} <= {"宣传节点"}
    assert ("没有到期的事项" in spoken(folder, "due", "--days", "0").out) is (not found)


def test_entries_come_in_the_order_of_the_other_system_that_was_told_once(closed_folder):
    saved(closed_folder, "enterprise", name="甲厂")
    order = ("--system", "省平台", "--order", "企业名称,address")
    refused = command(closed_folder, "entries", "enterprise", "甲厂", "--system", "省平台", "--order", "没有")

    first = command(closed_folder, "entries", "enterprise", "甲厂", *order).document
    again = command(closed_folder, "entries", "enterprise", "甲厂", "--system", "省平台").document

    assert refused.code == 3
    assert first == again
    assert first["items"][0] == {"field": "name", "label": "企业名称", "text": "甲厂"}
