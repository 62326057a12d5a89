"""The window joins its parts: keys, pages, search, undo, who works, closing in order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.station import Station
from ercheng_station.records.visit import Visit
from ercheng_station.services.backups import back_up_store
from ercheng_station.ui import page_registry, preferences, remembered
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Place
from ercheng_station.ui.keys_sheet import KeysSheet
from ercheng_station.ui.messages import Message
from ercheng_station.ui.pages import Page
from ercheng_station.ui.toast import Toast
from tests.ui.typing_in import write

CTRL = Qt.KeyboardModifier.ControlModifier


class Noted(Page):
    """Stands for any page and writes down what the window does with it."""

    def __init__(self, name, told):
        super().__init__()
        self.title, self.told = name, told
        self.line = QLineEdit(self)

    def show_place(self, place):
        self.told.append(("show", place))

    def refresh(self):
        self.told.append(("refresh", self.title))

    def leave(self):
        self.told.append(("leave", self.title))

    def hand_over(self):
        self.told.append(("hand over", self.title))


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(page_registry, "make_page", lambda name, desk: Noted(name, told))
    return told


@pytest.fixture
def open_window(told, open_window):
    """With pages that tell what is asked of them."""
    return open_window


@pytest.fixture
def window(open_window):
    return open_window()


def places(told):
    return [place for what, place in told if what == "show"]


def test_the_day_begins_with_the_board(window, told):
    assert places(told) == [Place("desk")]
    assert window.shell.navigation.in_sight == "desk"


def test_the_bar_says_whose_station_this_is_and_who_works(window):
    top = window.shell.top

    assert top.unit.words == "泽林市场监管所知识产权工作站"
    assert top.practice.isVisible()
    assert top.person.text() == "选择操作人"
    assert top.person.accessibleName() == "操作人：余慧敏"


def test_data_without_a_password_is_marked_and_never_locked(window, qtbot):
    mark = window.shell.status.protection
    assert (mark.isVisible(), mark.text()) == (True, "未加口令保护")
    assert not window.shell.top.lock.isVisible()

    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert window.stack.place == Place("users")


def test_no_title_names_a_person_or_a_firm(window, practice_store):
    enterprise = next(practice_store.rows(Query(Enterprise)))

    window.go(Place("enterprise", enterprise.uid))

    assert window.frame.windowTitle() == "enterprise - 两站工作台（练习）"


def test_ctrl_n_begins_a_record_of_the_register_in_sight(window, told, qtbot):
    window.go(Place("need"))

    qtbot.keyClick(window.frame, Qt.Key.Key_N, CTRL)

    assert places(told)[-1] == Place("need", new=True)


def test_ctrl_n_on_the_board_begins_a_visit(window, told, qtbot):
    qtbot.keyClick(window.frame, Qt.Key.Key_N, CTRL)

    assert places(told)[-1] == Place("visit", new=True)


def test_a_page_may_say_what_is_new_on_it(window, told, qtbot):
    window.stack.current.new_here = lambda: Place("need", new=True, given={"source": "visit"})

    qtbot.keyClick(window.frame, Qt.Key.Key_N, CTRL)

    assert places(told)[-1].given == {"source": "visit"}


def test_everything_made_by_hand_can_be_added_from_the_menu(window, told, qtbot):
    qtbot.mouseClick(window.shell.top.new_other, Qt.MouseButton.LeftButton)

    menu = next(menu for menu in window.frame.findChildren(QMenu) if menu.isVisible())
    words = [
        action.text()
        for menu in (menu, *menu.findChildren(QMenu))
        for action in menu.actions()
        if action.text()
    ]
    menu.close()
    assert words[0] == "企业走访"
    assert {"参数设置", "办理进展", "更多"} <= set(words)
    assert "文书版本" not in words


def test_ctrl_k_finds_and_enter_opens(window, told, qtbot, practice_store):
    enterprise = next(practice_store.rows(Query(Enterprise)))
    search = window.shell.top.search

    qtbot.keyClick(window.frame, Qt.Key.Key_K, CTRL)
    write(enterprise.label)
    qtbot.waitUntil(lambda: any(one.title == enterprise.label for one in search.found.lines))
    qtbot.keyClick(search, Qt.Key.Key_Return)

    assert places(told)[-1] == Place("enterprise", enterprise.uid)


def test_initials_find_a_register(window, told, qtbot):
    search = window.shell.top.search

    qtbot.keyClick(window.frame, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(search, "qysq")
    qtbot.waitUntil(lambda: [one.title for one in search.found.lines[:2]] == ["登记簿", "企业诉求"])
    qtbot.keyClick(search, Qt.Key.Key_Return)

    assert places(told)[-1] == Place("need")


def test_escape_in_the_search_box_goes_back_to_the_page(window, qtbot):
    qtbot.keyClick(window.frame, Qt.Key.Key_K, CTRL)
    assert window.shell.top.search.hasFocus()

    qtbot.keyClick(window.shell.top.search, Qt.Key.Key_Escape)

    assert not window.shell.top.search.hasFocus()


def test_ctrl_z_names_the_act_and_takes_it_back(window, qtbot, practice_store):
    visit = next(practice_store.rows(Query(Visit)))
    top = window.shell.top
    window.desk.act("删除走访 2026-06-03", [Remove(Visit, visit.uid, "重复")], window)
    qtbot.waitUntil(lambda: "删除走访 2026-06-03" in top.undo.accessibleName())
    assert window.toast.accessibleName() == "撤销：删除走访 2026-06-03"

    qtbot.keyClick(window.frame, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.toast.accessibleName() == "已撤销：删除走访 2026-06-03")

    assert practice_store.row(Visit, visit.uid).removed_at is None
    assert "撤销：删除走访 2026-06-03" in window.shell.status.saved.words


def test_ctrl_z_in_a_text_field_is_the_fields_own(window, qtbot, practice_store):
    before = practice_store.undoable()
    line = window.stack.current.line
    line.setFocus()
    qtbot.keyClicks(line, "abc")

    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    qtbot.wait(50)

    assert line.text() != "abc"
    assert practice_store.undoable() == before


def test_an_undo_that_is_refused_is_told_and_can_be_tried_again(window, qtbot, practice_store):
    def act(name):
        values, _ = practice_store.examine(Enterprise, {"name": name, "scale": "micro"})
        return Create(Enterprise, values)

    change = act("甲公司")
    window.desk.act("新增甲", [change], window)
    qtbot.waitUntil(lambda: "新增甲" in window.shell.top.undo.accessibleName())
    values, _ = practice_store.examine(
        Visit, {"enterprise": str(change.uid), "visited_on": "今天", "way": "field", "visitors": "余慧敏"}
    )
    practice_store.act("走访甲", [Create(Visit, values)])
    practice_store.undo()

    practice_store.act("走访甲又一次", [Create(Visit, values)])
    last = practice_store.undoable()
    window.undoing.undo()
    qtbot.waitUntil(lambda: practice_store.undoable() != last)

    assert practice_store.undoable()[1] == "新增甲"


def test_f5_reads_the_page_again(window, told, qtbot):
    qtbot.keyClick(window.frame, Qt.Key.Key_F5)

    assert told[-1] == ("refresh", "desk")


def test_ctrl_and_a_digit_goes_to_the_group(window, told, qtbot):
    qtbot.keyClick(window.frame, Qt.Key.Key_3, CTRL)
    qtbot.keyClick(window.frame, Qt.Key.Key_9, CTRL)

    assert places(told)[-2:] == [Place("mediation"), Place("care")]


def test_alt_left_goes_back(window, told, qtbot):
    window.go(Place("visit"))
    assert window.shell.top.back.isEnabled()

    qtbot.keyClick(window.frame, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert places(told)[-1] == Place("desk")
    assert not window.shell.top.back.isEnabled()


def test_the_keys_are_shown_on_one_sheet(window, qtbot):
    qtbot.keyClick(window.frame, Qt.Key.Key_Slash, CTRL)

    sheet = next(iter(window.frame.findChildren(KeysSheet)))
    assert sheet.isVisible()
    sheet.close()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("泽林_2026-10_v1.xlsx", "inbox"),
        ("泽林_2026-10_v1_回执.json", "inbox"),
        ("走访台账_v2.xlsx", "import"),
        ("2025年走访.et", "import"),
    ],
)
def test_a_file_from_the_desktop_goes_where_its_name_says(window, told, tmp_path, name, page):
    window.receive(tmp_path / name)

    assert places(told)[-1] == Place(page, given={"file": tmp_path / name})


def test_closing_leaves_every_page_and_frees_the_folder(window, told, practice_store):
    window.go(Place("visit"))
    told.clear()

    window.frame.close()

    assert told == [("leave", "desk"), ("leave", "visit")]
    with Store.open(practice_store.folder, CATALOGUE) as again:
        chosen = preferences.read(again, "余慧敏")
    assert chosen.get(preferences.LAST_PLACE) == "visit"
    assert remembered.read(practice_store.folder).width == 1280


def test_a_page_that_cannot_be_left_does_not_keep_the_store(window, practice_store, monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr(window.stack.current, "leave", fail)

    window.frame.close()

    Store.open(practice_store.folder, CATALOGUE).close()


def test_later_the_same_day_it_opens_where_it_was_left(open_window, told, practice_store):
    store = practice_store
    store.drafts.prefer(store.actor, preferences.LAST_PLACE, "need")
    store.drafts.prefer(store.actor, preferences.LAST_DAY, store.today.isoformat())

    open_window()

    assert places(told) == [Place("need")]


def test_somebody_else_takes_the_seat(window, told, qtbot, practice_store):
    window.seat.sit("程德胜")

    qtbot.waitUntil(lambda: window.shell.top.person.text() == "程德胜")
    assert practice_store.actor == "程德胜"
    assert ("hand over", "desk") in told
    preferences.take_seat(practice_store)
    assert practice_store.actor == "程德胜"


def test_those_who_work_here_can_be_chosen(window, qtbot):
    window.seat.offer_people()

    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in window.frame.findChildren(QMenu)))
    menu = next(menu for menu in window.frame.findChildren(QMenu) if menu.isVisible())
    assert {"余慧敏", "张立新", "程德胜"} <= {action.text() for action in menu.findChildren(QAction)}
    menu.close()


def test_the_look_is_kept_for_the_person(window, qtbot, practice_store):
    look = window.seat.look._replace(theme="dark")

    window.seat.dress(look)

    qtbot.waitUntil(
        lambda: preferences.read(practice_store, "余慧敏").get(preferences.LOOK) == look.written()
    )
    window.seat.dress(look._replace(theme="light"))


def test_the_name_of_the_station_follows_its_record(window, qtbot, practice_store):
    window.desk.act("改名", [Alter(Station, practice_store.unit.uid, {"name": "新名字工作站"})], window)

    qtbot.waitUntil(lambda: window.shell.top.unit.words == "新名字工作站")


def test_a_fault_nobody_took_is_told(window, qtbot):
    def fail(store):
        raise ValueError("x")

    window.desk.ask(fail, lambda _: None, window)

    qtbot.waitUntil(lambda: bool(window.frame.findChildren(Message)))
    window.frame.findChildren(Message)[0].close()


@pytest.mark.parametrize("size", [(1093, 614), (880, 460)])
def test_it_fits_small_screens(open_window, size):
    window = open_window(*size)
    frame, shell = window.frame, window.shell

    assert (frame.width(), frame.height()) == size
    assert shell.narrow
    assert shell.width() == frame.width()
    for one in (shell.top.search, shell.top.new, shell.top.help, shell.top.preferences):
        assert shell.top.rect().contains(one.geometry())


def test_the_backup_line_speaks_and_leads_to_the_backups(window, told, qtbot):
    window.upkeep.look_for_backup()
    qtbot.waitUntil(lambda: window.shell.status.backup.text() == "还没有备份")

    qtbot.mouseClick(window.shell.status.backup, Qt.MouseButton.LeftButton)

    assert places(told)[-1] == Place("care")


def test_a_backup_is_told_below_at_once_and_cannot_be_taken_back(window, qtbot):
    window.upkeep.look_for_backup()
    qtbot.waitUntil(lambda: window.shell.status.backup.text() == "还没有备份")
    back_up_store(window.desk.store)

    window.desk.backed_up.emit("已备份并核对 一.ecbak")

    toast = window.frame.findChild(Toast)
    assert "撤销" not in [one.accessibleName() for one in toast.findChildren(Button) if one.isVisible()]
    qtbot.waitUntil(lambda: window.shell.status.backup.text().startswith("上次备份"))


def test_the_navigation_folds_and_the_choice_stays(window, qtbot):
    qtbot.mouseClick(window.shell.fold_button, Qt.MouseButton.LeftButton)

    assert window.shell.narrow
    assert window.seat.preferences.get(preferences.FOLDING) == "narrow"


def test_a_scan_without_a_paper_is_told_below_and_leads_to_where_it_is_named(window, told, qtbot):
    window.scanning.not_known.emit("没有登记的扫描件 1 份")
    assert window.toast.accessibleName() == "没有登记的扫描件 1 份"

    next(one for one in window.toast.findChildren(Button) if one.accessibleName() == "查看").click()

    assert places(told)[-1] == Place("care")
