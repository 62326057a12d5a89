"""What an act may not do, whoever asks: each refusal names the record or the value that stands in the way."""

import json
import re
from collections.abc import Sequence
from uuid import UUID

from ercheng_station import codes
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import GONE, is_destroyed
from ercheng_station.db.numbering import block_of, wrong_pattern
from ercheng_station.db.rows import Row
from ercheng_station.errors import Refused, UserError
from ercheng_station.records.base import Faults, Record, Values, refs_of
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.deadlines import last_of
from ercheng_station.records.fields import Context, Link
from ercheng_station.records.office import (
    BLOCK_SETTING,
    CLOSED_SETTING,
    FONT_SETTING,
    FONTS_NAMED,
    NUMBER_SETTING,
    CodeEntry,
    Setting,
)

_CODE = re.compile(r"[\w.-]+")
_YEAR = re.compile(r"20[0-9]{2}")
_FONT_FILE = re.compile(r"[^/\\:]+\.tt[fc]", re.IGNORECASE)


def refuse_move(kind: Kind, was: Values, changed: Values, context: Context) -> None:
    """A state moves only along the kind's chain; a derived one is where the record's own days have brought it."""
    name = kind.chain.field if kind.chain else ""
    if kind.chain is None or name not in changed or kind.kept[name].derived:
        return
    allowed = kind.chain.moves.get(was[name], ())
    if changed[name] not in allowed:
        described = kind.kept[name]
        steps = "、".join(described.text(step, context) for step in allowed)
        why = f"“{described.text(was[name], context)}”之后只能是：{steps}"
        raise Refused({name: why}, {name: described.label})


def refuse_other_issuer(kind: Kind, before: Row, changed: Values) -> None:
    """A number belongs to the body that gave it."""
    if kind.issuer in changed and before.number:
        issuer = kind.kept[kind.issuer]
        why = f"已由“{before.values[kind.issuer].title}”编号 {before.number}，不能换；登记错了的，删除后重新登记"
        raise Refused({kind.issuer: why}, {kind.issuer: issuer.label})


def refuse_superiors(connection: Connection, before: Row) -> None:
    """What a superior sent down is changed by nobody but himself."""
    query = "SELECT content FROM post WHERE book = 'receiver' AND key = ?"
    for (page,) in connection.execute(query, (str(before.origin),)):
        raise UserError("record-of-superior", label=before.label, unit=json.loads(page)["name"])


def refuse_destroyed(connection: Connection, before: Row) -> None:
    """What a lawful destruction left is changed by nobody."""
    if is_destroyed(connection, before.uid):
        raise UserError("record-destroyed", label=before.label)


def refuse_number_twice(connection: Connection, kind: Kind, record: Record) -> None:
    """What a body numbered later bears a number that no other record of that body and year has."""
    if not kind.reissued or not getattr(record, kind.reissued):
        return
    name, number, day = kind.reissued, getattr(record, kind.reissued), str(getattr(record, kind.dated_by))
    query = (
        f'SELECT label FROM "{kind.__tablename__}" WHERE ("{name}" = ?1 OR number = ?1) AND "{kind.issuer}_n" = ?2'
        f' AND substr("{kind.dated_by}", 1, 4) = ?3 AND uid <> ?4 AND removed_at IS NULL LIMIT 1'
    )
    bound = (number, getattr(record, kind.issuer).n, day[:4], record.uid.bytes)
    for (label,) in connection.execute(query, bound):
        why = f"“{number}”已经是“{label}”的编号"
        raise Refused({name: why}, {name: kind.kept[name].label})


def watchers(
    connection: Connection, catalogue: Catalogue, stood: Sequence[tuple[Kind, UUID]]
) -> list[tuple[Kind, UUID]]:
    """The living records that point to one of these and whose gate looks at what they point to."""
    found = []
    for kind in {kind for kind, _ in stood}:
        watching = [(other, ref) for other, ref in catalogue.referrers(kind) if ref in other.watches]
        for uid in (uid for one, uid in stood if one is kind and watching):
            for other, ref in watching:
                here = f'(SELECT n FROM "{kind.__tablename__}" WHERE uid = ?)'
                query = (
                    f'SELECT uid FROM "{other.__tablename__}" WHERE "{ref}_n" = {here} AND removed_at IS NULL'
                )
                rows = connection.execute(query, (uid.bytes,)).fetchall()
                found += [(other, UUID(bytes=one)) for (one,) in rows]
    return found


def refuse_in_trash(connection: Connection, kind: Kind, values: Values) -> None:
    """A living record points to living records only, and to nothing that was destroyed."""
    faults = {
        name: f"“{link.title}”在回收站里，请先恢复它"
        for name, link in _those(connection, kind, values, "t.removed_at IS NOT NULL").items()
    }
    faults |= {
        name: f"“{link.title}”已经依法销毁，不能再用"
        for name, link in _those(connection, kind, values, GONE).items()
    }
    if faults:
        raise Refused(faults, {name: kind.kept[name].label for name in faults})


