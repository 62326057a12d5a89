"""电商平台联系机制: whom to reach at a platform, and the notices of infringing links sent to it."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, files, person_name, phone, ref, text, whole
from ercheng_station.records.enterprise import Right
from ercheng_station.records.fields import FileRef


class PlatformContact(Record):
    __tablename__ = "platform_contact"
    title = "电商平台联系"
    one = "电商平台联系人"
    group = "resource"
    profiles = AUTHORITIES
    names = ("platform", "company", "person")
    natural_key = ("platform", "person")

    platform: Mapped[str] = text(
        "平台名称", listed=True, width=18, section="平台", help="如“淘宝”“抖音电商”“本地团购群”"
    )
    company: Mapped[str | None] = text("运营公司", listed=True, width=28)
    person: Mapped[str | None] = person_name("联系人", listed=True, width=10, wanted=True, section="联系人")
    post: Mapped[str | None] = text("部门和职务", width=20)
    phone: Mapped[str | None] = phone("联系电话", listed=True, width=14)
    channel: Mapped[str | None] = text(
        "联系渠道", listed=True, width=24, wanted=True, help="邮箱、企业微信、知识产权保护平台的网址等"
    )
    hours: Mapped[str | None] = text("答复时间", help="对方约定多久答复，如“24小时内”")
    confirmed_on: Mapped[date | None] = day(
        "最近核实日期", listed=True, width=12, help="联系人常换，每年核实一次"
    )
    note: Mapped[str | None] = text("备注", lines=2)

    def __str__(self) -> str:
        return f"{self.platform}（{self.person}）" if self.person else self.platform


class Takedown(Record):
    """通报下架: one notice to a platform, and what it did."""

    __tablename__ = "takedown"
    title = "平台通报"
    group = "resource"
    profiles = AUTHORITIES
    owner = "at"
    pattern = "{unit}TB{year}-{serial:04}"
    dated_by = "told_on"
    natural_key = ("at", "told_on", "shop")

    at: Mapped[PlatformContact] = ref("电商平台", listed=True, width=22, section="通报")
    told_on: Mapped[date] = day("通报日期", listed=True, width=12, default="今天")
    shop: Mapped[str] = text("店铺名称", listed=True, width=24)
    count: Mapped[int] = whole("链接数", unit="条", low=1, high=100_000, listed=True, width=8, default="1")
    links: Mapped[str] = text("商品链接", lines=3, help="一行一条")
    right: Mapped[Right | None] = ref("被侵害的权利")
    right_note: Mapped[str | None] = text("权利说明", help="没有档案的，写明权利种类、号码和权利人")
    reason: Mapped[str] = text("通报理由", lines=3)
    asked: Mapped[str | None] = text("请求措施", width=24, help="下架、断开链接、提供经营者信息等")
    by: Mapped[str | None] = person_name("经办人", pinned=True)
    result: Mapped[str] = choice(
        "处理结果", "takedown_result", listed=True, width=10, default="waiting", section="结果"
    )
    removed: Mapped[int | None] = whole("已下架链接", unit="条", low=0, high=100_000, listed=True, width=8)
    replied_on: Mapped[date | None] = day("答复日期", listed=True, width=12)
    reply: Mapped[str | None] = text("答复内容", lines=2)
    proof: Mapped[tuple[FileRef, ...] | None] = files("截图和往来材料")

    def check(self, faults: Faults) -> None:
        self.refuse_before("replied_on", "told_on", faults)
        if self.result != "waiting" and not self.replied_on:
            faults.hard["replied_on"] = "已有处理结果，请填答复日期"
        if self.removed is not None and self.removed > self.count:
            faults.hard["removed"] = f"已下架 {self.removed} 条，多于通报的 {self.count} 条"
        if not self.right and not self.right_note:
            faults.soft["right_note"] = "待补"

    def __str__(self) -> str:
        return f"{self.shop} {self.told_on}"
