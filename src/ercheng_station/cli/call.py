"""What one command is given and what it answers."""

import json
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from ercheng_station.cli.entering import PASSWORD, Asker
from ercheng_station.db.rights import right_of_command
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.exchange.plain import Kind
from ercheng_station.home import data_folder, expanded
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.characters import clean, shorten
from ercheng_station.records.fields import Text

_STDIN = {"stdin": "标准输入"}
_REASON = Text(label="原因", name="why", required=True)


@dataclass(frozen=True)
class Reply:
    """`document` for machines, `lines` for people."""

    document: Any
    lines: Sequence[str] = field(default_factory=list)
    code: int = 0


@dataclass(frozen=True)
class Call:
    """`given` are the arguments read."""

    given: Namespace
    stdin: TextIO
    stderr: TextIO
    catalogue: Catalogue

    @property
    def folder(self) -> Path:
        return data_folder(self.given.data)

    @property
    def asker(self) -> Asker:
        return Asker(self.stdin, self.stderr)

    def open(self) -> Store:
        """For one who may use this command; UserError right-missing, or what opening says."""
        store = self.enter()
        try:
            store.accounts.demand(right_of_command(self.given.command))
        except BaseException:
            store.close()
            raise
        return store

    def enter(self) -> Store:
        """For whoever can come in; what they do then asks for the right itself."""
        store = Store.open(self.folder, self.catalogue, entry=self.asker.entry(self.folder))
        for words in store.notices:
            self.stderr.write(f"注意：{words}\n")
        return store

    def own_password(self) -> str:
        """Of the person at work, once more."""
        return self.asker.secret(PASSWORD, "自己的口令再输一次：")

    def kind(self, store: Store) -> Kind:
        """The kind asked for; UserError if there is none or this unit does not keep it."""
        kind = self.catalogue[self.given.kind]
        if kind not in store.kinds:
            raise UserError("kind-not-here", kind=kind.title, unit=store.unit.name)
        return kind

    def row(self, store: Store, kind: Kind) -> Row:
        """The record asked for by id (a removed one too), number or title."""
        if kind.confided_to:
            raise UserError("confided-stays", kind=kind.title)
        return store.row(kind, self.uid(store, kind))

    def uid(self, store: Store, kind: Kind) -> UUID:
        return self.uid_of(store, kind, self.given.id)

    def uid_of(self, store: Store, kind: Kind, word: str) -> UUID:
        try:
            return UUID(word)
        except ValueError:
            pass
        try:
            return store.context.resolve(kind.__tablename__, clean(word)).uid
        except Fault as fault:
            raise Refused({"id": fault.why}, {"id": "记录"}) from fault

    def reason(self) -> str:
        """Why, as typed; Refused if it is empty or cannot be kept."""
        try:
            return str(_REASON.parse(self.given.why))
        except Fault as fault:
            raise Refused({"why": fault.why}, {"why": _REASON.label}) from fault

    def unmask(self, store: Store, what: str, *, leaves: bool = False) -> bool:
        """Whether private values are to be shown in full, or leave; that they did is then kept in the history."""
        if not self.given.unmasked:
            return False
        if leaves:
            self.let_leave(store, what, self.reason())
        else:
            store.reveal(what, self.reason())
        return True

    def let_leave(self, store: Store, what: str, why: str) -> None:
        """In full, by one who may and shows once more who he is."""
        if store.accounts.protected:
            store.accounts.demand("export-full")
            store.accounts.confirm(self.own_password())
        store.reveal(what, why, leaves=True)

    def password(self) -> str | None:
        """What the file named for it holds."""
        if not self.given.password_file:
            return None
        path = expanded(self.given.password_file)
        try:
            return path.read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise UserError("file-missing", path=str(path)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise UserError("file-unreadable", path=str(path), reason=str(error)) from error

    def read_json(self) -> Any:
        """The document on standard input; Refused if it is not JSON in UTF-8."""
        try:
            text = self.stdin.read().removeprefix("\ufeff")
            return json.loads(text, object_pairs_hook=_once)
        except Fault as fault:
            raise Refused({"stdin": fault.why}, _STDIN) from fault
        except (ValueError, RecursionError) as error:
            raise Refused({"stdin": f"不是 JSON（UTF-8）{_place(error)}"}, _STDIN) from error

    def report(self, done: int, total: int) -> None:
        """Progress, where a person can see it."""
        if self.stderr.isatty() and total:
            end = "\n" if done == total else ""
            self.stderr.write(f"\r{done * 100 // total:3d}%{end}")
            self.stderr.flush()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, unless it says two things under one key: which of them was meant, nobody knows."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Fault(f"“{shorten(twice)}”写了两次")
    return found


def _place(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"，第 {error.lineno} 行第 {error.colno} 个字符处看不懂"
    return ""
