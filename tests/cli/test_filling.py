"""fill-form: a superior's form with the figures of a period, corrected in words, or a Word form with one record."""

import docx
import pytest
from openpyxl import Workbook, load_workbook

from tests.commanding import command, saved


@pytest.fixture
def form(tmp_path):
    book = Workbook()
    for row in (("指标", "本月", "累计"), ("走访次数", 0, 0), ("自定的一项", 0, "=B2+C2")):
        book.active.append(row)
    book.save(tmp_path / "附件1.xlsx")
    return tmp_path / "附件1.xlsx"


def test_a_form_is_filled_and_corrections_are_remembered(closed_folder, form, tmp_path):
    firm = saved(closed_folder, "enterprise", name="宏达机械有限公司")
    visit = {"走访企业": firm["id"], "走访方式": "实地", "走访人员": "余慧敏", "走访日期": "2026-10-12"}
    made = saved(closed_folder, "visit", **visit)
    out = tmp_path / "填好.xlsx"
    first = command(closed_folder, "fill-form", form, out, "--period", "2026-10", "--map", "B3=走访企业")
    sheet = load_workbook(out).active
    cells = [sheet[name].value for name in ("B2", "C2", "B3", "C3")]
    again = command(closed_folder, "fill-form", form, out, "--period", "2026")
    document = docx.Document()
    document.add_paragraph("{{企业名称}}，{{走访方式}}")
    document.save(tmp_path / "走访表.docx")
    letter = tmp_path / "出.docx"
    command(closed_folder, "fill-form", tmp_path / "走访表.docx", letter, "--record", "visit", made["number"])

    assert cells == [1, 1, 1, "=B2+C2"]
    assert first.document["places"][2] == {
        "place": "B3", "labels": "自定的一项 · 本月", "filled_with": "走访企业（家） 本期", "text": "1",
    }  # fmt: skip
    assert again.document["source"] == "2026年"
    assert again.document["places"][2]["filled_with"] == "走访企业（家） 本期"
    assert docx.Document(letter).paragraphs[0].text == "宏达机械有限公司，实地"


def test_words_that_say_nothing_are_all_named_and_nothing_is_written(closed_folder, form, tmp_path):
    given = ("--map", "Z9=走访次数", "--map", "B3=天气")
    refused = command(closed_folder, "fill-form", form, tmp_path / "出.xlsx", *given)
    itself = command(closed_folder, "fill-form", form, form)
    misused = command(closed_folder, "fill-form", form, tmp_path / "出.xlsx", "--period", "十月")

    assert (refused.code, misused.code) == (3, 2)
    assert itself.document["error"]["code"] == "form-itself"
    assert load_workbook(form).active["B2"].value == 0
    assert "这张表里没有可以填的“Z9”" in refused.out
    assert "没有“天气”这个指标" in refused.out
    assert not (tmp_path / "出.xlsx").exists()
