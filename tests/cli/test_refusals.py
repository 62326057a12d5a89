"""Every refusal is three Chinese sentences and an exit code; a fault of ours is one apology and a line in the log."""

import io
import json
import re

import pytest

from ercheng_station import cli, log
from ercheng_station.cli.parser import read
from ercheng_station.cli.wide import width
from ercheng_station.db.lock import FolderLock
from ercheng_station.errors import Cancelled, UserError, messages
from tests.cli.conftest import FIRM
from tests.commanding import command, spoken

CANARY = "张三 13812345678 91420704MA4F2ABC46"


class Broken(io.StringIO):
    """Standard input that fails in a way nobody thought of."""

    def __init__(self, error):
        super().__init__()
        self._error = error

    def read(self, *_):
        raise self._error


def run(folder, *words, stdin=None):
    out, told = io.StringIO(), io.StringIO()
    code = cli.main(["--data", str(folder), *words], stdin or io.StringIO(), out, told)
    return code, out.getvalue(), told.getvalue()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nonsense"], "没有“nonsense”"),
        (["show", "visit"], "缺少 记录"),
        (["list", "visit", "--limit", "x"], "要填 0 或更大的整数，不能是“x”"),
        (["list", "visit", "--limit", "-1"], "要填 0 或更大的整数，不能是“-1”"),
        (["due", "--days=-1"], "要填 0 或更大的整数"),
        (["due", "--days=99999999999"], "要填 0 或更大的整数"),
        (["list", "visit", "--limit", "9" * 20], "要填 0 或更大的整数"),
        (["list", "visit", "--where=--"], "--where 要写成“栏目=内容”，不是“--”"),
        (["list", "visit", "--where", ""], "--where 要写成“栏目=内容”，不是“”"),
        (["demo", "--visits", "-1"], "要填 0 或更大的整数"),
        (["list", "visit", "--limit"], "后面要写内容"),
        (["undo", "me"], "多出了 me"),
        (["list", "visit", "--wher", "x=1"], "多出了 --wher x=1"),
        (["remove", "visit", "1"], "缺少 --why"),
        (["undo", "--json=1"], "参数看不懂"),
        (["--data", "", "undo"], "--data 的名字是空的"),
        (["report", "month", "2026-10", "--out", ""], "--out 的名字是空的"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_exit_2(folder, words, why):
    code, out, told = run(folder, *words)

    assert (code, out) == (2, "")
    assert why in told
    assert told.endswith("[E-201]\n")


def test_machines_get_the_refusal_as_a_document(folder):
    answer = command(folder, "show", "visit", "没有")

    assert answer.code == 3
    assert answer.document["error"]["faults"]["id"].startswith("企业走访里没有“没有”")
    assert answer.document["error"].keys() == {"code", "no", "what", "safe", "do", "faults"}
    assert command(folder, "nonsense").document["error"]["code"] == "command-misused"


@pytest.mark.parametrize(
    "words", [["list", "nonsense"], ["show", "visit", "00000000-0000-7000-8000-000000000000"]]
)
def test_what_is_not_there_is_refused_with_exit_3(folder, words):
    assert command(folder, *words).code == 3


def test_a_missing_folder_is_not_made(tmp_path):
    answer = command(tmp_path / "没有", "list", "visit")

    assert (answer.code, answer.document["error"]["code"]) == (4, "store-missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("option", "code"), [("--sort", 3), ("--text", 0), ("--where", 2)])
def test_two_dashes_are_a_value_like_any_other(folder, option, code):
    assert run(folder, "list", "visit", f"{option}=--")[0] == code
    assert run(folder, "list", "visit", option, "--")[0] == code


def test_the_home_of_nobody_is_a_name_like_any_other(folder, firm, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    codes = [
        command("~nobody-here/数据", "list", "visit").code,
        command(folder, "export", "enterprise", "~nobody-here/台账.xlsx").code,
        command(folder, "restore", "~nobody-here.ecbak").code,
        command(
            folder, "set", "enterprise", firm["id"], given={"attachments": [{"path": "~nobody-here/a.jpg"}]}
        ).code,
    ]

    assert codes == [4, 4, 4, 3]


def test_a_folder_in_use_names_who_uses_it(folder):
    with FolderLock(folder):
        answer = command(folder, "list", "visit")

    assert (answer.code, answer.document["error"]["code"]) == (4, "store-locked")
    assert re.search(r"已由.+（.+ 起）打开", answer.told)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "store-empty-file"),
        (b"SQLite format 3\0" + bytes(5000), "store-not-ours"),
        (bytes(range(256)) * 33, "store-damaged"),
    ],
)
def test_a_spoilt_file_is_refused_and_left_as_it_is(folder, content, code):
    (folder / "station.db").write_bytes(content)

    answer = command(folder, "list", "visit")

    assert (answer.code, answer.document["error"]["code"]) == (4, code)
    assert (folder / "station.db").read_bytes() == content


