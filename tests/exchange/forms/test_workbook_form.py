"""A superior's workbook: cells are proposed by its labels, and only their values change."""

import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from ercheng_station.errors import UserError
from ercheng_station.exchange.forms.proposing import propose
from ercheng_station.exchange.forms.workbook_form import read_form, reckoned_on_load, write_form

SHEET = "附件 1"


def test_the_labels_beside_and_above_say_what_a_cell_is_for(superior_form):
    slots = propose(read_form(superior_form), ["泽林工作站"])

    assert {slot.cell: slot.choice for slot in slots if slot.choice} == {
        "B2": "unit", "F2": "today",
        "E5": "visited.now", "F5": "visited.year", "G5": "visited.before",
        "E6": "visits.now", "F6": "visits.year", "G6": "visits.before",
        "E7": "needs.now", "F7": "needs.year", "G7": "needs.before",
        "E8": "trainings.now", "F8": "trainings.year", "G8": "trainings.before",
    }  # fmt: skip
    assert {"D5", "E9", "F9"} <= {slot.cell for slot in slots}
    assert not {"E10", "F10", "I1"} & {slot.cell for slot in slots}


def test_of_rows_for_many_units_only_its_own_is_proposed(tmp_path):
    book = Workbook()
    for row in (("序号", "单位", "受理纠纷", None, "涉案金额（元）"), (None, None, "本期", "累计", None)):
        book.active.append(row)
    book.active.merge_cells("C1:D1")
    for number, unit in enumerate(("城关所工作站", "泽林市场监管所工作站", "碧石所工作站"), start=1):
        book.active.append((number, unit, 0, 0, 0))
    book.save(tmp_path / "各站.xlsx")
    slots = propose(read_form(tmp_path / "各站.xlsx"), ["鄂城区泽林市场监管所工作站", "泽林"])

    assert {slot.cell: slot.choice for slot in slots if slot.choice} == {
        "C4": "cases_accepted.now",
        "D4": "cases_accepted.year",
    }
    assert "A4" not in {slot.cell for slot in slots}


def test_a_form_without_borders_has_places_that_are_not_in_its_file(tmp_path):
    book = Workbook()
    for row in (
        ("工作情况统计表",),
        ("项目", "本期"),
        ("走访企业数",),
        ("开展培训场次",),
        ("收集诉求数",),
        ("说明：本表每月报一次",),
    ):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "空表.xlsx")
    form = read_form(tmp_path / "空表.xlsx")
    slots = propose(form, ["泽林工作站"])
    write_form(form, tmp_path / "出.xlsx", {slot.place: 7 for slot in slots if slot.choice})

    assert {slot.cell: slot.choice for slot in slots} == {
        "B3": "visited.now",
        "B4": "trainings.now",
        "B5": "needs.now",
        "B6": "",
    }
    filled = load_workbook(tmp_path / "出.xlsx").active
    assert [row[1] for row in filled.values] == [None, "本期", 7, 7, 7, None]


def test_only_the_cells_change_and_formulas_are_reckoned_anew(superior_form, tmp_path):
    form = read_form(superior_form)
    write_form(form, tmp_path / "出.xlsx", {(SHEET, (4, 4)): 12, (SHEET, (1, 1)): "泽林<站>&所"})

    before, after = _parts(superior_form), _parts(tmp_path / "出.xlsx")
    assert list(before) == list(after)
    assert sorted(name for name in before if before[name] != after[name]) == [
        "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    ]  # fmt: skip
    sheet = load_workbook(tmp_path / "出.xlsx")[SHEET]
    assert (sheet["E5"].value, sheet["B2"].value) == (12, "泽林<站>&所")
    assert (sheet["E5"].font.name, sheet["E5"].border.left.style) == ("仿宋", "thin")
    assert (sheet["E10"].value, sheet["F10"].value) == ("=SUM(E5:E8)", "=IF(E10>0,E10*2,0)")
    results = load_workbook(tmp_path / "出.xlsx", data_only=True)[SHEET]
    assert (results["E10"].value, results["F10"].value) == (None, None)
    assert results["I1"].value == 7
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_libreoffice_shows_the_numbers_and_the_sums(superior_form, tmp_path, libreoffice):
    values = {(SHEET, (row, 4)): row for row in range(4, 8)}
    write_form(read_form(superior_form), tmp_path / "出.xlsx", values)
    (tmp_path / "读").mkdir()
    libreoffice("csv", tmp_path / "读", tmp_path / "出.xlsx")
    rows = [line.split(",") for line in (tmp_path / "读" / "出.csv").read_text("utf-8").splitlines()]

    assert [row[4] for row in rows[4:10]] == ["4", "5", "6", "7", "", "22"]
    assert rows[9][5] == "44"


def test_next_month_s_copy_has_the_same_shape_and_another_form_has_not(superior_form, tmp_path):
    first = read_form(superior_form)
    for name, cell, words in (
        ("下月", "A1", "知识产权工作情况统计表（2026年11月）"),
        ("别的", "B5", "走访户数"),
    ):
        book = load_workbook(superior_form)
        book[SHEET][cell] = words
        book[SHEET]["E5"] = 31
        book.save(tmp_path / f"{name}.xlsx")

    assert read_form(tmp_path / "下月.xlsx").shape == first.shape
    assert read_form(tmp_path / "别的.xlsx").shape != first.shape


def test_a_file_that_changed_since_or_is_no_workbook_is_refused(superior_form, tmp_path):
    form = read_form(superior_form)
    (tmp_path / "表.csv").write_text("走访次数,\n", "utf-8")
    superior_form.write_bytes(superior_form.read_bytes() + b"\0")

    with pytest.raises(UserError) as changed:
        write_form(form, tmp_path / "出.xlsx", {(SHEET, (4, 4)): 1})
    with pytest.raises(UserError) as strange:
        read_form(tmp_path / "表.csv")
    assert (changed.value.code, strange.value.code) == ("file-changed", "form-not-xlsx")
    assert not (tmp_path / "出.xlsx").exists()


def test_a_workbook_asks_to_be_reckoned_wherever_its_own_part_says_so():
    assert (
        reckoned_on_load(b'<calcPr calcId="1" fullCalcOnLoad="0"/>')
        == b'<calcPr calcId="1" fullCalcOnLoad="1"/>'
    )
    bare = b"<x:sheets><x:sheet/></x:sheets><x:definedNames></x:definedNames><x:oleSize/>"
    assert b'</x:definedNames><x:calcPr fullCalcOnLoad="1"/><x:oleSize/>' in reckoned_on_load(bare)


def _parts(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
