"""A record with everything it owns: what gates, papers and the file check look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar


class Kind(Protocol):
    """A Record; the base of records knows this module."""

    __tablename__: ClassVar[str]


R = TypeVar("R", bound=Kind)


@dataclass(frozen=True)
class Whole:
    """`parts` holds the living own children, and theirs, by kind and in the order they were made.

    `about` is the record in question: the owner itself or one of its parts.
    """

    record: Any
    parts: Mapping[str, tuple[Any, ...]]
    about: Any

    def all(self, kind: type[R]) -> tuple[R, ...]:
        return self.parts[kind.__tablename__]

    @classmethod
    def alone(cls, record: Kind) -> "Whole":
        """A record that owns nothing."""
        return cls(record, {}, record)
