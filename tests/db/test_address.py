"""Where a district's records are is told by a small file, and a station loads nothing that reaches a network."""

import subprocess
import sys
from pathlib import Path

import pytest

from ercheng_station.db import address
from ercheng_station.db.address import NAME, Address, read_address, write_address

URL = "postgresql+psycopg://区局@10.1.2.3/ledger"
STATION_AT_WORK = """
import sys
from pathlib import Path
from ercheng_station.db.changes import Create
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.office import Phrase
from ercheng_station.services.backups import back_up_store

with Store.open(Path(sys.argv[1]), CATALOGUE) as store:
    store.act("新增常用语", [Create(Phrase, {**dict.fromkeys(Phrase.kept), "words": "甲"})])
    back_up_store(store)
print(sorted(name for name in sys.modules if "psycopg" in name or name.startswith("ercheng_station.db.server")))
"""


def test_what_is_written_is_read_and_nobody_else_reads_it(tmp_path):
    for wanted in (Address(URL), Address(URL, Path("Z:/两站附件"))):
        write_address(tmp_path, wanted)

        assert read_address(tmp_path) == wanted
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 1, "url": "http://10.1.2.3/"}'])
def test_an_address_that_cannot_be_read_is_told(tmp_path, refused, content):
    (tmp_path / NAME).write_text(content)

    with refused("server-no-address"):
        read_address(tmp_path)


def test_an_address_of_a_later_program_is_told(tmp_path, refused):
    (tmp_path / NAME).write_text('{"format": 2, "url": ""}')

    with refused("store-newer"):
        read_address(tmp_path)


def test_a_computer_without_the_driver_says_so(monkeypatch, refused):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(address, "import_module", missing)

    with refused("server-no-driver"):
        address.on_server("store")


def test_a_station_at_work_loads_no_driver_and_nothing_of_the_server(closed_folder):
    done = subprocess.run(
        [sys.executable, "-c", STATION_AT_WORK, closed_folder], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
