"""What is added, changed, removed and brought back; good rows are saved, bad ones named."""

from uuid import uuid4

import pytest

from tests.cli.conftest import FIRM, VISIT
from tests.commanding import command, saved, spoken


def test_a_record_is_added_by_labels_or_names_and_answered_in_full(folder, firm):
    by_label = saved(folder, "企业走访", **VISIT, **{"时长（分钟）": "３０", "发放宣传资料(份)": 2})
    by_name = saved(
        folder,
        "visit",
        enterprise=firm["id"],
        visited_on="20260305",
        way="field",
        visitors="余慧敏、张立新",
        minutes=30,
        leaflets=2,
    )

    assert by_label["number"] == "泽林ZF2026-0001"
    assert by_name["number"] == "泽林ZF2026-0002"
    assert by_label["titles"] == {"enterprise": FIRM["name"]}
    own = ("id", "number", "title", "revision", "created_at", "changed_at")
    assert {key: by_label[key] for key in by_label if key not in own} == {
        key: by_name[key] for key in by_name if key not in own
    }
    assert by_label["enterprise"] == firm["id"]
    assert by_label["visited_on"] == "2026-03-05"


def test_good_rows_are_saved_in_one_act_and_each_bad_one_is_named(folder, firm):
    answer = command(
        folder,
        "add",
        "visit",
        given=[
            VISIT,
            {**VISIT, "走访日期": "3/1", "时长": 0, "没有的栏": 1},
            {**VISIT, "走访企业": "没有的公司"},
            "不是对象",
            VISIT,
        ],
    )

    assert answer.code == 3
    assert [one["number"] for one in answer.document["saved"]] == ["泽林ZF2026-0001", "泽林ZF2026-0002"]
    refused = {one["row"]: one["faults"] for one in answer.document["refused"]}
    assert refused.keys() == {2, 3, 4}
    assert refused[2].keys() == {"visited_on", "minutes", "没有的栏"}
    assert "没有“没有的公司”" in refused[3]["enterprise"]
    command(folder, "undo")
    assert command(folder, "list", "visit").document["total"] == 0


def test_an_unknown_key_is_named_with_what_it_may_have_been(folder, firm):
    answer = command(folder, "add", "visit", given={**VISIT, "走访的日期": "今天", "走访方式 ": "电话"})

    faults = answer.document["refused"][0]["faults"]
    assert "最接近的是：走访日期" in faults["走访的日期"]
    assert faults["走访方式 "] == "“走访方式”写了两次"


def test_the_same_id_with_the_same_content_is_one_record(folder):
    row = {"id": str(uuid4()), **FIRM}

    first = command(folder, "add", "enterprise", given=row)
    again = command(folder, "add", "enterprise", given=[row, row])

    assert first.document["saved"][0]["id"] == row["id"]
    assert again.document["saved"] == first.document["saved"]
    assert again.document["refused"] == [{"row": 2, "faults": {"id": "前面一条已经用了这个标识"}}]
    assert command(folder, "list", "enterprise").document["total"] == 1


def test_the_same_id_with_other_content_is_refused(folder, firm):
    other = command(folder, "add", "enterprise", given={"id": firm["id"], "name": "别的公司"})
    command(folder, "remove", "enterprise", firm["id"], "--why", "重复")
    gone = command(folder, "add", "enterprise", given={"id": firm["id"], **FIRM})

    assert other.document["refused"] == [{"row": 1, "faults": {"id": "这个标识已用于内容不同的另一条记录"}}]
    assert gone.document["refused"] == [{"row": 1, "faults": {"id": "这条记录已被删除"}}]


def test_the_id_of_another_register_s_record_is_refused(folder, firm):
    other = command(folder, "add", "visit", given={"id": firm["id"], **VISIT})

    assert other.code == 3
    assert other.document["refused"] == [{"row": 1, "faults": {"id": "这个标识已用于另一本登记簿的记录"}}]


def test_a_given_number_is_kept_and_never_given_again(folder, firm):
    first = saved(folder, "visit", **VISIT, number="旧-17")
    command(folder, "remove", "visit", first["id"], "--why", "登记错了")

    again = command(
        folder, "add", "visit", given=[{**VISIT, "number": one} for one in ("旧-17", "旧-18", "旧-18")]
    )

    assert first["number"] == "旧-17"
    assert [one["number"] for one in again.document["saved"]] == ["旧-18"]
    assert again.document["refused"] == [
        {"row": 1, "faults": {"number": "编号“旧-17”已经用过"}},
        {"row": 3, "faults": {"number": "编号“旧-18”已经用过"}},
    ]


