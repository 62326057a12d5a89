"""How a report groups the figures (domain 7.1), and which of them its prose and its short message tell."""

from dataclasses import dataclass

from ercheng_station.services.indicators import INDICATORS


@dataclass(frozen=True)
class Block:
    """`told`: what the prose says of it, most important first; `parts`: shares of another figure, printed where there are any."""

    name: str
    title: str
    figures: tuple[str, ...]
    told: tuple[str, ...]
    parts: tuple[str, ...] = ()


def _named(beginning: str) -> tuple[str, ...]:
    return tuple(one.name for one in INDICATORS if one.name.startswith(beginning))


_GRADES = tuple(
    one.name
    for one in INDICATORS
    if one.name.startswith("clues_")
    and not one.name.startswith("clues_from_")
    and one.name not in {"clues_carried", "clues_verified", "clues_filed", "clues_closed", "clues_open"}
)
BLOCKS = (
    Block(
        "stations", "两站建设",
        ("workstations", "protection_stations", "office_coverage", "host_coverage", "full_time", "part_time", "duty_days"),
        ("workstations", "protection_stations", "office_coverage", "host_coverage"),
    ),
    Block(
        "visits", "走访服务",
        (
            "enterprises", "key_industry", "visited", "visits", "field_visits", "systems_guided", "receptions", "needs", "needs_closed",
            "needs_rate", "needs_open", "plans", "slips",
        ),
        ("visited", "visits", "receptions", "needs", "needs_closed", "needs_rate", "plans"),
    ),
    Block(
        "risks", "风险排查",
        ("checked_firms", "risk_checks", "risk_points", "risks_improved", "leads", "leads_turned", "watches", "watches_found"),
        ("checked_firms", "risk_points", "risks_improved", "leads", "watches"),
    ),
    Block(
        "cases", "纠纷调解",
        (
            "cases_carried", "cases", "cases_accepted", "cases_rejected", "cases_agreed", "cases_terminated", "cases_settled",
            "cases_open", "cases_rate", "agreements_written", "agreements_oral", "cases_amount", "confirmations_applied",
            "confirmations_effective", "confirmations_dismissed", "cases_performed", "cases_followed", "cases_difficult",
        ),
        ("cases", "cases_accepted", "cases_agreed", "cases_rate", "cases_amount", "confirmations_effective", "cases_followed"),
    ),
    Block(
        "clues", "线索与执法协作",
        (
            "clues_carried", "clues", *_GRADES, *_named("clues_from_"), "clues_verified", "clues_filed", "clues_closed",
            "clues_open", "transfers_police", "transfers_other", "transfers_accepted", *_named("cooperation_"),
            "penalty_cases", "penalties", "campaigns",
        ),
        ("clues", "clues_verified", "clues_filed", "transfers_police", "transfers_other", "penalty_cases", "penalties"),
        (*_GRADES, *_named("clues_from_")),
    ),
    Block(
        "assistance", "维权援助",
        (
            "consultations", "assist_carried", "assist_applied", "assist_passed", "assist_accepted", "assist_done",
            "assist_ended", "assist_open", "assist_overseas", "assist_small", "assist_services", "assist_satisfied",
            "reference_opinions", "errands", "complaints",
        ),
        ("consultations", "assist_applied", "assist_accepted", "assist_done", "reference_opinions", "errands", "complaints"),
    ),
    Block(
        "training", "培训",
        ("trainings", "trained", "trained_firms", "trainings_together"),
        ("trainings", "trained", "trained_firms"),
    ),
    Block(
        "publicity", "宣传",
        (
            "publicity_events", "five_in", "audience", "publicity_asked", "leaflets", "media_reports", "surveys_returned",
            "surveys_satisfied",
        ),
        ("publicity_events", "five_in", "audience", "leaflets", "media_reports"),
    ),
    Block(
        "lists", "名录与合作",
        (
            "key_enterprises", "experts", "agreements", "pilot_schools", "typical_cases", "conferences", "resolutions_done",
            "takedowns", "links_removed",
        ),
        ("key_enterprises", "experts", "agreements", "pilot_schools", "typical_cases", "conferences"),
    ),
    Block("means", "工作保障", ("budget", "spent", "equipment"), ("budget", "spent")),
)  # fmt: skip
MESSAGE = ("visited", "visits", "needs", "needs_closed", "cases", "cases_agreed", "clues", "consultations", "trainings", "trained", "publicity_events")  # fmt: skip
"""What the short message tells."""
