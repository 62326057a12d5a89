"""One slip in a name is found wherever it stands; other names and other words are left alone."""

import time

import pytest

from ercheng_station.services.filecheck.spelling import near_misses

FIRM = "鄂州市宏达模具有限公司"


def body(text, known=()):
    return list(near_misses(FIRM, text, {FIRM, *known}, is_person=False))


def person(text, known=()):
    return list(near_misses("张建军", text, {"张建军", *known}, is_person=True))


@pytest.mark.parametrize("place", range(1, len(FIRM)))
def test_a_wrong_sign_in_a_body_is_found_behind_the_first(place):
    wrong = FIRM[:place] + "某" + FIRM[place + 1 :]

    assert body(f"由{wrong}、{FIRM}到场") == [wrong]


@pytest.mark.parametrize("place", range(1, len(FIRM)))
def test_a_missing_sign_and_one_too_many_are_found(place):
    missing, more = FIRM[:place] + FIRM[place + 1 :], FIRM[:place] + "某" + FIRM[place:]

    assert body(f"由{missing}。") == [missing]
    assert body(f"由{more}。") == [more]


@pytest.mark.parametrize(
    "text",
    [
        FIRM,
        f"{FIRM}，{FIRM}",
        "鄂州市泽林模具有限公司",
        "宏达模具有限公司",
        "鄂州市宏达，模具有限公司",
        "",
    ],
)
def test_what_is_right_or_quite_different_is_no_slip(text):
    assert body(text) == []


def test_a_name_that_is_known_itself_is_no_slip():
    assert body("鄂州市宏大模具有限公司", {"鄂州市宏大模具有限公司"}) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张建均到场", ["张建均"]),
        ("张剑军到场，张健军签字", ["张剑军", "张健军"]),
        ("张建的厂，张建、王五", []),
        ("李建军", []),
        ("张建", []),
        ("张建A", []),
    ],
)
def test_a_person_keeps_the_surname_and_the_length(text, found):
    assert person(text) == found


def test_names_of_two_signs_are_not_guessed_at():
    assert list(near_misses("张军", "张君", {"张军"}, is_person=True)) == []


def test_a_long_text_of_likely_words_is_read_quickly():
    begun = time.thread_time()

    body("鄂州市宏达" * 20_000)

    assert time.thread_time() - begun < 2
