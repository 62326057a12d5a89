"""A copy of one person's data by command: in full, with a reason, and kept in the history without the name."""

import openpyxl

from ercheng_station.db.audit import audits
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from tests.commanding import command, saved
from tests.protecting import CLERK, HEAD, coming, protect

WHO, PHONE = "欧阳䶮宸", "13987654321"


def test_a_person_gets_a_table_of_what_is_kept(folder, tmp_path):
    old = saved(
        folder, "reception", visitor=WHO, phone=PHONE, came_on="2025-03-05", matter="问商标", track="咨询",
        way="来访", state="told",
    )  # fmt: skip

    made = command(
        folder,
        "person",
        tmp_path / "复制件.xlsx",
        "--why",
        "本人申请查阅",
        given={"name": WHO, "phone": PHONE},
    ).document

    assert {(one["field"], one["value"]) for one in made["values"]} >= {
        ("联系电话", PHONE),
        ("来访事项", "问商标"),
    }
    assert {one["until"] for one in made["values"]} == {"2035-03-05"}
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "复制件.xlsx").active.values for cell in row]
    assert {WHO, PHONE, old["number"]} <= set(cells)
    with Store.open(folder, CATALOGUE) as store:
        (told,) = audits(store, "export-full")
        assert "本人申请查阅" in told.label
        assert WHO not in told.label


def test_who_is_meant_is_read_from_the_input_and_refused_where_it_says_nothing(folder, tmp_path):
    path = tmp_path / "复制件.xlsx"

    for given in ({"name": ""}, {"name": WHO, "more": 1}, [], {"name": WHO, "id_number": "12"}):
        assert command(folder, "person", path, "--why", "查阅", given=given).code == 3
    assert not path.exists()


def test_a_clerk_gives_nobody_such_a_copy(folder, tmp_path):
    protect(folder)

    for login, code in ((CLERK, 4), (HEAD, 0)):
        with coming(tmp_path, login):
            made = command(folder, "person", tmp_path / "复制件.xlsx", "--why", "查阅", given={"name": WHO})
        assert made.code == code
        assert (tmp_path / "复制件.xlsx").exists() == (code == 0)
