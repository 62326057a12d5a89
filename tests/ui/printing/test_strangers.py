"""Before a final paper of a case is printed, the preview tells the names that have no part in the case."""

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agreement, Confirmation, Mediation
from ercheng_station.services.papers import How
from tests.binding import bindable
from tests.mediating import TERMS, made

AGREEMENT = next(form for form in PAPERS if form.name == "agreement")


@pytest.fixture
def practice_store(store):
    """The desk of these tests is an office's own."""
    return store


@pytest.fixture
def agreement(store):
    made(store, Enterprise, name="鄂州市泽林酒业有限公司")
    (found,) = store.whole(Mediation, bindable(store)).all(Agreement)
    return found


def test_they_are_told_while_the_copy_is_a_final_one(preview, store, agreement, qtbot):
    terms = f"{TERMS}\n三、鄂州市泽林酒业有限公司不再追究。"
    store.act("改", [Alter(Agreement, agreement.uid, {"terms": terms})])

    window = preview([agreement.uid], form=AGREEMENT)

    assert window.bar.alarm == "疑似串名，签字盖章前请核对：鄂州市泽林酒业有限公司（企业档案里的企业）"
    window.take(How(draft=True))
    qtbot.waitUntil(lambda: not window.bar.alarm, timeout=20_000)


def test_a_case_of_its_own_people_is_printed_without_a_word(preview, agreement):
    assert preview([agreement.uid], form=AGREEMENT).bar.alarm == ""


def test_who_asks_the_court_for_what_it_does_not_confirm_is_warned(preview, store, agreement):
    store.act("改", [Alter(Agreement, agreement.uid, {"terms": "双方确认“宏达”商标归申请人所有。"})])
    case = Link(agreement.case.uid, "", "mediation")
    asked = made(store, Confirmation, case=case, state="preparing")
    form = next(form for form in PAPERS if form.name == "confirmation_units")

    told = preview([asked.uid], form=form).bar.alarm

    assert told.startswith("注意：协议写有“商标归申请人所有”，涉及知识产权确权的，法院不受理")
