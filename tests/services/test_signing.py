"""A signed sheet comes back: one act for the scan, the state and the version it shows."""

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import give_out, latest
from ercheng_station.services.signing import DECLINED, sign

SHEET = PAPERS[0]


@pytest.fixture
def visit(practice_store):
    (found,) = practice_store.find(Query(Visit), 1)
    whole = {"findings": "看了车间", "receiver": "石桂英", "signature": "waiting", "signed_scan": None}
    practice_store.act("备好", [Alter(Visit, found.uid, whole)])
    return practice_store.get(Visit, found.uid)


def scan(store, words):
    return store.attachments.put(b"%PDF-1.4 " + words.encode(), f"{words}.pdf")


def test_scan_state_and_version_are_one_act_that_can_be_undone(practice_store, visit, tmp_path):
    give_out(practice_store, SHEET, visit.uid, tmp_path / "a.pdf")
    file = scan(practice_store, "签字页")

    act = sign(practice_store, SHEET, visit.uid, [file])

    signed = practice_store.get(Visit, visit.uid)
    assert (act.label, signed.signature, signed.signed_scan) == (
        f"登记签字：{visit.label}",
        "signed",
        (file,),
    )
    assert latest(practice_store, SHEET, visit.uid).signed_scan == (file,)
    practice_store.undo()
    undone = practice_store.get(Visit, visit.uid)
    assert (undone.signature, undone.signed_scan or None) == (visit.signature, None)
    assert not latest(practice_store, SHEET, visit.uid).signed_scan


def test_a_further_scan_is_added_and_the_same_one_is_not_added_twice(practice_store, visit):
    first, second = scan(practice_store, "第一页"), scan(practice_store, "第二页")

    sign(practice_store, SHEET, visit.uid, [first])
    sign(practice_store, SHEET, visit.uid, [first, second])

    assert practice_store.get(Visit, visit.uid).signed_scan == (first, second)


def test_an_enterprise_that_does_not_sign_is_said_so_without_a_scan(practice_store, visit):
    act = sign(practice_store, SHEET, visit.uid, state=DECLINED)

    after = practice_store.get(Visit, visit.uid)
    assert (act.label, after.signature) == (f"登记企业不签：{visit.label}", "declined")
    assert after.signed_scan == visit.signed_scan
