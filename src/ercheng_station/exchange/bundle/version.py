"""One version of one record as it travels, and how versions that do not know of each other are joined.

Which of two versions is newer is told by the revisions that each follows, never by a clock. Versions of which
neither follows the other are joined field by field against the last version that both follow; whoever joins the same
ones, in whatever order they came, gets the same record with the same revision.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any
from uuid import UUID

from ercheng_station.db.post import REMOVED

NUMBER = "#number"
"""As `REMOVED`, something besides the fields that two stations may say differently."""
DESTROYED = "#destroyed"
"""Stands in the content of what was lawfully destroyed, and of nothing else."""
_NOTHING = object()

Content = Mapping[str, Any]
"""Field → plain value; NUMBER → text or None; REMOVED → why it was removed, or None."""


@dataclass(frozen=True)
class Version:
    """`earlier`: the revisions it follows. `then`: of some of them, the newest first, what was not as it is now."""

    kind: str
    id: str
    origin: str
    revision: str
    parent: str | None
    created_at: str
    changed_at: str
    removed_at: str | None
    content: Content
    titles: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    then: tuple[tuple[str, Content], ...] = ()

    def to_text(self) -> str:
        """The canonical form: the same version always gives the same text."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "Version":
        """ValueError, TypeError or KeyError for anything else."""
        told = json.loads(text)
        then = tuple((str(revision), dict(content)) for revision, content in told.pop("then"))
        made = cls(**{**told, "earlier": tuple(map(str, told["earlier"])), "then": then})
        for uid in (made.id, made.origin, made.revision, *made.earlier):
            UUID(uid)
        words = [made.kind, made.created_at, made.changed_at]
        words += [one for name in (NUMBER, REMOVED) if (one := made.content[name]) is not None]
        tables = (made.content, made.titles)
        if not all(isinstance(one, str) for one in words) or not all(isinstance(one, dict) for one in tables):
            raise ValueError(made.id)
        return made

    def follows(self, revision: str) -> bool:
        return revision in self.earlier

    def states(self) -> Iterator[tuple[str, Content]]:
        """What it was at each revision whose content is known, the newest first."""
        return ((revision, {**self.content, **was}) for revision, was in self.then)


@dataclass(frozen=True)
class Conflict:
    """`values`: what each of the joined revisions says of the field."""

    field: str
    values: Mapping[str, Any]
    taken: Any


@dataclass(frozen=True)
class Joined:
    version: Version
    heads: tuple[Version, ...]
    conflicts: tuple[Conflict, ...] = ()


def latest(versions: Sequence[Version]) -> list[Version]:
    """Those that none of the others follows, each once, in an order of their own."""
    found = {one.revision: one for one in versions}
    kept = [one for one in found.values() if not any(other.follows(one.revision) for other in versions)]
    return sorted(kept, key=lambda one: one.revision)


def join(versions: Sequence[Version]) -> Joined:
    """The record that all of them make. Where they contradict each other the conflict says so and keeps every value."""
    heads = latest(versions) if len(versions) > 1 else versions
    if len(heads) == 1:
        return Joined(heads[0], (heads[0],))
    base = _base(heads)
    content: dict[str, Any] = {}
    conflicts = []
    for name in dict.fromkeys(chain.from_iterable(one.content for one in heads)):
        said = {one.revision: one.content[name] for one in heads if name in one.content}
        was = base.get(name, _NOTHING)
        changed = {revision: value for revision, value in said.items() if value != was}
        content[name] = list(changed.values())[-1] if changed else was
        if any(value != content[name] for value in changed.values()):
            conflicts.append(Conflict(name, said, content[name]))
    first = heads[0]
    made = Version(
        first.kind,
        first.id,
        first.origin,
        joined_revision([one.revision for one in heads]),
        first.revision,
        min(one.created_at for one in heads),
        max(one.changed_at for one in heads),
        max((one.removed_at for one in heads if one.removed_at), default=None),
        content,
        dict(chain.from_iterable(one.titles.items() for one in heads)),
        tuple(sorted({*chain.from_iterable((one.revision, *one.earlier) for one in heads)})),
    )
    return Joined(made, tuple(heads), tuple(conflicts))


def joined_revision(revisions: Sequence[str]) -> str:
    """The revision that joins these, wherever they are joined."""
    return str(UUID(bytes=hashlib.sha256("+".join(sorted(revisions)).encode()).digest()[:16]))


def _base(heads: Sequence[Version]) -> Content:
    """The last version that all of them follow, as far as one of them knows its content."""
    shared: dict[str, Content] = {}
    passed: set[str] = set()  # known to come before another one that is shared
    for head in heads:
        mine = [one for one in head.states() if all(each.follows(one[0]) for each in heads)]
        shared |= dict(mine)
        passed |= {revision for revision, _ in mine[1:]}
    left = sorted(shared.keys() - passed)
    return shared[left[0]] if left else {}
