"""The way of a case at a glance: its stations with their days, and where it stands."""

from datetime import date

from ercheng_station.records import dates
from ercheng_station.records.mediation import FollowUp, Party, Session, states
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_step import living
from ercheng_station.ui.record.chain_strip import ChainStrip, Station

LONGEST = 8
_USUAL = (
    (states.REGISTERED, "登记"),
    (states.CONSULTING, "征求同意"),
    (states.ACCEPTED, "受理"),
    (states.MEDIATING_NOW, "调解"),
    (states.WRITTEN, "协议"),
    (states.PERFORMING, "履行"),
    (states.FOLLOWED, "回访"),
    (states.ARCHIVED, "归档"),
)
_AT = {
    states.ORAL: states.WRITTEN,
    states.PERFORMED: states.PERFORMING,
    states.UNPERFORMED: states.PERFORMING,
}
_ENDED = {states.TERMINATED: (4, "终止"), states.REJECTED: (2, "不予受理")}
"""What ended without an agreement: how many of the usual stations come before its end."""


class CaseChain(ChainStrip):
    def __init__(self) -> None:
        super().__init__(LONGEST)

    def show_case(self, whole: Whole) -> None:
        stations, here = _stations(whole)
        days = "，".join(f"{one.words} {one.on.isoformat()}" for one in stations[: here + 1] if one.on)
        self.show_stations(stations, here, f"办理进度：现在是{stations[here].words}。{days}")


def _stations(whole: Whole) -> tuple[list[Station], int]:
    case, days = whole.record, _days(whole)
    ended = case.outcome if case.status == states.ARCHIVED else case.status
    names = list(_USUAL)
    if ended in _ENDED:
        before, words = _ENDED[ended]
        names = [*_USUAL[:before], (ended, words), _USUAL[-1]]
        days[ended] = case.ended_on
    if case.status == states.PERFORMED or case.performed_on:
        names = [(name, "履行完毕" if name == states.PERFORMING else words) for name, words in names]
    elif case.status == states.UNPERFORMED:
        names = [(name, "未履行" if name == states.PERFORMING else words) for name, words in names]
    here = [name for name, _ in names].index(_AT.get(case.status, case.status))
    return [Station(words, days.get(name)) for name, words in names], here


def _days(whole: Whole) -> dict[str, date | None]:
    """When each station was reached, by what the case and its parts say."""
    case = whole.record
    consents = [one.consent_on for one in living(whole, Party) if one.consent_on]
    sessions = [dates.beijing(one.begun_at).date() for one in living(whole, Session)]
    agreement = states.in_force(whole)
    visits = [one.done_on for one in living(whole, FollowUp)]
    return {
        states.REGISTERED: case.applied_on,
        states.CONSULTING: max(consents, default=None),
        states.ACCEPTED: case.accepted_on,
        states.MEDIATING_NOW: max(sessions, default=case.rights_told_on),
        states.WRITTEN: agreement.agreed_on if agreement else None,
        states.PERFORMING: case.performed_on or (agreement.effective_on if agreement else None),
        states.FOLLOWED: max(visits, default=None),
        states.ARCHIVED: case.archived_on,
    }
