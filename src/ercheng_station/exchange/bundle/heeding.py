"""A station reads a receipt: what was received, what its superior sent down, what was decided of its records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ercheng_station.db.changes import Act, Change, Note, new_uid
from ercheng_station.db.post import HEEDED, RECEIVER, SENT, Post
from ercheng_station.db.store import Store
from ercheng_station.db.witness import Notice
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.deciding import adopt
from ercheng_station.exchange.bundle.parcel import canonical
from ercheng_station.exchange.bundle.ready import Ready
from ercheng_station.exchange.bundle.receipt import Receipt
from ercheng_station.exchange.bundle.taking import Plan, Taking, Voice
from ercheng_station.exchange.bundle.travelling import OPEN
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.services.computers import is_one_of_several


@dataclass(frozen=True)
class Heeded:
    """`act`: what was decided of the station's records; `notes` for a person."""

    act: Act | None = None
    notes: list[str] = field(default_factory=list)


def heed(store: Store, receipt: Receipt) -> Heeded:
    """UserError receipt-not-ours for a bundle that this computer did not make, receipt-ahead if it did and has lost it.

    A bundle made after an older data file was put back is as good as any: its receipt is read, and that is told.
    """
    plan = Plan()
    lost = _witness(store, receipt)
    with Post(store.connect_reader()) as post:
        if receipt.station != str(store.unit.uid) or post.page(SENT, receipt.bundle) is None:
            raise _not_here(receipt, lost)
        last = post.page(HEEDED, receipt.receiver_id)
        if last and last["number"] == receipt.number:
            return Heeded(notes=["这份回执已经读过"])
        told = list(_told(post, receipt))
        own = {receipt.receiver_id, receipt.station}
        versions = [Version.from_text(text) for text in receipt.records]
        ready = Ready(store, versions, OPEN, _label(receipt))
        Taking(store, post, ready, Voice(own.__contains__, is_superior=True)).run(plan)
    _remember(store, receipt, [*told, *plan.changes])
    act, left = adopt(store, receipt.receiver, receipt.decisions)
    return Heeded(act, [*_words(receipt, plan, act), *left, *([lost.words] if lost else [])])


def _not_here(receipt: Receipt, lost: Notice | None) -> UserError:
    if lost:
        return UserError("receipt-ahead", receiver=receipt.receiver, count=lost.details["fewer"])
    return UserError("receipt-not-ours", receiver=receipt.receiver, period=receipt.period)


def _witness(store: Store, receipt: Receipt) -> Notice | None:
    """The superior has seen a history that is not here: an older data file was put back. Of two computers each has its own."""
    if receipt.station != str(store.unit.uid) or not receipt.seen or is_one_of_several(store):
        return None
    seq, now = receipt.seen["seq"], store.sealed()[0]
    if store.sealed_at(seq) == receipt.seen["mac"]:
        return None
    fewer = max(0, seq - now)
    words = f"{receipt.receiver}收到过这台电脑的上报包，现在的数据里却没有：数据比那时旧（少{fewer}条）"
    told = {"before": seq, "now": now, "fewer": fewer, "receiver": receipt.receiver_id}
    lost = Notice("older", words, told)
    store.note([lost])
    return lost


def _told(post: Post, receipt: Receipt) -> Iterator[Change]:
    """Of every bundle: whether it was taken in or sent back."""
    if post.page(RECEIVER, receipt.receiver_id) is None:
        page = {"key": receipt.key, "name": receipt.receiver}
        yield Note(RECEIVER, receipt.receiver_id, canonical(page))
    for key, page in post.book(SENT).items():
        if key in receipt.accepted and not page["accepted"]:
            yield Note(SENT, key, canonical(page | {"accepted": receipt.at}))
        elif key in receipt.sent_back and not page["accepted"]:
            yield Note(SENT, key, canonical(page | {"refused": receipt.sent_back[key]}))


def _label(receipt: Receipt) -> str:
    said = "被退回" if receipt.refused else "收到回执"
    return f"{said} {receipt.period} 第{receipt.sequence}号"


def _remember(store: Store, receipt: Receipt, changes: Sequence[Change]) -> None:
    """If it is undone the receipt can be read again."""
    act = new_uid()
    page = {"number": receipt.number, "act": str(act)}
    heeded = Note(HEEDED, receipt.receiver_id, canonical(page))
    store.act(_label(receipt), [heeded, *changes], uid=act)


def _words(receipt: Receipt, plan: Plan, act: Act | None) -> Iterator[str]:
    who, number = receipt.receiver, receipt.sequence
    yield (
        f"{who} 退回了第 {number} 号：{receipt.refused}" if receipt.refused else f"{who} 已收到第 {number} 号"
    )
    yield from (f"没有汇总“{one.get('title') or one['kind']}”：{one['why']}" for one in receipt.returned)
    yield from (f"退回修改“{one['title']}”：{one['why']}" for one in receipt.remarks)
    if plan.created or plan.updated:
        yield f"{who}下发的登记：新增 {plan.created} 条，更新 {plan.updated} 条"
    yield from (f"没有读入下发的“{one.title}”：{one.why}" for one in plan.returned)
    if act:
        yield f"按{who}对两处填写不一致的意见改了 {len(act.touched)} 条，可以撤销"
