"""A new data folder: made whole or not at all, opened by one, never made silently."""

import pytest

from ercheng_station.db.store import Store
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import Refused, UserError
from ercheng_station.records import CATALOGUE
from tests.conftest import NOW, STATION

pytestmark = pytest.mark.files


def test_a_folder_that_holds_a_station_is_not_made_anew(store):
    with pytest.raises(UserError) as refused:
        Store.create(store.folder, CATALOGUE, STATION)

    assert refused.value.code == "unit-exists"


def test_a_station_without_a_name_makes_no_folder(tmp_path):
    with pytest.raises(Refused):
        Store.create(tmp_path / "数据", CATALOGUE, {"kind": "office"})

    assert not (tmp_path / "数据" / "station.db").exists()


def test_a_missing_store_is_never_made_silently(tmp_path):
    with pytest.raises(UserError) as refused:
        Store.open(tmp_path, CATALOGUE)

    assert refused.value.code == "store-missing"
    assert list(tmp_path.iterdir()) == []


def test_a_second_opener_is_refused_and_the_first_goes_on(store):
    with pytest.raises(UserError) as refused:
        Store.open(store.folder, CATALOGUE)

    assert refused.value.code == "store-locked"
    assert store.unit.name == STATION["name"]


def test_the_practice_station_says_so(practice_store):
    assert practice_store.practice


def test_a_real_station_is_not_for_practice(store):
    assert not store.practice
    assert store.today == NOW.date()


def test_a_founding_cut_short_is_begun_again_with_the_same_key(tmp_path):
    folder = tmp_path / "数据"
    with Store.create(folder, CATALOGUE, STATION) as store:
        key = read_keys(folder).key
        assert store.unit.name == STATION["name"]
    (folder / "station.db").rename(folder / "station.new.db")

    with Store.create(folder, CATALOGUE, STATION) as store:
        assert store.unit.name == STATION["name"]

    assert read_keys(folder).key == key
    assert sorted(path.name for path in folder.glob("station*")) == ["station.db"]


def test_a_founding_refused_lets_go_of_the_folder(tmp_path):
    folder = tmp_path / "数据"
    folder.mkdir()
    (folder / "keys.json").write_text("not a key")

    with pytest.raises(UserError):
        Store.create(folder, CATALOGUE, STATION)

    (folder / "keys.json").unlink()
    Store.create(folder, CATALOGUE, STATION).close()
