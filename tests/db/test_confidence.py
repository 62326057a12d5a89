"""Who reported a clue is told to its handler and the head; every other way out is tried here."""

import json
import sqlite3
from contextlib import closing
from zipfile import ZipFile, is_zipfile

import pytest

from ercheng_station.db.browse import Browser
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.everywhere import Everywhere
from ercheng_station.db.indexing import named, searched
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.lock import login
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.exchange.plain import record_plain
from ercheng_station.records import CATALOGUE
from ercheng_station.records.clues import Clue, EvidenceItem, Reporter
from ercheng_station.records.station import Station
from ercheng_station.ui.record.reading import read_record, read_steps
from tests.assisting import came, changed
from tests.commanding import command, spoken
from tests.conftest import NOW
from tests.documents.mediation.papers import read
from tests.handling import SECRETS, clue_of, reporter_of
from tests.mediating import made


@pytest.fixture
def reported(store):
    """A clue of 余慧敏 with its reporter, in a station whose head is 程德胜; a colleague sits at the desk."""
    store.act("负责人", [Alter(Station, store.unit.uid, {"head": "程德胜"})])
    clue = clue_of(store)
    reporter = reporter_of(store, clue)
    store.actor = "张立新"
    return clue, reporter


def tells(text):
    return [secret for secret in SECRETS if secret in str(text)]


@pytest.mark.parametrize("actor", ["余慧敏", "程德胜"])
def test_the_handler_and_the_head_read_it(store, reported, actor):
    clue, reporter = reported
    store.actor = actor

    assert store.row(Reporter, reporter.uid).values["name"] == SECRETS[0]
    assert [row.uid for row in store.confided(Reporter, clue)] == [reporter.uid]
    (shown,) = [one for one in read_record(store, Clue, clue.uid).children if one.kind is Reporter]
    assert (shown.count, shown.rows[0].values["mobile"]) == (1, SECRETS[1])


@pytest.mark.parametrize("actor", ["张立新", "", "root"])
def test_nobody_else_does(store, reported, actor):
    clue, reporter = reported
    store.actor = actor

    for reading in (store.row, store.get, store.whole, store.living):
        with pytest.raises(UserError, match="保密"):
            reading(Reporter, reporter.uid)
    assert store.confided(Reporter, clue) == []
    (shown,) = [one for one in read_record(store, Clue, clue.uid).children if one.kind is Reporter]
    assert (shown.count, shown.rows) == (0, [])


def test_it_is_in_no_list_count_or_tally_even_for_the_head(store, reported):
    clue, _ = reported
    store.actor = "程德胜"
    for query in (
        Query(Reporter),
        Query(Reporter, where=by_value({"clue": clue})),
        Query(Reporter, text=SECRETS[0]),
        Query(Reporter, sort="kind", removed=True),
    ):
        assert list(store.rows(query)) == store.find(query) == []
        assert store.count(query) == store.distinct(query, "name") == 0
        assert store.tally(query, "name") == {}


def test_the_list_worker_and_the_search_do_not_find_it(store, reported):
    store.actor = "程德胜"
    while store.index_waiting():
        pass
    browser, everywhere = Browser(store), Everywhere(store, store.kinds)

    lines = browser.open(browser.cancel(), Query(Reporter), ["name", "mobile"])
    hits = [list(everywhere.find(everywhere.cancel(), word)) for word in (*SECRETS, "举报人")]
    browser.close()
    everywhere.close()

    assert lines == []
    assert not [section for found in hits for sections in found for section in sections if section.hits]


def test_the_search_tables_hold_none_of_it(store, reported):
    while store.index_waiting():
        pass
    connection = store.connect_reader()
    held = connection.execute("SELECT count(*) FROM reporter_waiting").fetchone()[0]
    connection.close()

    assert held == 0
    assert searched(Reporter) == named(Reporter) == []
    assert store.count(Query(Clue, text=SECRETS[0])) == 0


