"""Which backups are kept: whatever the clock does, good ones stay."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ercheng_station.db.backup import Backup, Occasion
from ercheng_station.db.ladder import DAILY, HALF_HOUR, KEPT, LEAST, MONTHLY, WEEKLY, rung_for, spare
from ercheng_station.records.dates import BEIJING

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
HALF = timedelta(minutes=30)
CLOCKS = {
    "right": lambda turn, rng: START + turn * HALF,
    "a year behind": lambda turn, rng: START + turn * HALF - timedelta(days=365 * (turn > 50)),
    "ten years ahead": lambda turn, rng: START + turn * HALF + timedelta(days=3650 * (turn > 50)),
    "back and forth": lambda turn, rng: START + turn * HALF + timedelta(days=3650 * (turn % 2)),
    "standing still": lambda turn, rng: START,
    "running backwards": lambda turn, rng: START - turn * HALF,
    "of 1980 after an empty battery": lambda turn, rng: (
        datetime(1980, 1, 1, tzinfo=UTC) + turn * HALF if turn > 50 else START + turn * HALF
    ),
    "of 2040": lambda turn, rng: datetime(2040, 1, 1, tzinfo=UTC) + turn * HALF,
    "of another zone each time": lambda turn, rng: (
        START + turn * HALF + timedelta(hours=rng.randrange(-12, 13))
    ),
    "at random": lambda turn, rng: START + timedelta(days=rng.randrange(-9000, 9000)),
    "set right each morning": lambda turn, rng: START + turn * HALF - timedelta(days=3 * (turn % 16 < 4)),
    "around a leap day": lambda turn, rng: datetime(2028, 2, 28, 15, tzinfo=UTC) + turn * HALF,
}


def backup(sequence, reason, at=START, fault=""):
    return Backup(
        Path(f"备份_{sequence:06d}_x.ecbak"), sequence, fault, at.isoformat(), occasion=Occasion(reason)
    )


def a_year(clock, rng, turns=600):
    """The folder after each backup of a long time, newest first, and what then went."""
    there = []
    for turn in range(turns):
        at = clock(turn, rng)
        if rng.random() < 0.03:
            reason = rng.choice(["升级前", "导入前", "手工备份"])
        else:
            reason = rung_for(there, at.astimezone(BEIJING).date())
        there.insert(0, backup(turn + 1, reason, at))
        if rng.random() < 0.02:
            there[0] = backup(turn + 1, reason, at, "不完整或已损坏")
        went = spare(there)
        there = [one for one in there if one not in went]
        yield there, went


@pytest.mark.parametrize("name", CLOCKS)
def test_no_clock_makes_a_newest_or_a_copy_before_an_upgrade_go(name):
    gone = []
    for turn, (there, went) in enumerate(a_year(CLOCKS[name], random.Random(6)), 1):
        gone += went
        whole = [one for one in there if not one.fault]
        assert there[0].sequence == turn
        assert not whole or whole[0].sequence > max((one.sequence for one in gone), default=0)
        assert len(whole) >= min(LEAST, turn - sum(bool(one.fault) for one in there))

    assert {one.occasion.reason for one in gone} <= set(KEPT)
    assert not [one for one in gone if one.fault]
    assert len(there) < 130


def test_half_hours_become_days_weeks_and_months():
    there = [there for there, _ in a_year(CLOCKS["right"], random.Random(6), turns=48 * 90)][-1]

    held = [one.occasion.reason for one in there if not one.fault]
    assert [held.count(reason) for reason in (HALF_HOUR, DAILY, WEEKLY, MONTHLY)] == [6, 7, 4, 4]


def test_three_whole_ones_stay_whatever_their_reason(monkeypatch):
    monkeypatch.setitem(KEPT, HALF_HOUR, 1)
    there = [backup(at, HALF_HOUR, fault="不完整或已损坏" if at > 7 else "") for at in range(10, 0, -1)]

    assert [one.sequence for one in spare(there)] == [1, 2, 3, 4]
