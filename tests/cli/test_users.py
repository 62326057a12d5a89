"""The command users, and other commands on a protected store."""

import shutil
from pathlib import Path

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.door import Login, Recovery, admit, is_protected
from tests.commanding import command, saved, spoken
from tests.protecting import ADMIN, AUDITOR, CLERK, CODE, FIRST, HEAD, coming, opened, protect

NEW = "Qiu-feng 6 luo ye"


@pytest.fixture(scope="module")
def station(empty_folder, tmp_path_factory):
    """A protected data folder with a user of each role; copied, never opened."""
    folder = tmp_path_factory.mktemp("protected") / "数据"
    return protect(Path(shutil.copytree(empty_folder, folder)))


@pytest.fixture
def folder(station, tmp_path):
    return Path(shutil.copytree(station, tmp_path / "数据"))


def test_without_name_and_password_nothing_opens(folder):
    answer = command(folder, "list", "visit")

    assert answer.code == 4
    assert answer.document["error"]["code"] == "login-needed"


def test_the_list_of_backups_is_for_those_who_come_in_also_when_the_data_is_damaged(folder, tmp_path):
    (folder / "station.db").write_bytes(b"damaged")

    assert command(folder, "backups").document["error"]["code"] == "login-needed"
    with coming(tmp_path, AUDITOR):
        assert command(folder, "backups").document == []


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(folder, tmp_path):
    answers = []
    for login in (Login(CLERK.name, "wrong"), Login("没有人", CLERK.password)):
        with coming(tmp_path, login):
            answers.append(command(folder, "list", "visit"))

    assert [one.code for one in answers] == [4, 4]
    assert answers[0].document == answers[1].document
    assert answers[0].document["error"]["code"] == "login-refused"


def test_what_a_user_does_stands_under_the_name(folder, tmp_path):
    with coming(tmp_path, CLERK):
        firm = saved(folder, "enterprise", name="甲厂")
        told = command(folder, "history", "enterprise", firm["id"]).document

    assert {one["who"] for one in told} == {CLERK.name}


@pytest.mark.parametrize(
    ("login", "words"),
    [
        (CLERK, ("restore", "x.ecbak")),
        (AUDITOR, ("add", "enterprise")),
        (ADMIN, ("export", "enterprise", "x.xlsx")),
        (CLERK, ("list", "enterprise", "--unmasked", "--why", "核对")),
        (AUDITOR, ("list", "enterprise", "--unmasked", "--why", "核对")),
        (CLERK, ("export", "enterprise", "x.xlsx", "--unmasked", "--why", "核对")),
        (CLERK, ("users", "add", "新人")),
        (HEAD, ("users", "disable", CLERK.name)),
        (CLERK, ("users", "unprotect")),
        (ADMIN, ("users", "unprotect")),
    ],
)
def test_who_may_not_is_refused_and_that_is_kept(folder, tmp_path, login, words):
    before = sorted(path.name for path in folder.iterdir())
    with coming(tmp_path, login, NEW_PASSWORD=NEW):
        answer = command(folder, *words, given={"name": "乙厂"})

    assert (answer.code, answer.document["error"]["code"]) == (4, "right-missing")
    assert sorted(path.name for path in folder.iterdir()) == before
    with opened(folder) as store:
        assert [one.actor for one in audits(store, "refused")] == [login.name]


def test_a_station_is_protected_and_opened_again(closed_folder, tmp_path):
    with coming(tmp_path, None, NEW_PASSWORD=FIRST.password):
        answer = command(closed_folder, "users", "protect", FIRST.name)
    assert answer.code == 0, answer.told
    assert is_protected(closed_folder)

    code = answer.document["recovery"]
    with coming(tmp_path, FIRST):
        assert command(closed_folder, "list", "visit").code == 0
        assert command(closed_folder, "users", "unprotect").document == {"protected": False}
    assert command(closed_folder, "list", "visit").code == 0
    assert code.count("-") == 7


def test_the_key_of_the_data_is_changed_by_command(closed_folder, tmp_path):
    with coming(tmp_path, None, NEW_PASSWORD=FIRST.password):
        answer = command(closed_folder, "users", "protect", FIRST.name, "--rekey")
    assert answer.code == 0, answer.told
    with coming(tmp_path, FIRST, RECOVERY=answer.document["recovery"]):
        again = command(closed_folder, "users", "rekey")
        assert again.document == {"rekeyed": True, "others": [], "left": []}, again.told
        assert len(admit(closed_folder, FIRST).chain) == 3
        assert command(closed_folder, "check").code == 0


