"""How the program starts: a command, a question, or the window."""

import io
import sys

import pytest

from ercheng_station import __main__ as program


class Stream(io.TextIOWrapper):
    def __init__(self, content=b""):
        super().__init__(io.BytesIO(content), encoding="ascii")

    @property
    def text(self):
        self.flush()
        return self.buffer.getvalue().decode()


@pytest.fixture
def started(monkeypatch):
    """started("list", "visit"): exit code, standard output, standard error."""

    def start(*words, stdin=None):
        streams = stdin or Stream(), Stream(), Stream()
        monkeypatch.setattr(sys, "argv", ["ercheng-station", *map(str, words)])
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            monkeypatch.setattr(sys, name, stream)
        code = program.main()
        return code, streams[1].text, streams[2].text

    return start


def test_a_command_answers_in_utf8(started, closed_folder):
    code, out, _ = started("--data", closed_folder, "list", "station")

    assert code == 0
    assert "泽林市场监管所知识产权工作站" in out


def test_help_and_wrong_use_need_no_store(started):
    assert started("--help")[0] == 0
    code, out, told = started("nonsense")
    assert (code, out) == (2, "")
    assert "[E-201]" in told


def test_a_reader_that_has_seen_enough_is_no_fault(started, monkeypatch, tmp_path):
    class Closed(Stream):
        def read(self, *_):
            raise BrokenPipeError

    moved = []
    monkeypatch.setattr(program.os, "dup2", lambda *numbers: moved.append(numbers))
    monkeypatch.setattr(Stream, "fileno", lambda self: 7)

    code, _, told = started("--data", tmp_path, "add", "visit", stdin=Closed())

    assert (code, told) == (0, "")
    assert [to for _, to in moved] == [7]


def test_without_a_command_the_window_opens_on_the_folder(started, monkeypatch, tmp_path):
    monkeypatch.setattr("ercheng_station.app.run", lambda folder: 7 if folder == tmp_path else 8)

    assert started("--data", tmp_path)[0] == 7


def test_a_file_from_the_desktop_opens_in_the_window_and_a_command_stays_one(started, monkeypatch, tmp_path):
    handed = tmp_path / "泽林_2026-10_v1.xlsx"
    handed.write_bytes(b"PK")
    monkeypatch.setattr("ercheng_station.app.run", lambda folder, given: 7 if given == handed else 8)

    assert started(handed)[0] == 7
    assert started(tmp_path / "没有.xlsx")[0] == 2


def test_without_a_console_there_are_no_streams(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["ercheng-station"])
    monkeypatch.setattr("ercheng_station.app.run", lambda folder, handed: 0)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)

    assert program.main() == 0
