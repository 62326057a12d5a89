"""What goes into the places of a form: figures of a period, or the fields of one record."""

from collections.abc import Mapping

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.exchange.forms.labels import figure_of, ours
from ercheng_station.exchange.forms.sheet_cells import Value
from ercheng_station.exchange.forms.word_form import Words
from ercheng_station.exchange.forms.workbook_form import Form, Place
from ercheng_station.exchange.importing.headers import Headers
from ercheng_station.exchange.plain import Kind, fold_key
from ercheng_station.records.fields import Context
from ercheng_station.services.form_values import (
    BEFORE,
    NOW,
    WORDS,
    YEAR,
    YEAR_BEFORE,
    is_share,
    key_of,
    own_words,
)
from ercheng_station.services.reporters import Hush

_AFFIXES = {
    "累计去年同期": YEAR_BEFORE, "去年同期累计": YEAR_BEFORE, "去年同期": BEFORE, "上年同期": BEFORE,
    "本年累计": YEAR, "累计": YEAR, "本期": NOW, "本月": NOW, "本季": NOW,
}  # fmt: skip
_HUNDRED = 100


def key_in(name: str) -> str:
    """走访次数, 累计走访次数, 走访次数（去年同期）, 填报单位; "" for other words."""
    bare = "".join(char for char in fold_key(name) if char.isalnum())
    for affix, column in _AFFIXES.items():
        for rest in (bare.removeprefix(affix), bare.removesuffix(affix)):
            if rest != bare and (figure := figure_of(rest)):
                return key_of(figure, column)
    figure = figure_of(name)
    own = next((key for key, title in WORDS.items() if title == bare), "") or ours(name)
    return own or (key_of(figure, NOW) if figure else "")


def report_words(values: Mapping[str, Value]) -> Words:
    """A figure that has nothing to tell is a dash."""

    def words(name: str) -> str | None:
        key = key_in(name)
        value = values.get(key, "—" if key else None)
        return f"{value:.10g}" if isinstance(value, int | float) else value

    return words


def record_words(store: Store, kind: Kind, row: Row) -> Words:
    """A field by its label or by what offices call it, of the enterprise it is about too; private values are masked."""
    row = Hush(store, kind).hidden(row)
    headers, known = Headers(kind), own_words(store.unit.name, store.today, practice=store.practice)

    def words(name: str) -> str | None:
        if fold_key(name) == "编号":
            return row.number or ""
        meaning = headers.meaning(name)
        ref, _, field = meaning.field.partition(".") if meaning else ("", "", "")
        if ref in kind.kept:
            return _field(store, kind, row, ref, field)
        found = known.get(key_in(name))
        return None if found is None else str(found)

    return words


def _field(store: Store, kind: Kind, row: Row, name: str, further: str) -> str:
    if not further:
        return _text(kind, row, name, store.context)
    link = row.values[name]
    if not link:
        return ""
    target = store.catalogue[kind.kept[name].kind]  # type: ignore[attr-defined]  # only a Ref has further fields
    return _text(target, store.row(target, link.uid), further, store.context)


def _text(kind: Kind, row: Row, name: str, context: Context) -> str:
    described, value = kind.kept[name], row.values[name]
    return described.masked(value, context) if described.private else described.text(value, context)


def cell_values(form: Form, choices: Mapping[Place, str], values: Mapping[str, Value]) -> dict[Place, Value]:
    """What is written: nothing where nothing is chosen or told; a share in a cell that shows per cent as a fraction."""
    found: dict[Place, Value] = {}
    for place, key in choices.items():
        value = values.get(key)
        if value is None:
            continue
        share = is_share(key) and form.shows_per_cent(place)
        found[place] = round(value / _HUNDRED, 6) if share and not isinstance(value, str) else value
    return found