def test_lost_keys_are_told(folder):
    for path in folder.glob("keys*"):
        path.unlink()

    assert command(folder, "list", "visit").document["error"]["code"] == "key-missing"


@pytest.mark.parametrize("code", sorted(messages()))
def test_every_message_has_its_exit_code(code):
    error = UserError.__new__(UserError)
    error.code = code

    assert cli.exit_code(error) in ({1} if code == "done-unread" else {2, 3, 4})


def test_a_fault_of_ours_is_apologised_for_and_logged_without_what_was_typed(folder):
    code, out, told = run(folder, "--json", "add", "enterprise", stdin=Broken(RuntimeError(CANARY)))

    written = (folder / "logs" / log.NAME).read_text(encoding="utf-8")
    error = json.loads(out)["error"]
    assert (code, error["code"]) == (1, "program-fault")
    assert told == "{what}{safe}{do}[{no}]\n".format(**error)
    assert told.startswith("程序出错，这次操作没有完成。已经保存的内容都在。")
    assert str(folder / "logs" / log.NAME) in told
    assert "Traceback" not in told
    assert "RuntimeError" in written
    assert not any(word in written for word in CANARY.split())


@pytest.mark.parametrize("error", [Cancelled(), KeyboardInterrupt()])
def test_what_is_stopped_is_not_saved(folder, error):
    code, _, told = run(folder, "add", "enterprise", stdin=Broken(error))

    assert code == 3
    assert told == "已停止，没有做完的部分没有保存。\n"


def test_a_closed_pipe_is_for_the_caller(folder):
    with pytest.raises(BrokenPipeError):
        run(folder, "add", "enterprise", stdin=Broken(BrokenPipeError()))


def test_help_and_version_are_answers(tmp_path):
    code, out, _ = run(tmp_path, "--help")

    assert code == 0
    assert out.startswith("用法：")
    assert not re.search(r"usage|options|positional|show this", out)
    assert "--where" in run(tmp_path, "list", "--help")[1]
    assert run(tmp_path, "--version")[1].startswith("两站工作台 ")


@pytest.mark.parametrize("command", ["demo", "export", "paper"])
def test_the_help_of_a_command_says_once_how_it_is_used(tmp_path, command):
    told = run(tmp_path, command, "--help")[1]

    assert told.startswith(f"用法：ercheng-station {command} ")
    assert told.count("用法") == 1


@pytest.mark.parametrize("words", [(), ("list",), ("init",)])
def test_explanations_stand_below_each_other(tmp_path, words):
    lines = run(tmp_path, *words, "--help")[1].splitlines()
    told = [re.fullmatch(r"(  \S.*?  +)\S.*", line) for line in lines]
    heads = [width(line[1]) for line in told if line]

    assert len(heads) > 4
    assert set(heads) == {heads[0]}


def test_options_may_stand_before_and_after_the_command(tmp_path):
    before = read(["--data", "x", "--json", "list", "visit", "--sort", "-走访日期"])
    after = read(["list", "visit", "--sort=-走访日期", "--data", "x", "--json"])

    assert vars(before) == vars(after)
    assert before.sort == "-走访日期"


def test_progress_is_shown_where_a_person_looks(folder):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    told = Terminal()
    row = f'{{"name": "{FIRM["name"]}"}}'
    cli.main(["--data", str(folder), "add", "enterprise"], io.StringIO(row), io.StringIO(), told)

    assert told.getvalue() == "\r100%\n"
    assert spoken(folder, "list", "enterprise").told == ""
