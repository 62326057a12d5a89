"""Prints what `make_kind` is given for a kind: `python -m ercheng_station.db.migrations.draft visit`."""

import sys
from typing import cast

from sqlalchemy import BigInteger, Boolean, Column, Date, Table

from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import Record

_ANY = CATALOGUE["phrase"]
COMMON = {column.name for column in _ANY.__table__.columns} - {"place", "place_key", "words"}


def draft(kind: type[Record]) -> str:
    table = cast(Table, kind.__table__)
    lines = "\n".join(
        f"        {column.name} {_form(column)}" for column in table.columns if column.name not in COMMON
    )
    names = {str(index.name).removeprefix(f"ix_{table.name}_") for index in table.indexes}
    sought = {column.name for column in table.columns if column.index}
    sorts = sorted(names - sought - {"alive", "label_key", "void"})
    return f'    (\n        "{table.name}",\n        """\n{lines}\n        """,\n        "{" ".join(sorts)}",\n    ),'


def _form(column: Column[object]) -> str:
    needed = ("" if column.nullable else "!") + ("?" if column.index else "")
    if column.foreign_keys:
        (target,) = column.foreign_keys
        return f"{target.target_fullname}{needed}"
    for kind, name in ((Boolean, "bool"), (Date, "date"), (BigInteger, "int")):
        if isinstance(column.type, kind):
            return f"{name}{needed}"
    return f"text{needed}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(draft(CATALOGUE[name]) + "\n")
