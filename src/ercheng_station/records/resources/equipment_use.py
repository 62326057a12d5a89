"""领用记录 of equipment: who took it out, what for, and when it came back."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, day, person_name, ref, text, whole
from ercheng_station.records.station import Equipment

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


class EquipmentUse(Record):
    __tablename__ = "equipment_use"
    title = "装备领用"
    group = "station"
    profiles = AUTHORITIES
    owner = "equipment"
    dated_by = "taken_on"
    natural_key = ("equipment", "taken_on", "taken_by")

    equipment: Mapped[Equipment] = ref("装备设备", listed=True, width=24, section="领用")
    taken_on: Mapped[date] = day("领用日期", listed=True, width=12, default="今天")
    taken_by: Mapped[str] = person_name("领用人", listed=True, width=10, pinned=True)
    amount: Mapped[int] = whole(
        "领用数量", unit="台/套", low=1, high=10_000, listed=True, width=10, default="1"
    )
    due_on: Mapped[date | None] = day("应还日期", listed=True, width=12, help="到期没有归还会提醒")
    purpose: Mapped[str | None] = text("用途", listed=True, width=28, wanted=True)
    approver: Mapped[str | None] = person_name("批准人", pinned=True)
    returned_on: Mapped[date | None] = day("归还日期", listed=True, width=12, section="归还")
    received_by: Mapped[str | None] = person_name("接收人", pinned=True)
    state: Mapped[str | None] = text("归还时的状况", help="完好、损坏、缺少配件等")

    def check(self, faults: Faults) -> None:
        self.refuse_before("due_on", "taken_on", faults)
        self.refuse_before("returned_on", "taken_on", faults)

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        """All that is out at one time cannot be more than there is."""
        item = whole.about.equipment
        out = [one for one in whole.parts[cls.__tablename__] if one.equipment is item and not one.returned_on]
        taken = sum(one.amount for one in out)
        return (
            {"amount": f"未归还的共 {taken} 台/套，多于登记的 {item.amount} 台/套"}
            if taken > item.amount
            else {}
        )

    def __str__(self) -> str:
        return f"{self.taken_on} {self.taken_by}"
