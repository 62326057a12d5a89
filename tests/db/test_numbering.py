"""Numbers of the body that issues them: one sequence a body and year, blocks, and provisional ones."""

from contextlib import closing
from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create, Remove, Restore
from ercheng_station.db.listing import Query
from ercheng_station.db.numbering import BEHIND, wrong_pattern
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Committee, Mediation
from ercheng_station.records.visit import Visit
from ercheng_station.services.computers import take_block
from tests.db import saving
from tests.mediating import committee, made


def taken_in(store, body, applied_on="2026-09-01"):
    case = made(
        store,
        Mediation,
        name="案",
        committee=body,
        applied_on=applied_on,
        source="application",
        dispute_type="other",
    )
    return store.row(Mediation, case.uid)


def test_each_body_counts_for_itself_and_each_year_anew(store):
    ours, theirs = (
        committee(store),
        made(store, Committee, name="区商会人民调解委员会", short_name="鄂城商", numbering="own"),
    )

    numbers = [
        taken_in(store, body, day).number
        for body, day in (
            (ours, "2026-09-01"),
            (theirs, "2026-09-02"),
            (ours, "2026-09-03"),
            (ours, "2025-12-31"),
        )
    ]

    assert numbers == [
        "（2026）鄂城知人调字第0001号",
        "（2026）鄂城商人调字第0001号",
        "（2026）鄂城知人调字第0002号",
        "（2025）鄂城知人调字第0001号",
    ]


def test_a_void_number_is_not_given_out_again(store):
    body = committee(store)
    first = taken_in(store, body)
    store.act("删除", [Remove(Mediation, first.uid, "重复登记")])

    assert taken_in(store, body).number == "（2026）鄂城知人调字第0002号"
    assert [(gap.number, gap.why) for gap in store.gaps(Mediation)] == [(first.number, "重复登记")]


def row_of_visits(store):
    with closing(store.connect_reader()) as reader:
        found = reader.execute("SELECT last FROM number_sequence WHERE kind = 'visit'").fetchone()
    return found and found[0]


def visits(store, *visitors):
    """Saved by one act; their serial numbers."""
    firm = next(iter(store.rows(Query(Enterprise))), None) or saving.made(store, Enterprise, **saving.FIRM)
    values = {
        "enterprise": Link(firm.uid, firm.label, "enterprise"),
        "visited_on": date(2026, 9, 1),
        "way": "field",
    }
    act = store.act("登记", [Create(Visit, {**values, "visitors": one}) for one in visitors])
    return [int(store.row(Visit, one.uid).number[-4:]) for one in act.touched]


@pytest.mark.files
def test_between_rows_of_a_sequence_the_records_tell_how_far_it_has_come(store):
    assert visits(store, "甲") == [1]
    assert row_of_visits(store) is None
    store._counts.clear()  # as after a power cut

    assert visits(store, "乙") == [2]
    assert visits(store, *["丙"] * BEHIND) == list(range(3, 3 + BEHIND))
    assert row_of_visits(store) == 2 + BEHIND


@pytest.mark.files
def test_a_void_number_that_no_row_tells_of_is_not_given_out_again(store):
    visits(store, "甲")
    store.undo()
    store._counts.clear()

    assert visits(store, "乙") == [2]


def test_what_a_refused_act_would_have_given_out_is_given_to_the_next(store):
    visits(store, "甲")
    with pytest.raises(Refused):
        visits(store, "乙", None)

    assert visits(store, "丙") == [2]


@pytest.mark.files
def test_closing_writes_down_how_far_the_numbers_have_come(store):
    visits(store, "甲", "乙")
    store.close()

    with Store.open(store.folder, CATALOGUE) as again:
        assert row_of_visits(again) == 2


def test_a_room_goes_on_in_its_next_block_and_begins_it_anew_each_year(store):
    body = committee(store, numbering="block", block_from="21", block_to="22")
    numbers = [taken_in(store, body).number for _ in range(2)]
    with pytest.raises(UserError) as full:
        taken_in(store, body)
    assert full.value.code == "number-block-full"
    assert taken_in(store, body, "2025-12-30").number == "（2025）鄂城知人调字第0021号"

    store.act("新号段", [Alter(Committee, body.uid, {"block_from": 101, "block_to": 150})])
    numbers.append(taken_in(store, body).number)

    assert [number[-5:-1] for number in numbers] == ["0021", "0022", "0101"]


def test_a_provisional_number_is_the_units_until_the_committee_gives_its_own(store):
    body = committee(store, numbering="provisional")
    case = taken_in(store, body)
    assert (case.number, store.get(Mediation, case.uid).file_number) == ("临2026-泽林-001", "临2026-泽林-001")

    store.act("调委会编号", [Alter(Mediation, case.uid, {"assigned_number": "（2026）鄂城知人调字第0033号"})])

    assert store.get(Mediation, case.uid).file_number == "（2026）鄂城知人调字第0033号"
    assert store.row(Mediation, case.uid).number == "临2026-泽林-001"
    assert taken_in(store, body).number == "临2026-泽林-002"


