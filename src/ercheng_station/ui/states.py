"""Which colour and icon a state wears: a chip always says it in a word, an icon and a colour."""

from typing import TYPE_CHECKING

from ercheng_station.ui.chips import ChipLook

if TYPE_CHECKING:
    from ercheng_station.services.due import Due

_STATES: dict[str, dict[str, str]] = {
    "need_status": {
        "registered": "idle",
        "assigned": "accent",
        "handling": "accent",
        "replied": "warn",
        "revisited": "accent",
        "closed": "good",
    },
    "need_result": {"solved": "good", "partly": "warn", "explained": "idle", "unsolved": "bad"},
    "signature_state": {"waiting": "warn", "signed": "good", "declined": "idle"},
    "station_status": {
        "approved": "good",
        "running": "good",
        "rectifying": "warn",
        "suspended": "warn",
        "revoked": "bad",
    },
    "station_rating": {"excellent": "good", "good": "good", "pass": "idle", "fail": "bad"},
    "right_status": {
        "pending": "accent",
        "valid": "good",
        "disputed": "warn",
        "expired": "bad",
        "lapsed": "bad",
        "invalidated": "bad",
    },
    "equipment_status": {"in_use": "good", "repair": "warn", "lent": "accent"},
    "mediation_status": {
        "registered": "idle",
        "consulting": "accent",
        "accepted": "accent",
        "rejected": "idle",
        "mediating": "accent",
        "written": "accent",
        "oral": "accent",
        "terminated": "warn",
        "performing": "accent",
        "performed": "good",
        "unperformed": "bad",
        "followed": "good",
        "archived": "good",
    },
    "risk_level": {"high": "bad", "medium": "warn", "low": "idle"},
    "risk_answer": {"yes": "good", "no": "bad", "na": "idle"},
    "risk_check_status": {"checking": "accent", "improving": "warn", "done": "good"},
    "plan_status": {"drafted": "idle", "carried_out": "accent", "evaluated": "good"},
    "measure_state": {"todo": "idle", "doing": "accent", "done": "good", "dropped": "idle"},
    "lead_status": {"verifying": "accent", "transferred": "warn", "turned": "good", "closed": "good"},
    "key_status": {"proposed": "idle", "published": "accent", "listed": "good", "removed": "idle"},
    "watch_result": {"nothing": "idle", "suspected": "warn", "confirmed": "bad"},
    "slip_status": {"written": "idle", "sent": "warn", "taken": "accent", "answered": "good"},
    "task_status": {"waiting": "idle", "doing": "accent", "lasting": "accent", "done": "good"},
    "score_state": {
        "self": "idle",
        "review": "accent",
        "supplement": "warn",
        "expert": "accent",
        "public": "accent",
        "settled": "good",
    },
    "clue_status": {
        "registered": "warn",
        "graded": "accent",
        "verifying": "accent",
        "routed": "accent",
        "closed": "good",
    },
    "clue_grade": {"major": "bad", "larger": "warn", "general": "idle"},
    "check_result": {"found": "warn", "not_found": "good", "unclear": "idle"},
    "transfer_status": {
        "drafted": "idle",
        "reported": "accent",
        "approved": "warn",
        "refused": "idle",
        "handed": "accent",
        "accepted": "accent",
        "filed": "accent",
        "not_filed": "warn",
        "reviewing": "warn",
        "supervising": "warn",
        "goods": "accent",
        "ended": "good",
    },
    "cooperation_status": {"drafted": "idle", "waiting": "warn", "replied": "good", "closed": "good"},
    "typical_case_status": {"draft": "idle", "checked": "accent", "published": "good", "withdrawn": "warn"},
    "school_status": {"recommended": "idle", "pilot": "accent", "passed": "good"},
    "resolution_status": {"open": "warn", "doing": "accent", "done": "good"},
    "takedown_result": {
        "waiting": "warn",
        "removed": "good",
        "partly": "accent",
        "refused": "bad",
        "shop_closed": "good",
    },
    "administrative_status": {"passed": "idle", "notified": "accent", "filed": "accent", "ended": "good"},
    "consent_state": {"pending": "warn", "agreed": "good", "refused": "bad"},
    "performance_state": {"pending": "idle", "done": "good", "partly": "warn", "failed": "bad"},
    "confirmation_state": {"applied": "accent", "effective": "good", "dismissed": "bad", "declined": "bad"},
    "reception_state": {"told": "good", "open": "warn", "passed": "accent", "closed": "good"},
    "assist_status": {
        "received": "accent",
        "supplement": "warn",
        "passed": "accent",
        "accepted": "accent",
        "rejected": "idle",
        "withdrawn": "idle",
        "done": "good",
    },
    "expert_state": {"proposed": "accent", "serving": "good", "left": "idle"},
    "improvement_status": {"open": "warn", "doing": "accent", "done": "good", "closed": "good"},
    "errand_result": {"open": "accent", "done": "good", "refused": "bad", "withdrawn": "idle"},
    "satisfaction": {
        "very_satisfied": "good",
        "satisfied": "good",
        "unsatisfied": "bad",
        "very_unsatisfied": "bad",
    },
}
_ENDINGS = ("_status", "_state")


def is_state(codes: str) -> bool:
    """Whether a code list names states, so that its values are shown as chips."""
    return codes in _STATES or codes.endswith(_ENDINGS)


def look_of(codes: str, code: str, words: str) -> ChipLook:
    """The chip for one code; a state nobody has given a colour is grey."""
    return ChipLook(words, _STATES.get(codes, {}).get(code, "idle"))


def due_look(one: "Due") -> ChipLook:
    """How a matter stands; only what the office itself has missed is red."""
    if not one.standing:
        return days_look(one.days)
    return ChipLook(one.standing, "bad" if one.overdue else "warn" if one.days <= 1 else "idle")


_LONG = 730
"""Days that are no longer counted one by one."""


def days_look(days: int) -> ChipLook:
    """How many days are left until something is due; negative = overdue."""
    if days < 0:
        return ChipLook(f"逾期 {-days} 天", "bad")
    left = f"还有 {days} 天" if days <= _LONG else f"还有 {days // 365} 年多"
    return ChipLook("今天到期" if days == 0 else left, "warn" if days <= 1 else "idle")
