"""Several computers of one unit: each gives out numbers of its own block, so that none comes twice."""

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.post import SENT, Post
from ercheng_station.db.store import Store
from ercheng_station.records.office import BLOCK_SETTING, Setting

BLOCKS = {"": "只有这一台", "1-4999": "第一台", "5001-6999": "第二台", "7001-9999": "第三台"}
"""What the setting may be, and which computer that is."""


def block_words(store: Store) -> str:
    """Which computer it is and what its numbers are."""
    block = store.setting(BLOCK_SETTING) or ""
    first, _, last = block.partition("-")
    name = BLOCKS.get(block, "另定")
    return f"{name}，编号从 {first} 到 {last}" if block else f"{name}，编号从 1 起"


def take_block(store: Store, block: str) -> Act:
    """Numbers given out already stay. Refused for what is no block."""
    known = next(iter(store.rows(Query(Setting, where=by_value({"key": BLOCK_SETTING})))), None)
    values = {
        "key": BLOCK_SETTING,
        "value": block or None,
        "note": "这台电脑给的编号从几到几",
        "attachments": None,
    }
    change: Change = Alter(Setting, known.uid, values) if known else Create(Setting, values)
    return store.act(f"本机编号：{BLOCKS.get(block, block)}", [change])


def is_one_of_several(store: Store) -> bool:
    """It has numbers of its own, or a file went to or came from another computer of the unit: each has its own history."""
    if store.setting(BLOCK_SETTING):
        return True
    with Post(store.connect_reader()) as post:
        went = any(page.get("whole") for page in post.book(SENT).values())
        return went or bool(post.numbers(str(store.unit.uid)))
