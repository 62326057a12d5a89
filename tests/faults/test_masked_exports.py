"""N19: whatever leaves without a reason given tells nobody's number: registers in every form, answers, bundles, the log."""

import re
import zipfile
from datetime import date, timedelta
from itertools import count

import pypdfium2
import pytest

from ercheng_station import log
from ercheng_station.db.changes import Create
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.opening import open_bundle
from ercheng_station.records import ALL, CATALOGUE
from ercheng_station.records.assistance import Reception
from ercheng_station.records.identifiers import IdNumber, Phone
from tests.commanding import command
from tests.exchange.bundle.offices import mailed
from tests.founding import NOW, STATION, founded
from tests.records.sampling import full_record

KINDS = [
    kind
    for kind in ALL
    if "office" in kind.profiles
    and not kind.confided_to
    and any(one.private and isinstance(one, Phone | IdNumber) for one in kind.kept.values())
]
_TELLING = {Reception: {"track": "consultation"}}
"""What lets a register keep who it was."""
SUFFIXES = (".xlsx", ".csv", ".pdf")
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dX]|1\d{10})(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(place):
    first = f"420704{date(1950, 1, 1) + timedelta(days=place % 20_000):%Y%m%d}{place % 999:03}"
    return first + "10X98765432"[sum(int(sign) * one for sign, one in zip(first, _WEIGHTS, strict=True)) % 11]


def filled(folder, kinds, people):
    """A station with so many people among the registers that keep numbers; every number that is theirs alone."""
    places, told = count(1), set()
    with founded(folder, STATION) as store:
        made = {}
        for kind in kinds:
            full_record(store, kind, made)
            was = {**store.row(kind, made[kind].uid).values, **_TELLING.get(kind, {})}
            changes = []
            for _ in range(people // len(kinds)):
                place = next(places)
                own = {
                    name: id_number(place) if isinstance(one, IdNumber) else f"139{place:08}"
                    for name, one in kind.kept.items()
                    if one.private and isinstance(one, IdNumber | Phone)
                }
                told |= set(own.values())
                named = {name: f"{was[name]}{place}" for name in kind.names if was[name]}
                changes.append(Create(kind, {**was, **named, **own}))
            store.act(f"新增{kind.title}", changes)
    return told


def texts(path):
    """Everything that can be read in a file, past what packs it."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.faults
def test_no_number_of_a_person_leaves_unless_a_reason_is_given(tmp_path, full, figure):
    folder = tmp_path / "数据"
    kinds, people, seen = (KINDS, 10_000, 0) if full else (KINDS[:1], 3, 0)
    private = filled(folder, kinds, people)
    log.start(folder)
    for kind in kinds:
        name, shown = kind.__tablename__, []
        for suffix in SUFFIXES if full else SUFFIXES[1:2]:
            path = tmp_path / f"{name}{suffix}"
            assert command(folder, "export", name, path).code == 0
            shown.append(texts(path))
        shown.append(command(folder, "list", name, "--limit", people).out)
        seen += len(shown)
        assert [told & private for told in map(numbers, shown)] == [set()] * len(shown), name
        unmasked = tmp_path / f"{name}.csv"
        assert command(folder, "export", name, unmasked, "--unmasked", "--why", "区局要求").code == 0
        assert numbers(texts(unmasked)) & private, "the search finds what stands there"
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        path = mailed(store, tmp_path / "件")
        sent = "\n".join(one.to_text() for one in open_bundle(path, CATALOGUE)[0].versions)
    log.stop()
    logs = "\n".join(one.read_text(encoding="utf-8") for one in (folder / "logs").rglob("*.log"))

    assert [numbers(one) & private for one in (texts(path), sent, logs)] == [set()] * 3
    figure(
        "N19",
        f"ID numbers and phones of {people:,} people in {seen + 3} lists, tables, papers, bundles and logs",
        "0 in full",
    )


def numbers(text):
    return set(_NUMBERS.findall(text))
