"""Takes a bundle in: who sent it, what of it is new here, and one act that adopts it.

Order does not matter and a second time changes nothing: a version that was heard of is left alone, one that follows
the record's present version takes its place, and one that does not is joined with it (`version.join`). Of a bundle that was taken in whole nothing is looked at again.
"""

import hashlib
from collections.abc import Iterator

from ercheng_station.db.changes import Act, Change, Note, new_uid
from ercheng_station.db.post import KEY, RECEIVER, SENDER, TAKEN, Post
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.companion import to_await
from ercheng_station.exchange.bundle.order import order_of
from ercheng_station.exchange.bundle.parcel import Manifest, Parcel, canonical, public_of
from ercheng_station.exchange.bundle.ready import Ready
from ercheng_station.exchange.bundle.taking import Plan, Taking, Voice
from ercheng_station.progress import Report, silent, uncollected


def made_ready(store: Store, parcel: Parcel) -> Ready:
    """The end of reading it: nothing is asked of the store's records yet."""
    return Ready(store, parcel.versions, parcel.manifest.carries, _label(parcel.manifest))


def plan_of(store: Store, parcel: Parcel, *, trust_new: bool, ready: Ready | None = None) -> Plan:
    """`ready`: where the parcel was `made_ready` before, which else happens if anything of it may be new.

    UserError bundle-unknown-sender, bundle-other-key, bundle-own-unit or bundle-of-computers.
    """
    with store.readers.reading() as connection, uncollected():
        post, plan = Post(connection), Plan()
        _refuse_other_way(store, parcel.manifest)
        plan.changes += _trusted(parcel.manifest, _key_of(store, post, parcel.manifest), trust_new=trust_new)
        page = post.page(TAKEN, parcel.manifest.id)
        plan.is_known = page is not None
        apart = page or parcel.manifest.carries.whole
        plan.order = order_of(parcel.manifest, page, () if apart else post.numbers(parcel.manifest.station))
        plan.notes += plan.order.words
        plan.notes += () if page else _fallen_back(post, parcel.manifest)
        plan.whole = _whole(parcel, post)
        if page and page.get("whole") == plan.whole:
            plan.unchanged = len(parcel.versions)
        else:
            _go_through(store, post, parcel, ready or made_ready(store, parcel), plan)
    if parcel.others:
        plan.notes.append(
            f"有 {sum(parcel.others.values())} 条是本程序还没有的登记簿，没有读入，请更新程序后再汇总"
        )
    if parcel.manifest.practice and not store.practice:
        plan.notes.append("这是练习站的包")
    return plan


def take(store: Store, parcel: Parcel, plan: Plan, report: Report = silent) -> Act | None:
    """One act; none if everything of the parcel is here."""
    told = parcel.manifest
    if plan.is_known and not plan.changes:
        return None
    with store.readers.reading() as connection:
        before = Post(connection).page(TAKEN, told.id)
    act = new_uid()
    page = {
        "act": before.get("act") if before else str(act),
        "whole": None if plan.returned or parcel.others else plan.whole,
        **told.heading,
        "at": store.now.isoformat(),
        "zero": told.zero,
        "figures": told.figures,
        "apart": told.apart,
        "figures_only": told.carries.figures,
        "cases": list(parcel.cases),
        "head": dict(told.head),
    }
    changes = [*plan.changes, Note(TAKEN, told.id, canonical(page))]
    with uncollected():
        return store.act(_label(told), changes, uid=act, report=report)


def _label(told: Manifest) -> str:
    return f"汇总 {told.name} {told.period} 第{told.sequence}号"


def _go_through(store: Store, post: Post, parcel: Parcel, ready: Ready, plan: Plan) -> None:
    """Whoever is heard here himself, nobody else tells of."""
    told = parcel.manifest
    others = ({*post.book(SENDER)} | {str(store.unit.uid)}) - {told.station}
    taking = Taking(store, post, ready, Voice(lambda origin: origin not in others))
    known = post.book(RECEIVER)
    above = told.above if told.carries.whole else {}
    plan.changes += [Note(RECEIVER, key, canonical(page)) for key, page in above.items() if key not in known]
    plan.changes += to_await(store, post, ready.files, told.files_key)
    taking.run(plan)


def _fallen_back(post: Post, told: Manifest) -> Iterator[str]:
    """A station whose history is shorter than it was when an earlier bundle was made; of two computers each has its own."""
    if told.head and not (told.carries.whole or told.head.get("several")):
        lost = post.reached(told.station, told.created) - told.head["seq"]
        if lost > 0:
            yield f"这个站的数据比以前上报时旧（少 {lost} 条修改记录），请让他们核对是不是放回了旧数据"


def _whole(parcel: Parcel, post: Post) -> str:
    """What a bundle with nothing left over is known by again, as long as no merge is undone."""
    digest = hashlib.sha256(parcel.manifest.to_text().encode()).hexdigest()
    return f"{digest} {len(post.undone)}"


def _refuse_other_way(store: Store, told: Manifest) -> None:
    """What goes up does not tell everything, and what goes between two computers is for nobody else."""
    own = told.station == str(store.unit.uid)
    if own and not told.carries.whole:
        raise UserError("bundle-own-unit", period=told.period)
    if told.carries.whole and not own:
        raise UserError("bundle-of-computers", station=told.name)


def _key_of(store: Store, post: Post, told: Manifest) -> str | None:
    """The public key that the sender must have; another computer of this unit may have a copy of this one's."""
    pinned = post.page(SENDER, told.station)
    if pinned:
        return str(pinned["key"])
    own = post.book(KEY).values() if told.station == str(store.unit.uid) else ()
    return next((told.key for one in own if public_of(one["private"]) == told.key), None)


def _trusted(told: Manifest, known: str | None, *, trust_new: bool) -> Iterator[Change]:
    if known and known != told.key:
        raise UserError("bundle-other-key", station=told.name)
    if not known and not trust_new:
        raise UserError("bundle-unknown-sender", station=told.name)
    if not known:
        yield Note(SENDER, told.station, canonical({"key": told.key, "name": told.name}))
