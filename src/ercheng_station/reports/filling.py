"""填写说明 as a PDF: a table of the register's fields, to lie beside the desk or to be given along with a blank ledger."""

from collections.abc import Sequence
from pathlib import Path

from ercheng_station.documents.cells import Column
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.table import Table, Written, write_table
from ercheng_station.records.wording import Typefaces
from ercheng_station.services.filling import Explained

_COLUMNS = (
    Column("栏目", 22),
    Column("是否必填", 9, "center"),
    Column("怎么填", 48),
    Column("可选内容或例子", 44),
)


def write_filling(
    path: Path, title: str, unit: str, fields: Sequence[Explained], typefaces: Typefaces
) -> Written:
    """The heading of a section stands before its first field."""
    table = Table(title=f"{title}填写说明", columns=_COLUMNS, left=unit, expected=len(fields))
    return write_table(path, table, _rows(fields), faces_for(typefaces))


def _rows(fields: Sequence[Explained]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    section = ""
    for one in fields:
        if one.section != section:
            section = one.section
            rows.append((f"【{section}】", "", "", ""))
        rows.append((one.label, one.need, one.how, one.sample))
    return rows
