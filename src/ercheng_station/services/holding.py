"""Whether a value that is at hand fits a condition of a list."""

from typing import Any

from ercheng_station.db.listing import Condition


def holds(condition: Condition, value: Any) -> bool:
    """Whether a field's value fits a condition, as the SQL has it."""
    if condition.test in {"empty", "filled"}:
        return (value is None) == (condition.test == "empty")
    if condition.test == "not":
        return bool(value != condition.value)
    if condition.test == "beyond":
        return value is None or bool(value > condition.value)
    if value is None or condition.value is None:
        return condition.test == "is" and value is condition.value
    return _fits(condition, value)


def _fits(condition: Condition, value: Any) -> bool:
    if condition.test == "from":
        return bool(value >= condition.value)
    if condition.test == "to":
        return bool(value <= condition.value)
    if condition.test == "has" or (isinstance(value, tuple) and isinstance(condition.value, str)):
        return condition.value in value
    return bool(value == condition.value)
