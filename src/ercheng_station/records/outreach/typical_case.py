"""典型案例: told without names, looked through before publication, published at the level that was decided."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.clues import Clue
from ercheng_station.records.columns import Mapped, choice, day, files, person_name, ref, text
from ercheng_station.records.fields import FileRef
from ercheng_station.records.mediation import Mediation

DRAFT, CHECKED, PUBLISHED, WITHDRAWN = "draft", "checked", "published", "withdrawn"
TEXTS = ("headline", "parties", "facts", "process", "result", "meaning", "basis")
"""What the public reads."""
_DIGITS = 16


class TypicalCase(Record):
    """`found` and `looked_at` are written by the check alone (services/case_publication.py)."""

    __tablename__ = "typical_case"
    title = "典型案例"
    group = "outreach"
    profiles = AUTHORITIES
    pattern = "{unit}DX{year}-{serial:04}"
    dated_by = "drafted_on"
    names = ("headline",)
    natural_key = ("headline",)
    chain = Chain(
        "status",
        {
            DRAFT: (CHECKED, WITHDRAWN),
            CHECKED: (PUBLISHED, DRAFT, WITHDRAWN),
            PUBLISHED: (WITHDRAWN,),
            WITHDRAWN: (DRAFT,),
        },
    )

    headline: Mapped[str] = text(
        "案例标题", listed=True, width=36, section="案例", help="如“A公司与B某商标权侵权纠纷调解案”，不写真名"
    )
    kind: Mapped[str] = choice("案例类型", "typical_case_kind", listed=True, width=12, default="mediation")
    drafted_on: Mapped[date] = day("编写日期", listed=True, width=12, default="今天")
    mediation: Mapped[Mediation | None] = ref("来自调解案件", width=30)
    clue: Mapped[Clue | None] = ref("来自线索", width=30)
    case_number: Mapped[str | None] = text("案号或编号", width=24, help="公开时会印出来；不公开的不填")
    parties: Mapped[str | None] = text(
        "当事人（已隐去）", lines=2, wanted=True, help="同一人或单位用同一个字母：申请人A单位，被申请人B某"
    )
    facts: Mapped[str | None] = text("案情", lines=6, wanted=True)
    process: Mapped[str | None] = text("调处（查办）过程", lines=6, wanted=True)
    result: Mapped[str | None] = text("结果", lines=4, wanted=True)
    meaning: Mapped[str | None] = text("典型意义", lines=5, wanted=True)
    basis: Mapped[str | None] = text("法律依据", lines=3, wanted=True)
    recommender: Mapped[str | None] = text("推荐单位", width=24, pinned=True, section="核对与发布")
    level: Mapped[str] = choice(
        "公开级别",
        "publication_level",
        listed=True,
        width=12,
        default="internal",
        help="由负责人决定公开到哪一级",
    )
    status: Mapped[str] = choice("案例状态", "typical_case_status", listed=True, width=10, default=DRAFT)
    checked_on: Mapped[date | None] = day("核对日期")
    checker: Mapped[str | None] = person_name("核对人")
    found: Mapped[str | None] = text(
        "核对发现", lines=3, derived=True, help="文字里还有的姓名、单位、证件号、电话"
    )
    kept_why: Mapped[str | None] = text(
        "保留原因", lines=3, help="“核对发现”里每一项要么改掉，要么在这里写明它和保留它的原因"
    )
    looked_at: Mapped[str | None] = text("核对校验码", longest=_DIGITS, derived=True, width=16)
    published_on: Mapped[date | None] = day("发布日期", listed=True, width=12)
    published_in: Mapped[str | None] = text("发布在哪里", width=26)
    link: Mapped[str | None] = text("网页链接", width=30)
    approved_by: Mapped[str | None] = person_name("批准发布人")
    proof: Mapped[tuple[FileRef, ...] | None] = files("审批和发布材料")
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        """What is written after the check has to be checked again."""
        seen = values.get("looked_at")
        if values.get("status") == CHECKED and seen and seen != digest(values):
            return {"status": DRAFT, "looked_at": None, "found": None}
        return {}

    def check(self, faults: Faults) -> None:
        self.refuse_before("published_on", "drafted_on", faults)
        if self.status == CHECKED and not self.looked_at:
            faults.hard["status"] = "还没有核对，请点“核对”这一步，由程序查找文字里的姓名和号码"
        if self.status == PUBLISHED:
            self._check_published(faults)

    def _check_published(self, faults: Faults) -> None:
        if self.looked_at != digest({name: getattr(self, name) for name in TEXTS}):
            faults.hard["status"] = "文字没有核对过，或核对以后改过；请先撤回，改好后重新核对再发布"
        left = [name for name in names_found(self.found) if name not in (self.kept_why or "")]
        if left:
            faults.hard["kept_why"] = f"文字里还有：{'、'.join(left)}。请改掉后重新核对，或逐项写明保留原因"
        if not self.published_on:
            faults.hard["published_on"] = "发布前请填发布日期"
        if not self.approved_by:
            faults.hard["approved_by"] = "发布前请填批准发布人"

    def __str__(self) -> str:
        return self.headline


def digest(values: Mapping[str, Any]) -> str:
    """Of what the public would read."""
    told = "\0".join(str(values.get(name) or "") for name in TEXTS)
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]


def names_found(found: str | None) -> Iterator[str]:
    """What the check found, without where and who: one a line, 王五（别的案件的当事人）：案情."""
    for line in (found or "").splitlines():
        yield line.split("（")[0]