def test_a_case_is_found_by_the_number_that_the_committee_gave_it_and_two_of_one_are_told(store):
    body = committee(store, numbering="provisional")
    first, second = taken_in(store, body), taken_in(store, body)
    number = "（2026）鄂城知人调字第0031号"
    store.act("填正式编号", [Alter(Mediation, first.uid, {"assigned_number": number})])

    row = store.row(Mediation, second.uid)
    plain = {name: field.plain(row.values[name]) for name, field in Mediation.kept.items()}
    _, faults = store.examine(Mediation, {**plain, "assigned_number": number}, second.uid)

    assert store.context.resolve("mediation", number).uid == first.uid
    assert "请核对是不是重复" in faults.soft["assigned_number"]


def test_a_number_of_the_committee_is_written_into_one_case_of_its_year(store):
    body = committee(store, numbering="provisional")
    other = made(store, Committee, name="区商会人民调解委员会", short_name="鄂城知", numbering="provisional")
    number = {"assigned_number": "（2026）鄂城知人调字第0031号"}
    first, second = taken_in(store, body), taken_in(store, body)
    store.act("填正式编号", [Alter(Mediation, first.uid, number)])

    with pytest.raises(Refused, match="“（2026）鄂城知人调字第0031号”已经是“案”的编号"):
        store.act("填正式编号", [Alter(Mediation, second.uid, number)])
    store.act("别的调委会", [Alter(Mediation, taken_in(store, other).uid, number)])
    store.act("别的年份", [Alter(Mediation, taken_in(store, body, "2025-05-06").uid, number)])
    store.act("删除", [Remove(Mediation, first.uid, "重复登记")])
    store.act("填正式编号", [Alter(Mediation, second.uid, number)])

    with pytest.raises(Refused, match="已经是“案”的编号"):
        store.act("恢复", [Restore(Mediation, first.uid)])


def test_a_number_that_the_committee_wrote_in_is_not_given_out_once_more(store):
    body = committee(store, numbering="provisional")
    case = taken_in(store, body)
    store.act("填正式编号", [Alter(Mediation, case.uid, {"assigned_number": "（2026）鄂城知人调字第0001号"})])
    store.act("改编号方式", [Alter(Committee, body.uid, {"numbering": "own"})])

    assert taken_in(store, body).number == "（2026）鄂城知人调字第0002号"


@pytest.mark.parametrize("mode", ["provisional", "own"])
def test_two_committees_never_give_out_one_number_be_their_short_names_the_same(store, mode):
    bodies = [
        made(store, Committee, name=f"第{n}人民调解委员会", short_name="鄂城知", numbering=mode)
        for n in "一二"
    ]

    numbers = [taken_in(store, body).number for body in (*bodies, *bodies)]

    assert len({*numbers}) == 4


def test_provisional_numbers_leave_the_committees_sequence_alone(store):
    body = committee(store, numbering="provisional")
    taken_in(store, body)

    store.act("改编号方式", [Alter(Committee, body.uid, {"numbering": "own"})])

    assert taken_in(store, body).number == "（2026）鄂城知人调字第0001号"


def test_visits_are_numbered_by_the_unit_as_before(store):
    committee(store)
    saving.made(store, Enterprise, **saving.FIRM)
    visit = saving.made(
        store, Visit, enterprise=saving.FIRM["name"], visited_on="2026-09-01", way="实地", visitors="余慧敏"
    )

    assert "泽林" in visit.number
    assert str(date(2026, 9, 1).year) in visit.number


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("（{year}）{issuer}字{serial:04}号", None),
        ("{issuer}{year}", "要有一个"),
        ("{issuer}{serial}{", "花括号里只能写"),
    ],
)
def test_the_form_of_an_issued_number(pattern, why):
    found = wrong_pattern(pattern, dated=True, issued=True)

    assert found is None if why is None else found.startswith(why)
    assert wrong_pattern("{issuer}{serial}", dated=True) == "这本登记簿由本单位编号，编号里不能有 {issuer}"


def test_each_computer_of_a_unit_gives_out_numbers_of_its_own_block(store):
    before = made(store, Enterprise, name="甲厂")
    visit = {
        "enterprise": before,
        "visited_on": "2026-11-03",
        "way": "实地",
        "visitors": "余慧敏",
        "findings": "商标",
    }
    first = store.row(Visit, made(store, Visit, **visit).uid).number
    take_block(store, "5001-5002")

    numbers = [store.row(Visit, made(store, Visit, **visit).uid).number for _ in range(2)]

    assert (first[-4:], [one[-4:] for one in numbers]) == ("0001", ["5001", "5002"])
    with pytest.raises(UserError) as full:
        made(store, Visit, **visit)
    assert full.value.code == "number-block-full"
    with pytest.raises(Refused) as wrong:
        take_block(store, "9-5")
    assert wrong.value.faults == {"value": "要写成从几到几，如 5001-6999"}
