"""bundle and merge as commands: what they answer, and that one bad file keeps no good one out."""

import shutil
from pathlib import Path

import pytest

from tests.commanding import command, saved, spoken
from tests.exchange.bundle.offices import office
from tests.exchange.bundle.test_accepting import edited
from tests.founding import founded

BUREAU = "鄂城区市场监督管理局"


@pytest.fixture
def district(tmp_path):
    folder = tmp_path / "区局"
    founded(folder, {"name": BUREAU, "short_name": BUREAU, "kind": "bureau"}).close()
    return folder


@pytest.fixture
def station(tmp_path):
    office(tmp_path, "泽林").close()
    folder = tmp_path / "泽林"
    saved(folder, "enterprise", name="甲厂", contact="单雄信")
    saved(
        folder,
        "visit",
        走访企业="甲厂",
        走访日期="2025-10-05",
        走访方式="实地",
        走访人员="余慧敏",
        走访内容="商标",
    )
    (tmp_path / "件").mkdir()
    return folder


def bundled(folder, month="2025-10"):
    answer = command(folder, "bundle", "month", month, "--out", folder.parent / "件")
    assert answer.code == 0, answer.told
    return answer.document


def test_a_bundle_names_its_file_and_what_is_in_it(station):
    told = bundled(station)

    assert Path(told["file"]).name == "泽林_2025-10_v1.xlsx"
    assert (told["records"], told["attachments"], told["zero"], told["sequence"]) == (3, 0, False, 1)
    assert bundled(station, "2025-11")["zero"]
    assert Path(bundled(station)["file"]).name == "泽林_2025-10_v2.xlsx"


def test_merge_tells_of_every_file_and_takes_the_good_ones(station, district, tmp_path):
    good = Path(bundled(station)["file"])
    cut, copy, table = tmp_path / "断.xlsx", tmp_path / "泽林_2025-10_v1(1).xlsx", tmp_path / "表.csv"
    cut.write_bytes(good.read_bytes()[:9000])
    shutil.copy(good, copy)
    table.write_text("企业名称\n甲厂\n", encoding="utf-8")

    answer = command(district, "merge", cut, table, good, copy, tmp_path / "没有.xlsx", "--trust-new")

    assert answer.code == 3
    keys = ("verdict", "created", "updated", "unchanged", "conflicts", "refused", "damaged")
    assert [tuple(one[key] for key in keys) for one in answer.document] == [
        ("damaged", 0, 0, 0, 0, 0, True),
        ("foreign", 0, 0, 0, 0, 0, False),
        ("complete", 3, 0, 0, 0, 0, False),
        ("complete", 0, 0, 3, 0, 0, False),
        ("refused", 0, 0, 0, 0, 0, False),
    ]
    assert answer.document[2]["station"]["name"] == "泽林市场监管所知识产权工作站"
    assert command(district, "list", "visit").document["total"] == 1
    assert command(district, "check").code == 0
    assert [one["reason"] for one in command(district, "backups").document] == ["汇总前"]
    assert command(district, "merge", cut, tmp_path / "没有.xlsx").code == 4
    assert command(district, "merge", cut, table).code == 3


def test_a_dry_run_writes_nothing_and_an_unknown_station_is_refused(station, district):
    good = Path(bundled(station)["file"])

    dry = command(district, "merge", good, "--trust-new", "--dry-run")
    refused = command(district, "merge", good)

    assert (dry.code, dry.document[0]["created"], dry.document[0]["receipt"]) == (0, 3, None)
    assert (refused.code, refused.document[0]["verdict"]) == (3, "unknown")
    assert command(district, "list", "visit").document["total"] == 0
    assert sorted(path.name for path in good.parent.iterdir()) == [good.name]


def test_after_a_receipt_the_next_bundle_is_smaller_and_still_whole(station, district):
    first = bundled(station)
    merged = command(district, "merge", first["file"], "--trust-new")
    answer = command(station, "merge", merged.document[0]["receipt"])
    saved(station, "enterprise", name="乙厂")

    second = bundled(station, "2025-11")
    taken = command(district, "merge", second["file"])

    assert (answer.code, answer.document[0]["verdict"]) == (0, "receipt")
    assert (second["base"], second["records"]) == (1, 2)  # the unit and the new firm
    assert (taken.document[0]["created"], taken.document[0]["unchanged"]) == (1, 1)
    assert command(station, "merge", merged.document[0]["receipt"]).document[0]["notes"] == [
        "这份回执已经读过"
    ]


def test_a_damaged_receipt_and_one_for_another_computer_are_refused(station, district, tmp_path):
    merged = command(district, "merge", bundled(station)["file"], "--trust-new")
    receipt = Path(merged.document[0]["receipt"])
    broken = tmp_path / "坏.json"
    broken.write_text(receipt.read_text(encoding="utf-8").replace("2025-10", "2025-11"), encoding="utf-8")

    assert command(station, "merge", broken).document[0]["verdict"] == "damaged"
    assert "别的上报包" in command(district, "merge", receipt).document[0]["why"]


def test_a_person_reads_one_line_for_each_file(station, district):
    good = bundled(station)["file"]

    assert spoken(district, "merge", good, "--trust-new").out.splitlines() == [
        "泽林_2025-10_v1.xlsx：泽林市场监管所知识产权工作站 2025-10 第 1 号，新增 3"
    ]


def test_a_period_that_is_none_and_a_folder_that_is_not_there_are_told(station, tmp_path):
    wrong = command(station, "bundle", "month", "2025-13", "--out", tmp_path)
    gone = command(station, "bundle", "month", "2025-10", "--out", tmp_path / "没有")

    assert (wrong.code, gone.code) == (2, 4)


