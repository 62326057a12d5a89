"""Reads and checks what was typed for records of one kind, as an act would; what was read once is not read again."""

from collections.abc import Callable, Mapping
from typing import Any

from ercheng_station.errors import Fault
from ercheng_station.records.base import WANTED, Faults, Record, Values, asked_for, followed
from ercheng_station.records.fields import Context

_LONGEST = 60
"""Of a text that may come again."""


class Examiner:
    """`check` as of `Writer`. The same word in the same field is taken to mean the same as long as this one lives."""

    def __init__(
        self, kind: type[Record], context: Context, check: Callable[..., tuple[Record, Faults]]
    ) -> None:
        self._kind, self._context, self._check = kind, context, check
        self._known: dict[str, dict[tuple[type, object], Any]] = {name: {} for name in kind.kept}
        self._begins = {kind.chain.field: kind.kept[kind.chain.field].default} if kind.chain else {}

    def examine(self, raw: Mapping[str, object]) -> tuple[Values, Faults]:
        """Names the kind does not know are the caller's fault. A state that is not given begins where its chain does."""
        values: Values = dict.fromkeys(self._kind.kept)
        hard: dict[str, str] = {}
        for name, given in {**self._begins, **raw}.items():
            try:
                values[name] = self.parse(name, given)
            except Fault as fault:
                hard[name] = fault.why
        lacking = [name for name in asked_for(self._kind) if values[name] is None and name not in hard]
        if not hard and not any(self._kind.kept[name].required for name in lacking):
            values |= followed(self._kind, values, self._context)
            return values, self._check(self._kind, values)[1]
        return values, self._faults(hard, lacking)

    def parse(self, name: str, raw: object) -> Any:
        """As the field does; raises Fault."""
        known = self._known[name]
        try:
            found = known[raw.__class__, raw]
        except TypeError:  # a list, which is no key
            return self._kind.kept[name].parse(raw, self._context)
        except KeyError:
            found = self._read(name, raw)
            if not isinstance(raw, str) or len(raw) <= _LONGEST:
                known[raw.__class__, raw] = found
        if isinstance(found, Fault):
            raise found.with_traceback(None)  # or each row would leave its frames in it
        return found

    def _read(self, name: str, raw: object) -> Any:
        """The value, or what is wrong with it."""
        try:
            return self._kind.kept[name].parse(raw, self._context)
        except Fault as fault:
            return fault

    def _faults(self, hard: dict[str, str], lacking: list[str]) -> Faults:
        """In the order of the fields."""
        kept = self._kind.kept
        hard |= {name: "必填" for name in lacking if kept[name].required}
        soft = {name: WANTED for name in lacking if kept[name].wanted}
        return Faults({name: hard[name] for name in kept if name in hard}, soft)
