"""回执: what the receiver of a bundle tells its sender, as a signed file beside it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from ercheng_station.db.post import HEEDED, RECEIVER, REMOVED, RETURNED, TAKEN, Post
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.deciding import Decision, decided
from ercheng_station.exchange.bundle.descending import coming_down
from ercheng_station.exchange.bundle.parcel import Manifest, canonical, is_head, is_signed, public_of, sign
from ercheng_station.exchange.bundle.remarks import Remark, remarks
from ercheng_station.exchange.bundle.signing import own_key
from ercheng_station.exchange.bundle.taking import Plan
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.files import atomic_write

FORMAT = 3
SUFFIX = ".json"
_WORDS = ("bundle", "station", "period", "receiver", "receiver_id", "at", "key", "refused")


@dataclass(frozen=True)
class Receipt:
    """`number`: a later receipt of the same receiver has a higher one. `key` signs it.

    `returned`: records that were not taken, with the reason; `differences`: what two stations said differently.
    `refused`: why nothing of the bundle was taken. `decisions`: what the receiver decided of the sender's records.
    `seen`: the head of the sender's history that stood in its latest bundle taken in.
    `accepted`: every bundle of the sender that was taken in; `sent_back`: others, and why. `records`: see `descending`; `remarks`: on records that are to be changed.
    """

    format: int
    bundle: str
    station: str
    period: str
    sequence: int
    receiver: str
    receiver_id: str
    number: int
    at: str
    key: str
    returned: Sequence[Mapping[str, Any]] = ()
    differences: Sequence[Mapping[str, Any]] = ()
    refused: str = ""
    decisions: Sequence[Mapping[str, Any]] = ()
    accepted: Sequence[str] = ()
    sent_back: Mapping[str, str] = field(default_factory=dict)
    records: Sequence[str] = ()
    remarks: Sequence[Mapping[str, str]] = ()
    seen: Mapping[str, Any] = field(default_factory=dict)


def write_receipt(path: Path, store: Store, told: Manifest, plan: Plan, refused: str = "") -> Path:
    """Beside the bundle `path`; UserError if the disk refuses."""
    private = own_key(store)
    with Post(store.connect_reader()) as post:
        number = post.acts()
        accepted = _of(post.book(TAKEN), told.station)
        back = _of(post.book(RETURNED), told.station)
    receipt = Receipt(
        FORMAT, told.id, told.station, told.period, told.sequence, store.unit.name, str(store.unit.uid), number,
        store.now.isoformat(), public_of(private),
        [asdict(one) for one in plan.returned],
        [asdict(one) for one in plan.differences],
        refused,
        decided(store, told.station),
        sorted(accepted),
        {key: page["why"] for key, page in back.items() if key not in accepted},
        [one.to_text() for one in coming_down(store, told)],
        [asdict(one) for one in remarks(store, told.station)],
        max((page["head"] for page in accepted.values() if page.get("head")), key=lambda one: one["seq"], default={}),
    )  # fmt: skip
    content = asdict(receipt)
    text = canonical(content)
    content |= {"sha256": _digest(text), "signature": sign(private, text)}
    target = path.with_name(f"{path.stem}_回执{SUFFIX}")
    with atomic_write(target) as out:
        out.write(json.dumps(content, ensure_ascii=False, indent=1).encode())
    return target


def read_receipt(path: Path, store: Store) -> Receipt:
    """UserError receipt-damaged, -unsigned, -forged, -other-key or -older, bundle-newer, or that the file cannot be read."""
    try:
        content = json.loads(path.read_bytes())
        digest, signature = content.pop("sha256"), content.pop("signature", "")
        text = canonical(content)
        if digest != _digest(text):
            raise UserError("receipt-damaged", name=path.name)
        if int(content["format"]) > FORMAT:
            raise UserError("bundle-newer", name=path.name, program="")
        if not signature or not content.get("key"):
            raise UserError("receipt-unsigned", name=path.name)
        if not is_signed(content["key"], signature, text):
            raise UserError("receipt-forged", name=path.name)
        receipt = _sane(Receipt(**content))
    except FileNotFoundError as error:
        raise UserError("file-missing", path=str(path)) from error
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=error.strerror or "") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError("receipt-damaged", name=path.name) from error
    _refuse_untrusted(path, store, receipt)
    return receipt


def _refuse_untrusted(path: Path, store: Store, receipt: Receipt) -> None:
    """The key that signed the first receipt of a receiver signs all of them, and no word is taken back by an older one."""
    with Post(store.connect_reader()) as post:
        known = post.page(RECEIVER, receipt.receiver_id)
        heeded = post.page(HEEDED, receipt.receiver_id)
    if known and known["key"] != receipt.key:
        raise UserError("receipt-other-key", name=path.name, receiver=known["name"])
    if heeded and receipt.number < heeded["number"]:
        raise UserError("receipt-older", name=path.name, receiver=receipt.receiver)


def _sane(receipt: Receipt) -> Receipt:
    """Raises ValueError, TypeError or KeyError where it holds something else than it should."""
    decisions = [Decision(**one) for one in receipt.decisions]
    words = [getattr(receipt, name) for name in _WORDS]
    words += [word for one in decisions for name, word in asdict(one).items() if name != "value"]
    words += [one.value for one in decisions if one.field == REMOVED and one.value is not None]
    words += [*receipt.accepted, *receipt.sent_back, *receipt.sent_back.values(), *receipt.records]
    words += [one["why"] for one in receipt.returned]
    words += [word for one in receipt.remarks for word in asdict(Remark(**one)).values()]
    is_numbered = isinstance(receipt.number, int) and is_head(receipt.seen)
    if not is_numbered or not all(isinstance(word, str) for word in words):
        raise TypeError("words")
    for uid in (receipt.receiver_id, *(one.id for one in decisions)):
        UUID(uid)
    for one in receipt.records:
        Version.from_text(one)
    return receipt


def _of(book: Mapping[str, Any], station: str) -> dict[str, Any]:
    return {key: page for key, page in book.items() if page["station"] == station}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
