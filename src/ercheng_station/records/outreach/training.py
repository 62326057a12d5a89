"""Trainings (政企共学 and others), each with its file: 一训一档."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.assistance import Expert
from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, choices, day, files, person_name, ref, text, whole
from ercheng_station.records.fields import FileRef
from ercheng_station.records.outreach import event_file

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


class Training(Record):
    __tablename__ = "training"
    title = "培训"
    group = "outreach"
    pattern = "{unit}PX{year}-{serial:04}"
    dated_by = "held_on"
    planned = True
    names = ("theme",)
    natural_key = ("held_on", "theme")

    theme: Mapped[str] = text("培训主题", listed=True, width=34, section="培训")
    held_on: Mapped[date] = day("培训日期", listed=True, width=12, default="今天")
    mode: Mapped[str] = choice(
        "培训模式", "training_mode", listed=True, width=12, default="together", pinned=True
    )
    begun: Mapped[str | None] = text("开始时间", longest=10, width=8, help="如“9:00”，印在通知上")
    hours: Mapped[int | None] = whole("时长", unit="小时", low=1, high=200)
    place: Mapped[str | None] = text("培训地点", width=24, wanted=True, pinned=True)
    host: Mapped[str | None] = text("主办单位", width=24, wanted=True, pinned=True)
    organiser: Mapped[str | None] = text("承办单位", width=24, pinned=True)
    lecturer: Mapped[str | None] = text("讲师", width=16, wanted=True, help="两人以上用顿号分开")
    expert: Mapped[Expert | None] = ref("专家库里的讲师", width=16)
    lecturer_post: Mapped[str | None] = text("讲师单位和职务", width=24)
    audience: Mapped[tuple[str, ...] | None] = choices("培训对象", "training_audience", width=24, wanted=True)
    outline: Mapped[str | None] = text("培训内容", lines=4, wanted=True, help="印在通知和小结上，一行一项")
    attended: Mapped[int | None] = whole(
        "参加人次", unit="人次", low=0, high=100_000, listed=True, width=8, wanted=True, section="人数与效果",
        help="按签到表的人数填",
    )  # fmt: skip
    firms: Mapped[int | None] = whole("参加企业", unit="家", low=0, high=10_000, listed=True, width=8)
    leaflets: Mapped[int | None] = whole("发放资料", unit="份", low=0, high=1_000_000)
    tested: Mapped[int | None] = whole("参加考核", unit="人", low=0, high=100_000)
    passed: Mapped[int | None] = whole("考核合格", unit="人", low=0, high=100_000)
    pass_rate: Mapped[int | None] = whole("考核合格率", unit="%", derived=True)
    satisfaction: Mapped[int | None] = whole(
        "培训满意度", unit="%", low=0, high=100, help="做过问卷的，照问卷汇总的满意率填"
    )
    summary: Mapped[str | None] = text(
        "小结", lines=6, section="一训一档", help="办了什么、谁参加、效果怎样、下一步，打印成一页小结"
    )
    notice: Mapped[tuple[FileRef, ...] | None] = files("通知")
    sign_in: Mapped[tuple[FileRef, ...] | None] = files("签到表")
    photos: Mapped[tuple[FileRef, ...] | None] = files("照片")
    courseware: Mapped[tuple[FileRef, ...] | None] = files("课件")
    not_needed: Mapped[tuple[str, ...] | None] = choices(
        "不需要的材料", "event_paper", help="本次没有的材料勾在这里，就不再提醒"
    )
    lacks: Mapped[str | None] = text("档案还差", listed=True, width=22, derived=True)
    filled_by: Mapped[str | None] = person_name("经办人", pinned=True, section="其他")
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        tested, passed = values.get("tested"), values.get("passed")
        rate = (
            round(100 * passed / tested)
            if isinstance(tested, int) and isinstance(passed, int) and tested
            else None
        )
        return {event_file.LACKS: event_file.told(values), "pass_rate": rate}

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:
        return event_file.doubts(whole.record, "一训一档", today)

    def check(self, faults: Faults) -> None:
        if self.passed is not None and self.tested is not None and self.passed > self.tested:
            faults.hard["passed"] = f"考核合格 {self.passed} 人，多于参加考核的 {self.tested} 人"
        if self.tested is not None and self.attended is not None and self.tested > self.attended:
            faults.soft["tested"] = f"参加考核 {self.tested} 人，多于参加培训的 {self.attended} 人次，请核对"

    def __str__(self) -> str:
        return self.theme
