"""One letter with a complaint and a report is handled as two matters (市场监督管理投诉举报处理办法第九条)."""

from ercheng_station.db.changes import Change, Create
from ercheng_station.records.assistance import ConsumerComplaint
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue, Reporter
from ercheng_station.records.fields import Link


def split_letter(complaint: Values, clue: Values, reporter: Values | None = None) -> list[Change]:
    """The changes of one act: the clue, who reported it, and the mirror of the complaint, which points to the clue."""
    reported = Create(Clue, clue)
    link = Link(reported.uid, "", Clue.__tablename__)
    told: list[Change] = [Create(Reporter, {**reporter, "clue": link})] if reporter else []
    return [reported, *told, Create(ConsumerComplaint, {**complaint, "clue": link})]
