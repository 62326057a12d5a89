"""各站上报: files dropped, seen for what they are, taken in with one press; months reported; differences decided."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from ercheng_station.db.listing import Query
from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.exchange.bundle.remarks import remarks
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.ui.asking import Asked
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.view import RecordView
from ercheng_station.ui.screens.inbox_disputes import Disputes
from ercheng_station.ui.screens.inbox_likeness import Likenesses
from ercheng_station.ui.screens.inbox_screen import InboxScreen
from tests.exchange.bundle.offices import OCTOBER, change, firm, mailed, office, value, visit
from tests.exchange.bundle.test_accepting import edited

NAME = "泽林市场监管所知识产权工作站"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A good bundle, the same cut short, and the station's folder."""
    folder = tmp_path_factory.mktemp("inbox")
    with office(folder, "泽林") as station:
        visit(station, firm(station, "甲机械厂", contact="单雄信"), OCTOBER)
        good = mailed(station, folder / "件")
    cut = folder / "泽林_2026-10_v1(1).xlsx"
    cut.write_bytes(good.read_bytes()[:6000])
    return good, cut


@pytest.fixture
def bureau(tmp_path):
    made = Desk(office(tmp_path, "鄂城区局", "bureau"))
    yield made
    made.close()


@pytest.fixture
def screen(shown, bureau, qtbot):
    made = shown(InboxScreen(bureau), 1060, 560)
    qtbot.waitUntil(lambda: made.span is not None)
    return made


def chips(files):
    return [one.look.words for one in files.letters]


def test_files_are_seen_for_what_they_are_and_the_good_ones_taken_in(screen, bureau, sent, tmp_path, qtbot):
    folder = tmp_path / "微信文件"
    (folder / "空").mkdir(parents=True)
    good, _ = (Path(shutil.copy(one, folder)) for one in sent)
    for name in (f"~${good.name}", "照片.png"):
        (folder / name).write_bytes(b"not for here")
    files = screen.files
    files.open([folder])
    qtbot.waitUntil(lambda: chips(files) == ["损坏", "没来过的单位"])
    assert not files.take.isEnabled()
    assert bureau.store.count(Query(Visit)) == 0

    files.table.selectRow(1)
    files.trust.click()
    qtbot.waitUntil(lambda: chips(files) == ["损坏", "完整"])
    assert files.take.text() == "汇总 1 个文件"
    files.take.click()
    qtbot.waitUntil(lambda: chips(files) == ["损坏", "已汇总"])

    assert bureau.store.count(Query(Visit)) == 1
    assert (folder / f"{good.stem}_回执.json").exists()
    screen.chips[1].click()
    qtbot.waitUntil(lambda: screen.grid.facts is not None)
    assert [one.name for one in screen.grid.facts.lines] == [NAME]
    assert screen.grid.table.model().index(0, 6).data() == "迟报 11-20"
    files.open([good])
    qtbot.waitUntil(lambda: chips(files) == ["损坏", "已汇总过"])
    assert not files.back.isEnabled()
    files.open([folder / "空"])
    qtbot.waitUntil(lambda: chips(files) == ["损坏", "已汇总过", "读不了"])
    assert files.letters[-1].found.error.code == "file-is-folder"


def test_a_bundle_is_sent_back_with_a_reason_and_its_month_is_not_reported(screen, sent, tmp_path, qtbot):
    good = Path(shutil.copy(sent[0], tmp_path))
    screen.files.open([good])
    qtbot.waitUntil(lambda: len(screen.files.letters) == 1)
    screen.files.send_back("件数不对")
    qtbot.waitUntil(lambda: chips(screen.files) == ["已退回"])

    screen.chips[1].click()
    qtbot.waitUntil(lambda: screen.grid.facts is not None)
    assert screen.grid.facts.wanted == [NAME]
    screen.grid.copy.click()
    assert QApplication.clipboard().text().startswith("【催报】2026年10月月报还有1个单位未报")


def test_the_months_step_and_each_units_figures_open_their_rows(screen, bureau, sent, tmp_path, qtbot):
    receive(bureau.store, Path(shutil.copy(sent[0], tmp_path)), trust_new=True)
    screen.chips[2].click()
    qtbot.waitUntil(lambda: screen.units.parted is not None)
    lines = screen.units.parted.lines
    at = [line.indicator.name for line in lines].index("visits")
    assert [screen.units.table.model().index(at, column).data() for column in (3, 4, 5)] == ["1", "1", "0"]
    went = []
    bureau.went.connect(went.append)
    screen.units.table.opened.emit(lines[at])
    assert went[0].name == "visit"

    screen.units.switch_over()
    charts = screen.units.charts
    assert charts.isVisible()
    assert charts.units.accessibleName() == "各单位走访次数：泽林 1，鄂城区局 0"
    assert not charts.ranked.isChecked()
    for name in ("分站.xlsx", "分站.pdf"):
        screen.units.write_file(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).exists)
    screen.before.click()
    qtbot.waitUntil(lambda: screen.units.parted.span.key == "2026-09")
    assert screen.period.text() == "2026年9月"


