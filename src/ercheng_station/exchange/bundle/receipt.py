"""回执: what the receiver tells the sender of a bundle, as a file beside it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Note
from ercheng_station.db.post import REMOVED, SENT, Post
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.deciding import Decision, decided
from ercheng_station.exchange.bundle.parcel import Manifest, canonical
from ercheng_station.exchange.bundle.taking import Plan
from ercheng_station.files import atomic_write

FORMAT = 1
SUFFIX = ".json"
_WORDS = ("bundle", "station", "period", "receiver", "at", "refused")


@dataclass(frozen=True)
class Receipt:
    """`returned`: records that were not taken, with the reason; `differences`: what two stations said differently.

    `refused`: why nothing of the bundle was taken. `decisions`: what the receiver decided of the sender's records.
    """

    format: int
    bundle: str
    station: str
    period: str
    sequence: int
    receiver: str
    at: str
    returned: Sequence[Mapping[str, Any]] = ()
    differences: Sequence[Mapping[str, Any]] = ()
    refused: str = ""
    decisions: Sequence[Mapping[str, Any]] = ()


def write_receipt(path: Path, store: Store, told: Manifest, plan: Plan, refused: str = "") -> Path:
    """Beside the bundle `path`; UserError if the disk refuses."""
    receipt = Receipt(
        FORMAT,
        told.id,
        told.station,
        told.period,
        told.sequence,
        store.unit.name,
        store.now.isoformat(),
        [asdict(one) for one in plan.returned],
        [asdict(one) for one in plan.differences],
        refused,
        decided(store, told.station),
    )
    content = asdict(receipt)
    content["sha256"] = _digest(content)
    target = path.with_name(f"{path.stem}_回执{SUFFIX}")
    with atomic_write(target) as out:
        out.write(json.dumps(content, ensure_ascii=False, indent=1).encode())
    return target


def read_receipt(path: Path) -> Receipt:
    """UserError receipt-damaged, bundle-newer, or that the file cannot be read."""
    try:
        content = json.loads(path.read_bytes())
        digest = content.pop("sha256")
        if digest != _digest(content):
            raise UserError("receipt-damaged", name=path.name)
        if int(content["format"]) > FORMAT:
            raise UserError("bundle-newer", name=path.name, program="")
        return _sane(Receipt(**content))
    except FileNotFoundError as error:
        raise UserError("file-missing", path=str(path)) from error
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=error.strerror or "") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError("receipt-damaged", name=path.name) from error


def _sane(receipt: Receipt) -> Receipt:
    """Raises ValueError or TypeError where it holds something else than it should."""
    decisions = [Decision(**one) for one in receipt.decisions]
    words = [getattr(receipt, name) for name in _WORDS]
    words += [word for one in decisions for name, word in asdict(one).items() if name != "value"]
    words += [one.value for one in decisions if one.field == REMOVED and one.value is not None]
    if not all(isinstance(word, str) for word in words):
        raise TypeError("words")
    for one in decisions:
        UUID(one.id)
    return receipt


def acknowledge(store: Store, receipt: Receipt) -> bool:
    """Whether it told anything new. UserError receipt-not-ours for a bundle that this computer did not make."""
    with Post(store.connect_reader()) as post:
        page = post.book(SENT).get(receipt.bundle)
    if page is None or receipt.station != str(store.unit.uid):
        raise UserError("receipt-not-ours", receiver=receipt.receiver, period=receipt.period)
    if page["accepted"] or page.get("refused") == receipt.refused != "":
        return False
    page |= {"refused": receipt.refused} if receipt.refused else {"accepted": receipt.at}
    said = "被退回" if receipt.refused else "收到回执"
    label = f"{said} {receipt.period} 第{receipt.sequence}号"
    store.act(label, [Note(SENT, receipt.bundle, canonical(page))])
    return True


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()
