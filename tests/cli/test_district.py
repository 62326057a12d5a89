"""A district moves its records to a server by one command and goes on in the same data folder."""

import json

import pytest

from ercheng_station.db.address import NAME
from tests.commanding import command, saved, spoken


def test_an_address_of_another_kind_is_refused(closed_folder):
    answer = command(closed_folder, "to-server", "mysql://10.1.2.3/ledger")

    assert answer.document["error"]["code"] == "command-misused"
    assert not (closed_folder / NAME).exists()


def test_a_server_that_is_not_there_is_told_and_the_folder_goes_on(closed_folder):
    pytest.importorskip("psycopg")

    answer = command(closed_folder, "to-server", "postgresql+psycopg://nobody@127.0.0.1:1/ledger")

    assert answer.document["error"]["code"] == "server-unreachable"
    assert command(closed_folder, "list", "station").document["total"] == 1


def test_what_is_on_a_server_is_not_moved_again(closed_folder):
    (closed_folder / NAME).write_text(json.dumps({"format": 1, "url": "postgresql+psycopg://"}))

    answer = command(closed_folder, "to-server", "postgresql+psycopg://10.1.2.3/ledger")

    assert answer.document["error"]["code"] == "server-already"


def test_after_the_move_every_command_works_in_the_same_folder(closed_folder, server, tmp_path):
    saved(closed_folder, "enterprise", name="甲厂", scale="micro")

    moved = spoken(closed_folder, "to-server", server.new().url, "--attachments", tmp_path / "共用")
    saved(closed_folder, "enterprise", name="乙厂", scale="micro")

    assert "keys.json、keys.copy.json、server.json" in moved.out
    found = command(closed_folder, "list", "enterprise").document
    assert {row["title"] for row in found["records"]} == {"甲厂", "乙厂"}
    assert command(closed_folder, "search", "yc").code == 0
    assert command(closed_folder, "check").document["damaged"] is False
    assert command(closed_folder, "backup").document["counts"]["enterprise"] == 2
    server.clear()
