"""Removing records: why is asked, what goes along is shown first, and nothing is gone that cannot come back."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ercheng_station.db.changes import Remove, Restore
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.ui.asking import ask_words
from ercheng_station.ui.context import Desk
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.record.reading import Going, read_going

_TRASH = "删除后进回收站，90 天内可以恢复；编号作废，不再使用。"
_NAMED = 3


def ask_to_remove(parent: QWidget, desk: Desk, kind: type[Record], uids: Sequence[UUID]) -> None:
    """Reads what would go along, then asks for the reason; nothing for whoever may not."""
    if not desk.may(kind.guard):
        return

    def read(store: Store) -> list[Going]:
        return [read_going(store, kind, uid) for uid in uids]

    desk.ask(read, partial(_ask, parent, desk, kind), parent)


def restore(parent: QWidget, desk: Desk, kind: type[Record], uids: Sequence[UUID], label: str) -> None:
    desk.act(
        f"恢复{label}",
        [Restore(kind, uid) for uid in uids],
        parent,
        failed=lambda error: _tell(parent, error),
    )


def words_for(kind: type[Record], going: Sequence[Going]) -> tuple[str, str, list[str]]:
    """What is asked, the name of the act, and what goes along."""
    names = [one.row.label for one in going]
    shown = "、".join(names[:_NAMED]) + (f" 等 {len(names)} 条" if len(names) > _NAMED else "")
    along: dict[str, int] = {}
    for one in going:
        for title, count in one.along:
            along[title] = along.get(title, 0) + count
    told = "、".join(f"{title} {count} 条" for title, count in along.items())
    also = [f"属于它的也一起删除：{told}。"] if told else []
    return f"删除{kind.one} {shown}？请写明原因。", f"删除{kind.one} {shown}", [*also, _TRASH]


def _ask(parent: QWidget, desk: Desk, kind: type[Record], going: list[Going]) -> None:
    asks, label, explains = words_for(kind, going)

    def remove(why: str) -> None:
        changes = [Remove(kind, one.row.uid, why, base=one.row.revision) for one in going]
        desk.act(label, changes, parent, failed=lambda error: _tell(parent, error))

    ask_words(parent, asks, explains, "删除", remove, tone="danger")


def _tell(parent: QWidget, error: Exception) -> None:
    show_error(parent, error)
