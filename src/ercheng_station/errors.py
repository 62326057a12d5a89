"""What can go wrong in a way the person before the screen can mend, with its Chinese words.

Every other exception is a fault of the program: logged in full, never shown.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from ercheng_station.paths import resources


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """The catalogue: code → {no, what, safe, do}."""
    return tomllib.loads((resources() / "messages.toml").read_text(encoding="utf-8"))


TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing, and with it all that stands behind them on the line."""
_WITHOUT_TURNING = dict.fromkeys(map(ord, TURNING))


def printable(text: str) -> str:
    """The text with "?" for lone surrogates, which no file and no terminal takes; paths may carry them.

    Without the signs that turn the rest of a sentence around.
    """
    return text.encode(errors="replace").decode().translate(_WITHOUT_TURNING)


class Fault(Exception):
    """One value that cannot be taken; `why` is a Chinese sentence without the field's label."""

    def __init__(self, why: str) -> None:
        self.why = printable(why)
        super().__init__(self.why)


class Cancelled(Exception):
    """The person pressed 停止; what was begun is undone."""


class UserError(Exception):
    """A refusal in three sentences: what happened, whether the data is safe, what to do now.

    An unknown code or a fact that the message needs and did not get is a KeyError.
    """

    def __init__(self, code: str, **facts: object) -> None:
        message = messages()[code]
        self.code = code
        self.facts: Mapping[str, Any] = facts
        self.no = message["no"]
        self.what, self.safe, self.do = (
            printable(message[part].format_map(facts)) for part in ("what", "safe", "do")
        )
        super().__init__(f"{self.what}{self.safe}{self.do}[{self.no}]")

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self.code, **self.facts), ()


class Refused(UserError):
    """One record that cannot be saved; `faults` maps each field name to one Chinese sentence."""

    def __init__(self, faults: Mapping[str, str], labels: Mapping[str, str] | None = None) -> None:
        self.faults = dict(faults)
        self.labels = dict(labels or {})
        lines = [f"{self.labels.get(name, name)}：{why}" for name, why in self.faults.items()]
        super().__init__("refused", count=len(lines), faults="；".join(lines))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults, self.labels)
