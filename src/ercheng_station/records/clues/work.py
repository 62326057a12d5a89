"""What is done about a clue: dated verifications, and the list of evidence that goes along when it is handed on."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.clues.clue import Clue
from ercheng_station.records.columns import Mapped, choice, day, ref, text, whole

OFFICERS = 2
"""Who verify on the spot (行政处罚法第四十二条)."""


class Verification(Record):
    """核查: one dated inquiry into a clue."""

    __tablename__ = "verification"
    title = "线索核查"
    profiles = AUTHORITIES
    owner = "clue"
    dated_by = "done_on"

    clue: Mapped[Clue] = ref("侵权线索", listed=True, width=24, section="核查")
    done_on: Mapped[date] = day("核查日期", listed=True, width=12, default="今天")
    way: Mapped[str] = choice("核查方式", "check_way", listed=True, width=12, default="site")
    by: Mapped[str] = text("核查人员", listed=True, width=16, pinned=True, help="两人以上用顿号分开")
    place: Mapped[str | None] = text("核查地点", width=24)
    content: Mapped[str] = text(
        "核查情况", lines=4, listed=True, width=40, help="看到什么、问到什么、取得什么证据"
    )
    result: Mapped[str] = choice("核查结论", "check_result", listed=True, width=16, default="unclear")
    advice: Mapped[str | None] = text("处理建议", lines=2)

    def check(self, faults: Faults) -> None:
        if self.way == "site" and len(people(self.by)) < OFFICERS:
            faults.soft["by"] = "现场核查应当两人以上，用顿号分开"

    def __str__(self) -> str:
        return f"{self.done_on} {' '.join(self.content.split())[:20]}"


class EvidenceItem(Record):
    """One row of the list that is handed over with a clue or a case (证据移交清单)."""

    __tablename__ = "evidence_item"
    title = "线索证据"
    profiles = AUTHORITIES
    owner = "clue"
    natural_key = ("clue", "item_number")

    clue: Mapped[Clue] = ref("侵权线索", listed=True, width=24, section="证据")
    item_number: Mapped[str | None] = text(
        "证据编号", listed=True, width=10, longest=20, help="如 1、2 或者 证1"
    )
    name: Mapped[str] = text("证据名称", listed=True, width=24)
    type: Mapped[str] = choice("证据类型", "evidence_type", listed=True, width=12, default="document")
    source: Mapped[str | None] = text(
        "证据来源", listed=True, width=16, help="谁提供的、在哪里提取的；不写举报人"
    )
    quantity: Mapped[str | None] = text("数量", listed=True, width=8, longest=20, help="连同单位，如“3份”")
    pages: Mapped[int | None] = whole("页数", unit="页", low=1, high=9999, listed=True, width=8)
    form: Mapped[str] = choice("原件或复印件", "original_copy", listed=True, width=12, default="copy")
    sealing: Mapped[str | None] = text("封装", longest=60, help="如“物证袋密封，双方签名”")
    taken_on: Mapped[date | None] = day("取得日期", section="保管和移交")
    kept_at: Mapped[str | None] = text("存放地点")
    handed_to: Mapped[str | None] = text("移交给", listed=True, width=18)
    handed_on: Mapped[date | None] = day("证据移交日期")
    note: Mapped[str | None] = text("备注")

    def check(self, faults: Faults) -> None:
        self.refuse_before("handed_on", "taken_on", faults)
        if self.handed_on and not self.handed_to:
            faults.hard["handed_to"] = "已经移交的，写明移交给哪个单位"

    def __str__(self) -> str:
        return self.name


def people(text: str | None) -> list[str]:
    """The names in a text where 、 or a blank parts them, each once."""
    names = (text or "").replace("，", "、").replace(" ", "、").split("、")
    return list(dict.fromkeys(filter(None, names)))
