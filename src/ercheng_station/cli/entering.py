"""Name, passwords and recovery code, from files that the environment names or from the terminal, never an argument."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ercheng_station.db.door import Entry, Login, Recovery, is_protected
from ercheng_station.errors import UserError

USER, PASSWORD, NEW_PASSWORD, CODE = (
    "ERCHENG_USER",
    "ERCHENG_PASSWORD_FILE",
    "ERCHENG_NEW_PASSWORD_FILE",
    "ERCHENG_RECOVERY_FILE",
)


@dataclass(frozen=True)
class Asker:
    """`stdin` may hold the command's own input: a name is asked for only where a person sits there."""

    stdin: TextIO
    stderr: TextIO

    @property
    def terminal(self) -> bool:
        return self.stdin.isatty() and self.stderr.isatty()

    def entry(self, folder: Path) -> Entry | None:
        """None for a folder that is not protected; UserError login-needed where nobody can be asked."""
        if not _protected(folder):
            return None
        name = os.environ.get(USER) or self._line("用户名：")
        return Login(name, self.secret(PASSWORD, "口令："))

    def recovery(self) -> Recovery:
        return Recovery(self.secret(CODE, "恢复码："))

    def new_password(self) -> str:
        """Twice, where a person types it."""
        if os.environ.get(NEW_PASSWORD):
            return self.secret(NEW_PASSWORD, "")
        first = self.secret(NEW_PASSWORD, "新口令：")
        if self.secret(NEW_PASSWORD, "新口令再输一次：") != first:
            raise UserError("password-refused", why="两次输入的不一样")
        return first

    def secret(self, variable: str, prompt: str) -> str:
        file = os.environ.get(variable)
        if file:
            return _first_line(Path(file))
        if not self.terminal:
            raise UserError("login-needed")
        return getpass.getpass(prompt, self.stderr)

    def _line(self, prompt: str) -> str:
        if not self.terminal:
            raise UserError("login-needed")
        self.stderr.write(prompt)
        self.stderr.flush()
        return self.stdin.readline().strip()


def _protected(folder: Path) -> bool:
    """Of a folder without readable keys opening tells what is the matter."""
    try:
        return is_protected(folder)
    except UserError:
        return False


def _first_line(path: Path) -> str:
    """Without its line end; blanks belong to a password."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n", 1)[0].removesuffix("\r")
    except FileNotFoundError as error:
        raise UserError("file-missing", path=str(path)) from error
    except (OSError, UnicodeError) as error:
        raise UserError("file-unreadable", path=str(path)) from error
