"""A bundle under a password: opened by whoever has it, and the only one that holds personal fields."""

import zipfile

import pytest

from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.companion import companion_of
from ercheng_station.exchange.bundle.inbox import look, receive
from ercheng_station.exchange.bundle.travelling import Freight
from ercheng_station.records.assistance import Reception
from ercheng_station.records.clues import Clue, Reporter
from tests.exchange.bundle.offices import change, mailed, office, opened
from tests.mediating import made

WORD = "鄂城 2026"
PHONE = "13871234567"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sent")
    with office(folder, "泽林") as store:
        came = made(
            store,
            Reception,
            came_on="2026-10-12",
            visitor="秦琼",
            phone=PHONE,
            matter="问商标",
            track="当场答复",
            way="来电",
            state="已答复",
        )
        kept = (store.attachments.put(b"private scan " * 30, "身份证.jpg"),)
        change(store, Reception, came.uid, attachments=kept)
        clue = made(
            store,
            Clue,
            received_on="2026-10-12",
            source="企业走访",
            suspect="乙厂",
            facts="假冒",
            right_class="商标",
            handler="余慧敏",
        )
        made(store, Reporter, clue=clue, kind="实名", name="单雄信", mobile="13900000001")
        everything = Freight(attachments=True, private=True)
        return (
            mailed(store, folder / "密", freight=everything, password=WORD),
            mailed(store, folder / "明"),
            came.uid,
        )


@pytest.fixture
def district(tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as store:
        yield store


def test_nothing_of_it_can_be_read_without_the_password(sent, district):
    with zipfile.ZipFile(companion_of(sent[0])) as book:
        assert b"private" not in book.read(book.namelist()[0])

    verdicts = [look(district, sent[0], password=word) for word in (None, "别的", WORD)]

    assert [one.verdict for one in verdicts] == ["locked", "locked", "unknown"]
    assert [one.error.code for one in verdicts[:2]] == ["import-locked", "import-password-wrong"]


def test_personal_fields_travel_under_a_password_alone_and_whoever_reported_never(sent, district):
    parcel = opened(sent[0], WORD)

    assert [one.content["phone"] for one in parcel.versions if one.kind == "reception"] == [PHONE]
    assert "reporter" not in {one.kind for one in parcel.versions}
    assert all("phone" not in one.content for one in opened(sent[1]).versions)
    assert "phone" in opened(sent[1]).manifest.omitted["reception"]


def test_what_is_omitted_is_unknown_and_not_blank(sent, district):
    receive(district, sent[0], trust_new=True, password=WORD)
    receive(district, sent[1])

    found = district.row(Reception, sent[2])

    assert found.values["phone"] == PHONE
    assert district.attachments.read(found.values["attachments"][0].sha256).startswith(b"private scan")


def test_an_open_bundle_first_is_completed_by_the_locked_one(sent, district):
    receive(district, sent[1], trust_new=True)
    assert district.row(Reception, sent[2]).values["phone"] is None

    plan = receive(district, sent[0], password=WORD).plan

    assert (plan.created, plan.updated) == (0, 1)
    assert district.row(Reception, sent[2]).values["phone"] == PHONE


def test_no_personal_field_leaves_without_a_password(tmp_path):
    with office(tmp_path, "泽林") as store, pytest.raises(UserError) as refused:
        mailed(store, tmp_path / "件", freight=Freight(private=True))

    assert refused.value.code == "bundle-needs-password"
    assert not list((tmp_path / "件").iterdir())
