"""Four initials of a name in a row are searched by: every record waits to be indexed anew, and is found meanwhile."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    indexed = op.get_bind().exec_driver_sql("SELECT kind FROM search_through").fetchall()
    for (table,) in indexed:
        op.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('delete-all')")
    op.execute("DELETE FROM search_queue")
    op.execute("UPDATE search_through SET n = 0")
