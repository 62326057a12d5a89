"""Exports hold what the list shows, masked, and replace a file only when they are whole."""

import csv
import hashlib

import docx
import openpyxl
import pytest

from ercheng_station.documents.registry import PAPERS
from tests.commanding import command, saved, spoken


@pytest.mark.parametrize("words", [[], ["--where", "走访方式=电话"], ["--text", "𠮷野家"]])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_has_the_rows_of_the_list(folder, visits, tmp_path, form, words):
    path = tmp_path / f"台账.{form}"

    answer = command(folder, "export", "visit", path, *words)

    listed = command(folder, "list", "visit", *words).document
    assert answer.document == {"rows": listed["total"], "file": str(path)}
    assert ids_in(path) == [one["id"] for one in reversed(listed["records"])]


def test_an_export_keeps_the_order_asked_for(folder, visits, tmp_path):
    command(folder, "export", "visit", tmp_path / "台账.csv", "--sort", "-走访日期")

    assert ids_in(tmp_path / "台账.csv") == [visits[1]["id"], visits[0]["id"]]


def test_a_register_without_days_is_exported_as_entered(folder, tmp_path):
    command(folder, "add", "enterprise", given=[{"name": "乙"}, {"name": "甲"}, {"name": "丙"}])

    command(folder, "export", "enterprise", tmp_path / "企业.CSV")

    with (tmp_path / "企业.CSV").open(encoding="utf-8-sig", newline="") as file:
        assert [row["企业名称"] for row in csv.DictReader(file)] == ["乙", "甲", "丙"]


def test_an_export_in_full_is_logged_with_its_reason(folder, firm, tmp_path):
    refused = command(folder, "export", "enterprise", tmp_path / "企业.xlsx", "--unmasked")
    done = command(folder, "export", "enterprise", tmp_path / "企业.xlsx", "--unmasked", "--why", "区局要求")

    assert refused.code == 2
    assert done.code == 0


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [("台账.doc", 2, "文件名要以 .xlsx"), ("没有/台账.xlsx", 4, "找不到"), ("台账", 2, "结尾")],
)
def test_a_file_that_cannot_be_is_refused(folder, tmp_path, name, code, says):
    answer = command(folder, "export", "visit", tmp_path / name)

    assert answer.code == code
    assert says in answer.told


def test_a_file_open_elsewhere_is_left_as_it_is(folder, visits, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    (tmp_path / "~$台账.xlsx").touch()

    answer = command(folder, "export", "visit", path)

    assert (answer.code, answer.document["error"]["code"]) == (4, "file-in-use")
    assert path.read_bytes() == b"old"


def test_people_are_told_where_the_file_is(folder, tmp_path):
    path = tmp_path / "台账.xlsx"

    assert spoken(folder, "export", "visit", path).out == f"已导出 0 条：{path}\n"


def ids_in(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row["系统标识"] for row in csv.DictReader(file)]
    heads, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True)
    return [row[heads.index("系统标识")] for row in rows]


def test_papers_are_listed_with_what_a_record_still_lacks(folder, visits):
    every = command(folder, "papers").document
    of_kind = command(folder, "papers", "enterprise").document
    of_record = command(folder, "papers", "visit", visits[1]["number"]).document

    assert [one["paper"] for one in every] == [form.name for form in PAPERS]
    assert every[0] == {
        "paper": "visit_sheet",
        "title": "企业走访服务记录表",
        "kind": "visit",
        "missing": [],
        "version": 0,
        "moved_on": False,
    }
    assert of_kind == []
    assert [one["missing"] for one in of_record] == [["走访内容", "企业接待人"], ["现场照片"], ["现场照片"]]
    assert "企业走访服务记录表" in spoken(folder, "papers").out


def test_a_final_paper_is_frozen_and_given_out_again_as_it_was(folder, visits, tmp_path):
    first = command(folder, "paper", "visit_sheet", visits[0]["id"], tmp_path / "甲.pdf").document
    again = command(folder, "paper", "企业走访服务记录表", visits[0]["number"], tmp_path / "乙.pdf").document

    assert (first["version"], first["missing"]) == (1, [])
    assert {**again, "file": None} == {**first, "file": None}
    assert (tmp_path / "甲.pdf").read_bytes() == (tmp_path / "乙.pdf").read_bytes()
    assert command(folder, "list", "paper").document["total"] == 1


