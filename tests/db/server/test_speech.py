"""What SQLite takes is said to PostgreSQL in its own words; what both take goes as it is."""

import pytest

from ercheng_station.db.grams import quoted
from ercheng_station.db.server.speech import LARGEST_ENTRY, said


@pytest.mark.parametrize(
    ("ours", "its"),
    [
        ("SELECT n FROM visit WHERE uid = ? AND n > ?", "SELECT n FROM visit WHERE uid = $1 AND n > $2"),
        ("SELECT 1 WHERE number = ?1 OR origin = ?2 OR number = ?1",
         "SELECT 1 WHERE number = $1 OR origin = $2 OR number = $1"),
        ("BEGIN IMMEDIATE", "BEGIN; LOCK TABLE act IN SHARE ROW EXCLUSIVE MODE"),
        ('SELECT t.n FROM "visit" AS t INDEXED BY "ix_visit_number" WHERE TRUE ORDER BY +t."number" ASC, +t.n ASC',
         'SELECT t.n FROM "visit" AS t WHERE TRUE ORDER BY t."number" ASC, t.n ASC'),
        ("SELECT hex(t.revision) FROM a CROSS JOIN b ON b.n = a.n LIMIT -1",
         "SELECT upper(encode(t.revision, 'hex')) FROM a JOIN b ON b.n = a.n"),
        ("SELECT n FROM a WHERE n IN () OR n NOT IN ()", "SELECT n FROM a WHERE n = ANY ('{}') OR n <> ALL ('{}')"),
        ("SELECT json_extract(content, '$.act') FROM post", "SELECT (content::json ->> 'act') FROM post"),
        ("SELECT a FROM b WHERE instr(lower(label), ?) > 0", "SELECT a FROM b WHERE strpos(lower(label), $1) > 0"),
        ("INSERT INTO \"visit_search\" (\"visit_search\") VALUES ('delete-all')", 'DELETE FROM "visit_search"'),
        ("INSERT INTO post VALUES (?,?,?) ON CONFLICT DO NOTHING",
         "INSERT INTO post VALUES ($1,$2,$3) ON CONFLICT DO NOTHING"),
    ],
)  # fmt: skip
def test_a_statement_is_said_so(ours, its):
    assert said(ours).text == its


def test_grams_become_lexemes_whatever_signs_they_have():
    words = said('SELECT n FROM "visit_search" AS s WHERE s."visit_search" MATCH ? AND n < ?')
    first, second, third, fourth = map(quoted, ("商标", 'A"', "it", "'\\"))
    asked = f"({first} AND {second}) OR ({third} AND {fourth})"

    values = words.values([asked, 5])

    assert words.text == 'SELECT n FROM "visit_search" AS s WHERE s.grams @@ $1::tsquery AND n < $2'
    assert values == ["('商标' & 'a\"') | ('it' & '''\\\\')", 5]


def test_an_entry_is_folded_and_kept_within_what_the_server_takes():
    words = said('INSERT OR REPLACE INTO "visit_search" (rowid, grams) VALUES (?, ?)')

    _, short = words.values([1, "商标 AB '"])
    _, long = words.values([1, " ".join(f"{n:06}" for n in range(200_000))])

    assert short == "'商标' 'ab' ''''"
    assert 0.9 * LARGEST_ENTRY < len(long.replace("'", "").replace(" ", "")) <= LARGEST_ENTRY


def test_a_name_sounds_so_if_its_tokens_in_the_index_do():
    words = said(
        'SELECT t.n FROM "enterprise" AS t WHERE (sounds_like(?, t."name") OR strpos(t.label, ?) > 0)'
    )

    assert 't.n IN (SELECT rowid FROM "enterprise_search" WHERE grams @@ $1::tsquery)' in words.text
    assert words.values(["hd", "hd"])[1] == "hd"
    assert "hd" in words.values(["hd", "hd"])[0]