def test_it_is_on_no_paper_and_in_no_whole(store, reported):
    clue, _ = reported
    store.actor = "余慧敏"
    made(store, EvidenceItem, clue=clue, name="照片", type="object", form="copy")

    whole = store.whole(Clue, clue.uid)

    assert whole.parts["reporter"] == ()
    assert [form.kind for form in PAPERS if form.kind is Reporter] == []


@pytest.mark.parametrize("actor", ["余慧敏", "张立新"])
def test_the_history_tells_that_it_changed_and_not_what(store, reported, actor):
    clue, reporter = reported
    store.actor = "余慧敏"
    changed(store, reporter, address="保密路八号二楼")
    store.actor = actor

    entries = store.entries(reporter.uid)

    assert [entry.op for entry in entries] == ["create", "alter"]
    assert not tells([entry.details for entry in entries])
    assert not tells(read_steps(store, Reporter, reporter.uid))
    assert not tells(
        [entry.label for entry in entries] + [entry.details for entry in store.entries(clue.uid)]
    )


def test_no_ledger_is_made_of_it_for_anybody(store, reported):
    store.actor = "程德胜"
    with pytest.raises(UserError, match="不能列出、导出"):
        make_ledger(store, Query(Reporter), masked=False)


def test_json_has_its_head_alone(store, reported):
    _, reporter = reported
    store.actor = "余慧敏"
    plain = record_plain(Reporter, store.row(Reporter, reporter.uid), store.context, masked=False)
    assert not tells(json.dumps(plain, ensure_ascii=False))
    assert "name" not in plain


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".pdf"])
def test_no_command_tells_it(store, reported, tmp_path, suffix):
    clue, reporter = reported
    store.act("负责人", [Alter(Station, store.unit.uid, {"head": login()})])  # who gives the commands
    entry = came(store, visitor=SECRETS[0], phone=SECRETS[1])
    changed(store, entry, track="clue", visitor="", phone="")
    folder = store.folder
    store.close()

    tried = [
        ("list", "reporter"),
        ("list", "reporter", "--unmasked", "--why", "核对"),
        ("show", "reporter", reporter.uid),
        ("show", "reporter", reporter.uid, "--unmasked", "--why", "核对"),
        ("show", "clue", clue.uid, "--unmasked", "--why", "核对"),
        ("history", "reporter", reporter.uid),
        ("history", "clue", clue.uid),
        ("history", "reception", entry.uid),
        ("show", "reception", entry.uid, "--unmasked", "--why", "核对"),
        ("export", "reception", tmp_path / f"d{suffix}", "--unmasked", "--why", "核对"),
        ("report", "month", "2026-11", "--out", tmp_path / "报表"),
        ("export", "reporter", tmp_path / f"a{suffix}", "--unmasked", "--why", "核对"),
        ("export", "clue", tmp_path / f"b{suffix}", "--unmasked", "--why", "核对"),
        ("set", "reporter", reporter.uid),
        ("paper", "evidence_handover", clue.uid, tmp_path / "c.pdf", "--by-hand"),
        *(("search", secret) for secret in SECRETS),
    ]
    for words in tried:
        for way in (command, spoken):
            answer = way(folder, *words, given={"note": "改"})
            assert not tells(answer.out + answer.told.replace(str(words[1]), "")), words
            if words[0] == "search":
                assert "举报人" not in answer.out
            elif words[1] == "reporter":
                assert "E-132" in answer.out + answer.told
    assert not (tmp_path / f"a{suffix}").exists()
    written = [path for path in (folder.parent, tmp_path) for path in path.rglob("*") if path.is_file()]
    for path in written:
        parts = ZipFile(path) if is_zipfile(path) else None
        held = b"".join(map(parts.read, parts.namelist())) if parts else path.read_bytes()
        assert not [secret for secret in SECRETS if secret.encode() in held], path


