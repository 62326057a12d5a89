"""Data folders are made, never over one another; the kinds tell themselves."""

import openpyxl
import pytest

from ercheng_station.records import ALL
from tests.commanding import command, saved, spoken


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("工作站", "office"),
        ("保护工作站", "protection"),
        ("区局", "bureau"),
        ("多部门联合站", "joint"),
        ("bureau", "bureau"),
    ],
)
def test_init_makes_a_unit_of_each_kind(tmp_path, said, kind):
    folder = tmp_path / "新的" / "数据"

    answer = command(folder, "init", "--name", "泽林站", "--kind", said, "--town", "420704102")

    assert answer.code == 0
    station = answer.document["station"]
    assert (station["name"], station["kind"], station["area"]) == ("泽林站", kind, "420704102")
    assert station["id"] == station["station"]
    assert command(folder, "list", "station").document["records"] == [station]


def test_init_takes_a_town_by_name(tmp_path):
    station = command(
        tmp_path / "数据",
        "init",
        "--name",
        "站",
        "--kind",
        "区局",
        "--town",
        "凤凰街道",
        "--short-name",
        "区局",
    ).document["station"]

    assert (station["area"], station["short_name"]) == ("420704001", "区局")


def test_init_names_every_fault_and_makes_nothing(tmp_path):
    folder = tmp_path / "数据"

    answer = command(folder, "init", "--name", " ", "--kind", "派出所", "--town", "火星")

    assert answer.code == 3
    assert answer.document["error"]["faults"].keys() == {"name", "kind", "area"}
    assert not (folder / "station.db").exists()


def test_init_leaves_present_data_alone(folder):
    before = (folder / "station.db").read_bytes()

    answer = command(folder, "init", "--name", "另一站", "--kind", "工作站")

    assert answer.code == 3
    assert answer.document["error"]["code"] == "unit-exists"
    assert (folder / "station.db").read_bytes() == before


def test_demo_fills_an_empty_folder_and_marks_it(tmp_path):
    folder = tmp_path / "练习"

    counts = command(folder, "demo", "--visits", "20", "--seed", "7").document

    assert counts["visit"] == 20
    assert counts["enterprise"] == command(folder, "list", "enterprise").document["total"]
    command(folder, "export", "visit", tmp_path / "台账.xlsx")
    assert openpyxl.load_workbook(tmp_path / "台账.xlsx").worksheets[0]["A1"].value == "企业走访台账（练习）"


def test_the_same_seed_makes_the_same_practice(tmp_path):
    def names(folder):
        command(folder, "demo", "--visits", "12", "--seed", "3")
        return [
            one["title"]
            for one in command(folder, "list", "enterprise", "--sort", "企业名称").document["records"]
        ]

    assert names(tmp_path / "甲") == names(tmp_path / "乙") != []


def test_demo_never_mixes_with_what_is_there(tmp_path):
    (tmp_path / "我的文件.txt").write_text("x", encoding="utf-8")

    answer = command(tmp_path, "demo")

    assert answer.code == 4
    assert answer.document["error"]["code"] == "folder-not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["我的文件.txt"]


def test_kinds_needs_no_data_folder(tmp_path):
    answer = command(tmp_path / "nothing", "kinds")

    assert [one["kind"] for one in answer.document] == [kind.__tablename__ for kind in ALL]
    assert not (tmp_path / "nothing").exists()


def test_kinds_tells_the_code_lists_of_this_folder_and_what_is_retired(folder):
    saved(folder, "code_entry", list="visit_way", code="泽林-drone", name="无人机", until="2020-01-01")

    (visit,) = command(folder, "kinds", "visit").document

    way = next(field for field in visit["fields"] if field["name"] == "way")
    assert way["codes"]["泽林-drone"] == "无人机"
    assert way["codes"]["field"] == "实地"
    assert way["retired"] == ["泽林-drone"]


def test_kinds_for_people_is_a_table(tmp_path):
    assert "visit" in spoken(tmp_path, "kinds").out
    assert "走访方式" in spoken(tmp_path, "kinds", "企业走访").out


def test_a_station_that_is_refused_leaves_no_folder(tmp_path):
    answer = command(tmp_path / "新站", "init", "--name", "", "--kind", "工作站")

    assert answer.code == 3
    assert not (tmp_path / "新站").exists()
