"""The rules for passwords, candidate by candidate."""

from pathlib import Path

from ercheng_station.db.passwords import fault_of

OWN = ["余慧敏", "泽林市场监管所知识产权工作站", "泽林"]
TABLE = Path(__file__).parent.parent / "data" / "passwords.tsv"


def candidates():
    """(why it is refused, "" = taken; the password)"""
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        why, _, password = line.partition("\t")
        yield why, password


def test_two_hundred_candidates_are_taken_or_refused_with_the_reason():
    found = list(candidates())

    wrong = [
        (password, why, told)
        for why, password in found
        for told in [fault_of(password, OWN) or ""]
        if (not why and told) or (why and why not in told)
    ]

    assert wrong == []
    assert len([1 for why, _ in found if why]) >= 150
    assert len([1 for why, _ in found if not why]) >= 40


def test_long_ones_hanzi_blanks_and_emoji_are_taken_whole():
    assert fault_of("a quick onyx goblin " * 4, OWN) is None
    assert fault_of("我在江边捡到一块像鱼的石头", OWN) is not None  # thirteen of one kind
    assert fault_of("我在江边捡到一块像小鱼的石头", OWN) is None
    assert fault_of("🐉🦊🐼🐸🦉🦔🐝🦋🐌🐞🦀🦑🐙🦐", OWN) is None
    assert fault_of("长" * 1001, OWN) == "口令最多 1000 个字"


def test_whose_name_it_is_makes_the_difference():
    password = "Liuxiuying-Kanshu"

    assert fault_of(password, ["余慧敏"]) is None
    assert fault_of("Liuxiuying2026!", ["刘秀英"]).startswith("口令里是姓名或单位名“liuxiuying”")
    assert fault_of("刘秀英在2026年的1月", ["刘秀英"]) is not None
