"""The figures of clues, transfers and letters (domain: 线索 block of the summary table)."""

from datetime import datetime, time

from ercheng_station.codes import shipped
from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.clues import Clue, Cooperation, Transfer, Verification, cooperation, handing
from ercheng_station.records.dates import BEIJING
from ercheng_station.services.figures import Indicator, Period, Rows, carried_over, still_open, within

_LIFE = (Clue, "received_on", "closed_on")
_RECEIVED = within(Clue, "received_on")


def _of_grade(code: str, label: str) -> Indicator:
    rows = within(Clue, "received_on", Condition("grade", "is", code))
    return Indicator(f"clues_{code}", f"{label}线索", "条", f"本期接收的线索中级别为“{label}”的", rows)


def _of_source(code: str, label: str) -> Indicator:
    rows = within(Clue, "received_on", Condition("source", "is", code))
    return Indicator(
        f"clues_from_{code}", f"{label}线索来源", "条", f"本期接收的线索中来源为“{label}”的", rows
    )


def _letters(name: str, title: str, meaning: str, day: str, way: str) -> Indicator:
    return Indicator(name, title, "件", meaning, within(Cooperation, day, Condition("way", "is", way)))


def _handed_in(*also: Condition) -> Rows:
    """Moments, between the beginning of the first day and the end of the last."""

    def rows(period: Period) -> Query:
        first = datetime.combine(period.first, time.min, BEIJING)
        last = datetime.combine(period.last, time.max, BEIJING)
        span = (Condition("handed_at", "from", first), Condition("handed_at", "to", last))
        return Query(Transfer, where=(*span, *also))

    return rows


_POLICE = Condition("to", "is", handing.POLICE)
_OTHERS = Condition("to", "not", handing.POLICE)
CLUES_FIGURES = (
    Indicator("clues_carried", "上期结转线索", "条", "本期开始前已经接收、到本期开始时还没有办结的线索数", carried_over(*_LIFE)),
    Indicator("clues", "接收线索", "条", "接收日期在本期内的线索数", _RECEIVED),
    *(_of_grade(one.code, one.label) for one in shipped("clue_grade").codes),
    Indicator(
        "clues_ungraded", "未定级线索", "条", "本期接收的线索中还没有定级的；各级别与未定级相加等于接收线索",
        within(Clue, "received_on", Condition("grade", "empty")),
    ),
    *(_of_source(one.code, one.label) for one in shipped("clue_source").codes),
    Indicator(
        "clues_verified", "核查线索", "条", "核查日期在本期内的线索数，同一线索多次核查计一条", within(Verification, "done_on"), "clue"
    ),
    Indicator(
        "clues_filed", "线索立案", "件", "得出结果日期在本期内、办理结果为“已立案”的线索数",
        within(Clue, "outcome_on", Condition("outcome", "is", "filed")),
    ),
    Indicator("clues_closed", "办结线索", "条", "办结日期在本期内的线索数；上期结转＋接收＝办结＋期末在办", within(Clue, "closed_on")),
    Indicator("clues_open", "在办线索", "条", "期末还没有办结的线索数", still_open(*_LIFE)),
    Indicator("transfers_police", "移送公安", "件", "移送时间在本期内、移送公安机关的", _handed_in(_POLICE)),
    Indicator("transfers_other", "移送其他部门", "件", "移送时间在本期内、移送其他部门的", _handed_in(_OTHERS)),
    Indicator(
        "transfers_accepted", "公安立案", "件", "公安机关立案决定日期在本期内的",
        within(Transfer, "filing_on", _POLICE, Condition("filing_why", "empty")),
    ),
    _letters("cooperation_sent", "发出协查", "发出日期在本期内的协查、通报等函件", "sent_on", cooperation.OUT),
    _letters("cooperation_got", "收到协查", "收到日期在本期内的外地来函", "sent_on", cooperation.IN),
    _letters("cooperation_answered", "协查回复", "回复日期在本期内、对方回复的函件", "replied_on", cooperation.OUT),
    _letters("cooperation_replied", "答复来函", "回复日期在本期内、本地答复的来函", "replied_on", cooperation.IN),
)  # fmt: skip
