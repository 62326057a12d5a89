"""The file itself: what it holds and does not hold, and what happens to one that was changed on its way."""

import json
import random
import zipfile
from datetime import date

import openpyxl
import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.edited import edits
from ercheng_station.exchange.bundle.opening import open_bundle
from ercheng_station.exchange.bundle.parcel import SHEET, new_key, public_of, sign
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import parse
from ercheng_station.records.clues import Clue, Reporter
from ercheng_station.records.fields import PLAIN, Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.office import Setting
from tests.exchange.bundle.offices import OCTOBER, firm, mailed, office, visit

LONG = "走访时厂里说：\n=1+1 _x0041_ “图样”𠮷😀 & <b> " + "很长的内容" * 5_000


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A bundle with text of every sort, and its store's folder."""
    folder = tmp_path_factory.mktemp("sent")
    with office(folder, "泽林") as store:
        firms = [
            firm(store, f"第{number}机械厂", contact="单雄信", registered_capital="1200.5")
            for number in range(6)
        ]
        for one in firms:
            visit(store, one, OCTOBER, findings="看了商标")
        visit(store, firms[0], date(2026, 10, 13), findings=LONG, minutes=45)
        store.act("设置", [Create(Setting, parse(Setting, {"key": "ui.x", "value": "本站自己的"})[0])])
        return mailed(store, folder / "件")


@pytest.fixture
def parcel(sent):
    return open_bundle(sent, CATALOGUE)[0]


def test_the_canonical_texts_come_back_letter_for_letter_however_long(parcel):
    found = [one for one in parcel.versions if one.content.get("minutes") == 45]

    assert [one.content["findings"] for one in found] == [LONG]


def test_the_page_for_the_machine_is_very_hidden_and_the_cover_tells_of_it(sent):
    book = openpyxl.load_workbook(sent)

    assert book[SHEET].sheet_state == "veryHidden"
    assert [one.title for one in book if one.sheet_state == "visible"] == ["封面", "站点", "企业", "企业走访"]
    told = [cell.value for row in book["封面"].iter_rows() for cell in row if cell.value]
    assert any("隐藏的工作表" in str(one) for one in told)
    assert {"填报人", "审核人", "签发人", "（单位盖章）"} <= set(told)


def test_what_a_unit_keeps_for_itself_is_nowhere_in_the_file(sent):
    with zipfile.ZipFile(sent) as book:
        content = b"".join(book.read(name) for name in book.namelist())

    assert "本站自己的".encode() not in content


def test_a_file_that_libreoffice_saved_again_is_whole_and_unedited(sent, libreoffice, tmp_path):
    libreoffice("xlsx:Calc MS Excel 2007 XML", tmp_path / "again", sent)

    again, book = open_bundle(tmp_path / "again" / sent.name, CATALOGUE)

    first, _ = open_bundle(sent, CATALOGUE)
    assert again.manifest == first.manifest
    assert sorted(one.to_text() for one in again.versions) == sorted(one.to_text() for one in first.versions)
    assert edits(again, book, CATALOGUE, PLAIN) == []


def test_cells_edited_by_hand_are_proposed_one_by_one(sent, tmp_path):
    book = openpyxl.load_workbook(sent)
    firms, visits = book["企业"], book["企业走访"]
    column = [cell.value for cell in firms[3]].index("联系人") + 1
    firms.cell(5, column).value = "秦琼"
    visits.delete_rows(6)
    places = [cell.value for cell in visits[3]]
    visits.cell(4, places.index("走访日期") + 1).value = date(2026, 10, 30)
    book.save(tmp_path / sent.name)

    parcel, read = open_bundle(tmp_path / sent.name, CATALOGUE)
    found = edits(parcel, read, CATALOGUE, PLAIN)

    assert [(one.sheet, one.row, one.field, one.was, one.now) for one in found] == [
        ("企业", 5, "联系人", "单雄信", "秦琼"),
        ("企业走访", 4, "走访日期", "2026-10-12", "2026-10-30"),
        ("企业走访", 0, "", "", "这一行被删去"),
    ]


def test_a_sorted_sheet_and_a_renamed_copy_are_no_edit(sent, tmp_path):
    book = openpyxl.load_workbook(sent)
    page = book["企业"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    for number, row in enumerate(reversed(rows), 4):
        for place, value in enumerate(row, 1):
            page.cell(number, place).value = value
    book.save(tmp_path / "泽林_2026-10_v1(1).xlsx")

    parcel, read = open_bundle(tmp_path / "泽林_2026-10_v1(1).xlsx", CATALOGUE)

    assert edits(parcel, read, CATALOGUE, PLAIN) == []


@pytest.mark.parametrize(
    "cell",
    [("B2", "x"), ("C2", '{"format":1}'), ("C3", "00" * 64), ("C5", "改了"), ("A6", "visit"), ("C7", None)],
)
def test_a_changed_page_for_the_machine_is_refused(sent, tmp_path, cell):
    book = openpyxl.load_workbook(sent)
    place, value = cell
    before = book[SHEET][place].value
    book[SHEET][place].value = value
    book.save(tmp_path / "改.xlsx")

    if place == "B2":  # not even the id beside the text is taken from there
        assert open_bundle(tmp_path / "改.xlsx", CATALOGUE)[0].manifest.id == before
        return
    with pytest.raises(UserError) as refused:
        open_bundle(tmp_path / "改.xlsx", CATALOGUE)
    assert refused.value.code == "bundle-damaged"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"key": 5},
        {"name": {}},
        {"figures": {"visits": "三"}},
        {"passed_on": []},
        {"base": "一"},
        {"digests": 1},
    ],
)
def test_a_cover_with_nonsense_in_it_is_refused_however_well_it_is_signed(sent, tmp_path, nonsense):
    book = openpyxl.load_workbook(sent)
    key = new_key()
    told = json.dumps(json.loads(book[SHEET]["C2"].value) | {"key": public_of(key)} | nonsense)
    book[SHEET]["C2"].value, book[SHEET]["C3"].value = told, sign(key, told)
    book.save(tmp_path / "改.xlsx")

    with pytest.raises(UserError) as refused:
        open_bundle(tmp_path / "改.xlsx", CATALOGUE)
    assert refused.value.facts["where"] == "包的说明"


