"""A finished case with everything that any paper is about; read, never changed."""

import shutil

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agreement, Confirmation, Court, Mediation
from tests.conftest import NOW
from tests.mediating import made, mediated


@pytest.fixture(scope="module")
def full_store(empty_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases") / "数据"
    shutil.copytree(empty_folder, folder)
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        yield store


@pytest.fixture(scope="module")
def finished(full_store):
    """The uid of the case."""
    uid = mediated(full_store)
    case = Link(uid, "案件", Mediation.__tablename__)
    court = made(full_store, Court, name="鄂州市鄂城区人民法院", level="basic")
    made(full_store, Confirmation, case=case, court=court, state="preparing")
    made(
        full_store, Agreement, case=case, form="oral", agreed_on="2026-09-12", facts="争议", terms="当场道歉"
    )
    return uid