def test_no_other_way_out_tells_it(store, reported, tmp_path):
    """By the head, with every number in full."""
    clue, reporter = reported
    store.act("负责人", [Alter(Station, store.unit.uid, {"head": login()})])
    folder, out = store.folder, tmp_path / "出"
    store.close()
    full = ("--unmasked", "--why", "核对")
    tried = [
        ("entries", "clue", clue.uid, *full),
        ("entries", "reporter", reporter.uid, *full),
        ("step", "clue", clue.uid),
        ("due",),
        ("check",),
        ("retention", "--on", "2080-01-01", "--file", out / "期满.pdf"),
        ("retention", "--on", "2080-01-01", "--file", out / "期满.xlsx"),
        ("person", out / "本人.xlsx", "--why", "本人申请"),
        ("report", "month", "2026-11", "--out", out, "--sent"),
        ("brief", "month", "2026-11", out / "简报.docx"),
        ("bundle", "month", "2026-11", "--out", out, "--attachments"),
        ("users", "log"),
    ]
    out.mkdir()

    for words in tried:
        answer = spoken(folder, *words, given={"name": SECRETS[0], "phone": SECRETS[1]})
        shown = [one for one in tells(answer.out + answer.told) if words[0] != "person" or one != SECRETS[0]]
        assert shown == [], words

    for path in out.iterdir():
        text = "".join(read(path)) if path.suffix == ".pdf" else text_of(path)
        allowed = {SECRETS[0]} if path.name == "本人.xlsx" else set()  # who asks for his copy is named in it
        assert set(tells(text)) <= allowed, path
    assert len(list(out.iterdir())) >= 6


def text_of(path):
    """All parts of a zip as one text."""
    with ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


def test_a_command_adds_one_and_answers_with_no_more_than_its_id(closed_folder):
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        clue = clue_of(store)

    answer = command(
        closed_folder, "add", "reporter", given={"clue": str(clue.uid), "kind": "real", "name": SECRETS[0]}
    )

    (saved,) = answer.document["saved"]
    assert (answer.code, set(saved), saved["title"]) == (0, {"id", "title"}, "举报人")


def test_who_is_not_told_changes_nothing_of_it(store, reported):
    _, reporter = reported
    with pytest.raises(UserError, match="保密"):
        store.act("修改", [Alter(Reporter, reporter.uid, {"name": "别人"})])


def test_nobody_names_himself_as_the_one_who_is_told(store, reported):
    clue, reporter = reported
    with pytest.raises(UserError, match="保密"):
        store.act("改派", [Alter(Clue, clue.uid, {"handler": "张立新"})])

    store.actor = "余慧敏"
    store.act("改派", [Alter(Clue, clue.uid, {"handler": "张立新"})])
    with pytest.raises(UserError, match="保密"):
        store.row(Reporter, reporter.uid)


def test_a_clue_without_reporter_changes_hands_freely(store):
    clue = clue_of(store)
    store.actor = "张立新"
    store.act("改派", [Alter(Clue, clue.uid, {"handler": "张立新"})])
    assert store.row(Clue, clue.uid).values["handler"] == "张立新"


def test_a_reporter_needs_a_handler(store):
    clue = clue_of(store, handler="")
    with pytest.raises(Refused, match="承办人不能空着"):
        store.act("新增举报人", [Create(Reporter, {"clue": clue, "kind": "anonymous"})])


def test_undo_brings_the_reporter_back_and_tells_nothing(store, reported):
    clue, reporter = reported
    store.act("删除线索", [Remove(Clue, clue.uid, "重复")])
    store.undo()

    assert store.confided(Reporter, clue) == []
    store.actor = "余慧敏"
    assert store.row(Reporter, reporter.uid).values["note"] == SECRETS[4]


def test_the_file_of_the_store_is_not_readable_without_its_key(store, reported):
    with (
        closing(sqlite3.connect(store.folder / "station.db")) as file,
        pytest.raises(sqlite3.DatabaseError),
    ):
        file.execute("SELECT name FROM reporter").fetchall()
