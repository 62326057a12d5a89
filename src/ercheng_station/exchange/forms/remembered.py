"""How a person corrected what was proposed for a form, kept for the next one of the same shape."""

import json
from collections.abc import Mapping, Sequence

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.exchange.forms.proposing import Slot
from ercheng_station.exchange.forms.sheet_cells import name_of, place_of
from ercheng_station.exchange.forms.workbook_form import Form, Place
from ercheng_station.records.office import Setting
from ercheng_station.services.form_values import title_of

FORM_SETTING = "form."
"""What the settings begin with that keep a form's corrections: `form.<shape>.1`, `.2` where they are many."""
_PIECE, _SHAPE = 40, 16


def recalled(store: Store, form: Form, slots: Sequence[Slot]) -> dict[Place, str]:
    """What each slot is filled with: as proposed, unless a person said otherwise. A figure that is no more counts for nothing."""
    chosen = {slot.place: slot.choice for slot in slots}
    for row in _kept(store, form):
        chosen |= {place: key for place, key in _read(row).items() if place in chosen}
    return {place: key if title_of(key) else "" for place, key in chosen.items()}


def remember(store: Store, form: Form, slots: Sequence[Slot], chosen: Mapping[Place, str]) -> Act | None:
    """Only what differs from the proposal; no act if that is known already."""
    said = {slot.place: key for slot in slots if (key := chosen.get(slot.place, slot.choice)) != slot.choice}
    places = list(said)
    pieces = [
        _written({place: said[place] for place in places[at : at + _PIECE]})
        for at in range(0, len(places), _PIECE)
    ]
    known = {str(row.values["key"]): row for row in _kept(store, form)}
    texts = {f"{_beginning(form)}{number}": piece for number, piece in enumerate(pieces, 1)}
    texts |= {key: "" for key in known if key not in texts}
    changes = [change for key, text in texts.items() for change in _change(known.get(key), key, text, form)]
    return store.act(f"记住“{form.path.name}”怎样填", changes) if changes else None


def _change(known: Row | None, key: str, text: str, form: Form) -> list[Change]:
    if known and (known.values["value"] or "") == text:
        return []
    note = f"照表填报“{form.path.name[:20]}”时改过的格子"
    values = {"key": key, "value": text or None, "note": note, "attachments": None}
    return [Alter(Setting, known.uid, values) if known else Create(Setting, values)]


def _kept(store: Store, form: Form) -> list[Row]:
    beginning = _beginning(form)
    rows = store.rows(Query(Setting, where=(Condition("key", "has", beginning),)))
    return [row for row in rows if str(row.values["key"]).startswith(beginning)]


def _beginning(form: Form) -> str:
    return f"{FORM_SETTING}{form.shape[:_SHAPE]}."


def _written(said: Mapping[Place, str]) -> str:
    return json.dumps(
        {f"{title}!{name_of(at)}": key for (title, at), key in said.items()}, ensure_ascii=False
    )


def _read(row: Row) -> dict[Place, str]:
    """A setting that cannot be read counts for nothing."""
    found: dict[Place, str] = {}
    try:
        said = json.loads(row.values["value"] or "{}")
        for name, key in said.items():
            title, _, cell = str(name).rpartition("!")
            found[title, place_of(cell)] = str(key)
    except (ValueError, AttributeError):
        return {}
    return found
