"""Practice data: believable, valid, and the same for the same seed."""

from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.need import ORDER, Need, NeedStep
from ercheng_station.records.station import StationPerson
from ercheng_station.records.visit import Visit
from ercheng_station.services import practice
from ercheng_station.services.due import due
from ercheng_station.services.filecheck import check_file
from tests.founding import founded


def contents(folder, visits=30, seed=7):
    with founded(folder, practice.STATION, practice=True) as store:
        counts = practice.fill(store, visits, seed)
        texts = [[row.values["name"], row.values["credit_code"]] for row in store.rows(Query(Enterprise))]
        texts += [[str(row.values["visited_on"]), row.values["findings"]] for row in store.rows(Query(Visit))]
        kept = [kind for kind in store.kinds if not kind.confided_to]  # the others are in no count
        kinds = {kind.__tablename__: store.count(Query(kind)) for kind in kept}
    return {name: counts[name] for name in kinds}, texts, kinds


def test_the_same_seed_makes_the_same_station_and_counts_are_true(tmp_path):
    first, second = contents(tmp_path / "a"), contents(tmp_path / "b")

    assert first == second
    assert first[0] == first[2]
    assert first[0]["visit"] == 30


def test_a_practice_station_without_visits_has_its_firms(tmp_path):
    _, _, counts = contents(tmp_path / "a", visits=0)

    assert (counts["visit"], counts["need"], counts["enterprise"]) == (0, 0, 12)


def test_another_seed_makes_another_station(tmp_path):
    assert contents(tmp_path / "a", seed=1)[1] != contents(tmp_path / "b", seed=2)[1]


def test_visits_lie_on_working_days_and_not_in_the_future(practice_store):
    days = [row.values["visited_on"] for row in practice_store.rows(Query(Visit))]

    assert all(day.weekday() < 5 and day <= practice_store.today for day in days)


def test_no_two_people_share_a_mobile_and_every_address_has_its_village(tmp_path):
    with founded(tmp_path / "a", practice.STATION, practice=True) as store:
        practice.fill(store, visits=600, seed=3)
        firms = [row.values for row in store.rows(Query(Enterprise))]
        people = [row.values for row in store.rows(Query(StationPerson))]

    phones = [firm["contact_phone"] for firm in firms] + [one["mobile"] for one in people]
    mobiles = [phone for phone in phones if phone.startswith("1")]
    assert len(mobiles) == len(set(mobiles)) > 150
    assert len({firm["name"] for firm in firms}) == len({firm["credit_code"] for firm in firms}) == len(firms)
    assert not [firm["address"] for firm in firms if "委会" in firm["address"]]


def test_the_steps_of_a_need_lead_to_its_state_on_the_days_it_tells(tmp_path):
    with founded(tmp_path / "a", practice.STATION, practice=True) as store:
        practice.fill(store, visits=120, seed=6)
        needs = list(store.rows(Query(Need)))
        taken = {need.uid: [("", need.values["received_on"])] for need in needs}
        for row in store.rows(Query(NeedStep, sort="created_at")):
            taken[row.values["need"].uid].append((row.values["step"], row.values["done_on"]))

    ways = ["", "assign", "handle", "reply", "revisit", "close"]
    days = {"reply": "replied_on", "revisit": "revisited_on", "close": "closed_on"}
    assert {need.values["status"] for need in needs} == {*ORDER} - {"revisited"}
    for need in needs:
        steps = taken[need.uid]
        assert [step for step, _ in steps] == ways[: ORDER.index(need.values["status"]) + 1]
        assert [on for _, on in steps] == sorted(on for _, on in steps)
        assert {step: need.values[days[step]] for step, _ in steps if step in days} == {
            step: on for step, on in steps if step in days
        }


def test_practice_has_a_case_in_every_state_with_what_the_state_requires(practice_store):
    cases = list(practice_store.rows(Query(Mediation)))

    assert {case.values["status"] for case in cases} == {*Mediation.chain.moves} - {"rejected"}
    assert {case.values["outcome"] for case in cases} == {"agreed", "terminated", "rejected", None}
    for case in cases:
        whole = practice_store.whole(Mediation, case.uid)
        assert Mediation.lacking(whole, case.values["status"]) == []
        assert {party.role for party in whole.all(Party)} == {"applicant", "respondent"}
        assert case.number


def test_practice_cases_are_numbered_in_the_order_they_came_in(practice_store):
    rows = list(practice_store.rows(Query(Mediation, sort="number")))
    days = [row.values["applied_on"] for row in rows]

    assert days == sorted(days)
    assert days[-1] <= practice_store.today


def test_practice_shows_what_falls_due_in_cases(practice_store):
    matters = {one.what for one in due(practice_store, 7)}

    assert {"调解期限", "征求同意", "督促履行", "申请司法确认", "回访", "调委会换届"} <= matters


def test_no_two_sides_of_a_practice_case_are_the_same(tmp_path):
    with founded(tmp_path / "a", practice.STATION, practice=True) as store:
        practice.fill(store, visits=0)
        for case in store.rows(Query(Mediation)):
            parties = store.whole(Mediation, case.uid).all(Party)
            assert len({one.name for one in parties}) == len(parties) == 2


def test_no_practice_case_plans_beyond_what_its_agreement_says(practice_store):
    broken = {
        found.code
        for row in practice_store.rows(Query(Mediation))
        for found in check_file(practice_store, row.uid)
    }

    assert not broken & {"D15", "E01", "E04", "F05", "F06"}