def test_a_bundle_of_an_earlier_program_tells_less_and_is_read(sent, tmp_path):
    book = openpyxl.load_workbook(sent)
    key = new_key()
    told = json.loads(book[SHEET]["C2"].value) | {"key": public_of(key)}
    for later in ("freight", "files_key", "above"):
        del told[later]
    text = json.dumps(told)
    book[SHEET]["C2"].value, book[SHEET]["C3"].value = text, sign(key, text)
    book.save(tmp_path / "旧.xlsx")

    assert not open_bundle(tmp_path / "旧.xlsx", CATALOGUE)[0].manifest.carries.whole


def test_a_row_less_or_twice_is_refused_and_the_sheet_is_named(sent, tmp_path):
    for act in ("less", "twice"):
        book = openpyxl.load_workbook(sent)
        page = book[SHEET]
        if act == "less":
            page.delete_rows(page.max_row)
        else:
            page.append([cell.value for cell in page[page.max_row]])
        book.save(tmp_path / "改.xlsx")

        with pytest.raises(UserError) as refused:
            open_bundle(tmp_path / "改.xlsx", CATALOGUE)
        assert refused.value.facts["where"] == "“企业走访”的内容"


def test_a_newer_format_and_a_stranger_are_told_apart_from_damage(sent, tmp_path):
    book = openpyxl.load_workbook(sent)
    told = json.loads(book[SHEET]["C2"].value)
    book[SHEET]["C2"].value = json.dumps({**told, "format": 2})
    book.save(tmp_path / "新.xlsx")
    del book[SHEET]
    book.save(tmp_path / "表.xlsx")

    codes = []
    for name in ("新.xlsx", "表.xlsx"):
        with pytest.raises(UserError) as refused:
            open_bundle(tmp_path / name, CATALOGUE)
        codes.append(refused.value.code)

    assert codes == ["bundle-newer", "bundle-foreign"]


def test_no_flipped_byte_and_no_cut_changes_what_is_read(sent, parcel, tmp_path, full):
    content = sent.read_bytes()
    chance = random.Random(27)
    path = tmp_path / "坏.xlsx"
    refused = 0
    for count in range(10_000 if full else 12):
        broken = bytearray(content)
        if count % 3:
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        else:
            del broken[chance.randrange(len(broken)) :]
        path.write_bytes(broken)
        try:
            found, _ = open_bundle(path, CATALOGUE)
        except UserError:
            refused += 1
        else:
            assert found == parcel
    assert refused


@pytest.fixture
def practice_content(practice_store, tmp_path):
    """Everything in the bundle of a practice station, unpacked."""
    path = mailed(practice_store, tmp_path / "件", "2026-11")
    with zipfile.ZipFile(path) as book:
        return path, b"".join(book.read(name) for name in book.namelist()).decode(errors="replace")


def test_no_private_value_nothing_confided_and_no_part_of_a_case_leaves(practice_store, practice_content):
    path, content = practice_content
    secret = {
        str(row.values[name])
        for kind in CATALOGUE
        if not kind.confided_to
        for row in practice_store.rows(Query(kind))
        for name, described in kind.kept.items()
        if described.private and row.values[name]
    }
    secret |= {row.values["facts"] for row in practice_store.rows(Query(Mediation)) if row.values["facts"]}
    for clue in practice_store.rows(Query(Clue)):
        for row in practice_store.confided(Reporter, Link(clue.uid, "", "clue")):
            secret |= {str(row.uid), row.values["mobile"] or str(row.uid)}
    shared = {
        str(row.values[name])
        for kind in (CATALOGUE["station"], CATALOGUE["enterprise"], CATALOGUE["visit"])
        for row in practice_store.rows(Query(kind))
        for name, described in kind.kept.items()
        if not described.private
    }

    assert len(secret) > 20
    assert [one for one in secret - shared if one in content] == []
    kinds = {one.kind for one in open_bundle(path, CATALOGUE)[0].versions}
    assert kinds.isdisjoint(
        {"mediation", "party", "agent", "agreement", "reporter", "setting", "paper", "phrase"}
    )


def test_of_a_case_leave_the_number_the_type_the_result_and_the_amount(practice_content):
    path, _ = practice_content

    labels = [cell.value for cell in openpyxl.load_workbook(path)["调解案件摘要"][3]]

    assert labels == ["序号", "编号", "纠纷类型", "调解结果", "办结日期", "涉及金额（元）"]


def test_the_bundle_of_a_full_station_comes_back_without_an_edit(practice_content):
    parcel, book = open_bundle(practice_content[0], CATALOGUE)

    assert len({one.kind for one in parcel.versions}) > 20
    assert edits(parcel, book, CATALOGUE, PLAIN) == []
