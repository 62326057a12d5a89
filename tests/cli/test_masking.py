"""A person's phone is masked wherever it is shown or leaves, unless a reason is given; business phones are not."""

import csv

import openpyxl
import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from tests.commanding import command, saved, spoken

PHONE, MASKED = "13812345678", "138****5678"


@pytest.fixture
def person(folder):
    return saved(folder, "station_person", at="泽林市场监管所知识产权工作站", name="余慧敏", mobile=PHONE)


def cells(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [cell for row in csv.reader(file) for cell in row]
    return [str(cell) for row in openpyxl.load_workbook(path).active.values for cell in row]


def acts(folder):
    with Store.open(folder, CATALOGUE) as store, store.readers.reading() as connection:
        return [label for (label,) in connection.execute("SELECT label FROM act ORDER BY first")]


def test_a_persons_phone_is_masked_in_every_answer(folder, person):
    assert person["mobile"] == MASKED
    assert command(folder, "show", "station_person", person["id"]).document["mobile"] == MASKED
    assert command(folder, "list", "station_person").document["records"][0]["mobile"] == MASKED
    told = command(folder, "history", "station_person", person["id"]).document
    assert next(one["new"] for one in told if one["field"] == "mobile") == MASKED


@pytest.mark.parametrize(
    "words",
    [
        ["show", "station_person", "余慧敏"],
        ["list", "station_person"],
        ["history", "station_person", "余慧敏"],
    ],
)
def test_people_do_not_see_it_either(folder, person, words):
    assert PHONE not in spoken(folder, *words).out


def test_it_is_shown_in_full_for_a_reason_that_is_kept(folder, person):
    full = command(folder, "show", "station_person", person["id"], "--unmasked", "--why", "核对")

    assert full.document["mobile"] == PHONE
    assert any("核对" in label for label in acts(folder))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_it_leaves_masked_unless_a_reason_is_given(folder, person, tmp_path, suffix):
    masked, full = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"

    command(folder, "export", "station_person", masked)
    command(folder, "export", "station_person", full, "--unmasked", "--why", "报区局")

    assert (MASKED in cells(masked), PHONE in cells(masked)) == (True, False)
    assert PHONE in cells(full)
    assert any("报区局" in label for label in acts(folder))


def test_a_masked_value_given_back_changes_nothing(folder, person):
    shown = command(folder, "show", "station_person", person["id"]).document

    command(folder, "set", "station_person", person["id"], given={"mobile": shown["mobile"], "post": "站长"})

    full = command(folder, "show", "station_person", person["id"], "--unmasked", "--why", "核对").document
    assert (full["mobile"], full["post"]) == (PHONE, "站长")


def test_a_new_record_takes_no_stars_for_a_phone(folder):
    row = {"at": "泽林市场监管所知识产权工作站", "name": "甲", "mobile": MASKED}

    answer = command(folder, "add", "station_person", given=row)

    assert answer.document["refused"][0]["faults"] == {
        "mobile": "这是打了星号的内容，请填写完整内容或保持不变"
    }


def test_business_phones_show_as_they_are(folder):
    firm = saved(folder, "enterprise", name="甲厂", contact_phone=PHONE)

    assert firm["contact_phone"] == PHONE
