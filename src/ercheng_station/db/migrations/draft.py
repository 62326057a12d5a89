"""Prints what `make_kind` is given for a kind: `python -m ercheng_station.db.migrations.draft visit`."""

import sys

from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import Record, sort_column, walked
from ercheng_station.records.columns import Column

_FORMS = {"VARCHAR": "text", "BIGINT": "int", "DATE": "date", "BOOLEAN": "bool"}


def draft(kind: type[Record]) -> str:
    own = {name: column for name, column in kind.table.items() if name not in vars(Record)}
    lines = "\n".join(f"        {name} {_form(column)}" for name, column in own.items())
    sorts = {"number", *(sort_column(kind, name) for name in walked(kind))}
    sorted_by = sorted(sorts - {name for name, column in own.items() if column.sought})
    table = kind.__tablename__
    return f'    (\n        "{table}",\n        """\n{lines}\n        """,\n        "{" ".join(sorted_by)}",\n    ),'


def _form(column: Column[object]) -> str:
    form = f"{column.target}.n" if column.target else _FORMS[column.form.sql]
    return form + ("!" if column.needed else "") + ("?" if column.sought else "")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(draft(CATALOGUE[name]) + "\n")
