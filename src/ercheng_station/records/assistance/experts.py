"""The pool of experts (法律咨询专家库): the bureau keeps it, an office reads it and recommends."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, choices, day, person_name, phone, text

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

SERVING = "serving"


class Expert(Record):
    __tablename__ = "expert"
    title = "专家库"
    one = "专家"
    group = "resource"
    names = ("name",)
    natural_key = ("name", "unit")

    name: Mapped[str] = person_name("姓名", listed=True, width=10, section="专家")
    unit: Mapped[str] = text("工作单位", listed=True, width=26)
    post: Mapped[str | None] = text("职务职称", listed=True, width=14)
    fields: Mapped[tuple[str, ...]] = choices("专业领域", "expert_field", listed=True, width=20)
    specialty: Mapped[str | None] = text("专长", width=30, help="具体的技术方向或者法律方向")
    qualifications: Mapped[tuple[str, ...] | None] = choices("资格", "qualification")
    certificate: Mapped[str | None] = text("资格证号", longest=60)
    phone: Mapped[str | None] = phone("联系电话", private=True, width=14, wanted=True)
    recommended_by: Mapped[str | None] = text(
        "推荐单位", section="入库与聘期", help="站、所推荐，区局审定入库"
    )
    state: Mapped[str] = choice("入库状态", "expert_state", listed=True, width=10, default="proposed")
    listed_on: Mapped[date | None] = day("入库日期")
    document: Mapped[str | None] = text("聘任文号", longest=60)
    term_from: Mapped[date | None] = day("聘期开始")
    term_until: Mapped[date | None] = day("聘期届满", listed=True, width=12, wanted=True)
    recusals: Mapped[str | None] = text(
        "应当回避的单位和人", lines=2, section="回避与评价",
        help="任职单位、代理客户、近亲属，用顿号分开；登记专家意见时会对照",
    )  # fmt: skip
    declared_on: Mapped[date | None] = day("回避声明日期")
    evaluation: Mapped[str | None] = text("服务评价", lines=2)
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("term_until", "term_from", faults)
        if self.state != SERVING:
            faults.soft.pop("term_until", None)
        elif not self.listed_on:
            faults.soft["listed_on"] = "在聘的专家，请填写入库日期"

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:
        one = whole.record
        over = one.state == SERVING and one.term_until and one.term_until < today
        return {"term_until": "聘期已满，续聘或者出库"} if over else {}

    def recused_from(self, *names: str | None) -> str:
        """The first of the names that the expert has to keep away from; "" if none."""
        kept_away = [word for word in (self.recusals or "").replace("\n", "、").split("、") if word.strip()]
        for name in names:
            if name and any(word.strip() in name or name in word for word in kept_away):
                return name
        return ""

    def __str__(self) -> str:
        return self.name
