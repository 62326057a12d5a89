"""The PDF list of a register: its columns, its count, its totals, and what is said below."""

from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest

from ercheng_station.db.listing import Query
from ercheng_station.exchange.ledger import in_order, list_columns, make_ledger
from ercheng_station.records.enterprise import Enterprise, IpSnapshot
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import FORMS, write_ledger
from tests.db.saving import made as added


def printed(path):
    with closing(pypdfium2.PdfDocument(path)) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def listed(store, kind, columns=None):
    return make_ledger(store, in_order(Query(kind)), columns=columns or list_columns(store, kind))


def test_a_list_has_every_row_and_says_whose_it_is(practice_store, tmp_path):
    made = write_ledger(tmp_path / "走访.pdf", listed(practice_store, Visit))

    pages = printed(tmp_path / "走访.pdf")
    assert made == (60, ())
    assert all(
        "企业走访台账（练习）" in page and "单位：泽林市场监管所知识产权工作站" in page for page in pages
    )
    assert "制表日期：2026-11-20共60条" in pages[0]
    assert sum(page.count("泽林ZF") for page in pages) == 60


def test_amounts_are_summed_in_the_last_row(store, tmp_path):
    added(store, Enterprise, name="吉祥商行")
    for day, amount in (("2026-01-01", "1280.50"), ("2026-02-01", "19.50")):
        added(store, IpSnapshot, enterprise="吉祥商行", as_of=day, pledged=amount)

    write_ledger(tmp_path / "情况.pdf", listed(store, IpSnapshot, ["enterprise", "pledged"]))

    assert "合计1,300.00" in printed(tmp_path / "情况.pdf")[0]


def test_a_full_copy_says_that_it_is_one(store, tmp_path):
    ledger = replace(
        listed(store, Enterprise), lines=[*listed(store, Enterprise).lines, "含完整个人信息，请妥善保管"]
    )

    write_ledger(tmp_path / "企业.PDF", ledger)

    assert "含完整个人信息，请妥善保管" in printed(tmp_path / "企业.PDF")[-1]


def test_every_page_names_who_let_full_numbers_leave_and_when(store, tmp_path):
    ledger = replace(listed(store, Enterprise), imprint="导出人：余慧敏　2026-11-20 09:30")

    write_ledger(tmp_path / "企业.pdf", ledger)

    assert all(page.count("导出人：余慧敏") == 2 for page in printed(tmp_path / "企业.pdf"))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_reports_how_far_it_is(practice_store, tmp_path, form):
    seen = []

    made = write_ledger(tmp_path / f"走访{form}", listed(practice_store, Visit), lambda *at: seen.append(at))

    assert made.rows == 60
    assert seen[-1][0] == 60
