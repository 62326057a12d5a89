"""Whatever JSON comes in: every row is saved or refused with its faults, and nothing breaks."""

import json
import shutil

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
MOST = settings().max_examples * 3 // 10  # of the profile: each runs a command


@pytest.fixture(scope="module")
def any_folder(empty_folder, tmp_path_factory):
    return shutil.copytree(empty_folder, tmp_path_factory.mktemp("any") / "数据")


def rows_of(kind):
    keys = [word for name, field in kind.kept.items() for word in (name, field.caption)]
    names = st.sampled_from([*keys, "id", "number", "titles", "n", "uid", "没有"])
    return st.lists(st.dictionaries(names, JSON, max_size=12) | JSON, max_size=6)


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__tablename__)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=MOST
)
@given(data=st.data())
def test_any_json_is_saved_or_refused(any_folder, kind, data):
    rows = data.draw(rows_of(kind))

    answer = command(any_folder, "add", kind.__tablename__, given=json.dumps(rows))

    assert answer.code in {0, 3}
    assert len(answer.document["saved"]) + len(answer.document["refused"]) == len(rows)
    assert (answer.code == 3) == bool(answer.document["refused"])
    assert all(one["faults"] for one in answer.document["refused"])
