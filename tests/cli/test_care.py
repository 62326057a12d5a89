"""Backups are made, listed and put back; damage is found and told by the exit code."""

import shutil
from datetime import datetime
from pathlib import Path

from ercheng_station.db.lock import FolderLock
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.deadlines import Calendar, next_year_missing
from tests.commanding import command, saved, spoken


def test_a_sound_folder_passes_but_wants_a_backup(folder, visits):
    answer = command(folder, "check")

    found = answer.document["findings"]
    assert (answer.code, answer.document["damaged"]) == (0, False)
    assert [one for one in found if one["area"] != "期限"] == [
        {"level": "warning", "area": "备份", "what": "还没有备份"}
    ]
    assert spoken(folder, "check").out.splitlines()[0] == "注意：备份：还没有备份"


def test_after_a_backup_all_is_well(folder, visits):
    made = command(folder, "backup").document

    assert made["counts"]["visit"] == 2
    assert made["damaged"] == []
    assert spoken(folder, "check").out.splitlines()[0] == "数据完好，没有发现问题。"


def test_the_want_of_next_years_days_off_is_told_in_its_season(folder):
    missing = next_year_missing(Calendar.shipped(), datetime.now(BEIJING).date())
    found = [one["what"] for one in command(folder, "check").document["findings"] if one["area"] == "期限"]

    assert found == ([missing] if missing else [])
    assert ("放假安排尚未导入" in spoken(folder, "due").out) is bool(missing)


def test_backups_are_listed_newest_first_with_those_that_are_broken(folder):
    first = command(folder, "backup").document["file"]
    second = command(folder, "backup").document["file"]
    with Path(first).open("r+b") as file:
        file.truncate(100)

    listed = command(folder, "backups").document

    assert [(one["file"], one["fault"]) for one in listed] == [(second, None), (first, "不完整或已损坏")]
    assert listed[0]["reason"] == "手工备份"
    assert [one["made_at"] and one["made_at"][-6:] for one in listed] == ["+08:00", None]
    assert listed[0]["made_at"][:16].replace("T", " ") in spoken(folder, "backups").out
    assert "不完整或已损坏" in spoken(folder, "backups").out


def test_without_backups_people_are_told_so(folder):
    assert spoken(folder, "backups").out == "还没有备份\n"


def test_a_backup_goes_where_it_is_sent_and_comes_back(folder, firm, tmp_path):
    stick = tmp_path / "U盘"
    file = command(folder, "backup", "--to", stick).document["file"]
    command(folder, "set", "enterprise", firm["id"], given={"联系人": "后来的人"})

    answer = command(folder, "restore", file)

    assert answer.code == 0
    assert command(folder, "show", "enterprise", firm["id"]).document["contact"] == "单雄信"
    assert answer.document["missing"] == []
    assert (folder / answer.document["aside"] / "station.db").exists()


def test_a_backup_makes_a_new_folder_on_another_pc(folder, firm, tmp_path):
    file = command(folder, "backup").document["file"]

    answer = spoken(tmp_path / "新电脑" / "数据", "restore", file)

    assert answer.out.startswith("已恢复“泽林市场监管所知识产权工作站”的数据。")
    assert command(tmp_path / "新电脑" / "数据", "list", "enterprise").document["total"] == 1


def test_another_units_backup_is_refused_unless_wanted(folder, tmp_path):
    other = tmp_path / "别站"
    command(other, "init", "--name", "杜山站", "--kind", "工作站")
    file = command(other, "backup").document["file"]

    refused = command(folder, "restore", file)
    taken = command(folder, "restore", file, "--other-unit")

    assert (refused.code, refused.document["error"]["code"]) == (4, "backup-other-unit")
    assert taken.document["unit"] == "杜山站"


def test_a_broken_backup_changes_nothing(folder, firm):
    file = command(folder, "backup").document["file"]
    with Path(file).open("r+b") as backup:
        backup.seek(5000)
        backup.write(b"\0" * 16)

    answer = command(folder, "restore", file)

    assert (answer.code, answer.document["error"]["code"]) == (4, "backup-bad")
    assert command(folder, "list", "enterprise").document["total"] == 1


def test_a_backup_that_is_not_there_is_missing_and_not_damaged(folder, tmp_path):
    answer = command(folder, "restore", tmp_path / "没有.ecbak")

    assert (answer.code, answer.document["error"]["code"]) == (4, "file-missing")


def test_an_open_folder_cannot_be_restored(folder):
    file = command(folder, "backup").document["file"]

    with FolderLock(folder):
        answer = command(folder, "restore", file)

    assert (answer.code, answer.document["error"]["code"]) == (4, "store-locked")


def test_a_lost_attachment_is_damage(folder, store_with_picture):
    next((folder / "files").glob("??/*")).unlink()

    answer = command(folder, "check")

    assert answer.code == 4
    lost = {"level": "damage", "area": "附件", "what": "附件“现场.txt”在数据文件夹里找不到了"}
    assert lost in answer.document["findings"]


def test_a_restore_says_which_attachments_are_nowhere(folder, store_with_picture, tmp_path):
    file = spoken(folder, "backup", "--to", tmp_path / "U盘").out
    path = file.removeprefix("已备份并核对：").strip()
    shutil.rmtree(tmp_path / "U盘" / "files")

    answer = spoken(tmp_path / "新的", "restore", path)

    assert "有 1 个附件备份里也没有" in answer.out


def test_a_backup_tells_of_attachments_that_were_damaged_before(folder, store_with_picture):
    stored = next((folder / "files").glob("??/*"))
    stored.write_bytes(stored.read_bytes()[:-1])

    assert "有 1 个附件原本就已损坏" in spoken(folder, "backup").out


def test_a_backup_that_is_gone_is_listed_and_so_is_the_second_place(folder, tmp_path):
    made = command(folder, "backup").document["file"]
    command(folder, "backup", "--to", tmp_path / "U盘")
    Path(made).unlink()

    answer = command(folder, "backups")

    assert [(one["file"], one["fault"]) for one in answer.document] == [(made, "不见了")]
    assert f"另一处：{tmp_path / 'U盘'}" in spoken(folder, "backups").out


def test_an_older_data_file_put_back_is_told_on_the_way(folder, tmp_path):
    spoken(folder, "list", "enterprise")
    shutil.copy(folder / "station.db", tmp_path)
    saved(folder, "enterprise", name="甲厂")
    shutil.copy(tmp_path / "station.db", folder)

    answer = spoken(folder, "list", "enterprise")

    assert (answer.code, answer.told) == (0, "注意：数据比上次关闭时旧（少1条）\n")


def test_one_record_comes_back_from_a_backup_and_the_rest_stays(folder, firm):
    backup = command(folder, "backup").document["file"]
    saved(folder, "enterprise", name="乙厂")
    command(folder, "set", "enterprise", firm["id"], given={"联系人": "后来的人"})

    preview = command(folder, "restore", backup, "--preview").document
    fetched = command(folder, "restore", backup, "--record", f"enterprise:{firm['id']}").document
    again = command(folder, "restore", backup, "--record", f"enterprise：{firm['name']}").document

    assert (preview["known"], preview["count"], preview["records"]) == (True, 2, 2)
    assert [one["label"].split()[0] for one in preview["acts"]] == ["修改企业", "新增企业"]
    assert (fetched["changed"], again["changed"]) == (True, False)
    assert command(folder, "show", "enterprise", firm["id"]).document["contact"] == "单雄信"
    assert command(folder, "list", "enterprise").document["total"] == 2
    assert command(folder, "restore", backup, "--record", "enterprise").code == 2
