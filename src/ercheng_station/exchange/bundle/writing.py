"""Writes a bundle: a cover with figures and signature lines, a sheet for each kind, and the page for the machine."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from ercheng_station.db.changes import Note
from ercheng_station.db.lock import named
from ercheng_station.db.post import REMOVED, SENT
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.companion import companion_of, write_companion
from ercheng_station.exchange.bundle.packing import Packed, files_of, pack
from ercheng_station.exchange.bundle.parcel import CASES, PIECE, SHEET, canonical
from ercheng_station.exchange.bundle.travelling import CASE_FIELDS, OPEN, Freight, Kind
from ercheng_station.exchange.bundle.version import NUMBER, Version
from ercheng_station.exchange.ledger import ID, PLACE, REVISION, column_of
from ercheng_station.exchange.ledger import NUMBER as NUMBERED
from ercheng_station.exchange.locking import write_locked
from ercheng_station.exchange.sheet import Column, Properties, Row, Sheet, SheetHead
from ercheng_station.exchange.workbook import write_book
from ercheng_station.progress import Report, silent
from ercheng_station.records.fields import Context, Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_span import Span

COVER, CASES_TITLE = "封面", "调解案件摘要"
_ACROSS = "给本单位另一台电脑"
GONE, PARENT = "删除原因", "上一版本"


@dataclass(frozen=True)
class Sent:
    """The file that is to be mailed, and the one beside it with the attachments; `lacking`: those that are not here."""

    path: Path
    sha256: str
    records: int
    attachments: int
    zero: bool
    period: str
    sequence: int
    base: int | None
    companion: Path | None = None
    lacking: int = 0


@dataclass(frozen=True)
class Secret:
    """The password that the file gets, and why personal fields leave, which stands among the audit entries."""

    password: str = ""
    why: str = ""


def send(
    store: Store,
    span: Span,
    folder: Path,
    report: Report = silent,
    *,
    freight: Freight = OPEN,
    secret: Secret = Secret(),
) -> Sent:
    """UserError folder-gone, bundle-ahead, -needs-password, right-missing, or what the disk says.

    It counts as sent once its file is whole.
    """
    _refuse(store, span, folder, freight, secret)
    packed = pack(store, span, freight, sealed=bool(secret.password))
    told = packed.manifest
    path = folder / told.file_name
    files = files_of(packed.versions, packed.fields)
    companion = companion_of(path) if files else None
    lacking = write_companion(companion, store, packed, files, report) if companion else 0
    _write(path, store, packed, secret.password, report)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    what = "生成交换包" if freight.whole else "生成上报包"
    note = _note(packed, path.name, sha256, freight)
    store.act(f"{what} {told.period} 第{told.sequence}号", [*packed.notes, note])
    return Sent(
        path,
        sha256,
        len(packed.versions),
        len(files) - lacking,
        told.zero,
        told.period,
        told.sequence,
        told.base,
        companion,
        lacking,
    )


def _note(packed: Packed, file: str, sha256: str, freight: Freight) -> Note:
    """What the books keep of a bundle that was sent."""
    told = packed.manifest
    page = {
        "sequence": told.sequence,
        "period": told.period,
        "last": packed.last,
        "created": told.created,
        "file": file,
        "sha256": sha256,
        "accepted": None,
        "whole": freight.whole,
        "figures": freight.figures,
    }
    return Note(SENT, told.id, canonical(page))


def _refuse(store: Store, span: Span, folder: Path, freight: Freight, secret: Secret) -> None:
    """That personal fields leave is told before anything is written."""
    store.accounts.demand("report")
    if not folder.is_dir():
        raise UserError("folder-gone", path=str(folder), reason="")
    if span.period.first > store.today:
        raise UserError("bundle-ahead", period=span.title, first=str(span.period.first))
    if freight.private and not secret.password:
        raise UserError("bundle-needs-password")
    if freight.private:
        what = "交换包" if freight.whole else f"上报包 {span.key}"
        store.reveal(what, secret.why or _ACROSS, leaves=True)


def _write(path: Path, store: Store, packed: Packed, password: str, report: Report) -> None:
    told = packed.manifest
    custom = {"ercheng.bundle": told.id, "ercheng.station": told.station, "ercheng.period": told.period}
    properties = Properties(f"{told.name}上报包", told.name, store.now, subject=told.period, custom=custom)
    sheets = list(_sheets(store, packed))
    if password:
        write_locked(path, password, lambda open_path: write_book(open_path, sheets, properties, report))
    else:
        write_book(path, sheets, properties, report)


def _sheets(store: Store, packed: Packed) -> Iterator[Sheet]:
    context = store.context
    yield _cover(store, packed)
    for kind, those in packed.fields.items():
        mine = [one for one in packed.versions if one.kind == kind.__tablename__]
        if mine:
            fields = [*those]
            columns = data_columns(kind, fields, context)
            head = SheetHead(kind.title, [f"单位：{packed.manifest.name}", f"共 {len(mine)} 条"])
            yield Sheet(kind.title, head, columns, list(_rows(kind, fields, mine, context)), len(mine))
    if packed.cases:
        yield _case_sheet(packed, context)
    yield machine_sheet(packed)


def data_columns(kind: Kind, fields: Sequence[str], context: Context) -> list[Column]:
    shown = [replace(column_of(kind.kept[name], context), options=(), total=False) for name in fields]
    keys = [Column(label, "text", 38, hidden=True) for label in (ID, REVISION, PARENT)]
    return [Column(PLACE, "whole", 6), Column(NUMBERED, "text", 18), *shown, Column(GONE, "text", 14), *keys]


def _rows(kind: Kind, fields: Sequence[str], versions: Iterable[Version], context: Context) -> Iterator[Row]:
    for place, one in enumerate(versions, 1):
        cells = [kind.kept[name].cell(value_of(kind, one, name, context), context) for name in fields]
        number, gone = one.content[NUMBER], one.content[REMOVED]
        yield [place, number, *cells, gone, one.id, one.revision, one.parent]


def value_of(kind: Kind, version: Version, name: str, context: Context) -> object:
    """The value of a field, a ref as a Link with the title that its station knows; Fault if it cannot be one."""
    raw, described = version.content[name], kind.kept[name]
    if described.type == "ref" and raw is not None:
        return Link(UUID(raw), version.titles.get(name, ""), getattr(described, "kind", ""))
    return described.parse(raw, context)


def _cover(store: Store, packed: Packed) -> Sheet:
    told = packed.manifest
    figures = [(BY_NAME[name], value) for name, value in told.figures.items() if value is not None]
    rows: list[Row] = [
        ["零报告", "是", "", "本期没有发生需要统计的事项"] if told.zero else ["零报告", "否", "", ""]
    ]
    rows += [[one.title, f"{value:,}", one.unit, one.meaning] for one, value in figures]
    rows += [
        [f"内含：{store.catalogue[page].title}", str(count), "条", "见同名工作表"]
        for page, count in told.counts.items()
        if page != CASES
    ]
    if packed.cases:
        words = "只有编号、类型、结果和金额；案卷属于调解委员会，不随包上报"
        rows.append([f"内含：{CASES_TITLE}", str(len(packed.cases)), "件", words])
    rows += [["没有放入的内容", "", "", _left_out(packed)]]
    rows += [
        ["填报人", named(store.actor), "", "签字："],
        ["审核人", "", "", "签字："],
        ["签发人", "", "", "签字："],
    ]
    rows += [["（单位盖章）", "", "", ""]]
    lines = [
        f"单位：{told.name}{'（练习）' if told.practice else ''}",
        f"期间：{told.first} 至 {told.last}",
        f"第 {told.sequence} 号，本期第 {told.version} 次",
        f"制作日期：{store.today}",
    ]
    columns = [
        Column("项目", "text", 30),
        Column("数值", "text", 14),
        Column("单位", "text", 8),
        Column("说明", "text", 70, wrap=True),
    ]
    name = "两台电脑的交换包" if told.carries.whole else "上报包"
    return Sheet(COVER, SheetHead(f"{told.name}{name}（{told.period}）", lines), columns, rows, len(rows))


def _left_out(packed: Packed) -> str:
    """In words, with every personal field that is lacking: for whoever reads the file it is unknown, not empty."""
    freight, told = packed.manifest.carries, ["举报人一律不放入"]
    if freight.figures:
        return "仅数字版：只有本页的数字，登记簿的记录没有放入"
    here = {one.kind for one in packed.versions}
    lacking = [
        f"{kind.title}的{'、'.join(one.label for one in found)}"
        for kind, those in packed.fields.items()
        if kind.__tablename__ in here
        and (found := [one for name, one in kind.kept.items() if one.private and name not in those])
    ]
    if lacking:
        told.append(f"个人信息没有放入：{'，'.join(lacking)}，不等于没有填")
    told.append("附件在同名的附件包里" if freight.attachments else "附件没有放入")
    return "；".join([*told, "供接收程序核对的内容在隐藏的工作表里，与各表相同"])


def _case_sheet(packed: Packed, context: Context) -> Sheet:
    fields = [Mediation.kept[name] for name in CASE_FIELDS]
    columns = [
        Column(PLACE, "whole", 6),
        Column(NUMBERED, "text", 26),
        *(replace(column_of(one, context), options=(), total=False) for one in fields),
    ]
    rows: list[Row] = [
        [
            place,
            case["number"],
            *(one.cell(one.parse(case[one.name], context), context) for one in fields),
        ]
        for place, case in enumerate(packed.cases, 1)
    ]
    return Sheet(CASES_TITLE, SheetHead(CASES_TITLE, [f"共 {len(rows)} 件"]), columns, rows, len(rows))


def machine_sheet(packed: Packed) -> Sheet:
    """First the manifest and its signature, then every record: page, id, canonical text in pieces."""
    manifest = ("manifest", packed.manifest.id, packed.manifest.to_text())
    signature = ("signature", packed.manifest.id, packed.signature)
    lines = [
        [page, uid, *(text[at : at + PIECE] for at in range(0, len(text), PIECE))]
        for page, uid, text in (manifest, signature, *packed.texts)
    ]
    wide = max(map(len, lines))
    rows = [[*line, *[None] * (wide - len(line))] for line in lines]
    names = ["页", "标识", *(f"内容{number}" for number in range(1, wide - 1))]
    columns = [Column(name, "text", 20) for name in names]
    return Sheet(SHEET, None, columns, rows, len(rows), state="veryHidden")
