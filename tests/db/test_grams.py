"""Grams: what is asked for is always there, and the index takes every gram as it stands."""

from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from ercheng_station.db.grams import (
    MOST_GRAMS,
    RUN,
    TOKENIZER,
    common_pairs,
    fold,
    index_grams,
    is_exact,
    quoted,
    widths,
    word_grams,
)

OFFICE = "企业专利有限公司走访发现商标侵权，。《》"
ODD = "aAbBzZ019０１９ａＡéÉ𠮷𪚥😀·•%_\"*'\\^~{}()（）-—…\u200b ½ 　\n"
texts = st.text(st.sampled_from(OFFICE + ODD) | st.characters(exclude_categories=("Cs",)), max_size=40)


@given(texts, st.integers(0, 40), st.integers(1, 8))
def test_a_text_has_the_grams_of_each_of_its_substrings(text, start, length):
    indexed = set(map(fold, index_grams([text])))
    for run in RUN.findall(text):
        word = run[start % len(run) :][:length]

        assert set(map(fold, word_grams(word))) <= indexed


@given(texts, st.text(st.sampled_from(OFFICE + "01"), min_size=1, max_size=4))
def test_an_exact_word_is_told_by_its_grams_alone(text, word):
    indexed = set(index_grams([text]))

    if is_exact(word):
        assert set(word_grams(word)) <= indexed if word in text else not set(word_grams(word)) <= indexed


def test_triples_stand_for_common_pairs_letters_and_digits_only():
    assert {"有限", "限公", "公司"} <= common_pairs()
    assert [gram for gram in index_grams(["有限公司鳜鱼肥12"]) if len(gram) == 3] == ["有限公", "限公司"]
    assert [gram for gram in index_grams(["aB3é", "ＡＢ１"]) if len(gram) == 3] == ["aB3", "ＡＢ１"]
    assert [gram for gram in index_grams(["13800"]) if len(gram) == 3] == ["138", "380", "800"]
    assert word_grams("有限公司") == ["有限公", "限公司"]
    assert word_grams("有限鳜鱼") == ["有限", "限鳜", "鳜鱼"]


def test_a_long_word_is_asked_for_by_few_of_its_grams():
    grams = word_grams("".join(map(chr, range(0x4E00, 0x4E00 + 10_000))))

    assert len(grams) <= MOST_GRAMS
    assert grams[0] == "一丁"


def test_case_does_not_decide_what_is_a_common_pair():
    assert {fold(pair) for pair in common_pairs()} <= common_pairs()
    assert {"AB", "Ab", "aB", "ab", "A1", "ＡＢ"} <= common_pairs()
    assert not [pair for pair in common_pairs() if len(pair) != 2 or pair.split() != [pair]]


def test_case_of_ascii_alone_does_not_count():
    assert fold("AbÉＡ") == "abÉＡ"


def test_a_word_is_looked_for_in_every_width_that_may_have_been_typed():
    assert widths("宏达") == ["宏达"]
    assert widths("(A1)") == ["(A1)", "（Ａ１）", "（A1）"]
    assert widths("（Ａ１）") == ["（Ａ１）", "(A1)", "（A1）"]


def test_the_index_takes_every_gram_as_one_token():
    connection = dbapi2.connect(":memory:")
    tokenizer = TOKENIZER.replace('"', '""')
    connection.execute(f'CREATE VIRTUAL TABLE f USING fts5(g, tokenize="{tokenizer}", detail=none)')
    grams = [*index_grams([ODD + OFFICE]), *map(chr, range(0x21, 0x7F)), "\ufdd0ab", "\ufdd1zhang.san"]
    connection.executemany("INSERT INTO f (rowid, g) VALUES (?, ?)", enumerate(grams))

    for n, gram in enumerate(grams):
        found = [row[0] for row in connection.execute("SELECT rowid FROM f WHERE f MATCH ?", (quoted(gram),))]

        assert [fold(grams[other]) for other in found] == [fold(gram)] * len(found), gram
        assert n in found
