"""Where name and password come from: a terminal, or files that the environment names."""

import io
import os
import subprocess
import sys

import pytest

from ercheng_station.cli.entering import Asker
from ercheng_station.db.door import Login, Recovery
from ercheng_station.errors import UserError
from tests.protecting import CODE, FIRST, coming, protect

if sys.platform != "win32":
    import pty


def asker():
    return Asker(io.StringIO("余慧敏\n"), io.StringIO())


def test_files_that_the_environment_names_are_read_to_the_end_of_their_first_line(closed_folder, tmp_path):
    protect(closed_folder, staffed=False)
    with coming(tmp_path, Login("余慧敏", "  口 令 \t"), RECOVERY=CODE, NEW_PASSWORD="新的\n第二行"):
        assert asker().entry(closed_folder) == Login("余慧敏", "  口 令 \t")
        assert asker().recovery() == Recovery(CODE)
        assert asker().new_password() == "新的"
        (tmp_path / "PASSWORD.txt").write_bytes("\ufeff口令\r\n".encode())
        assert asker().entry(closed_folder) == Login("余慧敏", "口令")


def test_a_file_that_is_not_there_or_cannot_be_read_is_told(closed_folder, tmp_path):
    protect(closed_folder, staffed=False)
    with coming(tmp_path, FIRST):
        (tmp_path / "PASSWORD.txt").write_bytes(b"\xff\xfe\xff")
        with pytest.raises(UserError) as unreadable:
            asker().entry(closed_folder)
        (tmp_path / "PASSWORD.txt").unlink()
        with pytest.raises(UserError) as missing:
            asker().entry(closed_folder)
    assert (unreadable.value.code, missing.value.code) == ("file-unreadable", "file-missing")


def test_nobody_is_asked_where_nobody_sits(closed_folder):
    assert asker().entry(closed_folder) is None
    protect(closed_folder, staffed=False)
    with pytest.raises(UserError) as caught:
        asker().entry(closed_folder)
    assert caught.value.code == "login-needed"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as on Linux")
def test_a_person_at_the_terminal_is_asked_and_the_password_is_not_shown(closed_folder):
    protect(closed_folder, staffed=False)
    words = [sys.executable, "-m", "ercheng_station", "--data", closed_folder, "list", "visit", "--json"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        words, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True
    ) as program:
        os.close(theirs)
        shown = b""
        for question, answer in (("用户名：", FIRST.name), ("口令：", FIRST.password)):
            while question.encode() not in shown:
                shown += os.read(ours, 1000)
            os.write(ours, f"{answer}\n".encode())
        out = program.stdout.read()
    os.close(ours)

    assert (program.returncode, b'"total": 0' in out) == (0, True), shown.decode()
    assert FIRST.name in shown.decode()
    assert FIRST.password not in shown.decode()
