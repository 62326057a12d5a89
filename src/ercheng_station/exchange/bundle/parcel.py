"""A bundle as a machine knows it: what it says of itself, its records as canonical texts, and the seal over both."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ercheng_station.exchange.bundle.travelling import Freight
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.files import safe_name
from ercheng_station.late import Late
from ercheng_station.services.indicators import BY_NAME

if TYPE_CHECKING:
    from cryptography import exceptions
    from cryptography.hazmat.primitives.asymmetric import ed25519
else:
    exceptions = Late("cryptography.exceptions")
    ed25519 = Late("cryptography.hazmat.primitives.asymmetric.ed25519")

FORMAT = 1
CASES = "cases"
"""The page of what may be told of mediation: no records, only lines."""
SHEET = "_bundle"
KEY_BYTES = 32
PIECE = 30_000
"""Characters of a text that one cell takes; the rest stands in the cells beside it."""


@dataclass(frozen=True)
class Manifest:
    """`base`: the sequence number of the last bundle that the receiver acknowledged. `figures`: name → value.

    `shares`: of those figures that are shares, the counts above and below the line. `passed_on`: what units that report
    through the sender told of registers whose records did not come along; the figures hold it. `files_key`: in hex, what
    the attachments in the companion are sealed with. `above`: for the unit's other computer, whose receipts were read.
    `head`: how far the sender's history had come, seq and mac, which the receipt brings back as a witness; and whether
    it is one of `several` computers of its unit, each with a history of its own.
    """

    format: int
    id: str
    station: str
    name: str
    short_name: str
    profile: str
    period: str
    first: str
    last: str
    sequence: int
    version: int
    base: int | None
    created: str
    program: str
    practice: bool
    zero: bool
    key: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    shares: Mapping[str, Sequence[int]] = field(default_factory=dict)
    passed_on: Mapping[str, Any] = field(default_factory=dict)
    omitted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    freight: Mapping[str, bool] = field(default_factory=dict)
    files_key: str = ""
    above: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    head: Mapping[str, Any] = field(default_factory=dict)

    def to_text(self) -> str:
        return canonical(vars(self))

    @property
    def carries(self) -> Freight:
        return Freight(**self.freight)

    @property
    def file_name(self) -> str:
        if self.carries.whole:
            return safe_name(self.short_name, "交换", self.created[:10], f"v{self.version}", suffix=".xlsx")
        return safe_name(self.short_name, self.period, f"v{self.version}", suffix=".xlsx")

    @property
    def heading(self) -> dict[str, Any]:
        """Whose bundle of which month it is, as the books of the post have it."""
        return {"station": self.station, "name": self.name, "period": self.period, "sequence": self.sequence}

    @property
    def apart(self) -> dict[str, Any]:
        """The figures of registers whose records do not come along, shares as their two counts."""
        names = [name for name in self.figures if self._stays(name)]
        return {**self.passed_on, **{name: self.shares.get(name, self.figures[name]) for name in names}}

    def _stays(self, name: str) -> bool:
        known = BY_NAME.get(name)
        return known is not None and known.kind.__tablename__ not in self.omitted


@dataclass(frozen=True)
class Parcel:
    """`others`: texts of kinds that this program does not know, by kind."""

    manifest: Manifest
    versions: Sequence[Version]
    cases: Sequence[Mapping[str, Any]]
    others: Mapping[str, int] = field(default_factory=dict)


def is_head(told: Any) -> bool:
    """Whether it is what a `head` may be; programs of before told none."""
    return isinstance(told, dict) and (
        not told or (isinstance(told["seq"], int) and isinstance(told["mac"], str))
    )


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digests(texts: Iterable[tuple[str, str]]) -> tuple[dict[str, int], dict[str, str]]:
    """Of (page, text): how many a page has, and the SHA-256 of its texts, in whatever order they stand."""
    pages: dict[str, list[str]] = defaultdict(list)
    for page, text in texts:
        pages[page].append(text)
    counts = {page: len(found) for page, found in pages.items()}
    return counts, {
        page: hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest() for page, found in pages.items()
    }


def new_key() -> str:
    """A private key in hex."""
    return ed25519.Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(private: str) -> str:
    return _private(private).public_key().public_bytes_raw().hex()


def sign(private: str, text: str) -> str:
    return _private(private).sign(text.encode()).hex()


def is_signed(public: str, signature: str, text: str) -> bool:
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(
            bytes.fromhex(signature), text.encode()
        )
    except (exceptions.InvalidSignature, ValueError):
        return False
    return True


def _private(key: str) -> "ed25519.Ed25519PrivateKey":
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
