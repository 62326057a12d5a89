"""One register as a person uses it: list, record beside it, editor, drafts, trash, several at once."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.office import Phrase
from ercheng_station.records.visit import Visit
from ercheng_station.ui.asking import Asked
from ercheng_station.ui.context import Place
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.register_page import RegisterPage
from ercheng_station.ui.sheet import Sheet
from tests.ui.typing_in import write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot, shown, desk):
    """opened(kind) is the page of a register with its list and first record in sight."""

    def show(kind, width=1200, place=None):
        page = shown(RegisterPage(kind, desk), width, 640)
        with qtbot.waitSignal(page.pane.listing.settled):
            page.show_place(place or Place(kind.__tablename__))
        qtbot.waitUntil(lambda: page.record.told is not None)
        return page

    return show


@pytest.fixture
def phrases(opened):
    return opened(Phrase)


def first(desk, kind, **where):
    return next(desk.store.rows(Query(kind, **where)))


def count(desk, kind, **where):
    return desk.store.count(Query(kind, **where))


def shown_uid(page):
    return page.record.told and page.record.told.row.uid


def press(widget, words):
    next(one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisible()).click()


def test_the_first_record_stands_beside_the_list(phrases, desk):
    assert shown_uid(phrases) == first(desk, Phrase).uid
    assert phrases.pane.view.hasFocus()


def test_the_arrow_keys_browse_and_the_record_follows(qtbot, phrases):
    for _ in range(3):
        qtbot.keyClick(phrases.pane.view, Qt.Key.Key_Down)

    wanted = phrases.pane.listing.line(3).uid
    qtbot.waitUntil(lambda: shown_uid(phrases) == wanted)


def test_while_somebody_types_the_record_waits_longer_than_for_the_arrow_keys(qtbot, phrases):
    rest = phrases.record.findChild(QTimer)
    qtbot.keyClick(phrases.pane.view, Qt.Key.Key_Down)
    browsing = rest.interval()

    phrases.pane.focus_search()
    with qtbot.waitSignal(phrases.pane.view.chosen):
        phrases.pane.bar.search.setText(phrases.pane.listing.line(3).texts[0][:4])

    assert rest.interval() > 2 * browsing
    wanted = phrases.pane.view.current.uid
    qtbot.waitUntil(lambda: shown_uid(phrases) == wanted)


def test_f2_in_the_record_itself_changes_it_too(qtbot, phrases):
    phrases.record.edit_button.setFocus()

    qtbot.keyClick(phrases.record.edit_button, Qt.Key.Key_F2)

    assert phrases.editor.isVisible()
    assert not phrases.editor.is_new()


def test_f2_changes_the_record_and_saving_brings_it_back_beside_the_list(qtbot, phrases, desk):
    row = phrases.record.told.row
    qtbot.keyClick(phrases.pane.view, Qt.Key.Key_F2)
    phrases.editor.form.input("words").focus_first()
    phrases.editor.form.input("words").restore("改好的一句")

    with qtbot.waitSignal(desk.saved) as told, qtbot.waitSignal(phrases.pane.listing.settled):
        qtbot.keyClick(phrases.editor.form.input("words").core(), Qt.Key.Key_S, CTRL)

    assert told.args == ["已保存 改好的一句"]
    qtbot.waitUntil(phrases.record.isVisible)
    qtbot.waitUntil(lambda: phrases.pane.view.current.uid == row.uid)
    qtbot.waitUntil(lambda: phrases.record.told.row.values["words"] == "改好的一句")


def test_a_new_record_is_chosen_and_in_sight_once_it_is_saved(qtbot, phrases, desk):
    phrases.show_place(Place("phrase", new=True))
    phrases.editor.form.input("words").focus_first()
    write("全新的一句")

    with qtbot.waitSignal(phrases.editor.closed):
        phrases.editor.save()

    new = first(desk, Phrase)
    qtbot.waitUntil(lambda: phrases.pane.view.selected_rows() == [0])
    qtbot.waitUntil(lambda: phrases.pane.listing.line(0).uid == new.uid)
    qtbot.waitUntil(lambda: shown_uid(phrases) == new.uid)


def test_a_new_record_is_chosen_wherever_the_order_puts_it(qtbot, phrases, desk):
    with qtbot.waitSignal(phrases.pane.listing.settled):
        phrases.pane.sort_by("place")
    phrases.show_place(Place("phrase", new=True, given={"place": "走访内容之后", "words": "最后一句"}))

    with qtbot.waitSignal(phrases.editor.closed):
        phrases.editor.save()

    new, listing = first(desk, Phrase), phrases.pane.listing
    qtbot.waitUntil(lambda: listing.row_of(new.uid) not in (None, 0))
    qtbot.waitUntil(lambda: phrases.pane.view.selected_rows() == [listing.row_of(new.uid)])


def test_a_saved_record_that_the_filter_hides_still_stands_beside(qtbot, phrases, desk):
    with qtbot.waitSignal(phrases.pane.listing.settled):
        phrases.pane.show_filters({}, "商标")
    phrases.show_place(Place("phrase", new=True))
    phrases.editor.form.input("words").focus_first()
    write("与此无关")
    with qtbot.waitSignal(phrases.editor.closed), qtbot.waitSignal(phrases.pane.view.missing):
        phrases.editor.save()

    qtbot.waitUntil(lambda: shown_uid(phrases) == first(desk, Phrase).uid)


def test_a_refresh_never_touches_an_open_editor(qtbot, phrases, desk):
    row = phrases.record.told.row
    phrases.edit()
    phrases.editor.form.input("words").restore("我正在写")
    with qtbot.waitSignal(phrases.pane.listing.settled):
        desk.act("别人改", [Alter(Phrase, row.uid, {"words": "别人写的"})], phrases)
    qtbot.waitUntil(lambda: phrases.record.told.row.values["words"] == "别人写的")

    phrases.refresh()
    qtbot.wait(100)

    assert phrases.editor.isVisible()
    assert phrases.editor.form.input("words").raw() == "我正在写"


def test_what_others_change_is_shown_in_the_list(qtbot, phrases, desk):
    row = phrases.record.told.row

    with qtbot.waitSignal(phrases.pane.listing.settled):
        desk.act("别人改", [Alter(Phrase, row.uid, {"words": "别人写的"})], phrases)

    at = [one.name for one in phrases.pane.listing.columns].index("words")
    assert phrases.pane.listing.index(0, at).data() == "别人写的"


def test_a_title_changed_elsewhere_is_shown_where_it_is_named(qtbot, opened, desk):
    page = opened(Visit)
    firm = first(desk, Visit).values["enterprise"]

    with qtbot.waitSignal(page.pane.listing.settled):
        desk.act("改名", [Alter(Enterprise, firm.uid, {"name": "鄂州市改名有限公司"})], page)

    at = [one.name for one in page.pane.listing.columns].index("enterprise")
    assert page.pane.listing.index(0, at).data() == "鄂州市改名有限公司"


def test_leaving_and_coming_back_offers_what_was_typed(qtbot, phrases, desk, opened):
    phrases.show_place(Place("phrase", new=True))
    phrases.editor.form.input("words").focus_first()
    write("写到一半")
    phrases.leave()
    qtbot.waitUntil(lambda: bool(desk.store.drafts.all()))

    again = opened(Phrase)
    qtbot.waitUntil(lambda: len(again.offers.words()) == 1)
    press(again, "继续填写")

    assert again.editor.form.input("words").raw() == "写到一半"
    assert again.offers.words() == []


def test_closing_without_saving_keeps_the_words_for_the_next_start(qtbot, shown, practice_store, desk):
    page = shown(RegisterPage(Phrase, desk), 1200, 640)
    page.show_place(Place("phrase", new=True))
    page.editor.form.input("words").focus_first()
    write("突然断电")
    qtbot.waitUntil(lambda: bool(practice_store.drafts.all()), timeout=2000)

    kept = practice_store.drafts.all()[0]

    assert kept.body["form"]["words"] == "突然断电"


def test_a_second_new_record_leaves_the_first_as_a_draft(qtbot, phrases, desk):
    phrases.show_place(Place("phrase", new=True))
    phrases.editor.form.input("words").focus_first()
    write("第一份")

    phrases.show_place(Place("phrase", new=True))

    assert phrases.editor.form.input("words").raw() == ""
    qtbot.waitUntil(lambda: len(phrases.offers.words()) == 1)


def test_esc_closes_an_untouched_editor_and_never_one_with_words(qtbot, phrases):
    phrases.edit()
    words = phrases.editor.form.input("words")
    words.focus_first()
    write("又加几字")
    qtbot.keyClick(words.core(), Qt.Key.Key_Escape)
    assert phrases.editor.isVisible()
    assert phrases.editor.dirty()

    phrases.begin_new()
    qtbot.keyClick(phrases.editor.form.input("words").core(), Qt.Key.Key_Escape)
    assert not phrases.editor.isVisible()


def test_choosing_another_row_leaves_the_typing_alone(qtbot, phrases):
    phrases.resize(1700, 640)
    phrases.edit()
    phrases.editor.form.input("words").focus_first()
    write("正在写")

    phrases.pane.view.choose(phrases.pane.listing.line(2).uid)
    qtbot.wait(150)

    assert phrases.editor.isVisible()
    assert phrases.editor.dirty()


def test_a_record_asked_for_elsewhere_takes_the_place_of_the_editor_and_the_words_are_offered(
    qtbot, phrases, desk
):
    phrases.begin_new()
    phrases.editor.form.input("words").focus_first()
    write("正在写")
    wanted = list(desk.store.rows(Query(Phrase)))[2].uid

    phrases.show_place(Place("phrase", wanted))

    qtbot.waitUntil(lambda: phrases.record.isVisible() and shown_uid(phrases) == wanted)
    qtbot.waitUntil(phrases.offers.isVisible)


def test_going_back_to_the_record_that_is_being_changed_leaves_its_editor(phrases):
    phrases.edit()

    phrases.show_place(Place("phrase", shown_uid(phrases)))

    assert phrases.editor.isVisible()


def test_values_given_for_a_new_record_are_filled_in(opened, desk):
    page = opened(Need)
    firm = first(desk, Enterprise)

    page.show_place(Place("need", new=True, given={"enterprise": first(desk, Visit).values["enterprise"]}))

    assert firm
    assert page.editor.form.input("enterprise").raw() == str(first(desk, Visit).values["enterprise"].uid)


def test_a_record_from_elsewhere_is_shown_and_chosen(qtbot, opened, desk):
    row = list(desk.store.rows(Query(Visit)))[20]

    page = opened(Visit, place=Place("visit", row.uid))

    qtbot.waitUntil(lambda: shown_uid(page) == row.uid)
    qtbot.waitUntil(lambda: page.pane.view.selected_rows() == [20])


def test_filters_from_elsewhere_narrow_the_list(opened, desk):
    page = opened(Visit, place=Place("visit", given={"way": "phone"}))

    assert page.pane.bar.given == {"way": "phone"}
    where = page.pane.query().where
    assert page.pane.listing.rowCount() == count(desk, Visit, where=where) < count(desk, Visit)


def test_removing_asks_why_and_can_be_undone(qtbot, phrases, desk):
    row, before = phrases.record.told.row, count(desk, Phrase)
    qtbot.keyClick(phrases.pane.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(phrases.findChildren(Asked)))
    (asked,) = phrases.findChildren(Asked)
    asked.accept()
    assert count(desk, Phrase) == before
    asked.line.setText("写重了")
    with qtbot.waitSignal(desk.acted) as acted, qtbot.waitSignal(phrases.pane.listing.settled):
        asked.accept()

    assert acted.args[0].label == f"删除常用语 {row.label}"
    assert count(desk, Phrase) == before - 1
    qtbot.waitUntil(lambda: shown_uid(phrases) != row.uid)
    with qtbot.waitSignal(phrases.pane.listing.settled):
        desk.undo(phrases)
    assert count(desk, Phrase) == before


def test_what_goes_along_is_said_before(qtbot, opened, desk):
    page = opened(Need)
    steps = {}
    for step in desk.store.rows(Query(NeedStep)):
        steps[step.values["need"].uid] = steps.get(step.values["need"].uid, 0) + 1
    uid, number = next(iter(steps.items()))

    page.acts.remove([uid])
    qtbot.waitUntil(lambda: bool(page.findChildren(Asked)))

    words = [label.text() for label in page.findChildren(Asked)[0].findChildren(QLabel)]
    assert f"属于它的也一起删除：办理进展 {number} 条。" in words


def test_a_removed_record_comes_back_from_the_trash(qtbot, phrases, desk):
    row = phrases.record.told.row
    phrases.acts.remove([row.uid])
    qtbot.waitUntil(lambda: bool(phrases.findChildren(Asked)))
    phrases.findChildren(Asked)[0].line.setText("写重了")
    with qtbot.waitSignal(phrases.pane.listing.settled):
        phrases.findChildren(Asked)[0].accept()
    with qtbot.waitSignal(phrases.pane.listing.settled):
        phrases.pane._trash.click()
    qtbot.waitUntil(lambda: "写重了" in phrases.record._note.text())
    assert shown_uid(phrases) == row.uid

    with qtbot.waitSignal(desk.acted):
        press(phrases.record, "恢复")

    assert desk.store.row(Phrase, row.uid).removed_at is None


def test_several_records_are_changed_in_one_act(qtbot, opened, desk):
    page = opened(Enterprise)
    for _ in range(2):
        qtbot.keyClick(page.pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    uids = [page.pane.listing.line(row).uid for row in page.pane.view.selected_rows()]
    press(page.pane.several, "批量修改…")
    qtbot.waitUntil(lambda: bool(page.findChildren(Sheet)))
    sheet = page.findChildren(Sheet)[0]
    bulk = sheet.layout().itemAt(0).widget()
    bulk.choose(Enterprise.kept["in_charge"])
    bulk.input.restore("张立新")

    with qtbot.waitSignal(desk.acted) as acted:
        bulk.save()

    assert acted.args[0].label == "批量修改企业 3 条：包联人员改为张立新"
    assert {desk.store.row(Enterprise, uid).values["in_charge"] for uid in uids} == {"张立新"}
    with qtbot.waitSignal(desk.acted):
        desk.undo(page)
    assert "张立新" not in {desk.store.row(Enterprise, uid).values["in_charge"] for uid in uids}


def test_too_many_at_once_are_refused_in_words(qtbot, phrases, desk, monkeypatch):
    for module in ("register_acts", "lists.several"):
        monkeypatch.setattr(f"ercheng_station.ui.{module}.MOST_AT_ONCE", 1)

    phrases.pane.view.selectAll()
    phrases.acts.remove_selected()
    qtbot.wait(50)

    assert phrases.findChildren(Asked) == []
    assert any("一次最多处理 1 条" in label.text() for label in phrases.pane.several.findChildren(QLabel))


def test_the_menu_of_a_row_offers_what_can_be_done(qtbot, opened):
    page = opened(Visit)

    menu = page.acts.open_menu(page.pane.view.visualRect(page.pane.listing.index(0, 1)).center())

    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0] == "修改（F2）"
    assert "打印企业走访登记表" in words or any(one.startswith("打印") for one in words)
    assert words[-2:] == ["删除…", "复制这一格"]
    menu.close()
    assert isinstance(menu, QMenu)


def test_a_child_is_added_and_stands_below_its_owner(qtbot, opened, desk):
    page = opened(Need)
    owner = page.record.told.link
    page._add_child(NeedStep, "need", owner)
    sheet = page.findChildren(Sheet)[0]
    form = sheet.findChild(RecordForm)
    form.form.input("content").restore("已电话联系企业")

    with qtbot.waitSignal(form.closed):
        form.save()

    qtbot.waitUntil(
        lambda: any(
            "已电话联系企业" in button.text()
            for button in page.record.children_view.findChildren(QPushButton)
        )
    )


def test_a_new_enterprise_is_added_on_the_way_and_comes_back_chosen(qtbot, opened, desk):
    page = opened(Need)
    page.show_place(Place("need", new=True))
    line = page.editor.form.input("enterprise").core()
    line.setFocus()
    write("鄂州市全新商行")
    qtbot.waitUntil(lambda: line.offered() == ["新增“鄂州市全新商行”"])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    sheet = page.findChildren(Sheet)[0]
    form = sheet.findChild(RecordForm)
    assert form.form.input("name").raw() == "鄂州市全新商行"

    with qtbot.waitSignal(form.closed):
        form.save()

    new = first(desk, Enterprise)
    assert new.label == "鄂州市全新商行"
    qtbot.waitUntil(lambda: page.editor.form.input("enterprise").raw() == str(new.uid))
    assert page.editor.isVisible()
    cells, focused = list(page.editor.form.cells.values()), page.window().focusWidget()
    assert cells[[cell.name for cell in cells].index("enterprise") + 1].isAncestorOf(focused)


def test_f4_hides_the_record_and_it_is_remembered(qtbot, phrases, opened):
    qtbot.keyClick(phrases.pane.view, Qt.Key.Key_F4)
    assert not phrases.record.isVisible()

    again = opened(Phrase)

    qtbot.waitUntil(lambda: not again.record.isVisible())


def test_on_a_narrow_page_the_record_opens_over_the_list_and_esc_goes_back(qtbot, opened, desk):
    page = opened(Phrase, width=700)
    assert not page.record.isVisible()
    went = []
    desk.went.connect(went.append)

    qtbot.keyClick(page.pane.view, Qt.Key.Key_Return)
    page.show_place(went[0])
    assert page.record.isVisible()
    assert not page.pane.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)

    assert page.pane.isVisible()


def test_enter_opens_the_editor_of_the_record_beside(qtbot, phrases):
    qtbot.keyClick(phrases.pane.view, Qt.Key.Key_Return)

    qtbot.waitUntil(phrases.editor.isVisible)
    assert phrases.editor.uid() == shown_uid(phrases)


def test_on_a_small_screen_the_list_has_the_whole_width_and_enter_opens_the_record(opened, desk, qtbot):
    page = opened(Enterprise, 1019)
    assert page.pane.isVisible()
    assert not page.record.isVisible()
    places = []
    desk.went.connect(places.append)
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Return)
    page.show_place(places[-1])

    qtbot.waitUntil(page.record.isVisible)
    assert not page.pane.isVisible()
    assert page.record.edit_button.hasFocus()

    qtbot.keyClick(page.record.edit_button, Qt.Key.Key_Escape)

    assert page.pane.view.hasFocus()
    assert not page.record.isVisible()

    page.show_place(places[-1])
    page.show_place(Place("enterprise"))

    assert page.pane.view.hasFocus()


def test_delete_asks_about_the_record_that_has_the_whole_page(opened, desk, qtbot):
    page = opened(Enterprise, 1019)
    page.show_place(Place("enterprise", page.pane.view.current.uid))
    qtbot.waitUntil(page.record.isVisible)
    qtbot.keyClick(page.record.edit_button, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: page.findChildren(Asked) != [])


def test_a_record_removed_from_its_whole_page_stays_there_to_be_restored(opened, desk, qtbot):
    page = opened(Need, 1019)
    row = page.record.told.row
    page.show_place(Place("need", row.uid))
    qtbot.waitUntil(page.record.edit_button.hasFocus)

    page.pane.listing.settled.connect(lambda: settled.append(True))
    settled = []
    desk.act("删除", [Remove(Need, row.uid, "重复登记")], page)

    qtbot.waitUntil(lambda: bool(settled) and page.record.restore_button.isVisible())
    assert shown_uid(page) == row.uid
    assert page.record.restore_button.hasFocus()


def test_f4_brings_the_record_beside_the_list_and_stays_so(opened, desk, qtbot):
    page = opened(Enterprise, 1019)
    qtbot.keyClick(page.pane.view, Qt.Key.Key_F4)
    assert page.record.isVisible()

    again = opened(Enterprise, 1019)

    qtbot.waitUntil(again.record.isVisible)
    assert again.pane.isVisible()


@pytest.mark.parametrize("kind", [Enterprise, Visit, Need])
@pytest.mark.parametrize("width", [909, 1736])
def test_nothing_asks_for_more_width_than_there_is(opened, kind, width):
    page = opened(kind, width)

    assert page.width() == width
    assert page.minimumSizeHint().width() <= 860


def test_a_page_closed_while_it_reads_is_no_fault(qtbot, shown, desk):
    page = shown(RegisterPage(Visit, desk), 1000, 600)

    page.show_place(Place("visit"))
    desk.close()

    assert not page.pane.reader.isRunning()


def test_copying_a_record_begins_another_like_it(qtbot, phrases, desk):
    told = phrases.record.told

    phrases._copy(told)

    assert phrases.editor.is_new()
    assert phrases.editor.form.input("words").raw() == told.row.values["words"]


def test_a_hundred_changes_are_read_once(qtbot, phrases, desk):
    opened = []
    phrases.pane.reader.opened.connect(lambda *_: opened.append(1))
    changes = [Create(Phrase, {"place": None, "words": f"第 {number} 句"}) for number in range(100)]

    with qtbot.waitSignal(phrases.pane.listing.settled):
        desk.act("常用语", changes, phrases)
    qtbot.wait(100)

    assert len(opened) <= 2