@pytest.mark.parametrize(("key", "value"), [("id", "17"), ("id", {}), ("id", 0), ("number", "x" * 61)])
def test_an_impossible_id_or_number_is_refused(folder, key, value):
    answer = command(folder, "add", "enterprise", given={**FIRM, key: value})

    assert answer.document["refused"][0]["faults"].keys() == {key}


@pytest.mark.parametrize("text", ["", "{", "\ufffd", "[" * 100_000])
def test_what_is_not_json_is_refused(folder, text):
    answer = command(folder, "add", "enterprise", given=text)

    assert answer.code == 3
    assert "不是 JSON" in answer.told


@pytest.mark.parametrize("text", ['{"企业名称": "甲", "企业名称": "乙"}', '[{"note": 1, "note": 1}]'])
def test_a_key_that_stands_there_twice_is_named_and_nothing_saved(folder, text):
    answer = command(folder, "add", "enterprise", given=text)

    assert answer.code == 3
    assert "写了两次" in answer.told
    assert command(folder, "list", "enterprise").document["total"] == 0


def test_a_message_repeats_of_a_long_word_only_its_beginning(folder, firm):
    long = "没有这家" * 5000

    answers = [
        command(folder, "show", "enterprise", long),
        command(folder, "add", "visit", given={"enterprise": long}),
        command(folder, "set", "enterprise", firm["id"], given={long: 1}),
    ]

    for answer in answers:
        assert answer.code == 3
        assert "没有这家没有这家" in answer.told + answer.out
        assert len(answer.told) < 400


def test_a_byte_order_mark_does_no_harm(folder):
    assert command(folder, "add", "enterprise", given='\ufeff{"企业名称": "甲"}').code == 0


def test_a_lone_surrogate_is_named_and_no_crash(folder):
    answer = command(folder, "add", "enterprise", given='{"企业名称": "甲\\ud842", "\\ud800": 1}')

    assert answer.code == 3
    assert "U+D842" in answer.document["refused"][0]["faults"]["name"]


def test_people_read_what_was_saved_and_why_not(folder):
    answer = spoken(folder, "add", "enterprise", given=[FIRM, {"企业名称": ""}])

    assert answer.code == 3
    assert answer.out.splitlines() == ["已保存 1 条", f"  {FIRM['name']}", "第 2 条没有保存：企业名称：必填"]


def test_many_rows_are_searchable_at_once(folder):
    command(folder, "add", "enterprise", given=[{"name": f"鄂州第{place}厂"} for place in range(120)])

    assert len(command(folder, "search", "鄂州第").document) == 120


def test_set_changes_what_is_given_and_nothing_else(folder, firm):
    answer = command(folder, "set", "enterprise", firm["id"], given={"联系人": "王五", "主营业务": None})

    changed = {key for key in firm if answer.document[key] != firm[key]}
    assert answer.code == 0
    assert changed - {"changed_at"} == {"contact", "revision"}
    assert answer.document["contact"] == "王五"


def test_set_empties_a_field(folder, firm):
    assert command(folder, "set", "企业", FIRM["name"], given={"联系人": ""}).document["contact"] is None


def test_set_on_an_old_base_is_refused(folder, firm):
    first = command(
        folder, "set", "enterprise", firm["id"], "--base", firm["revision"], given={"联系人": "甲"}
    )
    second = command(
        folder, "set", "enterprise", firm["id"], "--base", firm["revision"], given={"联系人": "乙"}
    )

    assert first.code == 0
    assert (second.code, second.document["error"]["code"]) == (3, "record-moved-on")
    assert command(folder, "show", "enterprise", firm["id"]).document["contact"] == "甲"


def test_set_names_every_fault(folder, firm):
    answer = command(
        folder,
        "set",
        "enterprise",
        firm["id"],
        given={"企业名称": "", "credit_code": "1", "xx": 1, "number": "9", "title": firm["title"]},
    )

    assert answer.code == 3
    assert answer.document["error"]["faults"].keys() == {"name", "credit_code", "xx", "number"}


