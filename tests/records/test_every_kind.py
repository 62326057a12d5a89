"""The laws that every kind and every field keeps; a new kind is checked by being in ALL."""

from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest

from ercheng_station import codes
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.ledger import ID, NUMBER, PLACE, REVISION
from ercheng_station.exchange.plain import HEAD, TITLES, fold_key
from ercheng_station.records import ALL, CATALOGUE
from ercheng_station.records.base import EVERY_UNIT, indexes, listed, refs_of, sortable, walked
from ercheng_station.records.fields import Choice, Choices, Context, Day, Files, Ref, Text
from tests.commanding import command
from tests.conftest import NOW, STATION
from tests.founding import founded
from tests.records.sampling import LINK, full_record, samples

GROUPS = {"visit", "mediation", "clue", "station", "outreach", "resource", "report", "data"}
KINDS = [pytest.param(kind, id=kind.__tablename__) for kind in ALL]
TOLD = [pytest.param(kind, id=kind.__tablename__) for kind in ALL if not kind.confided_to]
"""What is confided to one person comes out nowhere: tests/db/test_confidence.py."""


def resolve(kind, raw):
    if raw in {str(LINK.uid), LINK.title}:
        return LINK
    raise Fault(f"找不到“{raw}”")


CONTEXT = Context(date(2026, 11, 20), codes.shipped, resolve)


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """folder_of(kind): a data folder of a unit that keeps the kind, with one full record of it."""
    made = {}

    def make(kind):
        profile = "office" if "office" in kind.profiles else min(kind.profiles)
        if profile not in made:
            folder = tmp_path_factory.mktemp(profile) / "数据"
            with founded(folder, {**STATION, "kind": profile}) as store:
                records = {}
                for every in store.kinds:
                    full_record(store, every, records)
            made[profile] = folder, records
        folder, records = made[profile]
        return folder, records[kind]

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_field_writes_it_reads_back(kind):
    for field, value in sampled(kind):
        written = [field.plain(value, CONTEXT)]
        if not isinstance(field, Files):
            written += [field.text(value, CONTEXT), field.cell(value, CONTEXT)]

        assert [field.parse(one, CONTEXT) for one in written] == [value] * len(written), field.name


@pytest.mark.parametrize("kind", KINDS)
def test_a_private_value_is_masked_and_never_taken_for_new(kind):
    for field, value in sampled(kind):
        masked = field.masked(value, CONTEXT)

        assert ("***" in masked) == field.private, field.name
        assert not field.private or field.wrong(masked, CONTEXT), field.name


