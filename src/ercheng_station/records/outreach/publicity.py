"""Publicity (4·26, 5·10, 五进 and everyday), each with its file 一活动一档, and what the media reported."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, choices, day, files, person_name, ref, text, whole
from ercheng_station.records.fields import FileRef
from ercheng_station.records.outreach import event_file
from ercheng_station.records.outreach.training import Training

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


class Publicity(Record):
    __tablename__ = "publicity"
    title = "宣传活动"
    group = "outreach"
    pattern = "{unit}XC{year}-{serial:04}"
    dated_by = "held_on"
    planned = True
    names = ("theme",)
    natural_key = ("held_on", "theme")

    theme: Mapped[str] = text("活动主题", listed=True, width=34, section="活动")
    held_on: Mapped[date] = day("活动日期", listed=True, width=12, default="今天")
    until: Mapped[date | None] = day("结束日期", help="只办一天的不填")
    occasion: Mapped[str] = choice(
        "宣传节点", "publicity_occasion", listed=True, width=16, default="everyday"
    )
    begun: Mapped[str | None] = text("开始时间", longest=10, width=8, help="如“9:00”，印在通知上")
    places: Mapped[tuple[str, ...] | None] = choices(
        "五进", "five_in", listed=True, width=16, help="进了哪些地方；选项可在“选项列表”里增减"
    )
    forms: Mapped[tuple[str, ...] | None] = choices("活动形式", "publicity_form", width=20)
    place: Mapped[str | None] = text("活动地点", width=24, wanted=True)
    host: Mapped[str | None] = text("主办单位", width=24, pinned=True, wanted=True)
    partners: Mapped[str | None] = text("参与单位", width=30, help="两家以上用顿号分开")
    content: Mapped[str | None] = text("活动内容", lines=4, wanted=True, help="印在通知和小结上，一行一项")
    audience: Mapped[int | None] = whole(
        "受众人次", unit="人次", low=0, high=100_000_000, listed=True, width=10, wanted=True, section="人数与数量"
    )  # fmt: skip
    asked: Mapped[int | None] = whole("接受咨询", unit="人次", low=0, high=1_000_000)
    leaflets: Mapped[int | None] = whole(
        "发放资料", unit="份", low=0, high=10_000_000, listed=True, width=10, wanted=True
    )
    firms: Mapped[int | None] = whole("走访企业", unit="家", low=0, high=10_000)
    banners: Mapped[int | None] = whole("横幅", unit="条", low=0, high=10_000)
    boards: Mapped[int | None] = whole("展板", unit="块", low=0, high=10_000)
    screens: Mapped[int | None] = whole("电子屏", unit="块", low=0, high=10_000)
    views: Mapped[int | None] = whole("线上观看", unit="次", low=0, high=1_000_000_000)
    summary: Mapped[str | None] = text(
        "小结", lines=6, section="一活动一档", help="办了什么、谁参加、效果怎样、下一步，打印成一页小结"
    )
    notice: Mapped[tuple[FileRef, ...] | None] = files("通知")
    sign_in: Mapped[tuple[FileRef, ...] | None] = files("签到表")
    photos: Mapped[tuple[FileRef, ...] | None] = files("照片")
    courseware: Mapped[tuple[FileRef, ...] | None] = files("课件", help="讲稿、宣传资料样张都放这里")
    not_needed: Mapped[tuple[str, ...] | None] = choices(
        "不需要的材料", "event_paper", default="签到表", help="本次没有的材料勾在这里，就不再提醒"
    )
    lacks: Mapped[str | None] = text("档案还差", listed=True, width=22, derived=True)
    filled_by: Mapped[str | None] = person_name("经办人", pinned=True, section="其他")
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        return {event_file.LACKS: event_file.told(values)}

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:
        return event_file.doubts(whole.record, "一活动一档", today)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "held_on", faults)
        if self.occasion == "five_in" and not self.places:
            faults.soft["places"] = "五进活动请选进了哪里"

    def __str__(self) -> str:
        return self.theme


class MediaReport(Record):
    __tablename__ = "media_report"
    title = "媒体报道"
    group = "outreach"
    dated_by = "published_on"
    names = ("headline", "outlet")
    natural_key = ("outlet", "headline", "published_on")

    headline: Mapped[str] = text("报道标题", listed=True, width=36, section="报道")
    outlet: Mapped[str] = text("媒体名称", listed=True, width=18, pinned=True)
    level: Mapped[str] = choice("媒体级别", "media_level", listed=True, width=8, default="city", pinned=True)
    form: Mapped[str | None] = choice("报道形式", "media_form", listed=True, width=12, default="account")
    published_on: Mapped[date] = day("发布日期", listed=True, width=12, default="今天")
    link: Mapped[str | None] = text("网页链接", width=36)
    publicity: Mapped[Publicity | None] = ref("报道的宣传活动", width=26)
    training: Mapped[Training | None] = ref("报道的培训", width=26)
    author: Mapped[str | None] = person_name("撰稿人")
    copies: Mapped[tuple[FileRef, ...] | None] = files("报道截图或剪报")
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        if not self.link and not self.copies:
            faults.soft["copies"] = "网页会失效，请留截图或剪报"

    def __str__(self) -> str:
        return self.headline
