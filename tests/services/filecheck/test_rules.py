"""A good case breaks no rule, and for each rule there is a case that breaks it and no other."""

import shutil
from datetime import UTC, datetime

import pytest

from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Agreement, Event, Mediation, Session
from ercheng_station.services.filecheck import RULES, check_file, read_file
from ercheng_station.services.filecheck.rule import SEVERITIES
from tests.mediating import TERMS, filed, mediated
from tests.services.filecheck.breaking import OLD, Case
from tests.services.filecheck.breaks import BREAKS

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def filed_folder(empty_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("filed") / "数据"
    shutil.copytree(empty_folder, folder)
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        filed(store)
    return folder


@pytest.fixture
def case(filed_folder, tmp_path):
    shutil.copytree(filed_folder, tmp_path / "数据")
    with Store.open(tmp_path / "数据", CATALOGUE, now=lambda: NOW) as store:
        (uid,) = (row.uid for row in store.rows(Query(Mediation)))
        yield Case(store, uid)


def test_a_good_case_breaks_no_rule(store):
    assert check_file(store, filed(store)) == []


def test_what_is_not_scanned_yet_is_all_that_a_mediated_case_lacks(store):
    assert {one.code for one in check_file(store, mediated(store))} == {
        "H10", "H11", "H12", "H13", "H14", "H15", "H16",
    }  # fmt: skip


def test_an_old_case_is_told_as_such(case):
    assert {one.code for one in check_file(case.store, case.uid)} == {OLD}


@pytest.mark.parametrize(
    ("born", "told"), [("2012-09-01", "没有登记代理人"), ("2013-01-01", "没有登记监护人")]
)
def test_a_child_needs_a_guardian_and_a_youth_somebody_who_acts(case, born, told):
    case.respondent(id_number="", other_id="户口簿 12", born_on=born)

    (found,) = (one for one in check_file(case.store, case.uid) if one.code == "A19")
    assert told in found.what


def test_a_later_agreement_is_checked_though_an_earlier_one_was_entered_after_it(case):
    (agreement,) = case.all(Agreement)
    earlier = {"form": "written", "agreed_on": "2026-09-05", "facts": "旧", "terms": "旧协议"}
    case.add(Agreement, **earlier)

    assert read_file(case.store, case.uid).agreement.uid == agreement.uid
    assert case.codes() == set()


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code != OLD])
def test_a_case_that_breaks_only_this_rule(case, code):
    BREAKS[code](case)

    assert case.codes() == {code}


@pytest.mark.parametrize(
    "mend",
    [
        Case.archive,
        Case.terminate,
        Case.confirmation,
        Case.ruled,
        lambda case: case.extend("2026-10-20", "是"),
        lambda case: case.third("钱多多"),
        lambda case: case.mediator("赵宏"),
        lambda case: case.add(
            Event, done_on="2026-09-05", kind="risk", content="扬言报复", told_whom="派出所"
        ),
        lambda case: case.agree("一、被申请人赔偿申请人20000元（大写：人民币贰万元整）；"),
        lambda case: case.agree("一、先付10,000.00元；二、再付１００００元。".replace("１００００", "10000")),
        lambda case: case.set(Agreement, copies="4", court_copies="1"),
        lambda case: case.set(Mediation, assigned_number="（2026）鄂城知人调字第12号"),
        lambda case: case.say("张建的厂、鄂州市宏达模具有限公司张建军都到场。"),
    ],
)
def test_what_is_in_order_is_not_complained_of(case, mend):
    mend(case)

    assert case.codes() == set()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("鄂州宏达模具有限公司愿意让步", "鄂州宏达模具有限公司"),
        ("鄂州市宏达模貝有限公司愿意让步", "鄂州市宏达模貝有限公司"),
        ("张建均愿意让步", "张建均"),
        ("张剑军愿意让步", "张剑军"),
    ],
)
def test_a_name_nearly_right_is_found_with_its_field(case, written, found):
    case.say(written)

    (finding,) = case.found()

    assert (finding.code, finding.kind, finding.field) == ("E05", "session", "content")
    assert finding.uid == case.all(Session)[0].uid
    assert f"“{found}”" in finding.what


def test_a_finding_says_all_that_is_needed_to_mend_it(case):
    case.agree(TERMS.replace("20000", "2000"))

    (finding,) = case.found()

    assert (finding.code, finding.severity, finding.field) == ("E01", "必改", "amount")
    assert finding.what == "给付金额20,000.00元与协议内容里写的金额不一致"
    assert finding.paper == "人民调解协议书"


def test_what_is_not_filled_in_is_said_before_whose_it_is(case):
    case.set(Mediation, facts="", claims="")
    case.respondent(address="")

    assert {one.what for one in case.found()} == {
        "没有填写纠纷简要情况",
        "没有填写申请事项",
        "没有填写住址或住所：张建军",
    }


def test_the_gravest_stand_first(case):
    case.set(Session, rights_told="否", result="")
    case.set(Agreement, place="", sealed_by="")

    assert [one.severity for one in case.found()] == ["必改", "应改", "应改", "提醒"]


def test_rules_are_told_apart_and_name_their_source():
    assert len({rule.code for rule in RULES}) == len(RULES) >= 40
    assert {rule.code for rule in RULES} == {*BREAKS, OLD}
    assert all(rule.severity in SEVERITIES and rule.title and rule.source and rule.paper for rule in RULES)
