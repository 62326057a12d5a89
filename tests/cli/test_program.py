"""The program itself, as another process: exit codes, streams, encodings, and nothing loaded before it is needed."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.commanding import saved


def worked_in(folder):
    """A moment ago, for another process asks the computer's own clock."""
    saved(folder, "phrase", words="已当面解答")
    return folder


@pytest.fixture
def folder(closed_folder):
    return worked_in(closed_folder)


def program(*words, given="", env=None):
    return subprocess.run(
        [sys.executable, "-m", "ercheng_station", *map(str, words)],
        input=given.encode(),
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )


def test_a_record_goes_in_and_comes_out_through_pipes(folder):
    done = program("--data", folder, "--json", "add", "enterprise", given='{"企业名称": "𠮷祥商行"}')
    read = program("--data", folder, "--json", "list", "enterprise")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(read.stdout.decode())["records"] == json.loads(done.stdout.decode())["saved"]


@pytest.mark.parametrize(
    ("words", "given", "code"),
    [
        (["add", "enterprise"], '{"企业名称": ""}', 3),
        (["add"], "", 2),
        (["--help"], "", 0),
        (["--data", "no such folder", "list", "visit"], "", 4),
    ],
)
def test_the_process_ends_with_the_exit_code(folder, words, given, code):
    assert program("--data", folder, *words, given=given).returncode == code


def test_the_data_folder_is_told_by_the_environment(folder):
    saved(folder, "enterprise", name="甲厂")

    done = program("list", "enterprise", env={"ERCHENG_DATA": str(folder)})

    assert "甲厂" in done.stdout.decode()


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_chinese_comes_out_whatever_the_locale(folder, locale):
    done = program(
        "--data",
        folder,
        "list",
        "nonsense",
        env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )

    assert "没有“nonsense”这种登记簿" in done.stderr.decode()


def test_half_a_pair_of_surrogates_is_named_not_crashed_on(folder):
    done = program("--data", folder, "--json", "add", "enterprise", given='{"甲\\ud842": 1}')

    assert done.returncode == 3
    assert "甲\ud842" in json.loads(done.stdout.decode())["refused"][0]["faults"]


def test_bytes_that_are_no_utf8_are_refused(folder):
    done = subprocess.run(
        [sys.executable, "-m", "ercheng_station", "--data", folder, "add", "enterprise"],
        input='{"企业名称": "甲"}'.encode("gb18030"),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 3


def test_a_reader_that_has_seen_enough_is_no_fault(practice_folder, tmp_path):
    folder = worked_in(shutil.copytree(practice_folder, tmp_path / "数据"))
    line = f'"{sys.executable}" -m ercheng_station --data "{folder}" --json list visit 2>"{tmp_path}/told" | head -c 10; exit ${{PIPESTATUS[0]}}'

    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)

    assert done.returncode == 0
    assert (tmp_path / "told").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_caller_has_closed_is_no_fault(folder, closed):
    command = f'"{sys.executable}" -m ercheng_station --data "{folder}" list visit {closed}'

    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def test_an_answer_that_finds_no_room_does_not_deny_what_was_done(folder):
    command = f'echo \'{{"企业名称": "甲厂"}}\' | "{sys.executable}" -m ercheng_station --data "{folder}" add enterprise >/dev/full'

    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert done.returncode == 1
    assert done.stderr.decode().startswith("命令已经做完，但结果没能写出来")
    assert "Error" not in done.stderr.decode()
    assert "甲厂" in program("--data", folder, "list", "enterprise").stdout.decode()


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from ercheng_station import cli; import io;"
        " cli.main(['--help'], sys.stdin, io.StringIO(), sys.stderr);"
        " print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'alembic', 'sqlcipher3', 'openpyxl', 'reportlab', 'PySide6', 'PIL'}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.decode().strip() == "[]"
