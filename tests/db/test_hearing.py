"""A word against a name, beside the plainest way to find out: write down all that the name may be spelt as."""

from itertools import product
from random import Random

import pytest

from ercheng_station.db.hearing import DIGRAPHS, is_heard, plain
from ercheng_station.db.pinyin import readings


def spellings(name):
    """Every way to type each stretch of the name; the last character's syllable may be broken off."""
    heard = [(char, readings(char) if not char.isascii() else ()) for char in plain(name)]
    whole = [
        {char, *said, *(one[0] for one in said), *(one[:2] for one in said if one[:2] in DIGRAPHS)}
        for char, said in heard
    ]
    broken = [
        ways | {one[:length] for one in said for length in range(1, len(one))}
        for ways, (_, said) in zip(whole, heard, strict=True)
    ]
    return {
        "".join(pieces)
        for first in range(len(heard))
        for last in range(first, len(heard))
        for pieces in product(*whole[first:last], broken[last])
    }


@pytest.mark.parametrize("name", ["重庆厂", "单（善）蝉", "会·仇", "西安A3", "吕、𠮷昂"])
def test_a_name_is_heard_in_its_spellings_and_in_no_other_word(name):
    spelt, random = sorted(spellings(name)), Random(4)
    near = {word[:at] + random.choice("abchsz重3") + word[at:] for word in spelt for at in (0, 1, len(word))}

    assert all(is_heard(word, name) for word in spelt)
    assert not [word for word in near.difference(spelt) if is_heard(word, name)]
