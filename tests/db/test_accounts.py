"""Users: who comes in, who waits, who may change whom, and what the history tells of it."""

import shutil
import statistics
import time
from datetime import timedelta
from pathlib import Path

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Create
from ercheng_station.db.door import Login, Recovery, is_protected, verify
from ercheng_station.db.listing import Query
from ercheng_station.db.slots import Cost
from ercheng_station.db.store import Store
from ercheng_station.db.vault import NAMES, read_keys
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import PASSWORD_SETTING, Setting
from tests.founding import NOW
from tests.protecting import ADMIN, AUDITOR, CLERK, CODE, FIRST, HEAD, NEXT_CODE, QUICK, opened, protect

NEW = "Qiu-feng 6 luo ye"
NOBODY = Login("没有人", "Bai-yun 9 lan tian")


@pytest.fixture(scope="module")
def station(empty_folder, tmp_path_factory):
    return protect(Path(shutil.copytree(empty_folder, tmp_path_factory.mktemp("accounts") / "数据")))


@pytest.fixture
def folder(station, tmp_path):
    return Path(shutil.copytree(station, tmp_path / "数据"))


def refusal(call, *given, **more):
    with pytest.raises(UserError) as caught:
        call(*given, **more)
    return caught.value


def wrong(login):
    return Login(login.name, "wrong")


def test_five_failures_make_wait_through_restart_clock_and_lost_settings(folder):
    for _ in range(5):
        assert refusal(opened, folder, wrong(CLERK)).code == "login-refused"
    (folder / "drafts.db").unlink(missing_ok=True)
    tomorrow = NOW + timedelta(days=1)

    for _ in range(15):
        waiting = refusal(Store.open, folder, CATALOGUE, entry=CLERK, now=lambda: tomorrow)
        assert (waiting.code, waiting.facts["minutes"]) == ("login-wait", 1)
    assert opened(folder, HEAD).close() is None  # nobody else waits
    (folder / NAMES[0]).unlink()
    assert refusal(opened, folder, CLERK).code == "login-wait"


def test_a_name_that_nobody_has_waits_and_is_answered_alike(folder):
    told = [[str(refusal(opened, folder, wrong(login))) for _ in range(6)] for login in (NOBODY, AUDITOR)]

    assert told[0] == told[1]
    assert "E-213" in told[0][-1]


def test_an_administrator_ends_the_wait_and_that_is_kept(folder):
    for _ in range(5):
        refusal(opened, folder, wrong(CLERK))
    with opened(folder, ADMIN) as store:
        assert audits(store, "login-failed")[0].details == {
            "count": 5, "names": [CLERK.name], "label": f"口令输错 5 次：{CLERK.name}",
        }  # fmt: skip
        store.accounts.clear_waits()

    with opened(folder, CLERK) as store:
        assert audits(store, "waits-cleared")[0].actor == ADMIN.name


def test_coming_in_ends_the_own_count_and_the_recovery_code_needs_no_waiting(folder):
    for _ in range(4):
        refusal(opened, folder, wrong(CLERK))
    opened(folder, CLERK).close()
    for _ in range(4):
        assert refusal(opened, folder, wrong(CLERK)).code == "login-refused"
    for _ in range(2):
        refusal(opened, folder, wrong(FIRST))
    opened(folder, Recovery(CODE)).close()


def test_an_unknown_name_takes_as_long_as_a_wrong_password(closed_folder):
    """Processor time, the fastest third of the tries: what else the machine does is of no matter."""
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        store.accounts.protect(CLERK.name, CLERK.password, CODE, cost=Cost(8 << 10, 1, bytes(16)))
    keys = read_keys(closed_folder)

    def taken(login):
        began = time.thread_time()
        assert refusal(verify, closed_folder, keys, login).code == "login-refused"
        return time.thread_time() - began

    for _ in range(3):
        tries = [(taken(wrong(CLERK)), taken(NOBODY)) for _ in range(12)]
        known, unknown = (statistics.fmean(sorted(one)[:4]) for one in zip(*tries, strict=True))
        if 0.8 < known / unknown < 1.25:
            break
    assert 0.8 < known / unknown < 1.25


