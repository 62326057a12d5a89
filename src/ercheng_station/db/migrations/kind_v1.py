"""Makes the table, indexes and search table of one record kind. Frozen: released migrations call it for ever."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, text

from ercheng_station.db.search import ddl

_TYPES = {"text": String, "int": BigInteger, "date": Date, "bool": Boolean}


def make_kind(name: str, columns: str, indexes: str) -> None:
    """`columns`: one `name type` a line, `kind.n` as type = a reference; `!` = never empty, `?` = rows are sought by it.

    `indexes`: the columns a list may be sorted by; each index holds living rows only. Every kind has three more.
    """
    own = [_column(*line.split()) for line in columns.strip().splitlines()]
    op.create_table(
        name,
        Column("n", Integer, primary_key=True),
        Column("uid", LargeBinary, nullable=False, unique=True),
        Column("origin", LargeBinary, nullable=False),
        Column("number", String),
        Column("label", String, nullable=False),
        Column("label_key", String, nullable=False),
        Column("revision", LargeBinary, nullable=False),
        Column("parent", LargeBinary),
        Column("created_at", String, nullable=False),
        Column("changed_at", String, nullable=False),
        *own,
        Column("attachments", String),
        Column("removed_at", String),
        Column("removed_why", String),
    )
    table = op.f(name)
    alive, gone = text("removed_at IS NULL"), text("removed_at IS NOT NULL")
    for column in indexes.split():
        op.create_index(f"ix_{name}_{column}", table, [column], sqlite_where=alive)
    op.create_index(f"ix_{name}_alive", table, ["n"], sqlite_where=alive)
    op.create_index(f"ix_{name}_label_key", table, ["label_key"])
    op.create_index(f"ix_{name}_void", table, ["number"], sqlite_where=gone)
    for one in own:
        if one.foreign_keys and one.name not in indexes.split():
            op.create_index(f"ix_{name}_{one.name}", table, [str(one.name)])
    make_search(name)


def make_search(name: str) -> None:
    """Derived data: another form of index comes by a migration that drops this table and refills it."""
    for statement in ddl(name):
        op.execute(statement)


def _column(name: str, form: str) -> Column[object]:
    plain = form.rstrip("?!")
    needed = "!" in form
    if "." in plain:
        return Column(name, Integer, ForeignKey(plain), nullable=not needed)
    return Column(name, _TYPES[plain], nullable=not needed, index=form.endswith("?"))
