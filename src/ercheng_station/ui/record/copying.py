"""What a new record takes over from another."""

from collections.abc import Mapping
from typing import Any

from ercheng_station.records.base import Record
from ercheng_station.records.fields import Files


def copied(kind: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """All but its day, its state and its files."""
    own = {kind.dated_by, kind.chain.field if kind.chain else ""}
    return {
        name: value
        for name, value in values.items()
        if value is not None and name not in own and not isinstance(kind.kept[name], Files)
    }
