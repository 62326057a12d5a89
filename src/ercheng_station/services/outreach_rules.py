"""What falls due in outreach: files that lack something, pilots that end; all of it reminders of the office itself."""

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.records.outreach import PilotSchool, Publicity, Training
from ercheng_station.services.rule import Rule

FILE_DAYS = 7
PILOT_WARNING = 90
_LACKS = (Condition("lacks", "filled"),)


def _lacking(row: Row) -> str:
    return f"{row.label}：还差{row.values['lacks']}"


OUTREACH_RULES = (
    Rule(
        Training, "held_on", "补齐一训一档", f"内部提醒：培训后 {FILE_DAYS} 天内收齐通知、签到表、照片、课件、小结", _LACKS, _lacking,
        back=180, after=FILE_DAYS, own=True,
    ),
    Rule(
        Publicity, "held_on", "补齐一活动一档", f"内部提醒：活动后 {FILE_DAYS} 天内收齐通知、照片、资料、小结", _LACKS, _lacking,
        back=180, after=FILE_DAYS, own=True,
    ),
    Rule(
        PilotSchool, "until", "试点期满", f"内部提醒：试点期一般两年；期满前 {PILOT_WARNING} 天准备验收材料",
        (Condition("status", "is", "pilot"),), lambda row: row.label, ahead=PILOT_WARNING, own=True,
    ),
)  # fmt: skip
