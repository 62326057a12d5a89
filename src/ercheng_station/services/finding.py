"""One search over every register of the unit, with all that is found and why."""

from dataclasses import replace

from ercheng_station.db.everywhere import Hit, hit_of
from ercheng_station.db.grams import fold
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store

BY_NAME, BY_SOUND = "名称", "读音"


def find_everywhere(store: Store, typed: str, limit: int | None = None) -> list[Hit]:
    """Records whose names show what was typed come first, else in the order of the registers, newest first."""
    if not typed.strip():
        return []
    words, context = [fold(word) for word in typed.split()], store.context
    hits = [
        hit_of(kind, row, typed, context)
        for kind in store.kinds
        for row in store.rows(Query(kind, text=typed), limit)
    ]
    told = [hit if hit.why else replace(hit, why=_how(hit, words)) for hit in hits]
    return sorted(told, key=lambda hit: hit.why != BY_NAME)[:limit]


def _how(hit: Hit, words: list[str]) -> str:
    shown = fold(f"{hit.title} {hit.note}")
    return BY_NAME if all(word in shown for word in words) else BY_SOUND