def test_differences_stand_side_by_side_until_one_answer_is_chosen(shown, bureau, tmp_path, qtbot):
    with office(tmp_path, "泽林") as station:
        uid = firm(station, "甲机械厂", contact="单雄信")
        files = [mailed(station, tmp_path / "一")]
        change(station, Enterprise, uid, contact="秦琼")
        files.append(mailed(station, tmp_path / "二"))
    receive(bureau.store, files[0], trust_new=True)
    change(bureau.store, Enterprise, uid, contact="程咬金")
    receive(bureau.store, files[1])
    view = shown(Disputes(bureau), 1060, 560)
    view.refresh()
    qtbot.waitUntil(lambda: len(view.found) == 1)
    group = view.groups["contact"]

    theirs = next(one for one in group.buttons() if "秦琼" in one.accessibleDescription())
    theirs.click()
    view.decide()

    qtbot.waitUntil(lambda: not view.found)
    assert value(bureau.store, Enterprise, uid, "contact") == "秦琼"
    assert view.none.isVisible()


def test_an_enterprise_that_two_units_registered_is_paired_and_parted_again(shown, bureau, tmp_path, qtbot):
    firm(bureau.store, "鄂州鼎立机械有限公司", contact="程咬金")
    with office(tmp_path, "泽林") as station:
        firm(station, "鼎立机械有限责任公司", contact="单雄信")
        receive(bureau.store, mailed(station, tmp_path / "件"), trust_new=True)
    view = shown(Likenesses(bureau), 1060, 560)
    view.refresh()
    qtbot.waitUntil(lambda: len(view.found) == 1)
    assert [view.table.model().index(0, column).data() for column in (2, 3)] == ["名称相同", "待认定"]
    assert {"企业名称（不同）", "联系人（不同）"} <= {one.text() for one in view.findChildren(Label)}

    view.same.click()
    qtbot.waitUntil(lambda: view.found[0].verdict == "same")
    assert view.same.isHidden()
    view.different.click()

    qtbot.waitUntil(lambda: view.found[0].verdict == "different")
    assert view.table.model().index(0, 3).data() == "不是同一家"


def test_what_was_edited_by_hand_is_accepted_with_a_press(screen, bureau, tmp_path, qtbot):
    with office(tmp_path, "泽林") as station:
        uid = firm(station, "甲机械厂", contact="单雄信")
        path = edited(mailed(station, tmp_path / "件"), 企业={"联系人": "秦琼"})
    files = screen.files
    files.open([path])
    qtbot.waitUntil(lambda: chips(files) == ["没来过的单位"])
    files.trust.click()
    qtbot.waitUntil(lambda: chips(files) == ["手工改过"])
    assert files.accept.isHidden()
    files.take.click()
    qtbot.waitUntil(lambda: chips(files) == ["已汇总"])

    files.accept.click()

    qtbot.waitUntil(files.accept.isHidden)
    assert value(bureau.store, Enterprise, uid, "contact") == "秦琼"
    assert "采用了手工改动 1 处" in files.told.text()


def test_a_record_of_another_unit_is_sent_back_from_its_menu(shown, bureau, tmp_path, qtbot):
    with office(tmp_path, "泽林") as station:
        theirs = firm(station, "甲机械厂")
        receive(bureau.store, mailed(station, tmp_path / "件"), trust_new=True)
    own = firm(bureau.store, "区局登记的厂")
    view = shown(RecordView(Enterprise, bureau), 460, 600)

    def offered(uid):
        with qtbot.waitSignal(view.shown):
            view.show_record(uid, at_once=True)
        view.more.click()
        menu = view.findChildren(QMenu)[-1]
        menu.close()
        return [one for one in menu.actions() if one.text().startswith("退回登记单位")]

    assert offered(own) == []
    offered(theirs)[0].trigger()
    asked = view.findChild(Asked)
    asked.line.setText("请补信用代码")
    asked.accept()

    qtbot.waitUntil(lambda: [one.why for one in remarks(bureau.store, sender(bureau))] == ["请补信用代码"])


def sender(desk):
    (found,) = {str(row.origin) for row in desk.store.rows(Query(Enterprise))} - {str(desk.unit.uid)}
    return found
