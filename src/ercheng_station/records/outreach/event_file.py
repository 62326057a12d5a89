"""一训一档, 一活动一档: what the file of a training or an activity holds, and what it still lacks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ercheng_station.codes import shipped

PAPERS = {
    "notice": "notice",
    "sign_in": "sign_in",
    "photos": "photos",
    "courseware": "courseware",
    "summary": "summary",
}
"""Code of `event_paper` → the field that holds it."""
LACKS = "lacks"


def lacking(values: Mapping[str, Any]) -> Iterator[str]:
    """The codes of the papers that the file should hold and does not."""
    needless = values.get("not_needed") or ()
    for code, name in PAPERS.items():
        if code not in needless and not values.get(name):
            yield code


def told(values: Mapping[str, Any]) -> str | None:
    """签到表、照片: None for a complete file."""
    labels = [shipped("event_paper").label(code) for code in lacking(values)]
    return "、".join(labels) or None


def doubts(event: Any, title: str, today: date) -> dict[str, str]:
    """What an event that has been held still lacks, at the field that is to hold it; before it only the notice."""
    values = {name: getattr(event, name) for name in (*PAPERS.values(), "not_needed")}
    held = event.held_on <= today
    return {
        PAPERS[code]: f"{title}还差{shipped('event_paper').label(code)}"
        for code in lacking(values)
        if held or code == "notice"
    }
