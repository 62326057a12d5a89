"""自评报告: coverages, tasks and points with the numbers of their proofs, the same in paper, Word file and workbook."""

import openpyxl
import pypdfium2
import pytest
from docx import Document

from ercheng_station.db.changes import Alter
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import ScoreItem
from ercheng_station.reports.review_files import write_review
from ercheng_station.reports.review_paper import lacking
from ercheng_station.services.plan import begin_year
from ercheng_station.services.review import read_review
from ercheng_station.services.review_report import review_report
from ercheng_station.services.scoring import begin_sheet
from tests.mediating import made


@pytest.fixture
def told(store):
    """A visit this year; the fifth item has a file, the eighth lost points."""
    firm = made(store, Enterprise, name="甲厂")
    made(
        store,
        Visit,
        enterprise=firm,
        visited_on="2026-10-05",
        way="field",
        visitors="余慧敏",
        findings="商标",
    )
    begin_year(store, 2026)
    begin_sheet(store, 2026)
    items = [one.item for one in read_review(store, 2026).drill]
    kept = store.attachments.put(b"%PDF-1.7 x", "经费账.pdf")
    store.act("附", [Alter(ScoreItem, items[4].uid, {"attachments": (kept,), "evidence": "专户账页"})])
    store.act("评", [Alter(ScoreItem, items[7].uid, {"self_score": 350, "why_less": "9月迟报"})])
    return review_report(store, read_review(store, 2026))


def test_each_proof_has_the_number_of_its_folder_and_tells_what_is_under_it(told):
    there = {one.name: one for one in told.proofs if one.is_there}

    assert (there["运行经费"].number, there["运行经费"].files) == ("佐证05", ["经费账.pdf"])
    assert (there["走访企业数"].number, there["走访企业数"].records) == ("佐证14", 1)
    assert "媒体报道" not in there


def test_a_task_names_the_proofs_that_count_the_same_figures(told):
    numbers = {
        measured.indicator.name: told.numbers_for(one)
        for _, tasks in told.groups
        for one in tasks
        for measured in one.measured
    }

    assert numbers["visited"] == ["佐证14"]
    assert numbers["trainings"] == []


def test_what_is_lacking_is_said(told):
    said = lacking(told)

    assert said[0] == "月报及时率：9月迟报"
    assert "按期办结率" in said[1]
    assert "媒体报道" in said[2]
    assert "运行经费" not in said[2]


def test_paper_word_and_workbook_say_the_same(told, tmp_path):
    for ending in ("pdf", "docx", "xlsx"):
        write_review(tmp_path / f"自评.{ending}", told)
    with pytest.raises(UserError):
        write_review(tmp_path / "自评.txt", told)

    pages = pypdfium2.PdfDocument(tmp_path / "自评.pdf")
    paper = "".join(page.get_textpage().get_text_range() for page in pages)
    word = "".join(
        node.text or ""
        for node in Document(tmp_path / "自评.docx").element.body.iter()
        if node.tag.endswith("}t")
    )
    book = openpyxl.load_workbook(tmp_path / "自评.xlsx")
    for text in (paper, word):
        assert "月报及时率：9月迟报" in text
        assert "佐证05" in text
    assert book.sheetnames[-1] == "佐证材料目录"
    rows = [[cell.value for cell in row] for row in book["佐证材料目录"].iter_rows()]
    assert ["佐证05", "基础条件", "运行经费", "专户账页", "经费账.pdf", 0] in rows
