"""Reads the values of versions as a stranger's, each as if it had been typed; what was read once is not read again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ercheng_station.codes import Code, CodeList
from ercheng_station.db.content import display_name
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.travelling import Kind
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.exchange.bundle.writing import value_of
from ercheng_station.records.base import Values, refs_of
from ercheng_station.records.fields import Context, Field, Files
from ercheng_station.records.office import CodeEntry

_LONGEST = 60
"""Of a text that may come again."""


class VersionValues:
    """`is_here` tells whether a record of a kind, by its id, is here when the version is."""

    def __init__(
        self,
        fields: Mapping[Kind, Mapping[str, Field]],
        context: Context,
        is_here: Callable[[str, str], bool],
    ) -> None:
        self._context, self._is_here = context, is_here
        self._known: dict[Kind, dict[str, dict[tuple[type, object], Any]]] = {
            kind: {name: {(type(None), None): None} for name in those} for kind, those in fields.items()
        }

    def all(self, kind: Kind, version: Version) -> Values:
        """Of the fields that travel and came along; Fault names the field that cannot be read."""
        content, found = version.content, dict[str, Any]()
        for name, known in self._known[kind].items():
            if name in content:
                raw = content[name]
                try:
                    found[name] = known[raw.__class__, raw]
                except (KeyError, TypeError):  # not read yet; or a list, which is no key
                    found[name] = self.one(kind, version, name)
        return found

    def one(self, kind: Kind, version: Version, name: str) -> Any:
        raw, described = version.content[name], kind.kept[name]
        if raw is None:
            return None
        value = self._parsed(kind, version, name)
        if name in refs_of(kind) and not self._is_here(refs_of(kind)[name].kind, str(raw)):
            raise Fault(f"“{described.label}”指向的记录不在包里，这里也没有")
        if isinstance(described, Files):
            return tuple(replace(each, name=display_name(each.name)) for each in value)
        if isinstance(raw, int) or (isinstance(raw, str) and len(raw) <= _LONGEST):
            self._known[kind][name][raw.__class__, raw] = value
        return value

    def _parsed(self, kind: Kind, version: Version, name: str) -> Any:
        described = kind.kept[name]
        try:
            return value_of(kind, version, name, self._context)
        except Fault as fault:
            raise Fault(f"“{described.label}”{fault.why}") from fault
        except (ValueError, TypeError, AttributeError) as error:
            raise Fault(f"“{described.label}”看不懂") from error


def with_coming(own: Context, versions: Sequence[Version]) -> Context:
    """The store's own, with the entries of the code lists that come along."""
    coming: dict[str, dict[str, Code]] = {}
    for one in versions:
        if one.kind == CodeEntry.__tablename__:
            code = str(one.content.get("code"))
            coming.setdefault(str(one.content.get("list")), {})[code] = Code(
                code, str(one.content.get("name"))
            )

    def listed(name: str) -> CodeList:
        known = own.codes(name)
        more = [one for code, one in coming.get(name, {}).items() if code not in known]
        return CodeList(name, known.title, (*known.codes, *more)) if more else known

    return Context(own.today, listed, own.resolve)
