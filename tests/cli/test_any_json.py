"""Whatever comes in, as JSON or as words: saved or refused with its faults in Chinese, and nothing breaks."""

import json
import re
import shutil
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ercheng_station.records import ALL
from tests.commanding import command

ODD = [
    "",
    " ",
    "=1+1",
    "今天",
    "3/1",
    "9" * 400,
    "1e999",
    "-",
    "同上",
    "<b>",
    "甲\u0000",
    "\ud842",
    "𠮷",
    "是",
    "[]",
    "x" * 40_000,
]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(ODD)
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


@pytest.fixture(scope="module")
def any_folder(empty_folder, tmp_path_factory):
    return shutil.copytree(empty_folder, tmp_path_factory.mktemp("any") / "数据")


OFFICE = [kind for kind in ALL if "office" in kind.profiles]
LISTED = [kind for kind in OFFICE if not kind.confided_to]


def rows_of(kind):
    keys = [word for name, field in kind.kept.items() for word in (name, field.caption)]
    names = st.sampled_from([*keys, "id", "number", "titles", "n", "uid", "没有"])
    return st.lists(st.dictionaries(names, JSON, max_size=12) | JSON, max_size=6)


FEW = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=max(4, settings().max_examples // 50),  # of each kind; of the profile: 50, with --full 5,000
)


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", OFFICE, ids=lambda kind: kind.__tablename__)
@FEW
@given(data=st.data())
def test_any_json_is_saved_or_refused(any_folder, kind, data):
    rows = data.draw(rows_of(kind))

    answer = command(any_folder, "add", kind.__tablename__, given=json.dumps(rows))

    assert answer.code in {0, 3}
    assert len(answer.document["saved"]) + len(answer.document["refused"]) == len(rows)
    assert (answer.code == 3) == bool(answer.document["refused"])
    assert all(one["faults"] for one in answer.document["refused"])


WORDS = st.sampled_from(ODD) | st.text(max_size=12)
SIGNS = st.sampled_from(["=", "!=", ">=", "<=", "==", " = ", ""])


def fields_of(kind):
    return st.sampled_from(
        [*kind.kept, *(field.caption for field in kind.kept.values()), "编号", "待补", "没有", ""]
    )


@pytest.fixture(scope="module")
def practised_folder(practice_folder, tmp_path_factory):
    return shutil.copytree(practice_folder, tmp_path_factory.mktemp("practised") / "数据")


@pytest.fixture(scope="module")
def known(practised_folder):
    """known(kind): the ids of up to three of its records."""

    @cache
    def read(name):
        return [
            one["id"] for one in command(practised_folder, "list", name, "--limit", 3).document["records"]
        ]

    return read


def understood(answer):
    """A document and an exit code of the five but that of our own fault; what is refused is refused in Chinese."""
    assert answer.code in {0, 2, 3, 4}, answer.told
    assert "Traceback" not in answer.told
    if "error" in answer.document:
        assert all(
            re.search(r"[\u4e00-\u9fff]", answer.document["error"][part]) for part in ("what", "safe", "do")
        )


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.__tablename__)
@FEW
@given(data=st.data())
def test_any_json_changes_a_record_or_is_refused(practised_folder, known, kind, data):
    name = kind.__tablename__
    here = st.sampled_from(known(name)) if known(name) else st.nothing()
    given_ = data.draw(rows_of(kind).map(lambda rows: rows[0] if rows else {}) | JSON)

    answer = command(
        practised_folder,
        "set",
        name,
        data.draw(here | WORDS.map(lambda text: f"x{text}")),
        given=json.dumps(given_),
    )

    understood(answer)


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__tablename__)
@FEW
@given(data=st.data())
def test_any_filter_sort_and_search_is_answered(practised_folder, kind, data):
    fields = fields_of(kind)
    where = data.draw(st.lists(st.tuples(fields, SIGNS, WORDS).map("".join), max_size=2))
    words = [f"--where={one}" for one in where]
    words += [f"--sort={data.draw(st.sampled_from(['', '-', '--']))}{data.draw(fields)}"] * data.draw(
        st.booleans()
    )

    understood(command(practised_folder, "list", kind.__tablename__, f"--text={data.draw(WORDS)}", *words))


@pytest.mark.fuzz
@FEW
@given(
    words=st.lists(
        WORDS | st.sampled_from(["list", "visit", "--json", "--where", "show", "-", "--"]), max_size=5
    )
)
def test_any_words_are_a_command_or_wrong_use(practised_folder, words):
    answer = command(practised_folder, "list", *words)

    assert answer.code in {0, 2, 3, 4}, answer.told
    assert "Traceback" not in answer.told