def test_opening_takes_one_derivation_however_many_users_there_are(folder):
    costs = {(slot["kib"], slot["passes"], slot["salt"]) for slot in read_keys(folder).of("password")}

    assert costs == {(QUICK.kib, QUICK.passes, QUICK.salt.hex())}
    assert len(read_keys(folder).of("password")) == 5


def test_names_stand_nowhere_beside_the_data_in_clear(folder):
    written = (folder / NAMES[0]).read_text(encoding="utf-8")

    for login in (FIRST, CLERK, HEAD, ADMIN, AUDITOR):
        assert login.name not in written
        assert login.name.encode("unicode_escape").decode() not in written


def test_a_name_may_be_typed_in_full_width_or_with_blanks(folder):
    with opened(folder, Login("程 德胜　", CLERK.password)) as store:
        assert store.actor == CLERK.name


def test_what_a_user_does_is_under_the_name_and_nobody_takes_another_one(folder):
    with opened(folder, CLERK) as store:
        act = store.act("新增", [Create(Enterprise, {"name": "甲厂"})])
        assert act.actor == store.actor == CLERK.name
        with pytest.raises(UserError, match="E-211"):
            store.actor = HEAD.name
        store.actor = CLERK.name  # as a program does that remembers who sat there


def test_people_change_places_by_password_and_a_failure_leaves_who_was_there(folder):
    with opened(folder, CLERK) as store:
        assert refusal(store.accounts.sign_in, HEAD.name, "wrong").code == "login-refused"
        assert store.actor == CLERK.name
        store.accounts.sign_in(HEAD.name, HEAD.password)
        assert store.actor == HEAD.name
        assert store.accounts.may("export-full")
        assert [one.label for one in audits(store)[:2]] == [
            f"登录：{HEAD.name}",
            f"口令输错 1 次：{HEAD.name}",
        ]
        assert store.broken() == []


def test_showing_who_one_is_once_more_counts_failures_too(folder):
    with opened(folder, CLERK) as store:
        store.accounts.confirm(CLERK.password)
        for _ in range(5):
            assert refusal(store.accounts.confirm, HEAD.password).code == "login-refused"
        assert refusal(store.accounts.confirm, CLERK.password).code == "login-wait"
    assert refusal(opened, folder, CLERK).code == "login-wait"


def test_whoever_is_disabled_comes_in_no_more_until_the_password_is_set_anew(folder):
    with opened(folder, ADMIN) as store:
        store.accounts.disable(CLERK.name)
    assert refusal(opened, folder, CLERK).code == "login-refused"
    with opened(folder, ADMIN) as store:
        store.accounts.reset_password(CLERK.name, NEW)
    with opened(folder, Login(CLERK.name, NEW)) as store:
        assert store.accounts.user.temporary
        store.accounts.change_password(NEW, "Dong-xue 4 mei hua")
        assert not store.accounts.user.temporary


def test_nobody_changes_his_own_rights_and_one_administrator_stays(folder):
    with opened(folder, ADMIN) as store:
        for change in (
            lambda: store.accounts.set_roles(ADMIN.name, ["head"]),
            lambda: store.accounts.disable(ADMIN.name),
            lambda: store.accounts.reset_password(ADMIN.name, NEW),
        ):
            assert refusal(change).code == "own-rights"
        store.accounts.disable(FIRST.name)
        store.accounts.set_roles(HEAD.name, ["站长", "管理员"])
    with opened(folder, HEAD) as store:
        store.accounts.disable(ADMIN.name)
        store.accounts.set_roles(CLERK.name, ["clerk"])
        assert [one.name for one in store.accounts.users if "admin" in one.roles and not one.disabled] == [
            HEAD.name
        ]


def test_the_last_administrator_is_protected_from_one_who_is_none_any_more(folder):
    with opened(folder, ADMIN) as store:
        store.accounts.set_roles(FIRST.name, ["head"])
        other = store.accounts.add("新管理员", ["admin"], NEW)
        store.accounts.disable(other.name)
    with opened(folder, ADMIN) as store:
        assert refusal(store.accounts.disable, ADMIN.name).code == "own-rights"
        assert refusal(store.accounts.recover, ADMIN.name, NEW, NEXT_CODE).code == "login-needed"


