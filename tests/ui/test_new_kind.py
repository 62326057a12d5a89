"""A kind added at run time has its register: list, form, filters, masking, files out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from ercheng_station.db.audit import audits
from ercheng_station.db.store import Store
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.register_page import RegisterPage
from tests.conftest import NOW
from tests.records.test_new_kind import WITH_PROBE, Probe, folder, probe

__all__ = ["folder", "probe"]


@pytest.fixture
def desk(folder, probe):
    with Store.open(folder, WITH_PROBE, now=lambda: NOW) as store:
        made = Desk(store)
        yield made
        made.close()


@pytest.fixture
def page(qtbot, shown, desk):
    made = shown(RegisterPage(Probe, desk), 2000, 700)
    with qtbot.waitSignal(made.pane.listing.settled):
        made.show_place(Place("probe"))
    qtbot.waitUntil(lambda: made.record.told is not None)
    return made


def cells(page):
    listing = page.pane.listing
    return {one.title: listing.index(0, at).data() for at, one in enumerate(listing.columns)}


def test_its_list_shows_what_is_listed_and_hides_what_is_private(page):
    assert cells(page) == {
        "序号": "1",
        "编号": "泽林CY2026-001",
        "被抽样企业": "鄂州𠮷祥商行",
        "抽样日期": "2026-03-05 周四",
        "抽样人": "单雄信",
        "持有人身份证号": "110***********002X",
        "方式": "实地",
        "货值（元）": "1,234.50",
    }


def test_its_record_keeps_private_values_hidden_until_asked_and_notes_the_look(qtbot, page, desk):
    assert page.record.card.shown()["holder"] == "110***********002X"
    button = next(
        one for one in page.record.findChildren(QPushButton) if one.accessibleName() == "显示持有人身份证号"
    )

    button.click()
    menu = next(one for one in page.record.findChildren(QMenu) if one.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.record.card.shown()["holder"] == "11010519491231002X")

    (told,) = audits(desk.store, "reveal")
    assert told.label == "查看完整内容：持有人身份证号：泽林CY2026-001（原因：联系本人）"


def test_nothing_is_shown_in_full_without_a_reason(qtbot, page, desk):
    page.record.card.reveal_asked.emit("holder")
    menu = next(one for one in page.record.findChildren(QMenu) if one.isVisible())

    menu.close()
    qtbot.wait(30)

    assert page.record.card.shown()["holder"] == "110***********002X"
    assert audits(desk.store, "reveal") == []


def test_its_form_hides_private_values_too(qtbot, page):
    page.edit()
    holder = page.editor.form.input("holder")
    assert holder.is_masked()
    assert holder.core().text() == "110***********002X"

    page.editor.form.reveal_asked.emit("holder")
    qtbot.keyClick(page.editor.findChild(QMenu), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not holder.is_masked())


def test_saving_an_untouched_private_value_keeps_it(qtbot, page, desk, probe):
    page.edit()
    page.editor.form.input("findings").restore("复检合格")

    with qtbot.waitSignal(page.editor.closed):
        page.editor.save()

    values = desk.store.row(Probe, page.record.told.row.uid).values
    assert (values["holder"], values["findings"]) == ("11010519491231002X", "复检合格")


def test_it_is_found_and_filtered(qtbot, page):
    with qtbot.waitSignal(page.pane.listing.settled):
        page.pane.show_filters({"way": "field", "taken_on": ["2026-03-01", "2026-03-31"]}, "sxx")

    assert page.pane.listing.rowCount() == 1


def test_a_new_one_is_typed_and_numbered(qtbot, page, desk):
    page.show_place(Place("probe", new=True))
    form = page.editor.form
    assert list(form.cells) == list(Probe.kept)
    form.input("enterprise").choose(page.record.told.row.values["enterprise"])
    form.input("taken_by").restore("解晓东")

    with qtbot.waitSignal(desk.saved) as told:
        page.editor.save()

    assert told.args == ["已保存 泽林CY2026-002"]
