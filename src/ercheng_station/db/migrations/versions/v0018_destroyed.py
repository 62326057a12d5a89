"""A lawful destruction may put one fixed word in the place of what an act was called; nothing else of an act changes."""

from alembic import op

revision = "0018"
down_revision = "0017"

_KEPT = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in ("uid", "first", "actor", "at", "undoes"))
_SEALED = (
    f"CREATE TRIGGER act_UPDATE BEFORE UPDATE ON act WHEN NOT ({_KEPT} AND NEW.label = '内容已销毁') BEGIN"
    " SELECT RAISE(ABORT, 'history is sealed'); END"
)


def upgrade() -> None:
    op.execute("DROP TRIGGER act_UPDATE")
    op.execute(_SEALED)
