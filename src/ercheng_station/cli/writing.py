"""The commands that change records: add, set, remove, restore-record, undo."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from ercheng_station.cli.asked import NUMBER
from ercheng_station.cli.attaching import take_files
from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.carrying import carried_to, parts_of, plain_of
from ercheng_station.cli.doubts import tell_doubts
from ercheng_station.cli.exits import REFUSED, exit_code
from ercheng_station.cli.strangers import tell_written
from ercheng_station.db.changes import Act, Alter, Change, Create, Remove, Restore, new_uid
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.exchange.plain import HEAD, TITLES, Kind, read_keys, record_plain
from ercheng_station.records.base import WANTED, Values
from ercheng_station.records.characters import is_masked, shorten
from ercheng_station.records.fields import Context
from ercheng_station.records.raw import is_nothing
from ercheng_station.services.turning import Carried

OWNED, WRITTEN = "owned", "reporters_written"
_STDIN = {"stdin": "标准输入"}


@dataclass
class _Judged:
    """What became of each row given: an id to answer with, or its faults."""

    creates: list[Create] = field(default_factory=list)
    saved: list[UUID] = field(default_factory=list)
    places: dict[UUID, int] = field(default_factory=dict)
    taken: set[UUID] = field(default_factory=set)
    refused: list[dict[str, Any]] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    carried: Carried = field(default_factory=Carried)


def add(call: Call) -> Reply:
    """The good rows in one act; an id given before with the same content is answered, not saved again."""
    given = call.read_json()
    rows = given if isinstance(given, list) else [given]
    with call.open() as store:
        kind = call.kind(store)
        judged = _Judged(carried=carried_to(call, store, kind))
        for number, row in enumerate(rows, 1):
            _judge(store, kind, row, judged, number)
            call.report(number, len(rows))
        label = _save(store, kind, judged) if judged.creates else ""
        with _once_done(label):
            saved = [_told(store, kind, uid) for uid in judged.saved]
        _index(store)
        call.stderr.writelines(f"{line}\n" for line in judged.doubtful)
        created = [create.uid for create in judged.creates]
        tell_doubts(call, store, kind, created)
        written = tell_written(call, store, kind, created)
    lines = [f"已保存 {len(saved)} 条", *(f"  {one['title']}" for one in saved)]
    for one in judged.refused:
        told = "；".join(f"{_label_of(kind, name)}：{why}" for name, why in one["faults"].items())
        lines.append(f"第 {one['row']} 条没有保存：{told}")
    document = {"saved": saved, "refused": judged.refused, **({WRITTEN: written} if written else {})}
    return Reply(document, lines, 3 if judged.refused else 0)


def alter(call: Call) -> Reply:
    """`set`: the fields given, and no others. A masked value means unchanged."""
    given = call.read_json()
    if not isinstance(given, dict):
        raise Refused({"stdin": "要写一个 JSON 对象"}, _STDIN)
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        values = _changed(store, kind, row, given)
        base = _revision(call.given.base) if call.given.base else None
        label = f"修改{kind.one} {row.label}"
        store.act(label, [Alter(kind, row.uid, values, base=base)])
        with _once_done(label):
            saved = record_plain(kind, store.row(kind, row.uid), store.context)
            tell_doubts(call, store, kind, [row.uid])
            written = tell_written(call, store, kind, [row.uid])
    return Reply({**saved, **({WRITTEN: written} if written else {})}, [f"已修改 {saved['title']}"])


def remove(call: Call) -> Reply:
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        return _do(store, f"删除{kind.one} {row.label}", Remove(kind, row.uid, call.reason()))


def restore_record(call: Call) -> Reply:
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        if row.removed_at is None:
            raise Refused({"id": "没有被删除，不用恢复"}, {"id": row.label})
        try:
            return _do(store, f"恢复{kind.one} {row.label}", Restore(kind, row.uid))
        except UserError as error:
            raise _with_commands(error) from error


def _with_commands(error: UserError) -> UserError:
    """Of what must come back first, also how; any other refusal as it is."""
    if error.code != "restore-first":
        return error
    told = [f"“{one.title}”（restore-record {one.kind} {one.uid}）" for one in error.facts["others"]]
    return UserError(error.code, **{**error.facts, "how": "、".join(told)})


def undo(call: Call) -> Reply:
    with call.open() as store:
        return _done(store, store.undo())


def _do(store: Store, label: str, change: Change) -> Reply:
    return _done(store, store.act(label, [change]))


def _done(store: Store, act: Act) -> Reply:
    with _once_done(act.label):
        records = [
            {"kind": one.kind, "id": str(one.uid), "op": one.op, "title": _title(store, one.kind, one.uid)}
            for one in act.touched
        ]
    return Reply({"act": str(act.uid), "done": act.label, "records": records}, [f"已{act.label}"])


@contextmanager
def _once_done(label: str) -> Iterator[None]:
    """What goes wrong while the answer is read must not deny the act; "" = there was none."""
    try:
        yield
    except UserError as error:
        if not label:
            raise
        raise UserError("done-unread", act=label, why=error.what) from error


def _title(store: Store, kind: str, uid: UUID) -> str:
    return store.label(store.catalogue[kind], uid)


def _told(store: Store, kind: Kind, uid: UUID) -> dict[str, Any]:
    """What is answered of a record that was saved."""
    if kind.confided_to:
        return {"id": str(uid), "title": store.label(kind, uid)}
    return record_plain(kind, store.row(kind, uid), store.context)


def _index(store: Store) -> None:
    """What is saved is found without it too: for want of room it waits for another day, and nothing is refused."""
    with suppress(UserError):
        while store.index_waiting():
            pass


def _judge(store: Store, kind: Kind, given: object, judged: _Judged, number: int) -> None:
    try:
        create, is_new, doubts = _create(store, kind, given, judged.carried)
        present = not is_new and _present(store, create, judged.taken)
        if create.number and not present:
            _refuse_taken(store, create, judged)
    except Refused as refused:
        judged.refused.append({"row": number, "faults": refused.faults})
        return
    judged.saved.append(create.uid)
    judged.places[create.uid] = number
    judged.taken.add(create.uid)
    if not present:
        judged.creates.append(create)
        judged.doubtful += [f"第 {number} 条{_label_of(kind, name)}：{why}" for name, why in doubts.items()]


def _save(store: Store, kind: Kind, judged: _Judged) -> str:
    """The label of the act, "" if it refuses every row; a row that it refuses is told by its place and holds up no other."""
    try:
        return _act(store, kind, judged)
    except UserError as error:
        if exit_code(error) != REFUSED:
            raise
        refusals = store.rehearse([_with_parts(store, judged, [one]) for one in judged.creates])
        if all(refusals) and not any(isinstance(one, Refused) for one in refusals):  # no matter of the rows
            raise
        _sort_out(judged, refusals if any(refusals) else [error] * len(refusals))
    return _act(store, kind, judged) if judged.creates else ""


def _act(store: Store, kind: Kind, judged: _Judged) -> str:
    label = _label(store, kind, judged.creates)
    store.act(label, _with_parts(store, judged, judged.creates))
    return label


def _with_parts(store: Store, judged: _Judged, creates: list[Create]) -> list[Change]:
    return [*creates, *parts_of(store, creates, judged.carried)]


def _sort_out(judged: _Judged, refusals: Sequence[UserError | None]) -> None:
    creates, judged.creates = judged.creates, []
    for one, refusal in zip(creates, refusals, strict=True):
        if refusal is None:
            judged.creates.append(one)
            continue
        faults = refusal.faults if isinstance(refusal, Refused) else {"row": refusal.what}
        judged.refused.append({"row": judged.places[one.uid], "faults": faults})
        judged.saved.remove(one.uid)
    judged.refused.sort(key=itemgetter("row"))


def _create(store: Store, kind: Kind, given: object, carried: Carried) -> tuple[Create, bool, dict[str, str]]:
    """What the row asks for, whether its id is ours, and what is doubtful; every fault at once, as Refused."""
    if not isinstance(given, Mapping):
        raise Refused({"row": "要写一个 JSON 对象"})
    own = {key: value for key, value in given.items() if key not in {"id", "number"}}
    raw, faults = read_keys(kind, own)
    faults |= take_files(store, kind, raw)
    raw = {**plain_of(kind, carried), **raw}
    asked, number = _uid(given.get("id"), faults), _number(given.get("number"), faults)
    uid = asked or new_uid()
    values, wrong = store.examine(kind, raw, uid)
    faults = wrong.hard | faults | _refuse_derived(kind, raw, values, store.context)
    if faults:
        raise Refused(faults)
    doubts = {name: why for name, why in wrong.soft.items() if why != WANTED}
    return Create(kind, values, uid, number), asked is None, doubts


def _uid(given: object, faults: dict[str, str]) -> UUID | None:
    try:
        return None if is_nothing(given) else UUID(str(given))
    except ValueError:
        faults["id"] = "不是标识（UUID）"
        return None


def _number(given: object, faults: dict[str, str]) -> str | None:
    try:
        number: str | None = NUMBER.parse(given)
    except Fault as fault:
        faults["number"] = fault.why
        return None
    return number


def _present(store: Store, create: Create, taken: set[UUID]) -> bool:
    """Whether it was saved before; Refused if something else has this id."""
    if create.uid in taken:
        raise Refused({"id": "前面一条已经用了这个标识"})
    try:
        row = store.row(create.kind, create.uid)
    except UserError:
        if store.entries(create.uid):
            raise Refused({"id": "这个标识已用于另一本登记簿的记录"}) from None
        return False
    if row.removed_at:
        raise Refused({"id": "这条记录已被删除"})
    if row.values != create.values or create.number not in {None, row.number}:
        raise Refused({"id": "这个标识已用于内容不同的另一条记录"})
    return True


def _refuse_taken(store: Store, create: Create, judged: _Judged) -> None:
    """A number given out is never given out again, void or not."""
    same = Query(create.kind, where=(Condition("number", "is", create.number),))
    again = any(one.number == create.number for one in judged.creates)
    if again or store.count(same) or store.count(replace(same, removed=True)):
        raise Refused({"number": f"编号“{create.number}”已经用过"})


def _label(store: Store, kind: Kind, creates: list[Create]) -> str:
    if len(creates) == 1:
        return (
            f"新增{kind.one} {store.shape(kind).imagined(creates[0].values, uid=creates[0].uid, number=None)}"
        )
    return f"新增{kind.one} {len(creates)} 条"


def _label_of(kind: Kind, name: str) -> str:
    return kind.kept[name].label if name in kind.kept else shorten(name)


def _changed(store: Store, kind: Kind, row: Row, given: Mapping[str, object]) -> Values:
    """The values given, parsed. Of the head only what is still so may be repeated."""
    context = store.context
    present = record_plain(kind, row, context)
    faults = {key: "由程序填写，不能改" for key in HEAD if key in given and given[key] != present[key]}
    own = {key: value for key, value in given.items() if key not in {*HEAD, TITLES, OWNED, WRITTEN}}
    raw, unknown = read_keys(kind, own)
    faults |= unknown | take_files(store, kind, raw)
    values: Values = {}
    for name, value in raw.items():
        described = kind.kept[name]
        if name in faults or (described.private and is_masked(value)):
            continue
        try:
            values[name] = described.parse(value, context)
        except Fault as fault:
            faults[name] = fault.why
    faults |= _refuse_derived(kind, raw, row.values, context)
    if faults:
        raise Refused(faults, {name: _label_of(kind, name) for name in faults})
    return values


def _refuse_derived(
    kind: Kind, raw: Mapping[str, object], values: Values, context: Context
) -> dict[str, str]:
    """What follows from other fields may be repeated as it is, and nothing else."""
    faults = {}
    for name, described in kind.kept.items():
        if described.derived and not is_nothing(raw.get(name)):
            with suppress(Fault):
                if described.parse(raw[name], context) == values.get(name):
                    continue
            faults[name] = "由程序按其他栏目算出，不用填"
    return faults


def _revision(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused({"base": "不是版本号（UUID）"}, {"base": "--base"}) from None
