"""A store moves to the server as it is, and a backup of what lies there is a file like any other."""

import shutil
from contextlib import closing

import pytest

from ercheng_station.db.address import Address, write_address
from ercheng_station.db.listing import Query
from ercheng_station.db.server.connection import connect
from ercheng_station.db.server.moving import MOVED, move
from ercheng_station.db.server.store import ServerStore
from ercheng_station.db.server.upgrade import upgrade
from ercheng_station.db.store import FILE, Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.restoring import restore_folder
from tests.db.saving import made
from tests.founding import NOW

GARBLING = (
    "CREATE FUNCTION garble() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN NEW.label = NEW.label || '？'; RETURN NEW; END $$",
    "CREATE TRIGGER garble BEFORE INSERT ON enterprise FOR EACH ROW EXECUTE FUNCTION garble()",
)


@pytest.fixture
def at_home(server, practice_folder, tmp_path):
    """A practice station in a file."""
    shutil.copytree(practice_folder, tmp_path / "在本机")
    with Store.open(tmp_path / "在本机", CATALOGUE, now=lambda: NOW) as store:
        yield store
    server.clear()


def everything(store):
    return {kind: [(row.head, row.values) for row in store.rows(Query(kind))] for kind in store.kinds}


def test_what_moves_to_the_server_is_there_as_it_was(at_home, server):
    before, head = everything(at_home), at_home.sealed()

    move(at_home, server.new())

    assert not (at_home.folder / FILE).exists()
    assert (at_home.folder / MOVED).exists()
    with Store.open(at_home.folder, CATALOGUE, now=lambda: NOW) as there:
        assert isinstance(there, ServerStore)
        assert everything(there) == before
        assert there.sealed() == head
        assert there.broken() == []
        assert made(there, Visit, **_visit(there)).number > max(row["number"] for row, _ in before[Visit])


def test_what_arrives_otherwise_is_told_and_the_file_stays_in_use(at_home, server, refused):
    address = server.new()
    upgrade(address.url)
    with closing(connect(address.url)) as connection:
        for statement in GARBLING:
            connection.execute(statement)

    with refused("server-differs"):
        move(at_home, address)

    assert (at_home.folder / FILE).exists()
    assert at_home.count(Query(Enterprise)) > 0


def test_a_database_that_cannot_keep_every_character_is_refused(at_home, server, refused):
    server.run("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")

    with refused("server-encoding"):
        move(at_home, Address(server.url("latin")))


def test_a_store_moves_to_no_place_where_somebody_has_acted(at_home, store, refused):
    with refused("unit-exists"):
        move(at_home, store.address)


def test_a_backup_of_the_server_is_restored_into_a_file(practice_store, tmp_path):
    photo = practice_store.attachments.put(b"a picture", "照片.txt")
    made(practice_store, Visit, **_visit(practice_store), photos=[photo])
    before, head = everything(practice_store), practice_store.sealed()

    backup = back_up_store(practice_store)
    restore_folder(backup.path, tmp_path / "在本机")

    assert sorted(path.name for path in practice_store.folder.glob(".*")) == []
    with Store.open(tmp_path / "在本机", CATALOGUE, now=lambda: NOW) as here:
        assert type(here) is Store
        assert everything(here) == before
        assert here.broken() == []
        assert here.sealed()[0] >= head[0]
        assert here.attachments.read(photo.sha256) == b"a picture"
        firm = next(here.rows(Query(Enterprise)))
        assert here.count(Query(Enterprise, text=firm.label[2:6])) > 0


def test_a_backup_is_not_put_in_the_place_of_a_server(store, refused):
    backup = back_up_store(store)
    store.close()

    with refused("server-no-restore"):
        restore_folder(backup.path, store.folder)


def test_attachments_may_lie_where_all_clerks_reach_them(store, tmp_path):
    store.close()
    write_address(store.folder, Address(store.address.url, tmp_path / "共用"))
    with Store.open(store.folder, CATALOGUE, now=lambda: NOW) as again:
        kept = again.attachments.put(b"a picture", "照片.txt")
        backup = back_up_store(again, tmp_path / "备份")

    assert (tmp_path / "共用" / "files" / kept.sha256[:2] / kept.sha256).exists()
    assert (tmp_path / "备份" / "files" / kept.sha256[:2] / kept.sha256).exists()
    assert backup.damaged == ()


def _visit(store):
    firm = next(store.rows(Query(Enterprise)))
    return {"enterprise": firm.label, "visited_on": "2026-11-19", "way": "实地", "visitors": "余慧敏"}
