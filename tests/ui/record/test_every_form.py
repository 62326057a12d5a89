"""What stands in the form of any register is saved as it stands there, and stands there again."""

import pytest

from ercheng_station.records import ALL
from ercheng_station.records.base import refs_of, typed
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.shell_titles import MADE_BY_PROGRAM
from tests.records.sampling import full_record

ONCE = {"station", "mediation", "setting", "code_entry"}
"""Of these there may be no second one like the first: it is changed instead."""
KEPT = [
    kind
    for kind in ALL
    if "office" in kind.profiles and kind.__tablename__ not in MADE_BY_PROGRAM and not kind.confided_to
]
KINDS = [
    kind
    for kind in KEPT
    if all(
        "office" in one.profiles
        for one in ALL
        if one.__tablename__ in {ref.kind for ref in refs_of(kind).values()}
    )
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__tablename__)
def test_a_form_saves_what_it_shows_and_shows_what_is_saved(desk, shown, qtbot, kind):
    link = full_record(desk.store, kind)
    values = {name: desk.store.row(kind, link.uid).values[name] for name in typed(kind)}
    form = shown(RecordForm(kind, desk), 900, 640)
    saved = []
    form.saved.connect(lambda row, _next: saved.append(row))

    if kind.__tablename__ in ONCE:
        form.edit(desk.store.row(kind, link.uid))
    else:
        form.begin(values)
    form.save()
    qtbot.waitUntil(lambda: bool(saved) or form.form.status.text().startswith(("有", "没有")))

    assert saved, (
        form.form.status.text(),
        {name: cell.fault() for name, cell in form.form.cells.items() if cell.fault()},
    )
    (row,) = saved
    assert {name: row.values[name] for name in values} == values
    form.edit(row)
    assert not form.dirty()
    again, faults = form.form.values()
    assert not faults
    assert again == values
