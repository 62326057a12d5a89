"""The editor of another record over the page: a new firm while a visit is typed, one more step of a need."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.fields import Field, Link, Text
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.reading import Told, read_record
from ercheng_station.ui.record.suggesting import link_of
from ercheng_station.ui.sheet import Sheet

_LARGE, _SMALL = (820, 640), (560, 420)


def add_record(
    parent: QWidget,
    desk: Desk,
    kind: type[Record],
    given: Mapping[str, Any],
    then: Callable[[Row], object],
    fields: Mapping[str, Field] | None = None,
) -> Sheet:
    """`then` gets the record once it is saved; with Ctrl+Enter once for each."""
    form = RecordForm(kind, desk, fields)
    sheet = _sheet(parent, f"新增{kind.one}", form, _LARGE if fields is None else _SMALL)
    form.saved.connect(lambda row, _next: then(row))
    form.begin(given)
    if fields is not None:
        form.form.next_button.hide()
    return sheet


def add_named(
    parent: QWidget,
    desk: Desk,
    kind: type[Record],
    title: str,
    then: Callable[[Link], object],
    within: Link | None = None,
) -> Sheet:
    """Only what the kind requires or wants, its name and its owner `within` filled in: enough to go on with."""
    name = name_field(kind)
    fields = {key: field for key, field in kind.kept.items() if field.required or field.wanted or key == name}
    given: dict[str, Any] = {name: title} if title else {}
    if within is not None and kind.owner and refs_of(kind)[kind.owner].kind == within.kind:
        given[kind.owner] = within
    return add_record(parent, desk, kind, given, lambda row: then(link_of(kind, row)), fields)


def change_record(parent: QWidget, desk: Desk, kind: type[Record], uid: Any) -> None:
    """Reads the record, then shows its editor; whoever may not change it looks at it in its register."""
    if not desk.may(kind.guard):
        desk.go(kind.__tablename__, uid)
        return

    def read(store: Store) -> Told:
        return read_record(store, kind, uid)

    def show(told: Told) -> None:
        form = RecordForm(kind, desk)
        _sheet(parent, f"修改 {told.row.label}", form)
        form.form.next_button.hide()
        form.edit(told.row, told.soft)

    desk.ask(read, show, parent)


def name_field(kind: type[Record]) -> str:
    """The field that a typed title belongs in."""
    texts = [name for name, field in kind.kept.items() if isinstance(field, Text)]
    return next((name for name in (*kind.names, *kind.natural_key, *texts) if name in texts), "")


def _add_beside(form: RecordForm, name: str, kind: str, title: str) -> None:
    wanted = form.desk.store.catalogue[kind]
    add_named(form, form.desk, wanted, title, partial(form.choose, name), form.host.within)


def _sheet(parent: QWidget, title: str, form: RecordForm, largest: tuple[int, int] = _LARGE) -> Sheet:
    form.new_asked.connect(partial(_add_beside, form))
    sheet = Sheet(parent, title, form, form.dirty, form.leave, largest)
    sheet.fit(form.form.missing_height)
    form.closed.connect(lambda: sheet.done(0))
    sheet.open()
    return sheet
