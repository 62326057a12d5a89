"""What can be done next in the chain of any kind: the steps that are open, what each asks for, the changes it makes.

A kind whose steps are not declared has those of its chain, named by its code list.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Alter, Change, Create
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults, Record, Values, typed
from ercheng_station.records.fields import Context, Day, Field, Link, Text
from ercheng_station.services.chains import NOTES, STEPS
from ercheng_station.services.step import Notes, Step

_LINES = 3


def steps_from(kind: type[Record], status: str, context: Context) -> list[Step]:
    """What can be done in a state: onward first, then what keeps the state, then the ways back.

    Each in the order in which the chain names its moves: the likeliest first.
    """
    assert kind.chain
    order = list(kind.chain.moves)
    place = order.index(status)
    targets = kind.chain.moves[status]
    onward = [
        one for to in targets if order.index(to) >= place for one in _leading(kind, status, to, context)
    ]
    back = [
        replace(one, words=one.again or one.words)
        for to in targets
        if order.index(to) < place
        for one in _leading(kind, status, to, context)
    ]
    staying = [
        one
        for one in STEPS.get(kind, ())
        if not one.to and (status in one.begins or (not one.begins and onward))
    ]
    return [*onward, *staying, *back]


def fields_of_step(store: Store, kind: type[Record], step: Step, row: Row) -> dict[str, Field]:
    """The fields a form for this step shows, by name; none where there is nothing to ask."""
    found: dict[str, Field] = {}
    notes, own = _notes(kind, step), kind.kept
    if notes:
        day = notes.kind.kept[notes.on]
        found[notes.on] = replace(day, label=own[step.on].label if step.on else day.label, section="")
    elif step.on:
        found[step.on] = _first_today(_plain(own[step.on], required=True))
    for name in _asked(store, kind, step, row):
        found.setdefault(name, _plain(own[name], required=name in step.wants))
    if notes:
        content, by = notes.kind.kept[notes.content], notes.kind.kept[notes.by]
        label = step.content or content.label
        found[notes.content] = replace(_plain(content, required=step.must_tell), label=label)
        found[notes.by] = replace(
            _plain(by, required=by.required), label=own[step.by].label if step.by else by.label
        )
    else:
        if step.told:
            words = _plain(own[step.told], required=step.must_tell)
            found[step.told] = replace(words, label=step.content or words.label)
        found |= {step.by: _plain(own[step.by], required=False)} if step.by else {}
    for name in _lacking(store, kind, step, row):
        found[name] = replace(found[name], required=True)
    for name, told in step.hints(store, row).items():
        found[name] = replace(found[name], help=told)
    return found


def take_step(
    store: Store, kind: type[Record], step: Step, row: Row, raw: Mapping[str, Any], uid: UUID
) -> tuple[list[Change], Faults]:
    """The changes of one act, from what was typed into `fields_of_step`; `uid` is that of the dated record.

    Faults are named by the fields of that form, or by the record's own where the form has no such field.
    """
    changes: list[Change] = []
    faults = Faults()
    notes = _notes(kind, step)
    if notes:
        values, faults = store.examine(notes.kind, _note(notes, kind, step, row, raw))
        _refuse_early(kind, row, notes.on, values, faults)
        changes.append(Create(notes.kind, values, uid))
    changed, more = _move(store, kind, step, row, raw)
    if changed:
        changes.append(Alter(kind, row.uid, changed, row.revision))
    return changes, Faults({**more.hard, **faults.hard}, {**more.soft, **faults.soft})


def day_of(kind: type[Record], step: Step) -> str:
    """The form's field for the day of the step, "" if it has none."""
    notes = _notes(kind, step)
    return notes.on if notes else step.on


def person_of(kind: type[Record], step: Step) -> str:
    """The form's field for who takes the step, "" if it has none."""
    notes = _notes(kind, step)
    return notes.by if notes else step.by


def held_already(kind: type[Record], step: Step, fields: Mapping[str, Field]) -> set[str]:
    """The form's fields in which what the record holds stands already; the day of what can be done again is a new one."""
    own = fields.keys() - noted_fields(kind, step)
    return own if step.to else own - {step.on}


def noted_fields(kind: type[Record], step: Step) -> frozenset[str]:
    """The form's fields that belong to the dated record and hold nothing of the record itself."""
    notes = _notes(kind, step)
    return frozenset({notes.on, notes.content, notes.by}) if notes else frozenset()


# -- inside


def _leading(kind: type[Record], status: str, to: str, context: Context) -> list[Step]:
    """The steps from a state to another one: those declared for just this, for every way there, or the chain's own.

    A state that follows from other fields has none of its own: nobody moves it by hand.
    """
    assert kind.chain
    declared = [one for one in STEPS.get(kind, ()) if one.to == to]
    for_this = [one for one in declared if status in one.begins]
    anywhere = [one for one in declared if not one.begins]
    if for_this or anywhere or kind.kept[kind.chain.field].derived:
        return for_this or anywhere
    label = kind.kept[kind.chain.field].text(to, context)
    return [Step(to, _verb(label), again=f"退回“{label}”")]


