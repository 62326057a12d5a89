"""Makes the table, indexes and search table of one record kind. Frozen: released migrations call it for ever."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String

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
    alive, gone = " WHERE removed_at IS NULL", " WHERE removed_at IS NOT NULL"
    sorting = indexes.split()
    pointing = [str(one.name) for one in own if one.foreign_keys and one.name not in sorting]
    for column in sorting:
        _index(name, column, column, alive)
    _index(name, "alive", "n", alive)
    _index(name, "label_key", "label_key")
    _index(name, "void", "number", gone)
    for column in pointing:
        _index(name, column, column)
    make_search(name)


def _index(table: str, named: str, column: str, where: str = "") -> None:
    """In the words alembic would use, without the half second it takes to put eight hundred of them together."""
    connection = op.get_bind()
    quote = connection.dialect.identifier_preparer.quote
    connection.exec_driver_sql(f"CREATE INDEX ix_{table}_{named} ON {quote(table)} ({quote(column)}){where}")


def make_search(name: str) -> None:
    """Derived data: another form of index comes by a migration that drops this table and refills it."""
    for statement in ddl(name):
        op.get_bind().exec_driver_sql(statement)


def _column(name: str, form: str) -> Column[object]:
    plain = form.rstrip("?!")
    needed = "!" in form
    if "." in plain:
        return Column(name, Integer, ForeignKey(plain), nullable=not needed)
    return Column(name, _TYPES[plain], nullable=not needed, index=form.endswith("?"))
