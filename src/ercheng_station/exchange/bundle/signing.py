"""The key with which this unit signs what it sends; it is made when something is signed for the first time."""

from ercheng_station.db.changes import Note
from ercheng_station.db.post import KEY, Post
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.parcel import canonical, new_key

OWN_KEY = "own"


def own_key(store: Store) -> str:
    """In hex."""
    with Post(store.connect_reader()) as post:
        known = post.page(KEY, OWN_KEY)
    if known:
        return str(known["private"])
    private = new_key()
    store.act("建立签名密钥", [key_note(private)])
    return private


def key_note(private: str) -> Note:
    return Note(KEY, OWN_KEY, canonical({"private": private}))
