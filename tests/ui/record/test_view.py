"""The record beside the list: what it shows of itself, of what belongs to it, and of its history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.office import Phrase
from ercheng_station.records.outreach import Training
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import CampaignCount, ScoreItem, ScoreSheet
from ercheng_station.ui.record.children import words_of
from ercheng_station.ui.record.reading import read_going, read_record, read_steps
from ercheng_station.ui.record.view import RecordView


@pytest.fixture
def opened(qtbot, shown, desk):
    def show(kind, uid=None):
        view = shown(RecordView(kind, desk), 460, 640)
        uid = uid or next(desk.store.rows(Query(kind))).uid
        with qtbot.waitSignal(view.shown):
            view.show_record(uid, at_once=True)
        return view

    return show


def labels(view):
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_every_value_is_shown_under_its_section_and_empty_ones_are_left_out(opened, desk):
    view = opened(Visit)
    values = view.told.row.values

    shown = view.card.shown()

    assert {name for name in Visit.kept if values[name] not in (None, ())} == set(shown) - set(view.told.soft)
    assert shown["enterprise"] == values["enterprise"].title
    assert shown["visited_on"].startswith(str(values["visited_on"]))
    assert shown["visited_on"][11] == "周"
    assert "情况" in labels(view) or "走访" in labels(view)


def test_number_unit_and_heading_are_said_once(opened, desk):
    done = next(row for row in desk.store.rows(Query(Training)) if row.values["attended"])
    view = opened(Training, done.uid)
    row = view.told.row

    said = labels(view)

    assert f"培训 {row.number} · " in next(words for words in said if "登记" in words)
    assert view.card.shown()["attended"] == f"{row.values['attended']} 人次"
    assert not any("（人次）" in words for words in said)


def test_several_papers_are_named_before_one_is_made(qtbot, opened):
    view, asked = opened(Training), []
    view.print_asked.connect(lambda _told, form: asked.append(form.title))

    qtbot.mouseClick(view.print_button, Qt.MouseButton.LeftButton)
    (menu,) = view.findChildren(QMenu)
    offered = {action.text(): action for action in menu.actions()}
    offered["培训签到表"].trigger()
    menu.close()

    assert next(iter(offered)) == "培训通知"
    assert asked == ["培训签到表"]


def test_what_is_still_wanted_is_said_in_its_place(opened, desk, practice_store):
    row = next(practice_store.rows(Query(Enterprise)))
    practice_store.act("清空", [Alter(Enterprise, row.uid, {"credit_code": None, "no_code_why": None})])

    view = opened(Enterprise, row.uid)

    assert "待补" in labels(view)
    assert "credit_code" in view.told.soft
    (wanted,) = (one for one in view.findChildren(QLabel) if one.isVisible() and one.text() == "待补")
    assert wanted.height() < 2 * wanted.fontMetrics().height()


def test_a_record_pointed_to_is_followed(qtbot, opened):
    view = opened(Visit)
    title = view.told.row.values["enterprise"].title
    button = next(one for one in view.findChildren(QPushButton) if one.text() == title)

    with qtbot.waitSignal(view.followed) as followed:
        button.click()

    assert followed.args == [view.told.row.values["enterprise"]]


def test_children_stand_below_with_a_way_to_add_one(qtbot, opened, desk, practice_store):
    step = next(practice_store.rows(Query(NeedStep)))
    view = opened(Need, step.values["need"].uid)

    words = [button.text() for button in view.children_view.findChildren(QPushButton)]

    assert any(step.values["content"][:10] in one for one in words)
    add = next(
        one
        for one in view.children_view.findChildren(object)
        if getattr(one, "accessibleName", str)() == "新增办理进展"
    )
    with qtbot.waitSignal(view.child_asked) as asked:
        add.click()
    assert asked.args == [NeedStep, "need", view.told.link]


def test_a_number_that_the_title_has_is_not_said_again(opened, desk):
    row = next(desk.store.rows(Query(Clue)))
    view = opened(Clue, row.uid)

    said = next(words for words in labels(view) if "登记" in words and "·" in words)

    assert row.number in row.label
    assert row.number not in said


def test_a_bare_number_of_a_child_says_what_it_counts(practice_store):
    count = next(practice_store.rows(Query(CampaignCount, sort="created_at")))

    told = words_of(CampaignCount, "campaign", count, practice_store.context)

    assert told.startswith("2026年3月  出动人次 9  检查户数 ")


def test_more_children_than_are_shown_are_counted(qtbot, opened, practice_store):
    firm = next(practice_store.rows(Query(Enterprise)))
    link = Link(firm.uid, firm.label, "enterprise")
    values = {"enterprise": link, "kind": "trademark", "name": "宏达", "status": "valid"}
    practice_store.act(
        "权利", [Create(Right, {**values, "right_number": f"{number:08}"}) for number in range(1000, 1012)]
    )
    view = opened(Enterprise, firm.uid)
    count = practice_store.count(Query(Right, where=(), text="")) and next(
        group.count for group in view.told.children if group.kind is Right
    )

    more = next(one for one in view.findChildren(QPushButton) if one.text() == f"全部 {count} 条")
    with qtbot.waitSignal(view.list_asked) as asked:
        more.click()

    assert count >= 12
    assert asked.args == [Right, "enterprise", link]


def test_the_history_says_who_changed_what_from_which_to_which(qtbot, opened, practice_store):
    row = next(practice_store.rows(Query(Phrase)))
    practice_store.act("修改常用语", [Alter(Phrase, row.uid, {"words": "新的说法"})])
    view = opened(Phrase, row.uid)

    view._tabs.setCurrentIndex(1)

    qtbot.waitUntil(lambda: f"{row.values['words']} → 新的说法" in labels(view))
    assert "修改常用语" in labels(view)
    assert any("余慧敏" in one and "2026-11-20" in one for one in labels(view))


def test_steps_of_a_history_are_in_peoples_words(practice_store):
    visit = next(practice_store.rows(Query(Visit)))
    practice_store.act(
        "改方式", [Alter(Visit, visit.uid, {"way": "phone" if visit.values["way"] != "phone" else "field"})]
    )
    practice_store.act("删除走访", [Remove(Visit, visit.uid, "重复登记")])

    removed, changed, made = read_steps(practice_store, Visit, visit.uid)

    assert removed.words == "删除走访：重复登记"
    assert changed.changes[0][0] == "走访方式"
    assert set(changed.changes[0][1:]) <= {"实地", "电话", "微信群", "视频", "座谈"}
    assert ("走访企业", "", visit.values["enterprise"].title) in made.changes


def test_what_removing_takes_along_is_counted_at_any_depth(practice_store):
    need = next(practice_store.rows(Query(NeedStep))).values["need"]

    going = read_going(practice_store, Need, need.uid)

    assert dict(going.along)["办理进展"] >= 1
    assert read_going(practice_store, Phrase, next(practice_store.rows(Query(Phrase))).uid).along == ()


def test_a_removed_record_lacks_nothing_and_says_why(opened, practice_store):
    row = next(practice_store.rows(Query(Phrase)))
    practice_store.act("删除", [Remove(Phrase, row.uid, "写错了")])

    view = opened(Phrase, row.uid)

    assert view.told.soft == {}
    assert view.restore_button.isVisible()
    assert not view.edit_button.isVisible()
    assert "写错了" in view._note.text()


def test_only_the_record_where_the_keys_rest_is_read(qtbot, opened, desk):
    view = opened(Phrase)
    shown = []
    view.shown.connect(lambda told: shown.append(told.row.uid))
    uids = [row.uid for row in desk.store.rows(Query(Phrase))][:4]

    for uid in uids:
        view.show_record(uid)
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(100)

    assert shown == [uids[-1]]


def test_a_record_that_is_gone_leaves_a_quiet_page(qtbot, opened):
    view = opened(Phrase)

    view.show_record(None)

    assert view.told is None
    assert any("选中一条记录" in one for one in labels(view))


def test_reading_a_record_knows_its_children_of_this_unit(practice_store):
    firm = next(practice_store.rows(Query(Enterprise)))

    told = read_record(practice_store, Enterprise, firm.uid)

    kinds = {group.kind.__tablename__ for group in told.children}
    assert {"right", "ip_snapshot", "enterprise_listing"} <= kinds
    assert told.link == Link(firm.uid, "", "enterprise")


def test_parts_without_a_day_stand_as_they_were_written(practice_store):
    sheet = next(practice_store.rows(Query(ScoreSheet)))

    told = read_record(practice_store, ScoreSheet, sheet.uid)

    (items,) = [group for group in told.children if group.kind is ScoreItem]
    serials = [row.values["serial"] for row in items.rows]
    assert serials == sorted(serials)


def test_what_is_known_by_its_number_alone_says_whose_it_is(opened):
    view = opened(Visit)
    row = view.told.row

    assert view._title.text() == f"{row.values['enterprise'].title} {row.number}"


def test_of_what_was_destroyed_nothing_can_be_changed_restored_or_printed(qtbot, opened, desk):
    uid = next(desk.store.rows(Query(Visit))).uid
    desk.store.destroy("销毁到期的走访 1 件", [(Visit, uid)])

    view = opened(Visit, uid)
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    (menu,) = view.findChildren(QMenu)

    assert view.told.soft == {}
    assert any(words.startswith("已经依法销毁") for words in labels(view))
    shown = {one.text() for one in view.findChildren(QPushButton) if one.isVisible() and one.isEnabled()}
    assert shown.isdisjoint({"修改", "打印", "恢复", "添加"}), shown
    assert not any(action.isEnabled() for action in menu.actions())
