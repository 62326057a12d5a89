"""A Word form with places in double braces: filled with figures or one record, the rest as it was."""

import zipfile

import docx
import pytest

from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.exchange.forms.filling import key_in, record_words, report_words
from ercheng_station.exchange.forms.word_form import is_word, read_word_form, write_word_form
from ercheng_station.records.visit import Visit


@pytest.fixture
def letter(tmp_path):
    """Places within one run, over three runs of different type, in a table, in the head, and one that nobody knows."""
    document = docx.Document()
    document.add_paragraph("{{填报单位}}本月走访{{ 走访次数 }}次，累计｛｛累计走访次数｝｝次。")
    split = document.add_paragraph("企业：")
    for piece, bold in (("{{企业", True), ("名", False), ("称}}（盖章）", False)):
        split.add_run(piece).bold = bold
    document.add_table(1, 2).cell(0, 1).text = "{{不认识的}}"
    document.sections[0].header.paragraphs[0].text = "{{联系电话}}"
    document.save(tmp_path / "走访表.docx")
    return tmp_path / "走访表.docx"


def test_figures_of_a_period_take_their_places_and_unknown_words_stay(letter, tmp_path):
    form = read_word_form(letter)
    words = report_words({"unit": "泽林<站>", "visits.now": 12, "visits.year": 1234})
    write_word_form(form, tmp_path / "出.docx", words)

    made = docx.Document(tmp_path / "出.docx")
    assert form.names == ("填报单位", "走访次数", "累计走访次数", "企业名称", "不认识的", "联系电话")
    assert made.paragraphs[0].text == "泽林<站>本月走访12次，累计1234次。"
    assert made.paragraphs[1].text == "企业：{{企业名称}}（盖章）"
    assert made.tables[0].cell(0, 1).text == "{{不认识的}}"
    before, after = _parts(letter), _parts(tmp_path / "出.docx")
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_a_record_fills_places_that_word_has_split(letter, tmp_path, practice_store):
    row = next(iter(practice_store.rows(Query(Visit))))
    write_word_form(read_word_form(letter), tmp_path / "出.docx", record_words(practice_store, Visit, row))

    made = docx.Document(tmp_path / "出.docx")
    runs = made.paragraphs[1].runs
    title = row.values["enterprise"].title
    assert [run.text for run in runs] == ["企业：", title, "", "（盖章）"]
    assert (runs[1].bold, runs[3].bold) == (True, False)
    assert made.paragraphs[0].text.startswith(
        f"{practice_store.unit.name}（练习）本月走访{{{{ 走访次数 }}}}次"
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("走访次数", "visits.now"),
        ("本年累计 走访次数", "visits.year"),
        ("走访次数（去年同期）", "visits.before"),
        ("去年同期累计走访次数", "visits.year_before"),
        ("单位名称", "unit"),
        ("天气", ""),
    ],
)
def test_a_place_is_known_by_its_words(name, key):
    assert key_in(name) == key


def test_a_document_without_places_or_cut_short_is_refused(letter, tmp_path):
    docx.Document().save(tmp_path / "白.docx")
    with pytest.raises(UserError) as empty:
        read_word_form(tmp_path / "白.docx")
    letter.write_bytes(letter.read_bytes()[:900])
    with pytest.raises(UserError) as cut:
        read_word_form(letter)

    assert (empty.value.code, cut.value.code) == ("form-no-places", "form-not-xlsx")
    assert is_word(tmp_path / "白.docx")
    assert not is_word(letter)


def test_a_document_that_declares_entities_is_refused(letter, tmp_path):
    with zipfile.ZipFile(letter) as packed, zipfile.ZipFile(tmp_path / "坏.docx", "w") as copy:
        for name in packed.namelist():
            content = packed.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)
            copy.writestr(name, content)

    with pytest.raises(UserError) as refused:
        read_word_form(tmp_path / "坏.docx")
    assert refused.value.code == "import-truncated"


def _parts(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