@pytest.mark.parametrize(
    ("name", "roles", "password", "code"),
    [
        ("", ["clerk"], NEW, "user-name"),
        ("名" * 21, ["clerk"], NEW, "user-name"),
        ("甲\u0007", ["clerk"], NEW, "user-name"),
        (CLERK.name, ["clerk"], NEW, "user-taken"),
        ("新人", ["boss"], NEW, "role-unknown"),
        ("新人", [], NEW, "role-unknown"),
        ("新人", ["clerk"], "short", "password-refused"),
        ("刘秀英", ["clerk"], "Liuxiuying2026!", "password-refused"),
        ("新人", ["clerk"], "Zelin-Zelin-118", "password-refused"),
    ],
)
def test_a_new_user_is_refused_with_the_reason_and_nothing_is_written(folder, name, roles, password, code):
    with opened(folder, ADMIN) as store:
        before = (folder / NAMES[0]).read_bytes(), len(audits(store))

        assert refusal(store.accounts.add, name, roles, password).code == code

        assert ((folder / NAMES[0]).read_bytes(), len(audits(store))) == before


def test_none_of_the_last_five_passwords_is_taken_again(folder):
    with opened(folder, CLERK) as store:
        old = CLERK.password
        for new in ("Yi-zhi 2 tiao yu", "Er-yue 8 chun feng", "San-ge 5 ping guo", "Si-ji 7 ru ge"):
            store.accounts.change_password(old, new)
            old = new
        assert "最近 5 次" in str(refusal(store.accounts.change_password, old, CLERK.password))
        store.accounts.change_password(old, "Wu-hu 4 si hai!")
        store.accounts.change_password("Wu-hu 4 si hai!", CLERK.password)


def test_where_the_district_sets_it_an_old_password_must_be_changed_first(folder):
    with opened(folder, HEAD) as store:
        store.act("参数", [Create(Setting, {"key": PASSWORD_SETTING, "value": "90"})])
    later = NOW + timedelta(days=91)
    with Store.open(folder, CATALOGUE, entry=CLERK, now=lambda: later) as store:
        assert store.accounts.must_change
        store.accounts.demand("read")
        create = [Create(Enterprise, {"name": "甲厂"})]
        assert refusal(store.act, "新增", create).facts == {"days": 91, "longest": 90}
        store.accounts.change_password(CLERK.password, NEW)
        store.act("新增", create)


def test_the_age_of_a_password_is_told(folder):
    with Store.open(folder, CATALOGUE, entry=CLERK, now=lambda: NOW + timedelta(days=200)) as store:
        assert store.accounts.password_age == 200
        store.accounts.change_password(CLERK.password, NEW)
        assert store.accounts.password_age == 0


@pytest.mark.parametrize(
    "password", ["长 江边的石头像 😀" * 8, "  Bai-yun 9 lan tian  ", "Ｑｉｎｇ－shan 7 lv shui"]
)
def test_a_password_is_taken_exactly_as_it_was_typed(folder, password):
    with opened(folder, CLERK) as store:
        store.accounts.change_password(CLERK.password, password)
    opened(folder, Login(CLERK.name, password)).close()
    for other in (password.strip()[:-1], password[1:], password.lower() + " "):
        assert refusal(opened, folder, Login(CLERK.name, other)).code == "login-refused"


def test_a_second_person_is_one_with_the_right_and_not_oneself(folder):
    with opened(folder, HEAD) as store:
        check = store.accounts.second_check
        assert refusal(check, "destroy", "销毁", "到期", by=HEAD).code == "second-person"
        assert refusal(check, "destroy", "销毁", "到期", by=CLERK).code == "second-person"
        assert refusal(check, "destroy", "销毁", "到期").code == "login-needed"
        assert check("destroy", "销毁", "到期", by=FIRST) == FIRST.name
        assert audits(store, "checked")[0].details["by"] == FIRST.name
        assert store.actor == HEAD.name


def test_where_one_person_is_the_station_he_confirms_for_himself_with_a_reason(closed_folder):
    protect(closed_folder, staffed=False)
    with opened(closed_folder) as store:
        assert store.accounts.alone
        assert store.accounts.second_check("destroy", "销毁", "到期", by=FIRST) == FIRST.name
        told = audits(store, "self-confirmed")
    assert [(one.label, one.details["why"]) for one in told] == [("本人确认：销毁", "到期")]


