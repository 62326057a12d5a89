"""做上报包 and the other computer: what goes along is chosen, a password is asked for where it must be."""

import zipfile

import pytest

from ercheng_station.exchange.bundle.inbox import look
from ercheng_station.services.report_span import Span
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import Question
from ercheng_station.ui.screens.computer_card import ComputerCard
from ercheng_station.ui.screens.inbox_files import Files
from ercheng_station.ui.sending import ask_to_send
from tests.exchange.bundle.offices import office

WORD = "鄂城 2026"
OCTOBER = Span("month", 2026, 10)


@pytest.fixture
def desk(tmp_path):
    made = Desk(office(tmp_path, "泽林"))
    yield made
    made.close()


@pytest.fixture
def page(shown, desk):
    return shown(ComputerCard(desk), 900, 300)


def written(page, qtbot):
    qtbot.waitUntil(lambda: page.findChild(Done) is not None)
    return page.findChild(Done).words


def test_figures_alone_take_no_record_and_ask_for_no_reason(page, desk, tmp_path, qtbot):
    sheet = ask_to_send(page, desk, OCTOBER)
    sheet.private.setChecked(True)
    assert sheet.why.isVisible()

    sheet.figures.setChecked(True)
    asked = [sheet.attachments.isEnabled(), sheet.private.isEnabled(), sheet.why.isVisible()]
    assert not any(asked)
    assert (sheet.fault(), sheet.needs_word) == ("", False)
    sheet.write(tmp_path)

    assert "零报告" in written(page, qtbot)
    with office(tmp_path, "鄂城区局", "bureau") as district:
        found = look(district, tmp_path / "泽林_2026-10_v1.xlsx", trust_new=True)
    assert found.manifest.carries.figures
    assert not found.manifest.counts


def test_a_bundle_without_personal_fields_needs_no_password(page, desk, tmp_path, qtbot):
    sheet = ask_to_send(page, desk, OCTOBER)
    assert not sheet.word.isVisible()

    sheet.write(tmp_path)

    assert written(page, qtbot).startswith("已做成第 1 号，")
    (path,) = tmp_path.glob("*_2026-10_v1.xlsx")
    assert zipfile.is_zipfile(path)


def test_personal_fields_ask_for_a_reason_and_a_password_typed_twice(page, desk, tmp_path):
    sheet = ask_to_send(page, desk, OCTOBER)
    faults = []
    sheet.private.setChecked(True)
    assert sheet.word.isVisible()
    for line, words in ((sheet.why, "区局要求"), (sheet.word, WORD), (sheet.again, WORD)):
        faults.append(sheet.fault())
        line.setText(words)

    assert faults == ["请写明带个人信息的原因", "请输入打开口令", "两次输入的口令不一样"]
    assert sheet.fault() == ""
    assert sheet.freight().private


def test_the_file_for_the_other_computer_is_locked_and_opened_in_the_inbox(
    page, shown, desk, tmp_path, qtbot
):
    qtbot.waitUntil(page.chips[""].isChecked)
    next(one for one in page.findChildren(Button) if one.text() == "做交换包…").click()
    assert any("还没有选" in one.text() for one in page.findChild(Question).findChildren(Label))
    page.findChild(Question).close()
    page.chips["5001-6999"].click()
    qtbot.waitUntil(lambda: page.told.text() == "第二台，编号从 5001 到 6999")
    sheet = ask_to_send(page, desk, None)
    sheet.word.setText(WORD)
    sheet.again.setText(WORD)
    assert sheet.fault() == ""
    sheet.write(tmp_path)
    written(page, qtbot)
    (path,) = tmp_path.glob("*交换*.xlsx")

    files = shown(Files(desk), 900, 400)
    files.open([path])
    qtbot.waitUntil(lambda: [one.look.words for one in files.letters] == ["有口令"])
    assert files.unlock.isVisible()
    files.unlock_with(WORD)
    qtbot.waitUntil(lambda: [one.look.words for one in files.letters] == ["完整"])

    assert look(desk.store, path).verdict == "locked"
    assert files.letters[0].found.plan.changes == []
