"""Names found by initials, full pinyin, or these mixed with characters."""

from random import Random

import pytest

from ercheng_station.db.pinyin import readings
from ercheng_station.db.sounds import (
    INITIALS,
    SYLLABLE,
    begins_like,
    cuts,
    index_sounds,
    is_spelt,
    is_told_by_initials,
    needed,
    sounds_like,
)

NAMES = [
    "鄂州市宏达（集团）机械有限公司",
    "重庆长兴银行设备厂",
    "单县ABC科技",
    "西安朝阳音乐工作室",
    "阿里·买买提",
    "欧阳𠮷区",
]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hd", "宏达机械"),
        ("HD", "宏达机械"),
        ("ｈｄ", "宏达机械"),
        ("dj", "宏达机械"),
        ("hongda", "宏达机械"),
        ("dajixie", "宏达机械"),
        ("hongd", "宏达机械"),
        ("hongdj", "宏达机械"),
        ("hdjixie", "宏达机械"),
        ("宏达jx", "宏达机械"),
        ("hd机械", "宏达机械"),
        ("hon", "宏达机械"),
        ("hongdaj", "宏达机械"),
        ("hdji", "宏达机械"),
        ("hdxi", "宏达小"),
        ("h达jix", "宏达机械"),
        ("宏达jt", "宏达（集团）"),
        ("sx", "单县"),
        ("dx", "单县"),
        ("cx", "单县"),
        ("shanx", "单县"),
        ("kj", "会计"),
        ("hj", "会计"),
        ("kuaiji", "会计"),
        ("cq", "重庆"),
        ("yy", "音乐"),
        ("qy", "仇英"),
        ("zhangsan", "张三"),
        ("zhs", "张三"),
        ("zs", "张三"),
        ("xian", "西安"),
        ("xian", "先达"),
        ("lv", "吕布"),
        ("lub", "吕布"),
        ("abckj", "ABC科技"),
        ("3mkj", "3M科技"),
        ("zhanga", "张昂"),
        ("almmt", "阿里·买买提"),
    ],
)
def test_a_name_sounds_like_what_was_typed(typed, name):
    assert sounds_like(typed, None, "别的", name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hj", "宏达机械"),
        ("ongda", "宏达"),
        ("宏jx", "宏达机械"),
        ("hdx", "宏达"),
        ("a", "𠮷"),
        ("x", ""),
        ("，", "，"),
        ("", "宏达"),
    ],
)
def test_a_name_does_not_sound_like_something_else(typed, name):
    assert not sounds_like(typed, name)


def test_a_word_is_cut_at_syllables_before_it_is_cut_short():
    assert cuts("xianjx") == [
        ("xian", "j", "x"),
        ("xi", "an", "j", "x"),
        ("xia", "n", "j", "x"),
        ("x", "i", "an", "j", "x"),
        ("xi", "a", "n", "j", "x"),
        ("x", "i", "a", "n", "j", "x"),
    ]
    assert cuts("hbjh") == [("h", "b", "j", "h")]
    assert cuts("zhuang")[0] == ("zhuang",)
    assert ("zh", "s") in cuts("zhs")


def test_a_name_is_indexed_with_every_reading():
    tokens = index_sounds(["单县"])

    assert [token for token in tokens if token[0] == INITIALS and len(token) == 3] == [
        INITIALS + two for two in ("dx", "cx", "sx")
    ]
    assert {SYLLABLE + "shan.xian", SYLLABLE + "chan", SYLLABLE + "xian"} <= tokens.keys()


def test_only_latin_letters_are_taken_for_pinyin_and_no_long_word():
    assert [
        is_spelt(word) for word in ("jx", "宏达jx", "ＪＸ", "宏达", "123", "é", "j" * 49, "j_x", "j(")
    ] == [True] * 3 + [False] * 6
    assert [is_told_by_initials(word) for word in ("jx", "j", "jxyx", "ji", "jxyxg", "宏j")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def spell(random, name):
    """One way in which somebody might type a stretch of the name."""
    start = random.randrange(len(name))
    typed = ""
    for char in name[start : start + random.randint(1, 5)]:
        sound = random.choice(readings(char) or (char,))
        typed += (
            random.choice([sound, sound, sound[0], char]) if char.isalnum() else random.choice([char, ""])
        )
    return typed


def test_whatever_is_spelt_from_a_name_is_heard_in_it():
    random = Random(8)
    for name in NAMES * 60:
        typed = spell(random, name)

        assert not is_spelt(typed) or sounds_like(typed, name), (typed, name)


def test_a_question_of_many_readings_stays_short():
    assert len(needed("重乐会单区长行朝" * 3 + "x")) < 10_000
    assert len(needed("shishishishishishishishi")) < 20_000


@pytest.mark.parametrize(
    ("word", "name", "begins"),
    [
        ("hd", "宏达精密", True),
        ("hongda", "宏达精密", True),
        ("jm", "宏达精密", False),
        ("h", "精宏", False),
        ("宏", "宏达精密", True),
    ],
)
def test_a_name_begins_like_what_is_typed(word, name, begins):
    assert begins_like(word, name) == begins
