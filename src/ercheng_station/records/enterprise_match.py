"""Two entries of the register of enterprises that a person has compared: one enterprise, or two that look alike."""

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, choice, ref, text
from ercheng_station.records.enterprise import Enterprise

SAME, DIFFERENT = "same", "different"


class EnterpriseMatch(Record):
    """Changes neither of the two: whoever counts or lists enterprises looks here (`db/sameness.py`)."""

    __tablename__ = "enterprise_match"
    title = "企业比对"
    one = "比对"
    group = "visit"
    profiles = AUTHORITIES
    natural_key = ("enterprise", "other")

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26)
    other: Mapped[Enterprise] = ref("另一份登记", listed=True, width=26)
    verdict: Mapped[str] = choice("认定", "match_verdict", listed=True, width=14, default=SAME)
    reason: Mapped[str | None] = text("认定依据", listed=True, width=30, lines=2)

    def check(self, faults: Faults) -> None:
        if self.enterprise.uid == self.other.uid:
            faults.hard["other"] = "与企业是同一份登记，请选另外一份"

    def __str__(self) -> str:
        return f"{self.enterprise}与{self.other}"
