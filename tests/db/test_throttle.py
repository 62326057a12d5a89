"""Waits after wrong passwords: no clock that a person sets shortens them."""

import pytest

from ercheng_station.db import throttle
from ercheng_station.db.throttle import FREE, bucket_of, failed, restarted, uptime, wait


def after(count, at=1000.0):
    attempts = {}
    for _ in range(count):
        attempts = failed(attempts, "7", at)
    return attempts


def test_four_are_free_then_it_is_one_minute_five_and_thirty():
    waits = [wait(after(count), "7", 1000.0) for count in range(9)]

    assert waits == [0, 0, 0, 0, 0, 60, 300, 1800, 1800]
    assert wait(after(9), "8", 1000.0) == 0


@pytest.mark.faults
def test_twenty_guesses_take_more_than_an_hour(figure):
    took = sum(wait(after(count), "7", 1000.0) for count in range(20))

    assert took > 3600
    figure("N17", "twenty guesses of one password, hours, at least 1 wanted", f"{took / 3600:.1f}")


def test_the_wait_runs_out_while_the_computer_is_on():
    held = after(FREE)

    assert wait(held, "7", 1001.0) == 59
    assert wait(held, "7", 1059.5) == 1
    assert wait(held, "7", 1060.0) == 0


def test_after_a_restart_of_the_computer_the_whole_wait_begins_anew():
    held = after(FREE, at=50_000.0)

    assert restarted(held, "7", 10.0)
    assert wait(held, "7", 10.0) == 60
    again = throttle.again(held, "7", 10.0)
    assert wait(again, "7", 40.0) == 30


def test_a_longer_time_since_the_start_is_never_shorter_than_the_wait_was():
    """Another start of the computer, on longer than at the failure: at least the difference has passed in it."""
    held = after(FREE, at=100.0)

    assert wait(held, "7", 130.0) == 30


def test_the_history_is_told_of_every_failure_once():
    held = throttle.all_told(after(3))

    assert throttle.untold(after(3)) == {"7": 3}
    assert throttle.untold(held) == {}
    assert throttle.untold(failed(held, "7", 1.0)) == {"7": 1}


def test_names_are_parted_without_being_told():
    names = [f"用户{number}" for number in range(1000)]

    assert 850 < len({bucket_of(b"salt", name) for name in names}) < 1000
    assert bucket_of(b"salt", names[0]) == bucket_of(b"salt", names[0])


def test_the_time_that_counts_is_that_of_the_computer_being_on():
    first = uptime()

    assert 0 < first <= uptime()
