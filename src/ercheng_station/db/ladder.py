"""Which automatic backups are made and which are kept: by their sequence, so that no clock makes a good one go.

Only whether a day has ended is asked of the clock. Every fifth daily backup is a weekly one, every fourth of those a
monthly one. Backups made by hand or before an upgrade stay, broken ones too: nothing here decides about them.
"""

from collections.abc import Sequence
from datetime import date, datetime

from ercheng_station.db.backup import Backup
from ercheng_station.records.dates import BEIJING

HALF_HOUR, DAILY, WEEKLY, MONTHLY = "每半小时", "每日", "每周", "每月"
BEFORE_IMPORT, BEFORE_MERGE, BEFORE_BULK = "导入前", "汇总前", "批量修改前"
KEPT = {
    HALF_HOUR: 6, DAILY: 7, WEEKLY: 4, MONTHLY: 12,
    BEFORE_IMPORT: 5, BEFORE_MERGE: 5, BEFORE_BULK: 5,
}  # fmt: skip
"""reason → how many of the newest stay."""
LEAST = 3
"""As many whole backups stay whatever their reason."""
_DAYS, _WEEKS = 5, 4


def rung_for(backups: Sequence[Backup], today: date) -> str:
    """The reason of the backup to be made now; `backups` newest first."""
    made = [one for one in backups if not one.fault]
    daily = next((one for one in made if one.occasion.reason in {DAILY, WEEKLY, MONTHLY}), None)
    if daily and _day(daily) == today:
        return HALF_HOUR
    if _since(made, DAILY, {WEEKLY, MONTHLY}) < _DAYS - 1:
        return DAILY
    return MONTHLY if _since(made, WEEKLY, {MONTHLY}) >= _WEEKS - 1 else WEEKLY


def spare(backups: Sequence[Backup]) -> list[Backup]:
    """Those that may go, oldest first; `backups` newest first."""
    found: list[Backup] = []
    kept: dict[str, int] = {}
    whole = 0
    for one in backups:
        reason = one.occasion.reason
        if one.fault:
            continue
        if reason in KEPT and kept.get(reason, 0) >= KEPT[reason] and whole >= LEAST:
            found.append(one)
            continue
        kept[reason] = kept.get(reason, 0) + 1
        whole += 1
    return found[::-1]


def _day(one: Backup) -> date:
    return datetime.fromisoformat(one.made_at).astimezone(BEIJING).date()


def _since(backups: Sequence[Backup], reason: str, until: set[str]) -> int:
    """How many of that reason are newer than the newest of the others."""
    count = 0
    for one in backups:
        if one.occasion.reason in until:
            break
        count += one.occasion.reason == reason
    return count