def test_a_record_that_was_changed_after_its_final_paper_says_so(folder, visits, tmp_path):
    command(folder, "paper", "visit_sheet", visits[0]["id"], tmp_path / "甲.pdf")
    assert "第1版" in spoken(folder, "papers", "visit", visits[0]["id"]).out
    assert "修改" not in spoken(folder, "papers", "visit", visits[0]["id"]).out

    command(folder, "set", "visit", visits[0]["id"], given={"findings": "另谈了商标续展"})

    assert "第1版，之后内容有修改" in spoken(folder, "papers", "visit", visits[0]["id"]).out


def test_what_a_paper_lacks_may_be_left_for_the_pen(folder, visits, tmp_path):
    made = command(
        folder, "paper", "visit_sheet", visits[1]["id"], tmp_path / "手填.pdf", "--by-hand"
    ).document

    assert (made["version"], made["missing"]) == (1, ["走访内容", "企业接待人"])


def test_an_incomplete_paper_is_refused_but_for_a_draft(folder, visits, tmp_path):
    final = command(folder, "paper", "visit_sheet", visits[1]["id"], tmp_path / "正式.pdf")
    draft = command(
        folder, "paper", "visit_sheet", visits[1]["id"], tmp_path / "草稿.pdf", "--draft"
    ).document

    assert (final.code, final.document["error"]["code"]) == (3, "paper-incomplete")
    assert not (tmp_path / "正式.pdf").exists()
    assert (draft["version"], draft["missing"]) == (0, ["走访内容", "企业接待人"])


def test_a_paper_is_given_out_as_a_word_document_by_the_same_rules(folder, visits, tmp_path):
    path = tmp_path / "改.docx"
    final = command(folder, "paper", "visit_sheet", visits[1]["id"], path)
    assert (final.code, final.document["error"]["code"], path.exists()) == (3, "paper-incomplete", False)

    made = command(folder, "paper", "visit_sheet", visits[0]["id"], path).document

    assert (made["version"], made["pages"], made["missing"]) == (0, 0, [])
    assert made["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert command(folder, "list", "paper").document["total"] == 0
    assert "查看𠮷野家的商标" in "".join(docx.Document(str(path)).element.itertext())
    told = spoken(folder, "paper", "visit_sheet", "-", tmp_path / "空.docx").out
    assert "可以修改，不定稿" in told


def test_a_paper_for_people(folder, visits, tmp_path):
    draft = spoken(folder, "paper", "visit_sheet", visits[1]["id"], tmp_path / "草稿.pdf", "--masked").out
    empty = spoken(folder, "paper", "visit_sheet", "-", tmp_path / "空表.pdf").out

    assert draft.splitlines()[1] == "还缺：走访内容、企业接待人"
    assert "不定稿" in empty
    assert (tmp_path / "空表.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        (["没有", "1", "x.pdf"], 3, "paper-unknown"),
        (["visit_sheet", "1", "x.doc"], 2, "command-misused"),
        (["photo_page", "1", "x.docx"], 2, "command-misused"),
        (["visit_sheet", "1", "x.pdf"], 3, "refused"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(folder, words, code, name):
    answer = command(folder, "paper", *words)

    assert (answer.code, answer.document["error"]["code"]) == (code, name)


def test_a_character_without_a_face_is_told(folder, tmp_path):
    saved(folder, "enterprise", name="甲😀厂")

    answer = command(folder, "export", "enterprise", tmp_path / "企业.pdf")

    assert answer.document["rows"] == 1
    assert "〔U+1F600〕" in answer.told


def test_what_is_in_the_trash_gives_no_paper(folder, visits, tmp_path):
    uid = visits[0]["id"]
    command(folder, "remove", "visit", uid, "--why", "登记重复")

    for words in (("papers", "visit", uid), ("paper", "visit_sheet", uid, tmp_path / "a.pdf", "--draft")):
        answer = command(folder, *words)
        assert (answer.code, answer.document["error"]["code"]) == (3, "record-in-trash")
    assert not (tmp_path / "a.pdf").exists()
