"""The new year by command: told, prepared, its books written."""

import openpyxl

from tests.commanding import command, saved, spoken


def test_what_goes_over_is_told_and_written_as_a_list(folder, firm, tmp_path):
    saved(
        folder,
        "need",
        enterprise=firm["title"],
        content="商标被仿冒",
        received_on="2026-03-05",
        source="visit",
        category="trademark",
    )

    told = command(folder, "new-year", "--year", "2027", "--file", tmp_path / "结转.pdf")

    assert [(one["kind"], one["since"]) for one in told.document["carried"]] == [("need", "2026-03-05")]
    assert (tmp_path / "结转.pdf").read_bytes().startswith(b"%PDF")
    assert told.document["plan"] is False
    assert "结转未结事项 1 项（企业诉求 1）" in spoken(folder, "new-year", "--year", "2027").out


def test_the_steps_are_done_that_are_asked_for(folder, firm):
    saved(folder, "enterprise_listing", enterprise=firm["title"], list="to_visit", since="2026-01-05")

    told = command(folder, "new-year", "--year", "2027", "--plan", "--visit-list", "--score")
    again = command(folder, "new-year", "--year", "2027", "--visit-list")

    assert (told.document["plan"], told.document["drafted"], told.document["sheet"]) == (True, 1, True)
    assert again.document["error"]["code"] == "list-drafted"


def test_a_year_that_is_over_is_closed_and_its_books_are_written(folder, visits, tmp_path):
    closed = command(folder, "new-year", "--year", "2026", "--close")
    told = command(folder, "new-year", "--year", "2027", "--books", tmp_path / "台账")

    assert closed.document["closed"]
    books = {one["title"]: one for one in told.document["books"]}
    assert books["企业走访"]["rows"] == 2
    assert books["企业"]["of_year"] is False
    rows = openpyxl.load_workbook(tmp_path / "台账" / "年度台账目录.xlsx").worksheets[0]
    assert {row[0].value for row in rows} >= {"企业走访", "企业", "站点"}
    assert (
        command(folder, "new-year", "--year", "2099", "--close").document["error"]["code"] == "year-not-over"
    )
