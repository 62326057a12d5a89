"""How long to wait after wrong passwords. It asks no clock that a person can set: only how long the computer is on."""

import hashlib
import math
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FREE = 5
WAITS = (60, 300, 1800)
"""Seconds after the fifth failure, the sixth, and every further one."""
_BUCKETS = 4096
"""Failures are counted by a part of the name's digest: enough to part colleagues, too little to tell a name by."""
_UPTIME = Path("/proc/uptime")

Attempts = Mapping[str, Any]
"""{bucket: [failures so far, seconds that the computer was on at the last one, how many were told of]}"""
_NONE = (0, 0.0, 0)


def bucket_of(salt: bytes, name: str) -> str:
    return str(int.from_bytes(hashlib.sha256(salt + name.encode()).digest()) % _BUCKETS)


def uptime() -> float:
    """Seconds since the computer was started."""
    if _UPTIME.exists():
        return float(_UPTIME.read_text(encoding="ascii").split()[0])
    return time.monotonic()


def wait(attempts: Attempts, bucket: str, up: float) -> int:
    """Seconds until the next try may be made; after a restart of the computer the whole wait begins anew."""
    count, at, _ = attempts.get(bucket, _NONE)
    if count < FREE:
        return 0
    whole = WAITS[min(count - FREE, len(WAITS) - 1)]
    return max(0, math.ceil(whole - (up - at))) if up >= at else whole


def restarted(attempts: Attempts, bucket: str, up: float) -> bool:
    """Whether the computer was started since the last failure: then the wait must be written down anew."""
    count, at, _ = attempts.get(bucket, _NONE)
    return bool(count >= FREE and up < at)


def failed(attempts: Attempts, bucket: str, up: float) -> Attempts:
    count, _, told = attempts.get(bucket, _NONE)
    return {**attempts, bucket: [count + 1, up, told]}


def again(attempts: Attempts, bucket: str, up: float) -> Attempts:
    """The same failures, waiting from now on."""
    count, _, told = attempts[bucket]
    return {**attempts, bucket: [count, up, told]}


def cleared(attempts: Attempts, bucket: str) -> Attempts:
    return {name: held for name, held in attempts.items() if name != bucket}


def untold(attempts: Attempts) -> Mapping[str, int]:
    """The failures that the history does not tell of yet."""
    return {bucket: count - told for bucket, (count, _, told) in attempts.items() if count > told}


def all_told(attempts: Attempts) -> Attempts:
    return {bucket: [count, at, count] for bucket, (count, at, _) in attempts.items()}
