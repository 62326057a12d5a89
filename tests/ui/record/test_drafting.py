"""No typed word is lost: drafts are on disk within two seconds and are offered again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QPushButton

from ercheng_station.db.changes import Create, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.lock import login
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.office import Phrase
from ercheng_station.records.visit import Visit
from ercheng_station.ui.record.drafting import PAUSE_MS, DraftKeeper, DraftOffers, ago, told, waiting

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def typed():
    return {}


@pytest.fixture
def keeper(desk, typed):
    made = DraftKeeper(desk, Phrase, lambda: dict(typed) or None)
    made.begin()
    return made


def on_disk(desk):
    return [draft.body["form"] for draft in desk.store.drafts.all()]


def test_a_keystroke_is_on_disk_within_two_seconds(qtbot, desk, keeper, typed):
    typed["words"] = "走访中发现"

    with qtbot.waitSignal(keeper.kept, timeout=2000):
        keeper.note()

    assert on_disk(desk) == [{"words": "走访中发现"}]


def test_who_never_pauses_is_safe_too(qtbot, desk, keeper, typed):
    with qtbot.waitSignal(keeper.kept, timeout=2 * PAUSE_MS + 600):
        for number in range(8):
            typed["words"] = f"第 {number} 键"
            keeper.note()
            qtbot.wait(PAUSE_MS // 6)

    assert len(on_disk(desk)) == 1


def test_leaving_does_not_wait_for_the_pause(qtbot, desk, keeper, typed):
    typed["words"] = "半句"
    keeper.note()

    with qtbot.waitSignal(keeper.kept, timeout=500):
        keeper.flush()

    assert on_disk(desk) == [{"words": "半句"}]


def test_what_was_typed_and_taken_back_leaves_no_draft(qtbot, desk, keeper, typed):
    typed["words"] = "半句"
    keeper.note()
    with qtbot.waitSignal(keeper.kept):
        keeper.flush()
    typed.clear()
    keeper.note()
    keeper.flush()

    qtbot.waitUntil(lambda: on_disk(desk) == [])


def test_each_record_has_its_own_draft(qtbot, desk, keeper, typed):
    for words in ("甲", "乙"):
        typed["words"] = words
        keeper.note()
        with qtbot.waitSignal(keeper.kept):
            keeper.begin()

    assert on_disk(desk) == [{"words": "甲"}, {"words": "乙"}]


def test_a_draft_whose_act_was_saved_is_dropped_and_another_persons_is_not_offered(practice_store):
    drafts, act = practice_store.drafts, new_uid()
    practice_store.act("新增", [Create(Phrase, {"place": None, "words": "已存"})], uid=act)
    for person, saving in (("余慧敏", act), ("余慧敏", uuid4()), ("程德胜", uuid4())):
        drafts.put(Draft(f"phrase/{saving}/{person}", saving, "phrase", uuid4(), None, person, {"form": {}}))

    found = waiting(practice_store)

    assert [(draft.person, draft.act == act) for draft in found] == [("余慧敏", False)]
    assert len(drafts.all()) == 2
    assert waiting(practice_store, "visit") == []


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=30), "刚才"),
        (timedelta(minutes=3), "3 分钟前"),
        (timedelta(hours=5), "5 小时前"),
        (timedelta(days=2), "2 天前"),
    ],
)
def test_an_offer_says_how_long_ago(before, words):
    draft = Draft("k", uuid4(), "visit", uuid4(), None, "甲", {"form": {}, "at": (NOW - before).isoformat()})

    assert told(draft, "企业走访", NOW) == f"没保存的新增企业走访（{words}）"


def test_a_time_that_cannot_be_read_is_no_fault():
    assert ago("", NOW) == "时间不详"


@pytest.fixture
def offers(desk, shown):
    body = {"form": {"words": "半句"}, "label": "常用语 你好", "at": datetime.now(UTC).isoformat()}
    desk.store.drafts.put(Draft("phrase/1", uuid4(), "phrase", uuid4(), None, desk.store.actor, body))
    return shown(DraftOffers(desk, {"phrase": "常用语"}))


def press(widget, words):
    next(one for one in widget.findChildren(QPushButton) if one.text() == words).click()


def test_a_draft_is_offered_to_go_on_with(qtbot, offers):
    offers.look("phrase")
    qtbot.waitUntil(lambda: offers.words() == ["没保存的常用语 你好：半句（刚才）"])

    with qtbot.waitSignal(offers.resumed) as taken:
        press(offers, "继续填写")

    assert taken.args[0].body["form"] == {"words": "半句"}
    assert offers.words() == []


@pytest.mark.parametrize(
    ("form", "about"),
    [
        (
            {"way": "field", "enterprise": {"uid": "1", "title": "鄂州市宏达精密有限公司"}},
            "：鄂州市宏达精密有限公司",
        ),
        ({"visited_on": "2026-11-20", "findings": "看了\n样品"}, "：看了 样品"),
        (
            {"findings": "现场查看了仓库、车间和展厅里的全部样品和账册"},
            "：现场查看了仓库、车间和展厅里的全部样…",
        ),
        ({"way": "field", "photos": []}, ""),
        ({"visited_on": "2026-11-20", "visitors": "余慧敏", "findings": "ISO 9001 ok"}, "：ISO 9001 ok"),
        ({"visitors": "余慧敏", "findings": " ", "purpose": ""}, "：余慧敏"),
        ({"way": "field", "signature": "waiting", "receiver": "Wang"}, "：Wang"),
    ],
)
def test_an_offer_says_what_the_draft_is_about(form, about):
    draft = Draft("k", uuid4(), "visit", uuid4(), None, "甲", {"form": form, "at": NOW.isoformat()})

    assert told(draft, "企业走访", NOW, Visit.kept) == f"没保存的新增企业走访{about}（刚才）"


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ({"name": "宏达与张建军的纠纷"}, "宏达与张建军的纠纷"),
        (
            {"+": {"parties": {"1": {"name": "宏达公司"}, "2": {"name": " "}, "3": {"name": "张建军"}}}},
            "宏达公司、张建军",
        ),
        ({"facts": "招牌相似"}, "招牌相似"),
        ({}, "某调委会"),
    ],
)
def test_a_new_case_is_called_by_what_it_is_about_and_not_by_what_all_cases_share(more, about):
    form = {"committee": {"uid": "1", "title": "某调委会"}, "name": "", "recorder": "", **more}
    draft = Draft("k", uuid4(), "mediation", uuid4(), None, "甲", {"form": form, "at": NOW.isoformat()})

    assert told(draft, "调解案件", NOW, Mediation.kept) == f"没保存的新增调解案件：{about}（刚才）"


def test_words_of_an_unknown_field_are_told_unless_they_may_be_a_code():
    form = {"state": "closed", "done": "已答复企业"}
    draft = Draft("k", uuid4(), "need.step", uuid4(), None, "甲", {"form": form, "at": NOW.isoformat()})

    assert told(draft, "诉求办理", NOW) == "没保存的新增诉求办理：已答复企业（刚才）"


def test_a_draft_in_latin_letters_is_told_by_what_was_typed(offers):
    body = {"form": {"place": "", "words": "See A4"}, "label": "", "at": NOW.isoformat()}

    offers.show_drafts([Draft("phrase/2", uuid4(), "phrase", uuid4(), None, "甲", body)])

    assert "：See A4（" in offers.words()[0]


def test_a_long_draft_does_not_widen_the_page(offers):
    body = {"form": {"place": "", "words": "鄂州市鄂城区知识产权" * 20}, "label": "", "at": NOW.isoformat()}

    offers.show_drafts([Draft("phrase/2", uuid4(), "phrase", uuid4(), None, "甲", body)])

    assert offers.minimumSizeHint().width() < 400


def test_of_many_drafts_two_are_shown_until_the_others_are_asked_for(offers, qtbot):
    body = {"form": {}, "label": "", "at": NOW.isoformat()}
    drafts = [Draft(f"phrase/{at}", uuid4(), "phrase", uuid4(), None, "甲", body) for at in range(5)]
    offers.show_drafts(drafts)
    assert len(offers.words()) == 2
    assert offers.more.text() == "还有 3 份没保存的内容"

    press(offers, "放弃")
    assert offers.more.text() == "还有 2 份没保存的内容"
    offers.more.click()

    assert len(offers.words()) == 4
    assert not offers.more.isVisible()


def test_a_draft_can_be_given_up(qtbot, desk, offers):
    offers.look("phrase")
    qtbot.waitUntil(lambda: bool(offers.words()))

    press(offers, "放弃")

    qtbot.waitUntil(lambda: desk.store.drafts.all() == [])
    assert not offers.isVisible()


def test_the_record_being_typed_is_not_offered(qtbot, desk, offers):
    (draft,) = desk.store.drafts.all()

    offers.look("phrase", without=draft.uid)
    qtbot.wait(100)

    assert offers.words() == []


def test_what_was_typed_before_anybody_sat_down_is_offered_to_whoever_does(desk):
    store = desk.store
    body = {"form": {"words": "半句"}, "label": "", "at": NOW.isoformat()}
    for person in (login(), "张三"):
        store.drafts.put(Draft(f"phrase/{person}", uuid4(), "phrase", uuid4(), None, person, body))

    store.actor = "余慧敏"

    assert [draft.person for draft in waiting(store)] == [login()]


def test_words_that_turn_the_direction_of_writing_do_not_turn_the_offer():
    body = {"form": {"done": "已答复\u202e企业"}, "at": NOW.isoformat()}

    offered = told(Draft("k", uuid4(), "need.step", uuid4(), None, "甲", body), "诉求办理", NOW)

    assert offered == "没保存的新增诉求办理：已答复企业（刚才）"
