"""Cells within a sheet's own XML: found by byte, one value replaced, the rest as it was."""

import pytest

from ercheng_station.exchange.forms.leaning import leaning
from ercheng_station.exchange.forms.sheet_cells import name_of, patched, place_of, scan

_SHEET = (
    (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- <c r="A1"/> --><worksheet><sheetData>'
        '<row r="2" spans="1:3" ht="20"><c r="A2" t="s" s="4" vm="1"><v>0</v></c><c r="C2" s=\'>5\' foo="a>b"/></row>'
        '<row r="5"/><row r="7"><c r="B7"><f>A2*2</f><v>4</v></c></row></sheetData><pageMargins left="1"/></worksheet>'
    )
    .replace("s='>5'", 's="5"')
    .encode()
)


def test_a_value_takes_the_place_of_the_old_one_and_keeps_its_style():
    sheet = scan(_SHEET)

    assert patched(sheet, {(1, 0): 12.5}) == _SHEET.replace(
        b'<c r="A2" t="s" s="4" vm="1"><v>0</v></c>', b'<c r="A2" s="4"><v>12.5</v></c>'
    )
    assert patched(sheet, {(1, 2): 3}) == _SHEET.replace(
        b'<c r="C2" s="5" foo="a>b"/>', b'<c r="C2" s="5" foo="a>b"><v>3</v></c>'
    )
    assert patched(sheet, {}) == _SHEET


def test_a_cell_that_is_not_there_comes_in_its_order():
    made = patched(scan(_SHEET), {(1, 1): 1, (4, 0): 2, (5, 3): 3, (8, 0): 4, (6, 2): 5})

    found = scan(made)
    assert [name_of(at) for at in found.cells] == ["A2", "B2", "C2", "A5", "D6", "B7", "C7", "A9"]
    assert list(found.rows) == [1, 4, 5, 6, 8]


def test_a_prefix_is_kept_and_places_without_names_are_counted():
    source = (
        b'<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c s="1"/><x:c/></x:row></x:sheetData></x:worksheet>'
    )

    assert patched(scan(source), {(0, 1): "是"}) == source.replace(
        b"<x:c/>", b'<x:c t="inlineStr"><x:is><x:t xml:space="preserve">&#26159;</x:t></x:is></x:c>'
    )


def test_formulas_and_strange_xml_are_refused():
    with pytest.raises(ValueError, match="formula"):
        patched(scan(_SHEET), {(6, 1): 1})
    with pytest.raises(ValueError, match="document type"):
        scan(b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')


@pytest.mark.parametrize(
    ("formula", "leans"),
    [
        ("SUM(A1:B9)", True),
        ("SUM(C1:C9)", False),
        ("'二 表'!A1", False),
        ("一!$A$1", True),
        ('IF(C1>1E5,"A1",TRUE)', False),
        ("总数*2", True),
        ("SUM(A:A)", True),
        ("INDIRECT(C1)", True),
        ("'[1]别'!A1+C1", False),
        ("D1", True),
        (None, True),
    ],
)
def test_a_formula_leans_on_what_it_names(formula, leans):
    known = {("一", (0, 3)): "A1+1", ("一", (0, 4)): formula}

    assert (("一", (0, 4)) in leaning(known, [("一", (0, 0))])) is leans


def test_places_have_their_names():
    assert [place_of(name) for name in ("A1", "Z9", "AA10", "AB3")] == [(0, 0), (8, 25), (9, 26), (2, 27)]
    assert [name_of(place_of(name)) for name in ("A1", "Z9", "AA10", "AB3")] == ["A1", "Z9", "AA10", "AB3"]
