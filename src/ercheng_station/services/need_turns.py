"""What needs are made out of."""

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import Reception
from ercheng_station.records.base import Values
from ercheng_station.records.need import Need
from ercheng_station.records.protection.risk_check import RiskCheck
from ercheng_station.records.visit import Visit
from ercheng_station.services.turn import Turn, carry

_WAYS = ("call_in", "phone", "wechat")


def _of_visit(_store: Store, row: Row) -> Values:
    """What the firm wished, else what was found amiss."""
    values = row.values
    return {
        "enterprise": values["enterprise"],
        "source": "visit",
        "content": values["wishes"] or values["problems"],
        "received_on": values["visited_on"],
    }


def _of_reception(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "enterprise": values["enterprise"],
        "source": values["way"] if values["way"] in _WAYS else "phone",
        "content": values["matter"],
        "received_on": values["came_on"],
    }


TURNS = (
    Turn(Visit, Need, "visit", "转为企业诉求", _of_visit),
    Turn(Reception, Need, "reception", "转为企业诉求", _of_reception),
    Turn(
        RiskCheck,
        Need,
        "risk_check",
        "转为企业诉求",
        carry(enterprise="enterprise", content="advice", received_on="checked_on"),
    ),
)
