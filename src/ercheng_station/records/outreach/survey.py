"""Questionnaires of satisfaction (满意度) and awareness (知晓率): how many gave which answer, and the rate."""

from datetime import date

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, area, choice, day, person_name, ref, text, whole
from ercheng_station.records.outreach.publicity import Publicity
from ercheng_station.records.outreach.training import Training

ANSWERS = ("best", "good", "fair", "bad", "worst")
"""The counts of the five answers, the best first."""
COUNTED = {"satisfaction": ANSWERS[:2], "awareness": ANSWERS[:3]}
"""The answers that count above the line: 满意 and better; 听说过 and better."""


class Survey(Record):
    __tablename__ = "survey"
    title = "问卷调查"
    group = "outreach"
    pattern = "{unit}WJ{year}-{serial:04}"
    dated_by = "held_on"
    names = ("topic",)
    natural_key = ("held_on", "topic")

    topic: Mapped[str] = text(
        "问卷名称", listed=True, width=30, section="问卷", help="如“企业对知识产权服务的满意度”"
    )
    kind: Mapped[str] = choice(
        "问卷类型", "survey_kind", listed=True, width=10, default="satisfaction", pinned=True
    )
    held_on: Mapped[date] = day("调查日期", listed=True, width=12, default="今天")
    way: Mapped[str | None] = choice("调查方式", "survey_way", width=12, default="on_site", pinned=True)
    asked: Mapped[str | None] = text("调查对象", width=24, help="如“辖区企业”“商户”“居民”")
    area: Mapped[str | None] = area()
    training: Mapped[Training | None] = ref("针对的培训", width=26)
    publicity: Mapped[Publicity | None] = ref("针对的宣传活动", width=26)
    questions: Mapped[str | None] = text(
        "补充题目", lines=4, help="印在空白问卷上，一行一题；不填只印基本题目"
    )
    sent: Mapped[int | None] = whole("发出", unit="份", low=0, high=1_000_000, wanted=True, section="汇总")
    returned: Mapped[int | None] = whole("收回", unit="份", low=0, high=1_000_000, wanted=True)
    best: Mapped[int | None] = whole("很满意（很了解）", unit="份", low=0, high=1_000_000)
    good: Mapped[int | None] = whole("满意（了解）", unit="份", low=0, high=1_000_000)
    fair: Mapped[int | None] = whole("一般（听说过）", unit="份", low=0, high=1_000_000)
    bad: Mapped[int | None] = whole("不满意（不了解）", unit="份", low=0, high=1_000_000)
    worst: Mapped[int | None] = whole("很不满意", unit="份", low=0, high=1_000_000)
    valid: Mapped[int | None] = whole("有效答卷", unit="份", listed=True, width=10, derived=True)
    counted: Mapped[int | None] = whole("满意（知晓）答卷", unit="份", derived=True)
    rate: Mapped[int | None] = whole(
        "满意率（知晓率）", unit="%", listed=True, width=12, derived=True,
        help="满意率＝（很满意＋满意）÷有效答卷；知晓率＝（很了解＋了解＋听说过）÷有效答卷",
    )  # fmt: skip
    opinions: Mapped[str | None] = text("主要意见和建议", lines=4, help="归纳填写，不写姓名")
    tallied_by: Mapped[str | None] = person_name("汇总人", pinned=True)
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        counts = {name: count for name in ANSWERS if isinstance(count := values.get(name), int)}
        if not counts:
            return {"valid": None, "counted": None, "rate": None}
        valid = sum(counts.values())
        above = sum(counts.get(name, 0) for name in COUNTED.get(str(values.get("kind")), ANSWERS[:2]))
        return {"valid": valid, "counted": above, "rate": round(100 * above / valid) if valid else None}

    def check(self, faults: Faults) -> None:
        if self.sent is not None and self.returned is not None and self.returned > self.sent:
            faults.hard["returned"] = f"收回 {self.returned} 份，多于发出的 {self.sent} 份"
        told = sum(getattr(self, name) or 0 for name in ANSWERS)
        if self.returned is not None and told > self.returned:
            faults.hard["returned"] = f"收回 {self.returned} 份，少于各项合计的 {told} 份"
        if self.kind == "awareness" and self.worst:
            faults.hard["worst"] = "知晓率问卷只有四项，没有这一项"

    def __str__(self) -> str:
        return self.topic
