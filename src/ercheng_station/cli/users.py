"""The command `users`: people, roles, passwords, protection and the recovery code."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.accounts import Accounts
from ercheng_station.db.audit import audits
from ercheng_station.db.door import Login
from ercheng_station.db.recovery_code import new_code
from ercheng_station.db.rights import ROLES, rights
from ercheng_station.db.store import Store
from ercheng_station.db.users import User
from ercheng_station.errors import UserError
from ercheng_station.records.dates import BEIJING
from ercheng_station.services.rekeying import LEFT_OPEN, change_key, turn_rest

_CODE_TOLD = (
    "恢复码（只显示这一次，请抄写或打印，锁起来保管；忘了口令时用它，用过就作废）：",
    "保护以前做的备份没有口令也能打开，请重新备份，旧的自行保管或销毁。",
)


def users(call: Call) -> Reply:
    """Every form but `rights` opens the store; who may do what, the accounts themselves demand."""
    return _FORMS[call.given.form or "list"](call)


def _list(call: Call) -> Reply:
    with call.enter() as store:
        accounts = store.accounts
        document = {"protected": accounts.protected, "users": [_plain(one) for one in accounts.users]}
        rows = [
            [one.name, one.role_words, "停用" if one.disabled else "在用", one.changed.isoformat()]
            for one in accounts.users
        ]
    if not document["protected"]:
        return Reply(document, ["这份数据没有加保护：谁打开都能用。加保护用 users protect 姓名"])
    return Reply(document, list(table(("用户", "角色", "状态", "口令日期"), rows)))


def _rights(_: Call) -> Reply:
    document = [
        {"right": one.name, "title": one.title, "roles": sorted(one.roles), "commands": sorted(one.commands)}
        for one in rights().values()
    ]
    rows = [
        [one.title, *("√" if role in one.roles else "" for role in ROLES), " ".join(sorted(one.commands))]
        for one in rights().values()
    ]
    return Reply(document, list(table(("权限", *ROLES.values(), "命令"), rows)))


def _protect(call: Call) -> Reply:
    name = _name(call)
    with call.enter() as store:
        password, code = call.asker.new_password(), new_code()
        user = store.accounts.protect(name, password, _typed_back(call, code))
        entry = change_key(store, password, code, call.report) if call.given.rekey else None
        left = store.accounts.left_open
    if entry:
        left = _turn_rest(call, entry)
    done = f"已加上保护，{user.name} 是站长和管理员。" + ("数据、附件和备份都换了新密钥。" if entry else "")
    return _with_code(user, code, done, left)


def _rekey(call: Call) -> Reply:
    """The recovery code stays the same; colleagues get passwords anew."""
    with call.enter() as store:
        others = [one.name for one in store.accounts.users if not one.disabled and one != store.accounts.user]
        entry = change_key(store, call.own_password(), call.asker.recovery().code, call.report)
    left = _turn_rest(call, entry)
    lines = ["数据、附件和备份都换了新密钥，口令和恢复码不变。", *_words_of(left)]
    if others:
        lines.append(f"这些人的口令要重设（users password 姓名）：{'、'.join(others)}")
    return Reply({"rekeyed": True, "others": others, "left": left}, lines)


def _turn_rest(call: Call, entry: Login) -> list[str]:
    """The opening puts the data under the key."""
    with Store.open(call.folder, call.catalogue, entry=entry) as store:
        return turn_rest(store, call.report)


def _words_of(left: Sequence[str]) -> list[str]:
    return [f"注意：{LEFT_OPEN}{'、'.join(left)}。"] if left else []


def _unprotect(call: Call) -> Reply:
    with call.enter() as store:
        store.accounts.unprotect(call.own_password())
    return Reply({"protected": False}, ["已取消保护：谁打开都能用。"])


def _add(call: Call) -> Reply:
    def add(accounts: Accounts) -> User:
        return accounts.add(_name(call), _roles(call), call.asker.new_password())

    return _changed(call, add, "已新增")


def _disable(call: Call) -> Reply:
    return _changed(call, lambda accounts: accounts.disable(_name(call)), "已停用")


def _role(call: Call) -> Reply:
    return _changed(call, lambda accounts: accounts.set_roles(_name(call), _roles(call)), "已改角色")


def _password(call: Call) -> Reply:
    """One's own; of another one, by name, if one manages users."""

    def change(accounts: Accounts) -> None:
        if call.given.name and accounts.named(call.given.name) != accounts.user:
            accounts.reset_password(call.given.name, call.asker.new_password())
        else:
            accounts.change_password(call.own_password(), call.asker.new_password())

    return _changed(call, change, "已改口令")


