"""信息简报: what the figures and the visits say, about five hundred characters, and two photos without place or owner."""

from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.reports.brief_word import write_brief
from ercheng_station.services.brief import LENGTH, brief_of, cut
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import report_of
from tests.mediating import made

OCTOBER = Span("month", 2026, 10)
LONG = "看了商标使用情况，发现包装上的标识和注册证不一致。" * 8


def picture(store, color, size=(300, 200)):
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return store.attachments.put(out.getvalue(), f"{color}.jpg")


@pytest.fixture
def brief(store):
    for day, name in enumerate("甲乙丙丁", 8):
        firm = made(store, Enterprise, name=f"{name}机械厂")
        told = (
            {"findings": LONG, "photos": (picture(store, "red"), picture(store, "blue"))}
            if name in "乙丁"
            else {}
        )
        more = {"findings": "经办人电话13871234567"} if name == "甲" else {}
        made(
            store,
            Visit,
            enterprise=firm,
            visited_on=f"2026-10-{day:02}",
            way="field",
            visitors="余慧敏",
            **told,
            **more,
        )
    return brief_of(store, report_of(store, OCTOBER))


def test_it_tells_figures_and_visits_in_their_order_and_no_more_than_asked(brief):
    assert brief.title == "泽林：2026年10月走访企业4家"
    assert brief.paragraphs[0].startswith("2026年10月，泽林市场监管所知识产权工作站走访企业4家，走访次数4次")
    assert [one[:8] for one in brief.paragraphs[1:]] == ["10月8日走访甲", "10月9日走访乙", "10月11日走访"]
    assert brief.length <= LENGTH
    assert all(one.endswith("。") for one in brief.paragraphs)


def test_no_number_of_a_person_is_in_it(brief):
    assert "138****4567" in brief.paragraphs[1]


def test_it_is_a_word_file_with_two_photos_of_different_visits_beside_each_other(brief, tmp_path):
    write_brief(tmp_path / "简报.docx", brief)

    read = Document(tmp_path / "简报.docx")
    assert len(read.inline_shapes) == 2
    assert [cell.text for cell in read.tables[0].rows[1].cells] == [
        "10月9日，走访乙机械厂",
        "10月11日，走访丁机械厂",
    ]
    assert brief.paragraphs[1] in [one.text for one in read.paragraphs]


def test_a_month_without_anything_is_told_in_one_sentence(store):
    assert brief_of(store, report_of(store, OCTOBER)).paragraphs == [
        "2026年10月，泽林市场监管所知识产权工作站各项工作均无新增，按零报告上报。"
    ]


def test_a_text_is_cut_behind_a_sentence_that_has_room():
    assert cut("一二三。四五六。七八九", 9) == "一二三。四五六。"
    assert cut("一二三四五六七八九十", 6) == "一二三四五…"