def test_people_are_added_changed_and_sent_away(folder, tmp_path):
    with coming(tmp_path, FIRST, NEW_PASSWORD=NEW):
        added = command(folder, "users", "add", "夏雨荷", "--role", "站员").document["user"]
        changed = command(folder, "users", "role", "夏雨荷", "--role", "站长、审计员").document["user"]
        assert (added["roles"], changed["roles"]) == (["clerk"], ["head", "auditor"])
        assert command(folder, "users", "disable", "夏雨荷").document["user"]["disabled"]
        listed = command(folder, "users").document["users"]
    assert listed[-1]["disabled"]
    with coming(tmp_path, Login("夏雨荷", NEW)):
        assert command(folder, "list", "visit").document["error"]["code"] == "login-refused"


def test_anybody_changes_the_own_password_and_an_administrator_that_of_others(folder, tmp_path):
    with coming(tmp_path, CLERK, NEW_PASSWORD=NEW):
        assert command(folder, "users", "password").code == 0
    with coming(tmp_path, Login(CLERK.name, NEW)):
        assert command(folder, "list", "visit").code == 0
    with coming(tmp_path, ADMIN, NEW_PASSWORD="Dong-xue 4 mei hua"):
        assert command(folder, "users", "password", CLERK.name).document["user"]["temporary"]
    with coming(tmp_path, HEAD, NEW_PASSWORD=NEW):
        assert command(folder, "users", "password", CLERK.name).document["error"]["code"] == "right-missing"


def test_a_forgotten_password_is_mended_by_the_recovery_code_which_then_is_a_new_one(folder, tmp_path):
    with coming(tmp_path, None, NEW_PASSWORD=NEW, RECOVERY=CODE.lower().replace("-", " ")):
        answer = command(folder, "users", "recover", ADMIN.name)
        assert answer.code == 0, answer.told
        again = command(folder, "users", "recover", ADMIN.name)

    assert again.document["error"]["code"] == "recovery-refused"
    with coming(tmp_path, Login(ADMIN.name, NEW)):
        assert command(folder, "list", "visit").code == 0
    with opened(folder, Recovery(answer.document["recovery"])) as store:
        assert [one.label for one in audits(store, "recovered")] == [
            f"用恢复码重设口令：{ADMIN.name}（管理员）"
        ]


def test_a_backup_comes_back_with_the_passwords_of_today(folder, tmp_path):
    with coming(tmp_path, FIRST):
        made = command(folder, "backup").document["file"]
        saved(folder, "enterprise", name="甲厂")
    with coming(tmp_path, FIRST, NEW_PASSWORD=NEW):
        assert command(folder, "users", "password").code == 0
    with coming(tmp_path, Login(FIRST.name, NEW)):
        answer = command(folder, "restore", made)
        assert answer.code == 0, answer.told
        assert command(folder, "list", "enterprise").document["total"] == 0
    with opened(folder, Login(FIRST.name, NEW)) as store:
        assert [one.actor for one in audits(store, "restored")] == [FIRST.name]


def test_an_old_backup_without_protection_takes_none_away(closed_folder, tmp_path):
    made = command(closed_folder, "backup").document["file"]
    protect(closed_folder)
    with coming(tmp_path, FIRST):
        assert command(closed_folder, "restore", made).code == 0

    assert is_protected(closed_folder)
    with coming(tmp_path, CLERK):
        assert command(closed_folder, "list", "visit").code == 0


def test_the_backup_of_another_protected_station_needs_its_recovery_code(folder, tmp_path):
    with coming(tmp_path, FIRST):
        made = command(folder, "backup", "--to", tmp_path / "盘").document["file"]
    elsewhere = tmp_path / "另一台"
    refused = command(elsewhere, "restore", made, "--other-unit")
    assert refused.document["error"]["code"] == "login-needed"
    assert not (elsewhere / "station.db").exists()

    with coming(tmp_path, None, RECOVERY=CODE):
        answer = command(elsewhere, "restore", made, "--other-unit")
    assert answer.code == 0, answer.told
    with coming(tmp_path, CLERK):
        assert command(elsewhere, "list", "visit").code == 0


def test_the_table_of_rights_is_shown_as_a_person_reads_it(folder):
    told = spoken(folder, "users", "rights").out.splitlines()

    assert told[0].split() == ["权限", "站员", "站长", "管理员", "审计员", "命令"]


def test_what_has_no_users_says_how_to_get_them(closed_folder):
    assert "users protect" in spoken(closed_folder, "users").out
    assert command(closed_folder, "users", "disable", "甲").document["error"]["code"] == "not-protected"
    assert command(closed_folder, "users", "protect").document["error"]["code"] == "command-misused"
