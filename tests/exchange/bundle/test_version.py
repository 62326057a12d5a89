"""Versions without a store: what follows what, and joins that are the same in every order."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.db.post import REMOVED
from ercheng_station.exchange.bundle.version import NUMBER, Version, join, joined_revision, latest

UID = "01a204b1-0263-7e81-9905-09e1a38c025a"
FIELDS = ("name", "contact", "address")
BASE = {"name": "甲厂", "contact": "单雄信", "address": "一号", NUMBER: "1", REMOVED: None}


def revision(number):
    return f"00000000-0000-4000-8000-{number:012}"


def version(number, earlier=(), then=(), **content):
    return Version(
        "enterprise", UID, UID, revision(number), None, "2026-01-01", f"2026-01-0{number % 9 + 1}", None,
        {**BASE, **content}, earlier=tuple(map(revision, earlier)), then=tuple((revision(one), was) for one, was in then),
    )  # fmt: skip


def head(number, **content):
    """A version that follows the base, number 1, and knows it."""
    return version(number, (1,), ((1, {name: BASE[name] for name in content}),), **content)


def test_the_text_of_a_version_brings_it_back():
    made = head(2, name="一行\n两行𠮷")

    assert Version.from_text(made.to_text()) == made
    assert "\n" not in made.to_text()


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"then":[]}', version(1).to_text().replace(UID, "x"),
        version(1, **{NUMBER: {}}).to_text(), version(1, **{REMOVED: 3}).to_text(),
        replace(version(1), changed_at=5).to_text(), replace(version(1), titles=[]).to_text(),
    ],
)  # fmt: skip
def test_what_is_no_version_is_refused(text):
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        Version.from_text(text)


def test_a_version_that_another_follows_is_not_the_latest():
    old, new = version(1), version(3, (1, 2))

    assert latest([old, new]) == latest([new, old, old]) == [new]


def test_changes_of_different_fields_stand_side_by_side():
    joined = join([head(2, contact="秦琼"), head(3, address="二号")])

    assert joined.version.content == {**BASE, "contact": "秦琼", "address": "二号"}
    assert joined.conflicts == ()


def test_the_same_change_on_both_sides_is_no_conflict():
    assert join([head(2, contact="秦琼"), head(3, contact="秦琼")]).conflicts == ()


def test_a_contradiction_keeps_every_value():
    joined = join([head(2, contact="秦琼"), head(3, contact="程咬金")])

    (told,) = joined.conflicts
    assert dict(told.values) == {revision(2): "秦琼", revision(3): "程咬金"}
    assert told.taken == joined.version.content["contact"] == "程咬金"


def test_without_a_common_content_everything_that_differs_is_told():
    joined = join([version(2, (1,), contact="秦琼"), version(3, (1,), address="二号")])

    assert {one.field for one in joined.conflicts} == {"contact", "address"}


def test_the_nearest_common_content_is_the_base():
    known = version(
        4, (1, 2), ((2, {"contact": "程咬金"}), (1, {"contact": "单雄信"})), contact="程咬金", address="二号"
    )
    other = version(5, (1, 2), ((1, {"contact": "单雄信"}),), contact="秦琼")

    assert join([known, other]).conflicts == ()
    assert join([other, known]).version.content["contact"] == "秦琼"


def test_a_field_that_one_side_does_not_know_is_left_to_the_other():
    short = head(3)
    short = Version(
        **{**vars(short), "content": {name: one for name, one in short.content.items() if name != "contact"}}
    )

    assert join([head(2, contact="秦琼"), short]).version.content["contact"] == "秦琼"


def test_a_removal_and_a_change_are_both_kept():
    joined = join([head(2, contact="秦琼"), head(3, **{REMOVED: "重复"})])

    assert (joined.version.content["contact"], joined.version.content[REMOVED]) == ("秦琼", "重复")


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from("甲乙丙")), min_size=2, max_size=4))
def test_a_join_is_the_same_in_every_order(changes):
    heads = [head(number, **one) for number, one in enumerate(changes, 2)]

    made = {join(order).version.to_text() for order in permutations(heads)}
    one_by_one = heads[:1]
    for each in heads[1:]:
        one_by_one = list(join([*one_by_one, each]).heads)

    assert made == {join(one_by_one).version.to_text()}
    assert joined_revision([one.revision for one in heads]) in next(iter(made))