def sampled(kind):
    return [(field, value) for field in kind.kept.values() for value in samples(field, codes.shipped)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_described_in_full(kind):
    first = next(iter(kind.kept.values()))
    for field in kind.kept.values():
        assert field.label.strip() == field.label != "", field.name
        assert 4 <= field.width <= 80, field.name
        assert field.section or field is first or not first.section, field.name
        assert not field.default or field.wrong(field.default, CONTEXT) is None, field.name
        assert not isinstance(field, Choice | Choices) or codes.shipped(field.codes).codes, field.name
        # ticked beforehand, it stays beside what is chosen
        assert not isinstance(field, Choices) or not field.required or not field.default, field.name
        assert not isinstance(field, Ref) or CATALOGUE[field.kind], field.name


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_called_in_words(kind, folder_of):
    folder, made = folder_of(kind)
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        label = store.label(kind, made.uid)

    assert label.strip()
    assert "Link(" not in label
    assert "None" not in label


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_names_only_fields_it_has(kind):
    assert set(kind.natural_key) <= kind.kept.keys()
    assert all(isinstance(kind.kept[name], Text) for name in kind.names)
    assert not kind.dated_by or (
        isinstance(kind.kept[kind.dated_by], Day) and kind.kept[kind.dated_by].required
    )
    assert not kind.owner or (isinstance(kind.kept[kind.owner], Ref) and kind.kept[kind.owner].required)
    if kind.chain:
        states = {one.code for one in codes.shipped(kind.kept[kind.chain.field].codes).codes}
        assert kind.chain.moves.keys() == states
        assert {step for steps in kind.chain.moves.values() for step in steps} <= states


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_place_and_its_units(kind):
    assert kind.group in GROUPS or (kind.owner and not kind.group)  # a part stands with its owner
    assert kind.profiles
    assert kind.profiles <= EVERY_UNIT
    assert all(
        CATALOGUE[field.kind].profiles >= kind.profiles
        for field in kind.kept.values()
        if isinstance(field, Ref) and field.required
    )
    assert listed(kind)
    assert sortable(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_pattern_tells_unit_year_and_serial(kind):
    if kind.pattern:
        assert kind.dated_by
        assert kind.pattern.format(issuer="鄂城知", unit="泽林", year=2026, serial=7) != kind.pattern.format(
            issuer="鄂城知", unit="泽林", year=2026, serial=8
        )


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_fields_of_a_kind_are_called_the_same(kind):
    words = [
        fold_key(word) for name, field in kind.kept.items() for word in {name, field.label, field.caption}
    ]

    assert len(words) == len(set(words))
    assert not {*HEAD, TITLES, "owned"} & kind.kept.keys()
    assert not {PLACE, NUMBER, ID, REVISION} & {field.caption for field in kind.kept.values()}


def test_where_children_are_walked_by_the_titles_of_their_parents_these_have_an_index():
    walked_by = {
        (kind.__tablename__, ref.kind)
        for kind in ALL
        for name, ref in refs_of(kind).items()
        if ref.required and name in walked(kind)
    }

    assert not {kind for kind, parent in walked_by if CATALOGUE[parent].called_by_number}


def test_no_two_kinds_are_called_the_same():
    assert len({kind.title for kind in ALL}) == len({kind.__tablename__ for kind in ALL}) == len(ALL)


@pytest.mark.parametrize("kind", KINDS)
def test_the_migrated_table_is_the_described_one(store, kind):
    dialect_type = {"VARCHAR", "BIGINT", "DATE", "BOOLEAN", "INTEGER", "BLOB"}
    name = kind.__tablename__
    described = {column: (one.form.sql, one.needed) for column, one in kind.table.items()}
    pointing = {(column, one.target) for column, one in kind.table.items() if one.target}
    sorting = {index: [column] for index, column in indexes(kind).items()}

    connection = store.connect_reader()
    migrated = {row[1]: (row[2], bool(row[3])) for row in connection.execute(f'PRAGMA table_info("{name}")')}
    keys = {(row[3], row[2]) for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
    kept = {
        row[1]: [part[2] for part in connection.execute(f'PRAGMA index_info("{row[1]}")')]
        for row in connection.execute(f'PRAGMA index_list("{name}")')
        if row[1].startswith("ix_")
    }
    connection.close()

    assert migrated == described
    assert {form for form, _ in migrated.values()} <= dialect_type
    assert keys == pointing
    assert {key: kept.get(key) for key in sorting} == sorting
    assert {columns[0] for key, columns in kept.items() if key not in sorting} <= {
        column for column, _ in pointing
    }


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_tells_a_kind_as_it_is_described(tmp_path, kind):
    (told,) = command(tmp_path / "nothing", "kinds", kind.title).document

    assert told["kind"] == kind.__tablename__
    assert [field["name"] for field in told["fields"]] == list(kind.kept)
    for field in told["fields"]:
        described = kind.kept[field["name"]]
        assert (field["label"], field["type"], field["unit"]) == (
            described.label,
            described.type,
            described.unit,
        )
        assert (field["required"], field["listed"], field["private"]) == (
            described.required,
            described.listed,
            described.private,
        )
        assert bool(field["codes"]) == isinstance(described, Choice | Choices)
        assert field["of"] == getattr(described, "kind", None)


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_kept_comes_out_the_same_everywhere(folder_of, tmp_path, kind):
    folder, link = folder_of(kind)
    name, path = kind.__tablename__, tmp_path / "台账.xlsx"

    shown = command(folder, "show", name, link.uid).document
    listed_ = command(folder, "list", name).document
    exported = command(folder, "export", name, path).document

    shown.pop("owned")
    assert shown in listed_["records"]
    assert exported["rows"] == listed_["total"] == len(listed_["records"])
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        row, context = store.row(kind, link.uid), store.context
        cells = read_ledger(path, str(link.uid))
        for field in kind.kept.values():
            value = row.values[field.name]
            expected = field.masked(value, context) or None if field.private else field.cell(value, context)
            assert as_read(cells[field.caption]) == as_read(expected)
            if not field.private and not isinstance(field, Files):
                assert field.parse(cells[field.caption], context) == value


@pytest.mark.parametrize("kind", TOLD)
def test_a_register_is_printed_with_its_columns_and_its_count(folder_of, tmp_path, kind):
    folder, _ = folder_of(kind)
    path = tmp_path / "清单.pdf"

    exported = command(folder, "export", kind.__tablename__, path).document

    assert exported["rows"] == command(folder, "list", kind.__tablename__).document["total"]
    text = pdf_text(path)
    assert [field.caption for field in listed(kind).values() if squeezed(field.caption) not in text] == []
    assert f"{kind.title}台账" in text
    assert f"共{exported['rows']}条" in text


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_shown_and_given_back_changes_nothing(folder_of, kind):
    folder, link = folder_of(kind)
    shown = command(folder, "show", kind.__tablename__, link.uid, "--unmasked", "--why", "核对").document

    answer = command(folder, "set", kind.__tablename__, link.uid, given=shown)

    assert answer.code == 0
    assert answer.document["revision"] == shown["revision"]


def read_ledger(path, uid):
    """caption → cell of the row with that hidden id."""
    book = openpyxl.load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    place = rows[0].index("系统标识")
    (row,) = [row for row in rows[1:] if row[place] == uid]
    return dict(zip(rows[0], row, strict=True))


def pdf_text(path):
    """Without blanks and line ends."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in document))


def squeezed(text):
    return "".join(text.split())


def as_read(value):
    """openpyxl gives days as moments and amounts as floats."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return float(value) if isinstance(value, int | Decimal) else value
