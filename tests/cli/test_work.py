"""The commands of the work: each answers in JSON and makes its table."""

import pytest

from tests.commanding import command


def test_the_years_tasks_are_made_once(closed_folder):
    made = command(closed_folder, "plan", "--archive", "--begin", "--year", "2026")
    again = command(closed_folder, "plan", "--begin", "--year", "2026")
    archive = command(closed_folder, "plan", "--year", "2024")

    assert made.document["plan"] == "2026年度工作任务"
    assert made.document["plans"] == ["2026年度工作任务", "2024年改革任务（存档）"]
    assert again.document["error"]["code"] == "plan-exists"
    assert [one["name"] for one in archive.document["tasks"]] == [
        one["name"] for one in made.document["tasks"]
    ]


def test_a_score_sheet_is_made_read_again_and_written(closed_folder, tmp_path):
    path = tmp_path / "评价.xlsx"
    missing = command(closed_folder, "score", "--year", "2026")
    made = command(closed_folder, "score", "--year", "2026", "--begin")
    again = command(closed_folder, "score", "--year", "2026", "--again", "--file", str(path))
    report = command(closed_folder, "score", "--year", "2026", "--report", tmp_path / "自评.pdf")

    assert report.document["report"] == str(tmp_path / "自评.pdf")
    assert (tmp_path / "自评.pdf").read_bytes().startswith(b"%PDF")
    assert missing.document["error"]["code"] == "command-misused"
    assert sum(one["points"] for one in made.document["items"]) == 120
    assert again.document["items"] == made.document["items"]
    assert path.stat().st_size > 3000


def test_a_score_sheet_without_evidence_says_so(closed_folder, tmp_path):
    told = command(closed_folder, "score", "--year", "2026", "--begin", "--evidence", tmp_path / "佐证")

    assert told.document["error"]["code"] == "evidence-none"


@pytest.mark.parametrize("name", ["coverage", "campaigns"])
def test_a_table_of_a_new_station_is_empty_and_can_be_written(closed_folder, tmp_path, name):
    told = command(closed_folder, name, "--year", "2026", "--file", str(tmp_path / "表.pdf"))

    assert told.code == 0
    assert (tmp_path / "表.pdf").exists()


def test_the_subsidies_of_a_period_are_told_and_written_for_the_signatures(closed_folder, tmp_path):
    told = command(
        closed_folder,
        "subsidies",
        "quarter",
        "2026-Q4",
        "--rates",
        "简易100",
        "--file",
        str(tmp_path / "表.pdf"),
    )

    assert told.code == 0
    assert (told.document["first"], told.document["rates"], told.document["total"]) == (
        "2026-10-01",
        {"simple": 10000},
        0,
    )
    assert (tmp_path / "表.pdf").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["campaigns", "--quarter", "5"],
        ["plan", "--year", "26"],
        ["subsidies", "month", "2026"],
        ["subsidies", "year", "2026", "--rates", "甲50"],
    ],
)
def test_a_quarter_or_year_that_is_none_is_refused(closed_folder, wrong):
    assert command(closed_folder, *wrong).document["error"]["code"] == "command-misused"
