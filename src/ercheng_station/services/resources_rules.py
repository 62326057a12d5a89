"""What falls due of agreements, platforms, resolutions and equipment."""

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.records.resources import (
    CooperationAgreement,
    EquipmentUse,
    PlatformContact,
    Resolution,
    Takedown,
)
from ercheng_station.records.resources.conference import DONE, DROPPED
from ercheng_station.services.rule import Rule

TERM_WARNING = 90


def _resolved(row: Row) -> str:
    return f"{row.values['conference'].title}：{row.label}"


RESOURCES_RULES = (
    Rule(
        CooperationAgreement, "valid_until", "合作协议到期", f"协议约定的有效期；到期前 {TERM_WARNING} 天提醒续签或者总结",
        (Condition("ended_on", "empty"),), lambda row: f"{row.values['partner']}：{row.label}", ahead=TERM_WARNING,
    ),
    Rule(
        Resolution, "due_on", "落实议定事项", "联席会议议定的完成时限",
        (Condition("status", "not", DONE), Condition("status", "not", DROPPED)), _resolved, ahead=7,
    ),
    Rule(
        Takedown, "told_on", "催问平台答复", "",
        (Condition("result", "is", "waiting"),), lambda row: f"{row.values['at'].title}：{row.values['shop']}", back=60, clock="takedown.answer",
    ),
    Rule(
        PlatformContact, "confirmed_on", "核实平台联系人", "", (), lambda row: row.label,
        ahead=14, clock="platform.confirm",
    ),
    Rule(
        EquipmentUse, "due_on", "归还装备", "领用时约定的应还日期", (Condition("returned_on", "empty"),),
        lambda row: f"{row.values['equipment'].title}：{row.values['taken_by']}领用",
    ),
)  # fmt: skip