def test_the_recovery_code_opens_to_nobody_until_a_password_is_set(folder):
    with opened(folder, Recovery(CODE)) as store:
        assert refusal(store.act, "新增", [Create(Enterprise, {"name": "甲厂"})]).code == "login-needed"
        assert refusal(store.reveal, "甲厂", "看看").code == "login-needed"
        assert (
            refusal(store.accounts.recover, CLERK.name, NEW, NEXT_CODE).code == "recovery-for-administrators"
        )
        assert refusal(store.accounts.recover, ADMIN.name, "short", NEXT_CODE).code == "password-refused"
        assert refusal(store.accounts.recover, ADMIN.name, NEW, NEXT_CODE[:-1]).code == "recovery-refused"
        store.accounts.recover("新站长", NEW, NEXT_CODE)
        assert store.act("新增", [Create(Enterprise, {"name": "甲厂"})]).actor == "新站长"

    assert refusal(opened, folder, Recovery(CODE)).code == "recovery-refused"
    opened(folder, Recovery(NEXT_CODE)).close()


def test_protection_goes_on_and_off_with_the_data_as_it_was(closed_folder):
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        store.act("新增", [Create(Enterprise, {"name": "甲厂"})])
        assert refusal(store.accounts.protect, FIRST.name, FIRST.password, "ABC").code == "recovery-refused"
        assert not is_protected(closed_folder)
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)
        assert store.actor == FIRST.name
        assert refusal(store.accounts.protect, FIRST.name, FIRST.password, CODE).code == "already-protected"
    assert refusal(Store.open, closed_folder, CATALOGUE).code == "login-needed"
    with opened(closed_folder) as store:
        assert store.count(Query(Enterprise)) == 1
        assert refusal(store.accounts.unprotect, "wrong").code == "login-refused"
        store.accounts.unprotect(FIRST.password)
        assert store.broken() == []
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        assert (store.accounts.protected, store.accounts.users) == (False, [])
        assert "people" not in (closed_folder / NAMES[0]).read_text(encoding="utf-8")


def test_dearer_slots_are_taken_over_by_those_that_come_later(closed_folder):
    dear = Cost(128, 2, b"fedcba9876543210")
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=dear)
        store.accounts.add(CLERK.name, ["clerk"], CLERK.password)

    assert {slot["kib"] for slot in read_keys(closed_folder).of("password")} == {128}


@pytest.mark.parametrize("unprotected", [True, False])
def test_an_older_key_file_put_back_is_noticed(closed_folder, unprotected):
    """As of one who has more rights in it, or from before there was a password at all."""
    old = [(closed_folder / name).read_bytes() for name in NAMES]
    protect(closed_folder)
    if not unprotected:
        with opened(closed_folder) as store:
            old = [(closed_folder / name).read_bytes() for name in NAMES]
            store.accounts.disable(CLERK.name)
    with opened(closed_folder) as store:
        assert audits(store, "keys-older") == []
    for name, content in zip(NAMES, old, strict=True):
        (closed_folder / name).write_bytes(content)

    with opened(closed_folder, None if unprotected else CLERK) as store:
        assert len(audits(store, "keys-older")) == 1
        assert "请核对用户" in store.notices[0]


def test_what_has_no_users_has_nothing_to_manage(store):
    accounts = store.accounts
    for change in (
        lambda: accounts.add("甲", ["clerk"], NEW),
        lambda: accounts.disable("甲"),
        lambda: accounts.change_password("", NEW),
        lambda: accounts.recover("甲", NEW, CODE),
        lambda: accounts.renew_recovery(CODE, NEW),
        lambda: accounts.unprotect(""),
    ):
        assert refusal(change).code == "not-protected"
    assert accounts.confirm("") is None


def test_a_list_of_users_that_was_changed_from_outside_is_not_believed(folder):
    keys = read_keys(folder)
    for name in NAMES:
        (folder / name).write_bytes(keys.changed(people=keys.people[:-2] + "00").to_bytes())

    assert refusal(opened, folder, FIRST).code == "key-damaged"
    assert refusal(opened, folder, Recovery(CODE)).code in {"key-damaged", "recovery-refused"}