def refuse_before_others(connection: Connection, catalogue: Catalogue, kind: Kind, before: Row) -> None:
    """What a record points to comes back from the trash before it; `others` are the Links."""
    others = tuple(_those(connection, kind, before.values, "t.removed_at IS NOT NULL").values())
    if others:
        first = "、".join(f"{catalogue[link.kind].one}“{link.title}”" for link in others)
        raise UserError("restore-first", label=before.label, first=first, how=first, others=others)


def add_faults(
    faults: Faults, record: Record, catalogue: Catalogue, context: Context, short_name: str
) -> None:
    """What a record alone cannot know: the other kinds, the code lists, the unit, today."""
    if isinstance(record, Setting):
        faults.hard |= _wrong_setting(record, catalogue) | _wrong_font(record)
    if isinstance(record, CodeEntry):
        why = _wrong_code(record, context, short_name)
        if why:
            faults.hard["code"] = why
    day = getattr(record, record.dated_by) if record.dated_by else None
    if day and day > context.today and not record.planned:
        faults.hard.setdefault(record.dated_by, f"晚于今天（电脑的日期是 {context.today}），请核对")
    if day and day.year <= context.closed:
        faults.soft.setdefault(record.dated_by, f"{day.year}年度已经结转，改了要在年报里更正")
    faults.soft |= _too_late(record, context)


def _too_late(record: Record, context: Context) -> dict[str, str]:
    """Days that somebody typed, later than what the law gives; the office's own rules give way to what was decided."""
    found = {}
    for name, count in record.timed.items():
        start, typed_day = getattr(record, count.start), getattr(record, name)
        rule = context.calendar.rule(count.rule, start) if start and not record.kept[name].derived else None
        if rule and not rule.internal and typed_day and typed_day > last_of(rule, start):
            note = f"，{rule.note}" if rule.note else ""
            found[name] = f"超过 {rule.span}{note}（{rule.place}），请核对"
    return found


def _wrong_setting(setting: Setting, catalogue: Catalogue) -> dict[str, str]:
    """The form of a number must name a register and give a number, a block of numbers its first and last."""
    if setting.key == BLOCK_SETTING and not block_of(setting.value):
        return {"value": "要写成从几到几，如 5001-6999"}
    if setting.key == CLOSED_SETTING and setting.value and not _YEAR.fullmatch(setting.value):
        return {"value": "要写成年份，如 2026；空着就是没有结转"}
    if not setting.key.startswith(NUMBER_SETTING):
        return {}
    named = setting.key.removeprefix(NUMBER_SETTING)
    kind = next((kind for kind in catalogue if named in {kind.__tablename__, kind.title}), None)
    if kind is None or named == kind.title:
        right = kind.__tablename__ if kind else "visit"
        return {"key": f"“{NUMBER_SETTING}”后面写登记簿的代码，如 {NUMBER_SETTING}{right}"}
    why = (
        wrong_pattern(setting.value, dated=bool(kind.dated_by), issued=bool(kind.issuer))
        if setting.value
        else None
    )
    return {"value": why} if why else {}


def _wrong_font(setting: Setting) -> dict[str, str]:
    """A setting of a font names one of the faces, and a file by its mere name: paths differ between computers."""
    if not setting.key.startswith(FONT_SETTING):
        return {}
    if setting.key.removeprefix(FONT_SETTING) not in FONTS_NAMED:
        known = "、".join(f"{FONT_SETTING}{face}（{title}）" for face, title in FONTS_NAMED.items())
        return {"key": f"字体的参数只有：{known}"}
    if setting.value and not _FONT_FILE.fullmatch(setting.value):
        return {"value": "填字体文件的名称，如 simfang.ttf；文件放在数据文件夹的 fonts 里，或已装在电脑上"}
    return {}


def _wrong_code(entry: CodeEntry, context: Context, short_name: str) -> str | None:
    """A local code carries the station's name, so that the lists of many stations can be put together."""
    if not _CODE.fullmatch(entry.code):
        return "只能用汉字、字母、数字和 - _ ."
    known = entry.list in codes.titles() and entry.code in context.codes(entry.list)
    if known or entry.code.startswith(f"{short_name}-"):
        return None
    return f"本站自己加的代码要以“{short_name}-”开头，如“{short_name}-{entry.code}”"


def _those(connection: Connection, kind: Kind, values: Values, where: str) -> dict[str, Link]:
    """The refs whose record, the row `t`, is so, with its title of now."""
    found = {}
    for name, described in refs_of(kind).items():
        link = values.get(name)
        if isinstance(link, Link):
            query = f'SELECT t.label FROM "{described.kind}" AS t WHERE t.uid = ? AND {where}'
            for (title,) in connection.execute(query, (link.uid.bytes,)):
                found[name] = Link(link.uid, title, described.kind)
    return found
