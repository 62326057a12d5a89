"""What migrations make: the same tables on a server as in a file, values lying there alike."""

from contextlib import closing

import pytest

from ercheng_station.db.server.connection import ServerError, connect
from ercheng_station.db.server.tables import Made
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import indexes


@pytest.mark.parametrize(
    ("ours", "its"),
    [
        ("CREATE TABLE post (book TEXT NOT NULL, PRIMARY KEY (book)) WITHOUT ROWID",
         'CREATE TABLE post (book TEXT COLLATE "C" NOT NULL, PRIMARY KEY (book))'),
        ('ALTER TABLE "need" ADD COLUMN slip_n INTEGER REFERENCES "slip"(n)',
         'ALTER TABLE "need" ADD COLUMN slip_n BIGINT REFERENCES "slip"(n) DEFERRABLE'),
        ("CREATE INDEX ix_visit_number ON visit (number) WHERE removed_at IS NULL",
         "CREATE INDEX ix_visit_number ON visit (number NULLS FIRST) WHERE removed_at IS NULL"),
        ("CREATE TRIGGER \"act_DELETE\" BEFORE DELETE ON \"act\" BEGIN SELECT RAISE(ABORT, 'sealed'); END",
         "CREATE TRIGGER act_DELETE BEFORE DELETE ON \"act\" FOR EACH ROW EXECUTE FUNCTION refuse_change('sealed')"),
        ("DROP TRIGGER act_UPDATE", "DROP TRIGGER act_UPDATE ON act"),
        ("UPDATE search_through SET n = 0", "UPDATE search_through SET n = 0"),
    ],
)  # fmt: skip
def test_what_a_migration_says_is_said_so(ours, its):
    assert Made().say(ours) == its


def test_what_points_to_a_later_table_is_tied_at_the_end():
    making = Made()

    said = making.say("CREATE TABLE a (\n\tn INTEGER,\n\tFOREIGN KEY(b_n) REFERENCES b (n)\n)")

    assert said == "CREATE TABLE a (\n\tn BIGINT\n)"
    assert making.owed == ["ALTER TABLE a ADD FOREIGN KEY(b_n) REFERENCES b (n) DEFERRABLE"]


def test_every_kind_has_its_columns_and_indexes_there(store):
    ask = "SELECT column_name FROM information_schema.columns WHERE table_name = ?"
    with closing(store.connect_reader()) as connection:
        known = {name for (name,) in connection.execute("SELECT indexname FROM pg_indexes")}
        for kind in CATALOGUE:
            there = {name for (name,) in connection.execute(ask, (kind.__tablename__,))}
            assert there == set(kind.table), kind
            assert set(indexes(kind)) <= known, kind


@pytest.mark.parametrize(
    "statement", ["UPDATE history SET actor = 'x'", "DELETE FROM act", "UPDATE history SET details = '{}'"]
)
def test_the_history_is_sealed_there_too(store, statement):
    with (
        closing(connect(store.address.url)) as connection,
        pytest.raises(ServerError, match="history is sealed"),
    ):
        connection.execute(statement)
