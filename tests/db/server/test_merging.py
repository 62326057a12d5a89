"""A district on a server takes bundles in as one in a file does, whichever clerk takes which."""

import shutil
from contextlib import suppress

import pytest

from ercheng_station.db.address import write_address
from ercheng_station.db.listing import Query
from ercheng_station.db.server.moving import move
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.merging import plan_of, take
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from tests.exchange.bundle.offices import (
    NOVEMBER,
    OCTOBER,
    change,
    contents,
    counts,
    firm,
    mailed,
    office,
    opened,
    taken,
    visit,
)
from tests.founding import NOW


@pytest.fixture
def parcels(tmp_path):
    """Two months of two stations; the second month changes what the first told."""
    found = []
    for name in ("泽林", "碧石"):
        with office(tmp_path, name) as store:
            firms = [firm(store, f"{name}第{number}机械厂", contact="单雄信") for number in range(2)]
            visit(store, firms[0], OCTOBER)
            found.append(opened(mailed(store, tmp_path / name)))
            change(store, Enterprise, firms[0], contact="秦琼")
            visit(store, firms[1], NOVEMBER)
            found.append(opened(mailed(store, tmp_path / name, "2026-11")))
    return found


@pytest.fixture
def districts(server, tmp_path):
    """The same district in a file, and of two clerks on a server."""
    office(tmp_path, "鄂城区局", "bureau").close()
    shutil.copytree(tmp_path / "鄂城区局", tmp_path / "服务器")
    address = server.new()
    move(Store.open(tmp_path / "服务器", CATALOGUE, now=lambda: NOW), address)
    shutil.copytree(tmp_path / "服务器", tmp_path / "第二台")
    write_address(tmp_path / "第二台", address)
    stores = [
        Store.open(tmp_path / name, CATALOGUE, now=lambda: NOW) for name in ("鄂城区局", "服务器", "第二台")
    ]
    yield stores
    for store in stores:
        store.close()


def test_the_same_bundles_make_the_same_district(districts, parcels):
    at_home, first, second = districts

    for parcel in parcels:
        taken(at_home, parcel)
    for parcel, clerk in zip(parcels, (first, second, first, second), strict=True):
        taken(clerk, parcel)

    assert contents(first) == contents(second) == contents(at_home)
    assert first.broken() == []
    again = [counts(plan_of(second, parcel, trust_new=False)) for parcel in parcels]
    assert all(created == updated == 0 for created, updated, *_ in again)


def test_a_bundle_that_two_clerks_take_in_at_once_is_taken_once(districts, parcels):
    _, first, second = districts
    plans = [(clerk, plan_of(clerk, parcels[0], trust_new=True)) for clerk in (first, second)]

    for clerk, plan in plans:
        with suppress(UserError):  # the second plan is of a store that has moved on since
            take(clerk, parcels[0], plan)

    firms = [row.label for row in first.rows(Query(Enterprise))]
    assert sorted(firms) == sorted(set(firms))
    assert len(firms) == 2


def test_a_merge_is_taken_back_there_too(districts, parcels):
    _, first, _ = districts
    before = contents(first)
    taken(first, parcels[0])

    first.undo()

    assert contents(first) == before
    assert counts(taken(first, parcels[0]))[0] > 0
