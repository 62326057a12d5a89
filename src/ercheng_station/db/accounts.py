"""The users of a store: who works now and may do what, how users come and go, how protection is put on and off.

All of it lies in `keys.json`, so that one writing of that file changes a person's rights and key together.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from ercheng_station.db import passwords
from ercheng_station.db.door import Admitted, Login
from ercheng_station.db.keyring import Keyring, Ready
from ercheng_station.db.rights import ADMIN, HEAD, allowed, title_of
from ercheng_station.db.slots import Cost
from ercheng_station.db.users import User, administrators, known_roles, new_name, tidy_name
from ercheng_station.db.vault import RECOVERY
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

_LOOKING = ("read", "check", "audit")
Audit = Callable[[str, str, Mapping[str, Any]], None]
"""Takes what happened as one word, the Chinese sentence and further facts."""


class Accounts:
    """Of one open store; safe from any thread but the window's. Nothing here asks a person anything."""

    def __init__(
        self,
        folder: Path,
        admitted: Admitted,
        audit: Audit,
        today: Callable[[], date],
        words: Callable[[], Iterable[str]],
        longest: Callable[[], int] = int,
    ) -> None:
        """`words`: names that no password may rest on; `longest`: days after which it must be changed, 0 = never."""
        self._audit, self._today, self._words, self._longest = audit, today, words, longest
        self._lock = RLock()
        self._ring = Keyring(folder, admitted)
        self._admitted = admitted
        self.left_open: list[str] = []
        self.user = admitted.user
        """Who works now; None in an unprotected store, and as long as recovery is not finished."""
        self.protected = admitted.keys.protected
        """Whether opening the store asks who comes; without it one person has all rights."""

    # -- rights

    def may(self, right: str) -> bool:
        if not self.protected:
            return True
        return self.user is not None and allowed(self.user.roles, right)

    def demand(self, right: str) -> None:
        """UserError right-missing for who may not, kept among the audit entries; login-needed if nobody is there.

        password-old for whatever changes or leaves, as long as a password is older than the district allows.
        """
        if self.may(right):
            if self.must_change and right not in _LOOKING:
                raise UserError("password-old", days=self.password_age, longest=self._longest())
            return
        user = self._present()
        title = title_of(right)
        self._audit("refused", f"拒绝：{title}", {"right": right})
        raise UserError("right-missing", right=title, name=user.name, roles=user.role_words)

    # -- who there is

    @property
    def users(self) -> list[User]:
        """In the order in which they were added, disabled ones too."""
        return list(self._ring.users)

    @property
    def alone(self) -> bool:
        """单人模式: there is nobody else who could check; the person confirms for himself, with a reason."""
        return len([one for one in self.users if not one.disabled]) <= 1

    @property
    def password_age(self) -> int:
        """Days since the person at work chose the password; `passwords.REMIND_DAYS` is when to remind."""
        return (self._today() - self.user.changed).days if self.user else 0

    @property
    def must_change(self) -> bool:
        """Whether the district lets nobody work on with a password as old as this."""
        return 0 < self._longest() < self.password_age

    def named(self, name: str) -> User:
        """UserError user-unknown."""
        wanted = tidy_name(name)
        for user in self.users:
            if user.name == wanted:
                return user
        raise UserError("user-unknown", name=wanted)

    # -- coming in

    def begin(self) -> None:
        """Tells the history who came, and of failures since. On a full disk the person comes in all the same."""
        with suppress(UserError), self._lock:
            self._tell_failures(self.user)
            if self.user:
                self._audit("login", f"登录：{self.user.name}", {"keys": self._ring.keys.sequence})
                self._ring.drop_older(self.user, self._admitted.kek)
            elif self._admitted.recovering:
                self._audit("recovery", "用恢复码打开", {})

    def sign_in(self, name: str, password: str) -> User:
        """切换操作人. UserError login-refused or login-wait; who was there stays, then."""
        with self._lock:
            known = self._verified(name, password)
            assert known.user is not None
            self._admitted, self.user = known, known.user
            self.begin()
            return known.user

    def confirm(self, password: str) -> None:
        """The person at work shows once more who he is; UserError login-refused or login-wait."""
        if self.protected:
            with self._lock:
                self._verified(self._present().name, password)

    def second_check(self, right: str, label: str, why: str, by: Login | None = None) -> str:
        """Somebody else with the right, by his password; where there is nobody else, the person himself. Who it was.

        UserError second-person for the wrong one. An entry self-confirmed is for the head to look at later.
        """
        if not self.protected:
            self._audit("self-confirmed", f"本人确认：{label}", {"why": why})
            return ""
        if by is None:
            raise UserError("login-needed")
        with self._lock:
            other = self._verified(by.name, by.password).user
        assert other is not None
        if self.alone:
            self._audit("self-confirmed", f"本人确认：{label}", {"why": why})
        elif other == self.user or not allowed(other.roles, right):
            raise UserError("second-person", right=title_of(right))
        else:
            self._audit("checked", f"核对：{label}", {"why": why, "by": other.name})
        return other.name

    # -- protection

    def protect(self, name: str, password: str, code: str, *, cost: Cost | None = None) -> User:
        """The first user, 站长 and 管理员 at once. `code` is the recovery code as it was typed back from the paper.

        The open slot goes only when both new ones have opened what is on the disk, and then out of the backups too.
        UserError password-refused, recovery-refused, user-name.
        """
        if self.protected:
            raise UserError("already-protected")
        user = User(uuid4(), new_name(name, []), (HEAD, ADMIN), self._today())
        recovery = self._ring.made_for_recovery(code)
        self._refuse_weak(user.name, password)
        with self._lock:
            user, own = self._ring.made_for(user, password, cost)
            self._tell("protect", "加上保护", user)
            self._ring.replace([own, recovery], self._ring.keys.slots, [user])
            self.protected, self.user = True, user
            self.close_copies()
        return user

    def close_copies(self, report: Report = silent) -> list[str]:
        """No backup from before tells the key: also one on a drive that was away when protection was put on.

        What keeps other keys all the same.
        """
        if self.protected:
            with self._lock:
                left = self._ring.close_copies(report)
            if left != self.left_open:
                self.left_open, told = left, "、".join(left) or "没有"
                self._audit("copies-open", f"这些没有换上现在的口令和密钥：{told}", {"left": left})
        return self.left_open

    def unprotect(self, password: str) -> None:
        """Afterwards anybody opens the folder again."""
        if not self.protected:
            raise UserError("not-protected")
        self.demand("unprotect")
        self.confirm(password)
        with self._lock:
            self._audit("unprotect", "取消保护", self._coming())
            self._ring.open_to_all()
            self.protected, self.user = False, None

    def recover(self, name: str, password: str, code: str) -> User:
        """After opening by the recovery code: a new password for an administrator, or a new one.

        The old code dies, and `code`, typed back from its paper, takes its place.
        """
        if not self._admitted.recovering:
            raise UserError("login-needed" if self.protected else "not-protected")
        found = next((one for one in self.users if one.name == tidy_name(name)), None)
        user = found or User(uuid4(), new_name(name, self.users), (HEAD, ADMIN), self._today())
        if ADMIN not in user.roles:
            raise UserError("recovery-for-administrators", name=user.name)
        with self._lock:
            recovery = self._ring.made_for_recovery(code)
            user, own = self._chosen(replace(user, disabled=False, temporary=False), password)
            self._tell("recovered", "用恢复码重设口令", user)
            old = [*self._ring.own_slots(user), *self._ring.keys.of(RECOVERY)]
            self._ring.replace([own, recovery], old, self._with(user))
            self.user, self._admitted = user, replace(self._admitted, recovering=False)
        return user

    def renew_recovery(self, code: str, password: str) -> None:
        """A new recovery code in the place of the old one, which opens nothing any more."""
        self._demand_users()
        self.confirm(password)
        with self._lock:
            recovery = self._ring.made_for_recovery(code)
            self._audit("recovery-renewed", "换新恢复码", self._coming())
            self._ring.replace([recovery], self._ring.keys.of(RECOVERY), self.users)

    def rekey(self, password: str, code: str, ready: Ready = lambda *_: None) -> None:
        """A new key for all data, so that whoever wrote the old one down while the folder was open has nothing of it.

        The store is to be closed then: the next opening puts the data under the key, `close_copies` attachments and
        backups. Colleagues come in again once an administrator gives them a password. UserError recovery-refused,
        login-refused.
        """
        self._demand_users()

        def begin(old: bytes, new: bytes) -> None:
            self._audit("rekey", "开始换新密钥", self._coming())
            ready(old, new)

        with self._lock:
            self._ring.rekey(self._present(), password, code, begin)

    # -- users

    def add(self, name: str, roles: Iterable[str], password: str) -> User:
        """`roles` by identifier or Chinese word. UserError user-name, user-taken, role-unknown, password-refused."""
        self._demand_users()
        user = User(uuid4(), new_name(name, self.users), known_roles(roles), self._today(), temporary=True)
        with self._lock:
            user, own = self._chosen(user, password)
            self._tell("user-added", "新增用户", user, roles=list(user.roles))
            self._ring.replace([own], [], self._with(user))
        return user

    def change_password(self, old: str, new: str) -> None:
        """One's own; the data is not written anew. UserError password-refused, login-refused, login-wait."""
        with self._lock:
            if not self.protected:
                raise UserError("not-protected")
            user = self._present()
            self._verified(user.name, old)
            self.user = self._put(replace(user, temporary=False), new, "password", "改口令")

    def reset_password(self, name: str, password: str) -> None:
        """Another one's, who has forgotten it or was disabled; he is asked to choose one himself."""
        self._demand_users()
        with self._lock:
            user = self.named(name)
            if self.user and user.uid == self.user.uid:
                raise UserError("own-rights", name=user.name)
            self._put(replace(user, temporary=True, disabled=False), password, "password-reset", "重设口令")

    def set_roles(self, name: str, roles: Iterable[str]) -> None:
        """UserError own-rights for oneself, last-administrator."""
        self._demand_users()
        with self._lock:
            user = self.named(name)
            changed = replace(user, roles=known_roles(roles))
            self._refuse_loss(user, changed)
            self._tell("roles", "改角色", changed, roles=[list(user.roles), list(changed.roles)])
            self._ring.write(self._ring.keys.slots, self._with(changed))

    def disable(self, name: str) -> None:
        """The slot goes with it: the old password opens nothing. Back again by `reset_password`."""
        self._demand_users()
        with self._lock:
            user = self.named(name)
            changed = replace(user, disabled=True)
            self._refuse_loss(user, changed)
            self._tell("disabled", "停用", user)
            own = self._ring.own_slots(user)
            kept = [slot for slot in self._ring.keys.slots if slot not in own]
            self._ring.write(kept, self._with(changed))

    def clear_waits(self) -> None:
        """After a colleague's wrong tries: nobody has to wait any more."""
        self._demand_users()
        with self._lock:
            self._audit("waits-cleared", "取消输错口令后的等待", {})
            self._ring.clear_waits()

    # -- inside

    def _demand_users(self) -> None:
        """UserError not-protected where there are none."""
        if not self.protected:
            raise UserError("not-protected")
        self.demand("users")

    def _present(self) -> User:
        if self.user is None:
            raise UserError("login-needed")
        return self.user

    def _verified(self, name: str, password: str) -> Admitted:
        try:
            return self._ring.verify(name, password)
        except UserError:
            self._tell_failures(None)
            raise

    def _tell_failures(self, came_in: User | None) -> None:
        for count, names in self._ring.untold_failures():
            whose = "、".join(names) or "没有这个用户"
            self._audit("login-failed", f"口令输错 {count} 次：{whose}", {"count": count, "names": names})
        self._ring.tell_failures(came_in)

    def _put(self, user: User, password: str, what: str, words: str) -> User:
        changed, own = self._chosen(user, password)
        self._tell(what, words, changed)
        self._ring.replace([own], self._ring.own_slots(user), self._with(changed))
        return changed

    def _chosen(self, user: User, password: str) -> tuple[User, Any]:
        self._refuse_weak(user.name, password)
        changed, own = self._ring.made_for(user, password)
        return replace(changed, changed=self._today()), own

    def _refuse_weak(self, name: str, password: str) -> None:
        why = passwords.fault_of(password, [name, *self._words()])
        if why:
            raise UserError("password-refused", why=why)

    def _with(self, changed: User) -> list[User]:
        return list({**{one.uid: one for one in self.users}, changed.uid: changed}.values())

    def _refuse_loss(self, user: User, changed: User) -> None:
        if user.uid == self._present().uid:
            raise UserError("own-rights", name=user.name)
        if not administrators(self._with(changed)):
            raise UserError("last-administrator", name=user.name)

    def _tell(self, what: str, words: str, user: User, **details: Any) -> None:
        told = {"user": user.name, **details, **self._coming()}
        self._audit(what, f"{words}：{user.name}（{user.role_words}）", told)

    def _coming(self) -> Mapping[str, int]:
        """What the key file will be at least once it is written: an older one is noticed at the next opening."""
        return {"keys": self._ring.keys.sequence + 1}
