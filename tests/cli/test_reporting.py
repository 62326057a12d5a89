"""The report as a command: two files, every figure with its definition, corrections after it was sent."""

from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from ercheng_station.services.indicators import BY_NAME, INDICATORS
from tests.commanding import command, saved


def test_the_files_and_the_document_tell_the_same_figures(closed_folder, tmp_path):
    firm = saved(closed_folder, "enterprise", name="宏达机械有限公司")
    saved(
        closed_folder, "visit", 走访企业=firm["id"], 走访日期="2026-10-12", 走访方式="实地", 走访人员="余慧敏"
    )
    made = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path)

    book_path, paper = made.document["files"]
    assert book_path.rsplit("/", 1)[-1].startswith("泽林_两站工作月报_2026-10_")
    assert Path(paper).read_bytes().startswith(b"%PDF-")
    figures = {one["name"]: one for one in made.document["figures"]}
    told = {name: (one["title"], one["unit"], one["definition"]) for name, one in figures.items()}
    kept = {one["kind"] for one in command(closed_folder, "kinds").document}
    assert told == {
        one.name: (one.title, one.unit, one.meaning) for one in INDICATORS if one.kind.__tablename__ in kept
    }
    assert figures["visits"]["value"] == 1
    assert figures["visits"]["definition"] == BY_NAME["visits"].meaning
    assert figures["visits"]["rows"] == 1
    assert made.document["zero"] is False
    assert "走访次数1次" in made.document["words"]
    sheet = load_workbook(book_path)["报表"]
    shown = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=6)}
    assert shown["走访次数"][2:7] == ["次", 1, 0, 1, "—"]
    assert shown["走访次数"][7:10] == [1, 0, 1]
    assert [sheet["D4"].value, sheet["H4"].value, sheet["D5"].value] == ["本期", "累计", "本期数"]


def test_what_changed_after_it_was_sent_is_told_with_the_record(closed_folder, tmp_path):
    firm = saved(closed_folder, "enterprise", name="宏达机械有限公司")
    visit = {"走访企业": firm["id"], "走访方式": "实地", "走访人员": "余慧敏"}
    first = saved(closed_folder, "visit", **visit, 走访日期="2026-10-12")
    sent = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path, "--sent")
    same = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path)
    second = saved(closed_folder, "visit", **visit, 走访日期="2026-10-20")
    command(closed_folder, "remove", "visit", first["id"], "--why", "重复")
    third = saved(closed_folder, "visit", **visit, 走访日期="2026-10-21")
    saved(closed_folder, "visit", **visit, 走访日期="2026-11-02")
    later = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path)

    assert sent.document["corrections"] == same.document["corrections"] == []
    told = {one["name"]: one for one in later.document["corrections"]}
    assert told["visits"]["sent"] == {"value": 1, "cumulative": 1}
    assert told["visits"]["now"] == {"value": 2, "cumulative": 2}
    assert {(one["label"], one["act"]) for one in told["visits"]["records"]} == {
        (first["number"], "删除"),
        (second["number"], "新增"),
        (third["number"], "新增"),
    }
    assert "visited" not in told
    sheet = load_workbook(later.document["files"][0])["报表"]
    notes = [cell.value for cell in sheet["A"] if isinstance(cell.value, str)]
    assert any(note.startswith("1.走访次数（次）本期由1改为2") for note in notes)


def test_an_altered_record_is_a_cause_only_of_figures_that_ask_what_changed(closed_folder, tmp_path):
    firm = saved(closed_folder, "enterprise", name="宏达机械有限公司")
    visit = {"走访企业": firm["id"], "走访方式": "实地", "走访人员": "余慧敏", "走访日期": "2026-10-12"}
    moved, other = saved(closed_folder, "visit", **visit), saved(closed_folder, "visit", **visit)
    command(closed_folder, "report", "month", "2026-10", "--out", tmp_path, "--sent")
    command(closed_folder, "set", "visit", moved["id"], given={"走访方式": "电话"})
    command(closed_folder, "set", "visit", other["id"], given={"走访人员": "张立新"})
    later = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path)

    (told,) = later.document["corrections"]
    assert told["name"] == "field_visits"
    assert [(one["label"], one["act"]) for one in told["records"]] == [(moved["number"], "修改")]


def test_the_sent_report_is_a_record_with_its_files(closed_folder, tmp_path):
    command(closed_folder, "report", "quarter", "2026-Q3", "--out", tmp_path, "--sent")
    command(closed_folder, "report", "quarter", "2026-Q3", "--out", tmp_path, "--sent")
    kept = command(closed_folder, "list", "report").document["records"]

    assert sorted((one["period"], one["version"], one["is_zero"]) for one in kept) == [
        ("2026-Q3", 1, True),
        ("2026-Q3", 2, True),
    ]
    assert [file["name"].rsplit(".", 1)[-1] for file in kept[0]["file"]] == ["xlsx", "pdf"]


def test_a_period_that_is_none_is_refused_and_writes_nothing(closed_folder, tmp_path):
    wrong = command(closed_folder, "report", "month", "2026-Q4", "--out", tmp_path / "上报")

    assert wrong.code == 2
    assert "月份要写成 2026-10 的样子" in wrong.out
    assert not (tmp_path / "上报").exists()


def test_the_folder_is_made_unless_something_else_has_its_name(closed_folder, tmp_path):
    (tmp_path / "文件").write_text("不是文件夹")
    made = command(closed_folder, "report", "year", "2026", "--out", tmp_path / "上报" / "2026")
    refused = command(closed_folder, "report", "year", "2026", "--out", tmp_path / "文件")

    assert [path.suffix for path in sorted((tmp_path / "上报" / "2026").iterdir())] == [".pdf", ".xlsx"]
    assert made.code == 0
    assert refused.document["error"]["code"] == "folder-gone"


def test_a_name_in_place_of_the_folder_gives_the_one_file(closed_folder, tmp_path):
    made = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path / "月报.docx")
    sent = command(closed_folder, "report", "month", "2026-10", "--out", tmp_path / "报.pdf", "--sent")

    assert made.document["files"] == [str(tmp_path / "月报.docx")]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["月报.docx"]
    assert "两站工作月报" in "".join(one.text for one in Document(tmp_path / "月报.docx").paragraphs)
    assert sent.code == 2


def test_a_brief_is_a_word_file_and_says_how_long_it_is(closed_folder, tmp_path):
    told = command(closed_folder, "brief", "month", "2026-10", tmp_path / "简报.docx").document

    assert (told["photos"], told["length"]) == (0, 39)
    assert (tmp_path / "简报.docx").exists()
