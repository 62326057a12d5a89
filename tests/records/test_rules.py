"""The rules between the fields of one record: what is refused, and what is only asked about."""

import pytest

from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import Faults
from ercheng_station.records.fields import FileRef
from ercheng_station.records.wording import no_picture

HARD = [
    ("station", {"published_on": "2024-05-10", "published_until": "2024-05-09"}, "published_until"),
    ("station_person", {"since": "2024-05-10", "until": "2024-05-09"}, "until"),
    ("right", {"applied_on": "2024-05-10", "granted_on": "2024-05-09"}, "granted_on"),
    ("right", {"granted_on": "2024-05-10", "expires_on": "2024-05-09"}, "expires_on"),
    ("enterprise_listing", {"since": "2024-05-10", "until": "2024-05-09"}, "until"),
    ("visit", {"visited_on": "2024-05-10", "next_on": "2024-05-09"}, "next_on"),
    ("need", {"received_on": "2024-05-10", "replied_on": "2024-05-09"}, "replied_on"),
    ("need", {"received_on": "2024-05-10", "closed_on": "2024-05-12", "status": "办理中"}, "closed_on"),
    ("code_entry", {"since": "2024-05-10", "until": "2024-05-09"}, "until"),
]
SOFT = [
    ("station", {"approved_on": "2024-05-10", "plaque_on": "2024-05-09"}, "plaque_on"),
    ("enterprise", {"is_key_industry": "是"}, "key_industry"),
    ("right", {"kind": "发明专利", "right_number": "1"}, "right_number"),
]


def checked(name, raw):
    """What the kind's own rules say of these values and nothing else."""
    kind = CATALOGUE[name]
    values = {**dict.fromkeys(kind.kept), **{key: kind.kept[key].parse(value) for key, value in raw.items()}}
    record, faults = kind(), Faults()
    for key, value in values.items():
        record.__dict__[key] = value
    record.check(faults)
    return faults


@pytest.mark.parametrize(("kind", "raw", "field"), HARD)
def test_days_in_the_wrong_order_are_refused(kind, raw, field):
    later = {**raw, field: "2024-05-30"} if raw.get("status") is None else {**raw, field: None}

    assert field in checked(kind, raw).hard
    assert field not in checked(kind, {key: value for key, value in later.items() if value}).hard


CLOSED = {
    "received_on": "2024-05-10",
    "status": "已销号",
    "result": "已解决",
    "feedback": "满意",
    "closed_by": "程德胜",
    "closed_on": "2024-05-12",
}


@pytest.mark.parametrize("lacking", ["result", "feedback", "closed_by", "closed_on"])
def test_a_need_is_closed_with_its_result_the_feedback_of_the_firm_who_and_when(lacking):
    raw = {name: value for name, value in CLOSED.items() if name != lacking}

    assert checked("need", CLOSED).hard == {}
    assert set(checked("need", raw).hard) == {lacking}
    assert "closed_by" in checked("need", {**CLOSED, "handler": "程德胜"}).soft


@pytest.mark.parametrize(("kind", "raw", "field"), SOFT)
def test_what_is_only_doubtful_is_saved_and_asked_about(kind, raw, field):
    faults = checked(kind, raw)

    assert field in faults.soft
    assert faults.hard == {}


def test_a_paper_without_a_store_has_no_pictures():
    with pytest.raises(UserError) as refused:
        no_picture(FileRef("ab" * 32, "现场.jpg", 1), 100)

    assert refused.value.code == "attachment-gone"
