"""The health check finds what was broken behind the program's back, and says how bad it is."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from ercheng_station.db import check as checking
from ercheng_station.db.backup import Occasion, back_up
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.connection import connect
from ercheng_station.db.store import Store
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import Cancelled
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.conftest import STATION

NO_BACKUP = ("warning", "备份", "还没有备份")
FIRM = {"name": "甲厂"}

pytestmark = pytest.mark.files


def added(store, kind, **raw):
    values, faults = store.examine(kind, raw)
    assert not faults.hard
    return store.act("新增", [Create(kind, values)]).touched[0].uid


def found_in(store):
    return [(finding.level, finding.area, finding.what) for finding in check(store)]


@pytest.fixture
def behind(store):
    """behind("UPDATE …"): SQL past the one door."""

    def run(*statements):
        with closing(connect(store.folder / "station.db", read_keys(store.folder).key)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                connection.execute(statement)

    return run


@pytest.fixture
def visit(store):
    added(store, Enterprise, **FIRM)
    return added(store, Visit, enterprise="甲厂", visited_on="2026-03-05", way="field", visitors="余慧敏")


def test_a_sound_store_has_no_finding_but_the_missing_backup(store, visit):
    assert found_in(store) == [NO_BACKUP]


def test_a_practice_station_is_sound(practice_store):
    assert found_in(practice_store) == [NO_BACKUP]


@pytest.mark.parametrize(
    ("statements", "finding"),
    [
        (["UPDATE visit SET enterprise_n = 77"], ("damage", "数据文件", "visit 里有 1 条指向不存在的内容")),
        (
            ["DROP TRIGGER history_UPDATE", "UPDATE history SET actor = 'x' WHERE seq = 2"],
            ("damage", "修改记录", "修改记录从第 2 号起对不上（链条不符），共 1 处"),
        ),
        (
            ["DROP TRIGGER history_UPDATE", "UPDATE history SET details = '{}' WHERE seq = 3"],
            ("damage", "修改记录", "修改记录从第 3 号起对不上（内容被改动），共 1 处"),
        ),
        (
            ["UPDATE visit SET revision = x'00112233445566778899aabbccddeeff'"],
            ("damage", "登记簿", "企业走访有 1 条与修改记录对不上：泽林ZF2026-0001"),
        ),
        (["DELETE FROM visit"], ("damage", "登记簿", "企业走访少了 1 条，修改记录里有而登记簿里没有")),
        (
            ["UPDATE visit SET way = 'flying'"],
            ("warning", "选项", "企业走访的“走访方式”有不认识的选项：flying"),
        ),
        (
            ["UPDATE enterprise SET removed_at = '2026-01-01T00:00:00.000000Z'"],
            ("warning", "登记簿", "企业走访有 1 条的“走访企业”已被删除：泽林ZF2026-0001"),
        ),
        (
            ["DELETE FROM visit_search", "UPDATE search_through SET n = 9"],
            ("warning", "搜索", "企业走访的搜索目录与登记簿相差 1 条"),
        ),
    ],
)
def test_what_was_broken_by_hand_is_found(store, visit, behind, statements, finding):
    behind(*statements)

    assert finding in found_in(store)
    assert is_damaged(check(store)) == (finding[1] != "搜索")


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE visit SET minutes = 600", "时长"),
        ("UPDATE visit SET visitors = '别人', reply = '没有这回事'", "走访人员、初步答复（改进建议）"),
        ("UPDATE visit SET removed_at = '2026-01-01T00:00:00.000000Z'", "状态（在册或已删除）"),
        ("UPDATE visit SET visited_on = '第五天'", "内容读不出来"),
    ],
)
def test_a_value_that_no_act_explains_is_found(store, visit, behind, statement, what):
    store.act("改", [Alter(Visit, visit, {"minutes": 30, "findings": "查看商标"})])
    behind(statement)

    told = f"企业走访有 1 条的内容不是保存时的样子：泽林ZF2026-0001（{what}）"
    assert ("damage", "登记簿", told) in found_in(store)


def test_what_a_lawful_destruction_emptied_is_not_missed(store, visit):
    store.destroy("销毁", [(Visit, visit)])

    assert found_in(store) == [NO_BACKUP]


@pytest.mark.parametrize(("minutes", "told"), [(1, []), (3, ["2026-11-20 09:00", "2026-11-20 08:57"])])
def test_a_clock_turned_back_is_told(tmp_path, minutes, told):
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    with Store.create(tmp_path / "数据", CATALOGUE, STATION, now=lambda: now) as store:
        now -= timedelta(minutes=minutes)
        added(store, Enterprise, **FIRM)

        warned = [what for level, _, what in found_in(store) if "电脑时间" in what and level == "warning"]

    assert len(warned) == bool(told)
    assert all(moment in what for what in warned for moment in told)


def test_a_number_given_twice_is_found(store, visit, behind):
    added(store, Visit, enterprise="甲厂", visited_on="2026-03-06", way="field", visitors="余慧敏")
    behind("UPDATE visit SET number = '泽林ZF2026-0001'")

    assert ("warning", "登记簿", "企业走访有 1 个编号重复：泽林ZF2026-0001") in found_in(store)


def test_many_are_named_by_the_first_five(store, behind):
    for place in range(7):
        added(store, Enterprise, name=f"第{place}厂")
    behind("UPDATE enterprise SET revision = x'00'")

    assert (
        "damage",
        "登记簿",
        "企业有 7 条与修改记录对不上：第0厂、第1厂、第2厂、第3厂、第4厂等",
    ) in found_in(store)


def test_records_in_the_trash_are_no_finding(store, visit):
    store.act("删除", [Remove(Visit, visit, "登记错了")])

    assert found_in(store) == [NO_BACKUP]


def test_attachments_are_read_and_spare_ones_counted(store):
    kept = store.attachments.put("合同".encode(), "合同.txt")
    broken = store.attachments.put("照片".encode(), "现场.txt")
    store.attachments.put("多余".encode(), "多余.txt")
    added(store, Enterprise, name="甲厂", attachments=[kept, broken])
    path = store.attachments.path(broken.sha256)
    path.write_bytes(path.read_bytes()[:-1])

    found = found_in(store)

    assert ("damage", "附件", "附件“现场.txt”与存入时不一样，可能已损坏或在程序外被改过") in found
    assert ("note", "附件", "有 1 个附件没有记录用到") in found
    assert not any("合同" in what for _, _, what in found)


def test_a_lost_copy_of_the_keys_is_damage(store):
    (store.folder / "keys.copy.json").unlink()

    assert ("damage", "密钥", "密钥文件 keys.copy.json 缺失或损坏，另一份还好") in found_in(store)


def test_a_flipped_bit_is_found(store, visit):
    with closing(connect(store.folder / "station.db", read_keys(store.folder).key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (store.folder / "station.db").open("r+b") as file:
        file.seek(40 * 4096 + 100)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 1]))

    found = check(store)

    assert found[0].level == "damage"
    assert found[0].what.startswith("数据文件有")


@pytest.fixture
def backed_up(store):
    """backed_up(): the file of a new backup."""

    def make():
        with closing(store.connect_reader()) as connection:
            key = read_keys(store.folder).key
            return back_up(connection, store.folder, key, store.folder / "backups", Occasion("试验")).path

    return make


def test_a_good_backup_is_enough_and_a_broken_one_is_named(store, backed_up):
    backed_up()
    newest, broken = backed_up(), backed_up()
    broken.write_bytes(broken.read_bytes()[:100])
    with newest.open("r+b") as file:
        file.seek(9000)
        file.write(bytes(16))

    assert found_in(store) == [
        ("warning", "备份", f"备份 {broken.name} 不完整或已损坏"),
        ("warning", "备份", f"备份 {newest.name} 不完整或已损坏"),
    ]


def test_an_old_backup_is_named_with_its_age(store, backed_up, monkeypatch):
    backed_up()
    monkeypatch.setattr(checking, "OLD_BACKUP", -1)

    assert found_in(store) == [("warning", "备份", "最近的完好备份是 0 天以前的")]


def test_a_full_disk_is_told(store, monkeypatch):
    monkeypatch.setattr(checking, "ROOM_TO_WARN", 1 << 62)

    assert any(area == "磁盘" for _, area, _ in found_in(store))


def test_a_part_that_cannot_be_read_is_a_finding(store, behind):
    behind("DROP TABLE need_step")

    assert ("damage", "登记簿", "数据文件读不出来，没能检查完") in found_in(store)


def test_a_check_can_be_stopped(store):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        check(store, stop)
