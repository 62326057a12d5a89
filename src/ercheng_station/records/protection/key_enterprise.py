"""重点企业保护名录: a 所 recommends, the bureau admits by a numbered document for a term (decision 18)."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from ercheng_station.records.base import AUTHORITIES, Chain, Count, Faults, Record
from ercheng_station.records.columns import Mapped, choice, choices, day, person_name, ref, text
from ercheng_station.records.enterprise import Enterprise, Right

PROPOSED, PUBLISHED, LISTED, REFUSED, REMOVED = "proposed", "published", "listed", "refused", "removed"
_WANTED = {
    PUBLISHED: ("published_on",),
    LISTED: ("document", "listed_on", "reviewer"),
    REMOVED: ("listed_on", "removed_on", "removed_reason"),
}


class KeyEnterprise(Record):
    __tablename__ = "key_enterprise"
    title = "重点企业保护名录"
    one = "名录企业"
    group = "visit"
    profiles = AUTHORITIES
    pattern = "{unit}ZD{year}-{serial:04}"
    dated_by = "recommended_on"
    natural_key = ("enterprise", "recommended_on")
    timed: ClassVar[Mapping[str, Count]] = {
        "expires_on": Count("key_enterprise.term", "listed_on", term=True)
    }
    chain = Chain(
        "status",
        {
            PROPOSED: (PUBLISHED, LISTED, REFUSED),
            PUBLISHED: (LISTED, REFUSED),
            LISTED: (REMOVED,),
            REFUSED: (PROPOSED,),
            REMOVED: (LISTED,),
        },
    )

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26, section="推荐")
    reasons: Mapped[tuple[str, ...] | None] = choices(
        "入选理由", "key_reason", listed=True, width=24, wanted=True
    )
    reason_note: Mapped[str | None] = text("理由说明", lines=2)
    recommended_by: Mapped[str | None] = text("推荐单位", width=20, pinned=True)
    recommended_on: Mapped[date] = day("推荐日期", width=12, default="今天")
    status: Mapped[str] = choice(
        "名录状态", "key_status", listed=True, width=10, default=PROPOSED, section="审定"
    )
    published_on: Mapped[date | None] = day("公示开始日期")
    published_until: Mapped[date | None] = day("公示结束日期")
    reviewer: Mapped[str | None] = person_name("审核人", help="区局审定；市场监管所只推荐")
    batch: Mapped[str | None] = text("入选批次", longest=40, listed=True, width=12, pinned=True)
    document: Mapped[str | None] = text("文号", longest=60, listed=True, width=20, pinned=True)
    listed_on: Mapped[date | None] = day("入选日期", listed=True, width=12, pinned=True)
    expires_on: Mapped[date | None] = day(
        "有效期至",
        listed=True,
        width=12,
        help="不填的，按“期限与依据”里的名录期限（一般三年）计算；到期前 60 天提醒",
    )
    specialist: Mapped[str | None] = person_name("服务专员", section="服务与共享", wanted=True)
    shared: Mapped[tuple[str, ...] | None] = choices("共享范围", "key_sharing")
    note: Mapped[str | None] = text("备注", lines=2)
    removed_on: Mapped[date | None] = day("移出日期", section="移出")
    removed_reason: Mapped[str | None] = choice("移出原因", "key_removal")
    removed_note: Mapped[str | None] = text("移出说明", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("published_until", "published_on", faults)
        self.refuse_before("listed_on", "recommended_on", faults)
        self.refuse_before("expires_on", "listed_on", faults)
        self.refuse_before("removed_on", "listed_on", faults)
        state = self.kept["status"].text(self.status)
        for name in _WANTED.get(self.status, ()):
            if not getattr(self, name):
                faults.hard[name] = f"名录状态是“{state}”，请填写{self.kept[name].label}"
        if self.removed_on and self.status != REMOVED:
            faults.hard["removed_on"] = "名录状态还不是“移出”，不能填移出日期"

    def __str__(self) -> str:
        return str(self.enterprise)


class KeyRight(Record):
    """A right of the firm that is to be looked after in particular; its own days stand with the right."""

    __tablename__ = "key_right"
    title = "重点权利"
    profiles = AUTHORITIES
    owner = "key_enterprise"
    natural_key = ("key_enterprise", "right")

    key_enterprise: Mapped[KeyEnterprise] = ref("重点企业", listed=True, width=18)
    right: Mapped[Right] = ref("知识产权", listed=True, width=34)
    why: Mapped[str | None] = text("列为重点的原因", listed=True, width=30)
    watched: Mapped[str | None] = text("监测办法", help="在哪些平台、用什么词、多久看一次")

    def __str__(self) -> str:
        return str(self.right)
