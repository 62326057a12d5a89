"""The table of rights: the page shows it, every command stands in it, and nothing below the window goes past it."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from ercheng_station.cli.commands import _COMMANDS
from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Alter, Create, Note, Remove
from ercheng_station.db.listing import Query
from ercheng_station.db.rights import ROLES, allowed, right_of_command, rights
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.paths import resources
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import Setting
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.papers import give_out_word, look_at
from ercheng_station.services.restoring import restore_folder
from tests.protecting import BY_ROLE, CLERK, CODE, FIRST, HEAD, opened, protect

PAGE = (resources().parent / "docs" / "permissions.md").read_text(encoding="utf-8")
PASSWORD = "Qiu-feng 6 luo ye"


@pytest.fixture(scope="module")
def station(empty_folder, tmp_path_factory):
    """A protected folder with one of each role, a firm of 站员's and one of 站长's."""
    folder = protect(Path(shutil.copytree(empty_folder, tmp_path_factory.mktemp("rights") / "数据")))
    for login, name in ((CLERK, "甲厂"), (HEAD, "乙厂")):
        with opened(folder, login) as store:
            store.act("新增", [Create(Enterprise, {"name": name})])
    return folder


def test_the_page_shows_the_table_as_it_is():
    shown = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line[:2] == "| "
    ]
    with (resources() / "permissions.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))

    assert [line[0] for line in shown[1:]] == [row["title"] for row in rows]
    for line, row in zip(shown[1:], rows, strict=True):
        assert line[1:5] == [row[role] for role in ROLES]
        assert " ".join(line[5].replace("`", "").split()) == row["commands"]


def test_every_command_stands_in_the_table_once_and_nothing_else_does():
    named = Counter(command for right in rights().values() for command in right.commands)

    assert set(named) == set(_COMMANDS)
    assert set(named.values()) == {1}


def test_what_the_table_does_not_name_nobody_may():
    assert right_of_command("no-such-command") == ""
    assert not allowed(ROLES, "")
    assert not allowed(ROLES, "no-such-right")
    assert not allowed(["no-such-role"], "read")


@pytest.mark.parametrize("role", ROLES)
def test_every_command_is_refused_or_not_as_the_table_says(station, tmp_path, role):
    folder = Path(shutil.copytree(station, tmp_path / "数据"))
    refused = []
    with opened(folder, BY_ROLE[role]) as store:
        for command in _COMMANDS:
            right = right_of_command(command)
            if role not in rights()[right].roles:
                refused.append(right)
                with pytest.raises(UserError) as caught:
                    store.accounts.demand(right)
                assert caught.value.code == "right-missing"
            else:
                store.accounts.demand(right)
        told = audits(store, "refused")

    assert [one.details["right"] for one in reversed(told)] == refused
    assert {one.actor for one in told} <= {BY_ROLE[role].name}


def firm(store):
    return next(store.rows(Query(Enterprise)))


WAYS = {
    "add": ("write", lambda store, _: store.act("新增", [Create(Enterprise, {"name": "丙厂"})])),
    "alter": ("write", lambda store, _: store.act("改", [Alter(Enterprise, firm(store).uid, {"name": "丁厂"})])),
    "remove": ("write", lambda store, _: store.act("删", [Remove(Enterprise, firm(store).uid, "错")])),
    "set": ("settings", lambda store, _: store.act("参数", [Create(Setting, {"key": "k", "value": "1"})])),
    "note": ("report", lambda store, _: store.act("记", [Note("sent", "k", "{}")])),
    "list": ("export", lambda store, _: make_ledger(store, Query(Enterprise))),
    "full list": ("export-full", lambda store, _: make_ledger(store, Query(Enterprise), masked=False)),
    "reveal": ("unmask", lambda store, _: store.reveal("甲厂", "核对")),
    "full bundle": ("export-full", lambda store, _: store.reveal("上报包", "上级要", leaves=True)),
    "back up": ("backup", lambda store, folder: back_up_store(store, folder / "盘")),
    "look at a paper": ("papers", lambda store, folder: look_at(store, PAPERS[0], firm(store).uid, folder / "a.pdf")),
    "word": ("papers", lambda store, folder: give_out_word(store, PAPERS[0], firm(store).uid, folder / "a.docx")),
    "add a user": ("users", lambda store, _: store.accounts.add("新人", ["clerk"], PASSWORD)),
    "disable": ("users", lambda store, _: store.accounts.disable(CLERK.name)),
    "role": ("users", lambda store, _: store.accounts.set_roles(CLERK.name, ["auditor"])),
    "reset": ("users", lambda store, _: store.accounts.reset_password(CLERK.name, PASSWORD)),
    "clear": ("users", lambda store, _: store.accounts.clear_waits()),
    "new code": ("users", lambda store, _: store.accounts.renew_recovery(CODE, PASSWORD)),
    "unprotect": ("unprotect", lambda store, _: store.accounts.unprotect("wrong")),
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_no_call_below_the_window_goes_past_the_table(station, tmp_path, role):
    """Each way to read, write and change, taken directly; what it says when it may is of no matter here."""
    folder = Path(shutil.copytree(station, tmp_path / "数据"))
    wrong = []
    with opened(folder, BY_ROLE[role]) as store:
        for way, (right, call) in WAYS.items():
            before = len(audits(store, "refused"))
            try:
                call(store, tmp_path)
                code = ""
            except UserError as error:
                code = error.code
            kept = len(audits(store, "refused")) - before
            if (code == "right-missing") == allowed([role], right) or kept != (code == "right-missing"):
                wrong.append((way, code, kept))

    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_who_may_write_undoes_what_is_his_own_and_the_head_what_is_of_others(station, tmp_path, role):
    folder = Path(shutil.copytree(station, tmp_path / "数据"))
    with opened(folder) as store:
        store.act("新增", [Create(Enterprise, {"name": "丙厂"})])
    with opened(folder, BY_ROLE[role]) as store:
        if role == "head":
            assert store.undo().label == "撤销：新增"
        else:
            with pytest.raises(UserError) as caught:
                store.undo()
            assert caught.value.code == "right-missing"
        if store.accounts.may("write"):
            own = store.act("新增", [Create(Enterprise, {"name": "戊厂"})])
            assert store.undo(own.uid).label == "撤销：新增"


def test_who_may_not_restore_leaves_everything_as_it_is(station, tmp_path):
    folder = Path(shutil.copytree(station, tmp_path / "数据"))
    with opened(folder) as store:
        made = back_up_store(store)

    with pytest.raises(UserError) as caught:
        restore_folder(made.path, folder, entry=CLERK)

    assert caught.value.code == "right-missing"
    with opened(folder) as store:
        assert [one.actor for one in audits(store, "refused")] == [CLERK.name]
        assert store.count(Query(Enterprise)) == 2
    assert restore_folder(made.path, folder, entry=FIRST).missing == ()


def test_a_folder_without_protection_is_of_one_person_who_may_do_everything(store):
    assert not store.accounts.protected
    assert all(store.accounts.may(right) for right in rights())
    assert store.accounts.alone
    store.actor = "余慧敏"
    assert store.actor == "余慧敏"
    store.reveal("甲厂", "核对")
    assert audits(store)[0].actor == "余慧敏"
    assert audits(store)[0].label == "查看完整内容：甲厂（原因：核对）"
    assert store.undoable() is None
