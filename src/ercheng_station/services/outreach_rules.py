"""What falls due in outreach: files that lack something, pilots that end; all of it reminders of the office itself."""

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.records.outreach import PilotSchool, Publicity, Training
from ercheng_station.services.rule import Rule

PILOT_WARNING = 90
_LACKS = (Condition("lacks", "filled"),)


def _lacking(row: Row) -> str:
    return f"{row.label}：还差{row.values['lacks']}"


OUTREACH_RULES = (
    Rule(
        Training, "held_on", "补齐一训一档", "", _LACKS, _lacking,
        back=180, clock="training.file",
    ),
    Rule(
        Publicity, "held_on", "补齐一活动一档", "", _LACKS, _lacking,
        back=180, clock="publicity.file",
    ),
    Rule(
        PilotSchool, "until", "试点期满", f"内部提醒：期满前 {PILOT_WARNING} 天准备验收材料",
        (Condition("status", "is", "pilot"),), lambda row: row.label, ahead=PILOT_WARNING, own=True,
    ),
)  # fmt: skip
