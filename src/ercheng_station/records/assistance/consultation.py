"""咨询 and 帮办代办: short services that are done when they are written down."""

from datetime import date

from ercheng_station.records.assistance.experts import Expert
from ercheng_station.records.assistance.reception import Reception
from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, flag, person_name, phone, ref, text, whole
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit


class Consultation(Record):
    __tablename__ = "consultation"
    title = "咨询服务"
    group = "clue"
    pattern = "{unit}ZX{year}-{serial:04}"
    dated_by = "asked_on"
    names = ("asker",)
    natural_key = ("asked_on", "asker", "question")

    asker: Mapped[str] = person_name("咨询人", listed=True, width=12, section="咨询")
    phone: Mapped[str | None] = phone("联系电话", private=True, width=14)
    enterprise: Mapped[Enterprise | None] = ref("咨询企业", width=22)
    asker_unit: Mapped[str | None] = text("咨询人单位", width=22, help="名录里没有的写单位名称；个人空着")
    category: Mapped[str] = choice("咨询类别", "consult_category", listed=True, width=12, default="trademark")
    question: Mapped[str] = text("咨询问题", lines=3, listed=True, width=40)
    answer: Mapped[str | None] = text("答复内容", lines=4, wanted=True, width=40)
    asked_on: Mapped[date] = day(
        "咨询日期", listed=True, width=12, default="今天", pinned=True, section="登记"
    )
    way: Mapped[str] = choice("咨询方式", "consult_way", width=8, default="on_site", pinned=True)
    persons: Mapped[int] = whole("咨询人次", unit="人次", low=1, high=9999, default="1")
    answered_by: Mapped[str | None] = person_name("答复人", listed=True, width=10, pinned=True, wanted=True)
    expert: Mapped[Expert | None] = ref("请教的专家")
    is_overseas: Mapped[bool | None] = flag("涉及海外")
    onward: Mapped[str | None] = choice("转办", "consult_onward", help="只咨询不转办的空着")
    onward_note: Mapped[str | None] = text("转办说明")
    satisfaction: Mapped[str | None] = choice("满意度", "satisfaction")
    reception: Mapped[Reception | None] = ref("来自接待登记", section="来自")
    visit: Mapped[Visit | None] = ref("来自走访")

    def __str__(self) -> str:
        return f"{self.asker}：{' '.join((self.question or '').split())[:20]}"


class Errand(Record):
    """Done on the provincial platform for somebody; the platform keeps the matter itself."""

    __tablename__ = "errand"
    title = "帮办代办"
    group = "clue"
    profiles = AUTHORITIES
    pattern = "{unit}BD{year}-{serial:04}"
    dated_by = "taken_on"
    names = ("applicant",)
    natural_key = ("taken_on", "applicant", "matter")

    enterprise: Mapped[Enterprise | None] = ref(
        "办事企业", width=22, section="事项", help="辖区企业打两个首字母，名称和电话自动带出；别的空着"
    )
    applicant: Mapped[str] = text("办事人", listed=True, width=22, help="单位名称或者个人姓名")
    phone: Mapped[str | None] = phone("联系电话", private=True, width=14)
    matter: Mapped[str] = text(
        "代办事项", listed=True, width=30, help="政务平台上的事项名称，如“商标续展申请”"
    )
    platform: Mapped[str] = choice("办理平台", "errand_platform", width=14, default="hubei", pinned=True)
    platform_number: Mapped[str | None] = text("办件号", listed=True, width=20, longest=60, sought=True)
    taken_on: Mapped[date] = day(
        "接办日期", listed=True, width=12, default="今天", pinned=True, section="办理"
    )
    by: Mapped[str | None] = person_name("代办人", listed=True, width=10, pinned=True, wanted=True)
    promised_on: Mapped[date | None] = day("预计办结日期", help="到期前提醒查看办件进度")
    result: Mapped[str] = choice("代办结果", "errand_result", listed=True, width=10, default="open")
    done_on: Mapped[date | None] = day("办结日期", listed=True, width=12)
    outcome: Mapped[str | None] = text("结果说明", lines=2)
    satisfaction: Mapped[str | None] = choice("满意度", "satisfaction")
    reception: Mapped[Reception | None] = ref("来自接待登记", section="来自")

    def check(self, faults: Faults) -> None:
        self.refuse_before("done_on", "taken_on", faults)
        self.refuse_before("promised_on", "taken_on", faults)
        if self.result == "open" and self.done_on:
            faults.hard["done_on"] = "代办结果还是“办理中”，不能填办结日期"
        if self.result != "open" and not self.done_on:
            faults.hard["done_on"] = "已有结果，请填写办结日期"

    def __str__(self) -> str:
        return f"{self.applicant}：{self.matter}"
