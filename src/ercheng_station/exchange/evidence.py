"""佐证材料汇编: the numbered folders of an evaluation with their index, which also tells what has no proof yet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath
from uuid import UUID

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.exchange.sheet import Column, Properties, Sheet, SheetHead
from ercheng_station.exchange.workbook import write_book
from ercheng_station.progress import Report, silent
from ercheng_station.records.work import ScoreItem, ScoreSheet
from ercheng_station.services.evidence_folders import folder_name, write_folders
from ercheng_station.services.scoring import items_of

INDEX = "佐证材料目录.xlsx"
_NAMES = ("evidence_number", "part", "name", "points", "self_score", "evidence")
_COLUMNS = (
    Column("佐证编号", "text", 10),
    Column("一级指标", "text", 16, wrap=True),
    Column("二级指标", "text", 22, wrap=True),
    Column("分值", "money", 8, "分"),
    Column("自评分", "money", 8, "分"),
    Column("佐证说明", "text", 28, wrap=True),
    Column("份数", "whole", 6, total=True),
    Column("材料", "text", 44, wrap=True),
)


def write_evidence(store: Store, sheet: UUID, folder: Path, report: Report = silent) -> list[str]:
    """The paths written, as seen from `folder`, the index last; one of before is replaced. UserError evidence-none."""
    written = write_folders(store, sheet, folder, report)
    files: dict[str, list[str]] = defaultdict(list)
    for path in map(PurePath, written):
        files[path.parts[0]].append(path.name)
    row, items = store.row(ScoreSheet, sheet), items_of(store, sheet)
    title = f"{row.values['year']}年度评价佐证材料目录"
    lines = [f"站点：{row.values['at'].title}", f"制表日期：{store.today}", _missing(items)]
    cells = [_cells(store, item, files) for item in items]
    made = Sheet("佐证材料目录", SheetHead(title, lines), _COLUMNS, cells, len(cells))
    write_book(folder / INDEX, [made], Properties(title, store.unit.name, datetime.now(UTC)))
    return [*written, INDEX]


def _cells(store: Store, item: Row, files: Mapping[str, Sequence[str]]) -> list[object]:
    names = files.get(folder_name(item), ())
    kept = ScoreItem.kept
    told = [kept[name].cell(item.values[name], store.context) for name in _NAMES]
    return [*told, len(names), "\n".join(names)]


def _missing(items: Sequence[Row]) -> str:
    lacking = [str(item.values["serial"]) for item in items if not item.values["attachments"]]
    return f"还没有材料的项目号：{'、'.join(lacking)}" if lacking else "每个项目都有材料"