def _verb(label: str) -> str:
    """What leads to a state, by the name of the state: 已受理 → 受理, 核实中 → 开始核实."""
    if label.endswith("中"):
        return f"开始{label[:-1]}"
    return label.removeprefix("已") or label


def _notes(kind: type[Record], step: Step) -> Notes | None:
    return NOTES.get(kind) if step.code else None


def _plain(field: Field, *, required: bool) -> Field:
    made = replace(field, required=required, section="", pinned=False, wanted=False)
    return replace(made, lines=min(made.lines, _LINES)) if isinstance(made, Text) else made


def _first_today(field: Field) -> Field:
    return replace(field, default=field.default or "今天") if isinstance(field, Day) else field


def _shown_as(kind: type[Record], step: Step) -> dict[str, str]:
    """The record's fields that the form asks for, under the form's name."""
    notes = _notes(kind, step)
    names = (step.on, step.told, step.by)
    forms = (notes.on, notes.content, notes.by) if notes else names
    return {name: form for name, form in zip(names, forms, strict=True) if name}


def _asked(store: Store, kind: type[Record], step: Step, row: Row) -> tuple[str, ...]:
    """What the step declares, and what the record's rules would refuse without it."""
    shown = _shown_as(kind, step)
    lacking = [name for group in step.either if not any(row.values[one] for one in group) for name in group]
    asked = dict.fromkeys((*step.asks, *lacking))
    filled = {name for group in step.either for name in group} - set(lacking)
    for name in _refused(store, kind, step, row):
        if name not in shown and name not in filled:
            asked.setdefault(name)
    return tuple(asked)


def _refused(store: Store, kind: type[Record], step: Step, row: Row) -> list[str]:
    if not step.to:
        return []
    assert kind.chain
    _, faults = store.examine(kind, {**_before(kind, row), **_moved(kind, step)})
    return [name for name in faults.hard if name in typed(kind) and name != kind.chain.field]


def _lacking(store: Store, kind: type[Record], step: Step, row: Row) -> list[str]:
    """The form's fields that are empty and without which the record's rules refuse the step; one of several is enough."""
    shown = _shown_as(kind, step)
    several = {name for group in step.either for name in group}
    refused = [name for name in _refused(store, kind, step, row) if row.values[name] is None]
    return [shown.get(name, name) for name in refused if name not in several]


def _before(kind: type[Record], row: Row) -> dict[str, Any]:
    return {name: field.plain(row.values[name]) for name, field in kind.kept.items()}


def _moved(kind: type[Record], step: Step) -> dict[str, Any]:
    assert kind.chain
    state = {kind.chain.field: step.to} if step.to else {}
    return {**dict.fromkeys(step.clears), **state}


def _note(notes: Notes, kind: type[Record], step: Step, row: Row, raw: Mapping[str, Any]) -> dict[str, Any]:
    words = raw[notes.content] or ("" if step.must_tell else step.words)
    return {
        notes.kind.owner: Link(row.uid, row.label, kind.__tablename__),
        notes.step: step.code,
        notes.on: raw[notes.on],
        notes.content: words,
        notes.by: raw[notes.by],
    }


def _move(
    store: Store, kind: type[Record], step: Step, row: Row, raw: Mapping[str, Any]
) -> tuple[Values, Faults]:
    notes, shown = _notes(kind, step), _shown_as(kind, step)
    given: dict[str, Any] = {name: raw[name] for name in _asked(store, kind, step, row) if name in raw}
    given |= {name: raw[form] for name, form in shown.items() if raw.get(form) or not notes}
    given |= _moved(kind, step)
    given |= step.makes(store, Row(row.head, row.values | store.examine(kind, _before(kind, row) | given)[0]))
    if not given:
        return {}, Faults()
    values, faults = store.examine(kind, {**_before(kind, row), **given})
    if not notes:
        _refuse_early(kind, row, step.on, values, faults)
    for name in (*step.wants, *((step.told,) if step.must_tell and step.told else ())):
        if values.get(name) is None and name not in faults.hard:
            faults.hard[name] = "必填"
    named = Faults(
        *({shown.get(name, name): why for name, why in one.items()} for one in (faults.hard, faults.soft))
    )
    return {name: values[name] for name in given if name in values}, named


def _refuse_early(kind: type[Record], row: Row, name: str, values: Values, faults: Faults) -> None:
    """No step is taken before the day that the record begins with."""
    on, first = values.get(name), row.values.get(kind.dated_by)
    if isinstance(on, date) and not isinstance(on, datetime) and first and on < first:
        faults.hard[name] = f"早于{kind.kept[kind.dated_by].label} {first}"
