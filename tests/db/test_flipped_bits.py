"""One bit turned over anywhere in the data file, its log or the keys: the check finds it, or it changed nothing."""

import random
import shutil
from contextlib import closing

import pytest

from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.connection import connect
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE


@pytest.fixture(scope="module")
def settled(practice_folder, tmp_path_factory):
    """A data folder whose log is empty: everything is in the one file."""
    folder = shutil.copytree(practice_folder, tmp_path_factory.mktemp("settled") / "数据")
    with closing(connect(folder / FILE, read_keys(folder).key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.mark.faults
def test_every_flipped_bit_of_the_data_file_is_found(settled, tmp_path, full):
    folder = shutil.copytree(settled, tmp_path / "数据")
    path, chance = folder / FILE, random.Random(3)
    whole = path.read_bytes()
    missed = []
    for _ in range(10_000 if full else 12):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        with path.open("r+b") as file:
            file.seek(place)
            file.write(bytes([whole[place] ^ 1 << bit]))
        if not found(folder):
            missed.append((place, bit))
        path.write_bytes(whole)

    assert missed == []


@pytest.mark.faults
@pytest.mark.parametrize("name", ["keys.json", "keys.copy.json"])
def test_a_flipped_bit_of_one_copy_of_the_keys_is_found_and_the_other_opens_the_data(
    settled, tmp_path, name, full
):
    folder = shutil.copytree(settled, tmp_path / "数据")
    path, chance = folder / name, random.Random(5)
    whole = path.read_bytes()
    for _ in range(400 if full else 12):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])

        with Store.open(folder, CATALOGUE) as store:
            held = path.read_bytes()
            assert held == whole or is_damaged(check(store)), (place, bit)
        path.write_bytes(whole)


def found(folder):
    try:
        with Store.open(folder, CATALOGUE) as store:
            return is_damaged(check(store))
    except UserError as refusal:
        return refusal.code in {"store-damaged", "key-wrong", "store-not-ours"}