@pytest.mark.parametrize(("words", "given"), [(["--base", "x"], {"联系人": "甲"}), ([], [1])])
def test_set_that_makes_no_sense_is_refused(folder, firm, words, given):
    assert command(folder, "set", "enterprise", firm["id"], *words, given=given).code == 3


def test_rules_between_fields_refuse_too(folder, visits):
    answer = command(folder, "set", "visit", visits[0]["number"], given={"下次走访日期": "2026-01-01"})

    assert answer.document["error"]["faults"] == {"next_on": "下次走访日期早于走访日期"}


def test_a_record_goes_to_the_trash_and_comes_back(folder, visits):
    removed = command(folder, "remove", "visit", visits[0]["number"], "--why", "登记错了").document
    trash = command(folder, "list", "visit", "--removed").document
    restored = command(folder, "restore-record", "visit", visits[0]["id"]).document

    assert removed["done"] == "删除企业走访 泽林ZF2026-0001"
    assert [(one["kind"], one["id"], one["op"]) for one in removed["records"]] == [
        ("visit", visits[0]["id"], "remove")
    ]
    assert [one["removed_why"] for one in trash["records"]] == ["登记错了"]
    assert restored["records"][0]["op"] == "restore"
    assert command(folder, "list", "visit").document["total"] == 2


def test_a_record_that_others_need_stays(folder, firm, visits):
    answer = command(folder, "remove", "enterprise", firm["id"], "--why", "试试")

    assert (answer.code, answer.document["error"]["code"]) == (3, "record-referred-to")
    assert "泽林ZF2026-0001" in answer.told


def test_a_restore_that_must_wait_names_the_owner_and_the_command_that_comes_first(folder, firm):
    right = saved(folder, "right", 企业=firm["id"], 权利类型="注册商标", 权利号="1234567", 名称="宏达")
    command(folder, "remove", "right", right["id"], "--why", "登记错了")
    command(folder, "remove", "enterprise", firm["id"], "--why", "重复")

    refused = command(folder, "restore-record", "right", right["id"])

    assert refused.code == 3
    told, how = refused.document["error"], f"restore-record enterprise {firm['id']}"
    assert told["what"] == f"“宏达（1234567）”还不能恢复：它要用到的企业“{FIRM['name']}”也在回收站里。"
    assert told["do"] == f"请先恢复“{FIRM['name']}”（{how}），再恢复这一条。"
    assert command(folder, *how.split()).code == 0
    assert command(folder, "restore-record", "right", right["id"]).code == 0


@pytest.mark.parametrize(
    "words",
    [["remove", "visit", "泽林ZF2026-0001", "--why", " "], ["restore-record", "visit", "泽林ZF2026-0001"]],
)
def test_a_removal_needs_a_reason_and_a_restore_a_removal(folder, visits, words):
    assert command(folder, *words).code == 3


def test_undo_names_what_it_took_back(folder, visits):
    answer = command(folder, "undo")

    assert answer.document["done"] == "撤销：新增企业走访 走访 2026-04-01"
    assert spoken(folder, "undo").out == "已撤销：新增企业走访 走访 2026-03-05\n"
    assert command(folder, "list", "visit").document["total"] == 0


def test_undo_passes_over_a_look_at_private_values(folder, firm):
    command(folder, "show", "enterprise", firm["id"], "--unmasked", "--why", "核对")

    command(folder, "undo")

    assert command(folder, "list", "enterprise").document["total"] == 0


def test_with_nothing_done_there_is_nothing_to_undo(folder):
    answer = command(folder, "undo")

    assert (answer.code, answer.document["error"]["code"]) == (3, "undo-nothing")


def test_a_register_that_this_unit_does_not_keep_is_refused(tmp_path):
    command(tmp_path / "数据", "init", "--name", "甲公司保护站", "--kind", "保护工作站")

    answer = command(tmp_path / "数据", "add", "equipment", given={})

    assert (answer.code, answer.document["error"]["code"]) == (3, "kind-not-here")


def test_a_record_kept_already_is_saved_and_asked_about(folder, firm):
    answer = command(folder, "add", "enterprise", given=[{"name": "乙厂"}, FIRM])

    assert answer.code == 0
    assert len(answer.document["saved"]) == 2
    assert answer.told == f"第 2 条统一社会信用代码：已有相同的企业“{FIRM['name']}”，请核对是不是重复\n"
