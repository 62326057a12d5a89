"""Readings of characters, ways to read a name, and the order people expect of Chinese texts."""

import subprocess
import sys
from random import Random

import pytest

from ercheng_station import paths
from ercheng_station.db.pinyin import initials, readings, sort_key, syllables

BUILT = ("readings.txt", "phrases.txt")


@pytest.mark.parametrize(
    ("char", "sounds"),
    [
        ("单", {"dan", "shan", "chan"}),
        ("仇", {"chou", "qiu"}),
        ("会", {"hui", "kuai"}),
        ("重", {"zhong", "chong"}),
        ("乐", {"le", "yue", "lao"}),
        ("大", {"da", "dai"}),
        ("厦", {"sha", "xia"}),
        ("区", {"qu", "ou"}),
        ("六", {"liu", "lu"}),
        ("陂", {"bei", "pi", "po"}),
        ("女", {"nv", "nu"}),
        ("略", {"lve", "lue"}),
        ("𠮷", set()),
        ("a", set()),
        ("，", set()),
    ],
)
def test_a_character_has_every_reading_of_today(char, sounds):
    assert set(readings(char)) == sounds


def test_company_words_have_one_reading_so_that_nothing_strange_is_found():
    assert [readings(char) for char in "有限公司"] == [("you",), ("xian",), ("gong",), ("si",)]


@pytest.mark.parametrize(
    "pair",
    [
        "单县 sx",
        "善县 sx",
        "单县 dx",
        "蝉 c",
        "单于 cy",
        "会计 kj",
        "会计 hj",
        "重庆 cq",
        "音乐 yy",
        "长沙 cs",
        "银行 yh",
        "六安 la",
        "仇英 qy",
        "ABC乐 abcy",
    ],
)
def test_every_reading_gives_initials(pair):
    name, typed = pair.split()

    assert typed in initials(name)


@pytest.mark.parametrize(
    ("name", "first"), [("仇英", "qy"), ("单雄信", "sxx"), ("尉迟恭", "ycg"), ("王重乐", "wzl")]
)
def test_a_surname_is_first_read_as_surnames_are(name, first):
    assert initials(name, person=True)[0] == first


def test_a_name_of_many_readings_stops_at_the_limit():
    assert len(syllables("重乐会单" * 3, limit=16)) == 16
    assert syllables("重乐", limit=1) == [("zhong", "le")]


def test_digits_and_latin_come_before_hanzi_by_sound_and_unknown_hanzi_last():
    expected = [
        "12号",
        "ABC",
        "ABD",
        "éclair",
        "Zebra",
        "阿里",
        "长沙",
        "重庆",
        "厦门",
        "张三",
        "张四",
        "章二",
        "𠮷野",
    ]
    shuffled = Random(5).sample(expected, len(expected))

    assert sorted(shuffled, key=sort_key) == expected


def test_sorting_reads_whole_words():
    assert sort_key("银行") == "{yin2银{hang2行"
    assert sort_key("步行") == "{bu4步{xing2行"
    assert sort_key("鄂州市长港") == "{e4鄂{zhou1州{shi4市{chang2长{gang3港"


def test_sorting_passes_over_width_case_and_punctuation():
    assert sort_key("（湖北）Ａ·宏达") == sort_key("湖北a宏达")
    assert sort_key("“…”") == ""


def test_a_person_sorts_under_the_surname():
    assert sort_key("仇英", person=True) == "{qiu2仇{ying1英"
    assert sort_key("仇英") == "{chou2仇{ying1英"
    assert sort_key("欧阳修", person=True).startswith("{ou1欧{yang2阳")
    assert sort_key("", person=True) == ""


def test_a_sort_key_of_a_long_text_is_short():
    assert len(sort_key("中" * 30_000)) < 1_000


def test_the_tables_are_what_the_build_script_makes(tmp_path):
    pytest.importorskip("pypinyin")
    folder = paths.resources() / "pinyin"
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for name in BUILT:
        (tmp_path / name).write_text("")

    subprocess.run([sys.executable, tmp_path / "build_pinyin.py"], check=True, timeout=60)

    for name in BUILT:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_the_program_reads_without_pypinyin():
    code = "import sys; from ercheng_station.db import pinyin; pinyin.sort_key('重庆'); assert 'pypinyin' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