def _clear(call: Call) -> Reply:
    with call.enter() as store:
        store.accounts.clear_waits()
    return Reply({"cleared": True}, ["已取消等待。"])


def _renew(call: Call) -> Reply:
    with call.enter() as store:
        code = new_code()
        store.accounts.renew_recovery(_typed_back(call, code), call.own_password())
        user = store.accounts.user
    assert user is not None
    return _with_code(user, code, "已换新恢复码，原来的作废。")


def _recover(call: Call) -> Reply:
    name = _name(call)
    with Store.open(call.folder, call.catalogue, entry=call.asker.recovery()) as store:
        code = new_code()
        user = store.accounts.recover(name, call.asker.new_password(), _typed_back(call, code))
    return _with_code(user, code, f"{user.name} 的口令已重设，用过的恢复码作废。")


def _log(call: Call) -> Reply:
    with call.enter() as store:
        store.accounts.demand("audit")
        found = audits(store)
    document = [{**vars(one), "details": dict(one.details)} for one in found]
    rows = [
        [f"{datetime.fromisoformat(one.at).astimezone(BEIJING):%Y-%m-%d %H:%M}", one.actor, one.label]
        for one in found
    ]
    return Reply(document, list(table(("时间", "操作人", "事情"), rows)))


_FORMS: Mapping[str, Callable[[Call], Reply]] = {
    "list": _list,
    "rights": _rights,
    "log": _log,
    "add": _add,
    "disable": _disable,
    "role": _role,
    "password": _password,
    "protect": _protect,
    "unprotect": _unprotect,
    "recovery": _renew,
    "recover": _recover,
    "clear-throttle": _clear,
    "rekey": _rekey,
}


def _changed(call: Call, change: Callable[[Accounts], object], done: str) -> Reply:
    with call.enter() as store:
        change(store.accounts)
        user = store.accounts.named(call.given.name) if call.given.name else store.accounts.user
    assert user is not None
    return Reply({"user": _plain(user)}, [f"{done}：{user.name}（{user.role_words}）"])


def _typed_back(call: Call, code: str) -> str:
    """Where a person sits at the terminal the code is asked for again; a script is given it with the answer."""
    if not call.asker.terminal:
        return code
    call.stderr.write(f"{_CODE_TOLD[0]}\n{code}\n")
    return call.asker.secret("", "照纸上的恢复码输一遍：")


def _with_code(user: User, code: str, done: str, left: Sequence[str] = ()) -> Reply:
    lines = [done, _CODE_TOLD[0], code, _CODE_TOLD[1], *_words_of(left)]
    return Reply({"user": _plain(user), "recovery": code}, lines)


def _name(call: Call) -> str:
    if not call.given.name:
        raise UserError("command-misused", why=f"users {call.given.form} 后面要写姓名")
    return str(call.given.name)


def _roles(call: Call) -> list[str]:
    return str(call.given.role).replace(",", "、").split("、")


def _plain(user: User) -> dict[str, Any]:
    return {
        "id": str(user.uid), "name": user.name, "roles": list(user.roles), "disabled": user.disabled,
        "temporary": user.temporary, "password_since": user.changed.isoformat(),
    }  # fmt: skip