def test_a_month_that_has_not_begun_is_not_reported_as_zero(station):
    ahead = command(station, "bundle", "month", "2099-01", "--out", station.parent / "件")

    assert (ahead.code, list((station.parent / "件").iterdir())) == (3, [])
    assert "2099年1月要到 2099-01-01 才开始" in ahead.told
    assert bundled(station)["sequence"] == 1


def test_what_was_edited_by_hand_is_taken_only_where_that_is_asked_for(station, district):
    path = edited(bundled(station)["file"], 企业={"联系人": "秦琼"})
    contacts = []
    for words in ((), ("--take-edits",)):
        (told,) = command(district, "merge", path, "--trust-new", *words).document
        contacts.append(command(district, "list", "enterprise").document["records"][0]["contact"])

    assert contacts == ["单雄信", "秦琼"]
    assert (told["edits"], told["notes"][-1][:8]) == ([], "采用了手工改动 ")


def test_a_record_is_sent_back_with_a_remark_that_its_station_reads(station, district):
    first = bundled(station)["file"]
    command(district, "merge", first, "--trust-new")

    mute = command(district, "merge", "--send-back", "enterprise:甲厂")
    sent = command(district, "merge", "--send-back", "enterprise:甲厂", "--why", "请补信用代码")
    answer = command(district, "merge", first).document[0]["receipt"]

    assert (mute.code, sent.code) == (2, 0)
    (heard,) = command(station, "merge", answer).document
    assert "退回修改“甲厂”：请补信用代码" in heard["notes"]


def test_merge_without_a_file_names_what_may_be_one_enterprise_and_add_pairs_it(station, district):
    saved(district, "enterprise", name="甲厂")
    command(district, "merge", bundled(station)["file"], "--trust-new")
    (told,) = command(district, "merge").document
    pair = {side: told[side]["id"] for side in ("enterprise", "other")}

    (made,) = command(district, "add", told["kind"], given=pair | {"verdict": "同一家"}).document["saved"]

    assert (told["why"], {told[side]["unit"] for side in pair}) == ("名称相同", {"泽林", BUREAU})
    assert command(district, "merge").document == []
    command(district, "remove", told["kind"], made["id"], "--why", "认错了")
    assert command(district, "merge").document == [told]


def test_merge_without_a_file_lists_what_nobody_has_decided(station, district):
    firm = command(station, "list", "enterprise").document["records"][0]["id"]
    command(district, "merge", bundled(station)["file"], "--trust-new")
    nothing = spoken(district, "merge").out
    command(district, "set", "enterprise", firm, given={"contact": "秦琼"})
    command(station, "set", "enterprise", firm, given={"contact": "程咬金"})

    merged = command(district, "merge", bundled(station)["file"])

    assert nothing == "没有两处填写不一致的\n"
    assert merged.document[0]["conflicts"] == 1
    (told,) = command(district, "merge").document
    assert (told["title"], told["field"], {told["taken"], *told["others"]}) == (
        "甲厂",
        "联系人",
        {"秦琼", "程咬金"},
    )
    command(district, "set", "enterprise", firm, given={"contact": "罗成"})
    assert command(district, "merge").document == []


def test_a_receipt_nested_without_end_is_damaged(station, tmp_path):
    deep = tmp_path / "深_回执.json"
    deep.write_text("[" * 100_000, encoding="utf-8")

    answer = command(station, "merge", deep)

    assert (answer.code, "E-436" in spoken(station, "merge", deep).out) == (4, True)


def test_a_locked_bundle_with_attachments_opens_with_the_file_that_holds_the_password(
    station, district, tmp_path
):
    picture, word, other = tmp_path / "标牌.jpg", tmp_path / "口令.txt", tmp_path / "错.txt"
    picture.write_bytes(b"\xff\xd8\xff picture")
    word.write_text("鄂城 2026\n", encoding="utf-8")
    other.write_text("别的", encoding="utf-8")
    command(
        station,
        "set",
        "visit",
        command(station, "list", "visit").document["records"][0]["id"],
        given={"photos": [{"path": str(picture)}]},
    )
    (tmp_path / "件").mkdir(exist_ok=True)
    words = ("bundle", "month", "2025-10", "--out", tmp_path / "件", "--attachments")

    refused = command(station, *words, "--unmasked", "--why", "区局要求")
    made = command(station, *words, "--unmasked", "--why", "区局要求", "--password-file", word)
    closed = [
        command(district, "merge", made.document["file"], *more) for more in ((), ("--password-file", other))
    ]
    came = command(district, "merge", made.document["file"], "--trust-new", "--password-file", word)

    assert (refused.code, list((tmp_path / "件").glob("*(1)*"))) == (3, [])
    assert (made.document["attachments"], Path(made.document["companion"]).suffix) == (1, ".zip")
    assert [(one.code, one.document[0]["verdict"]) for one in closed] == [(4, "locked"), (4, "locked")]
    assert (came.code, came.document[0]["attachments"]) == (0, 1)
    assert command(district, "merge", made.document["companion"]).document[0]["verdict"] == "attachments"


def test_figures_unit_by_unit_are_told_and_written(station, district, tmp_path):
    command(district, "merge", bundled(station)["file"], "--trust-new")

    told = command(district, "stations", "month", "2025-10", "--file", tmp_path / "分站.xlsx").document
    wrong = command(district, "stations", "month", "2025-10", "--file", tmp_path / "分站.txt")

    assert told["units"] == ["泽林", BUREAU]
    assert next(one["values"] for one in told["figures"] if one["name"] == "visits") == [1, 0]
    assert told["months"][0]["units"]["泽林"][9] == 1
    assert (wrong.code, (tmp_path / "分站.xlsx").exists()) == (2, True)
