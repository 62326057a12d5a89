"""The kinds a program works with, handed through constructors, so that a test may add one."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import TopologicalSorter

from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, refs_of

Kind = type[Record]


class Catalogue:
    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._by_name = {kind.__tablename__: kind for kind in kinds}

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Kind:
        """By identifier or by Chinese title; raises UserError kind-unknown."""
        if name in self._by_name:
            return self._by_name[name]
        for kind in self:
            if kind.title == name:
                return kind
        raise UserError("kind-unknown", kind=name, known="、".join(kind.title for kind in self))

    def kept_by(self, profile: str) -> list[Kind]:
        """The registers of one kind of unit (office, protection, bureau, joint)."""
        return [kind for kind in self if profile in kind.profiles]

    def referrers(self, target: Kind) -> list[tuple[Kind, str]]:
        """Every (kind, ref) that may point to a record of `target`."""
        return self._referrers.get(target.__tablename__, [])

    @cached_property
    def _referrers(self) -> dict[str, list[tuple[Kind, str]]]:
        """Every act asks for them."""
        found: dict[str, list[tuple[Kind, str]]] = {}
        for kind in self:
            for ref, field in refs_of(kind).items():
                found.setdefault(field.kind, []).append((kind, ref))
        return found

    @cached_property
    def parents_first(self) -> Mapping[str, int]:
        """Each table's place where those come first that others point to. CycleError if kinds point to each other in a circle."""
        pointed = {
            kind.__tablename__: {ref.kind for ref in refs_of(kind).values()} - {kind.__tablename__}
            for kind in self
        }
        return {name: place for place, name in enumerate(TopologicalSorter(pointed).static_order())}

    @cached_property
    def timed(self) -> tuple[Kind, ...]:
        """The kinds with days that the tables of deadlines give; every act asks for them."""
        return tuple(kind for kind in self if any(kind.kept[name].derived for name in kind.timed))

    def owned_by(self, target: Kind) -> list[tuple[Kind, str]]:
        return [(kind, ref) for kind, ref in self.referrers(target) if kind.owner == ref]

    def gated(self, kind: Kind) -> bool:
        """Whether the kind, or the one that owns it, has a gate."""
        while kind.owner:
            kind = self[refs_of(kind)[kind.owner].kind]
        return "gate" in vars(kind)
