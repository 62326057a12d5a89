"""The sheet of a visit, for signature: a record of service, which the enterprise may but need not sign."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Join, Text, lacking, ticked, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content
from ercheng_station.documents.sheet import Page
from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "企业走访服务记录表"
_NOTE = (
    "说明：走访是服务企业的工作，不是行政检查，不收费，不影响企业正常经营；企业签字自愿。"
    "（依据国办发〔2024〕54号关于严格规范涉企行政检查的要求）"
)
_SIZE, _SMALL = 11, 9.5


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    """One visit, or the empty form where there is none."""
    page = Page(
        title=TITLE, author=copy.unit, top_mm=22, bottom_mm=20, left_mm=24, right_mm=22, leading=18,
        numbers="counted", watermark=copy.watermark,
    )  # fmt: skip
    return Paper(page, list(_blocks(whole.about if whole else None, copy)))


def _blocks(visit: Visit | None, copy: Copy) -> Iterator[Block]:
    yield title(TITLE, 20)
    yield under_title(visit, copy)
    yield Form(
        columns=(13, 26, 12, 22),
        size=_SIZE,
        leading=16.5,
        rows=[
            *_enterprise(visit.enterprise if visit else None, copy),
            *_circumstances(visit, copy),
            *_substance(visit, copy),
        ],
    )
    yield ByHand(
        [["企业接待人（自愿签字）：", "走访人员签字："], ["日期：", "日期："]],
        size=_SIZE,
        leading=26,
        above=0.4,
    )
    yield Text(_NOTE, size=_SMALL, indent=0, leading=14)


def under_title(record: Record | None, copy: Copy, join: Join = "", whose: str = "走访单位") -> Text:
    """Whose paper it is, and its number or room for one."""
    number = copy.number(record)
    words = f"{whose}：{copy.unit}　　编号：{number or '　　　　　　　'}"
    return Text(words, size=_SIZE, indent=0, leading=22, align="center", join=join)


def _enterprise(enterprise: Enterprise | None, copy: Copy) -> list[list[Cell]]:
    return [
        [label("企业名称"), _cell(copy.text(enterprise, "name"), 3)],
        [label("统一社会\n信用代码"), _cell(copy.text(enterprise, "credit_code")), label("所属乡镇"), _cell(copy.text(enterprise, "area"))],
        [label("地　　址"), _cell(copy.text(enterprise, "address"), 3)],
    ]  # fmt: skip


def _circumstances(visit: Visit | None, copy: Copy) -> list[list[Cell]]:
    ways = [code.label for code in copy.context.codes("visit_way").active(copy.context.today)]
    time = "　".join(part for part in (copy.text(visit, "visited_on"), copy.text(visit, "begun")) if part)
    minutes = copy.text(visit, "minutes")
    return [
        [label("接 待 人"), _cell(_needed(visit, copy, "receiver")), label("职　　务"), _cell(copy.text(visit, "receiver_post"))],
        [label("联系电话"), _cell(copy.text(visit, "receiver_phone")), label("走访时间"), _cell(f"{time}{f'（{minutes}分钟）' if minutes else ''}")],
        [label("走访方式"), _cell(ticked(ways, [copy.text(visit, "way")] if visit else []), 3)],
        [label("走访人员"), _cell(copy.text(visit, "visitors")), label("走访类型"), _cell(copy.text(visit, "kind"))],
        [label("走访目的"), _cell(copy.text(visit, "purpose"), 3)],
    ]  # fmt: skip


def _substance(visit: Visit | None, copy: Copy) -> list[list[Cell]]:
    leaflets = copy.text(visit, "leaflets")
    return [
        [label("走访内容"), Cell(_needed(visit, copy, "findings"), 3, lines=7 if visit else 9, align="left")],
        [label("发现问题"), Cell(copy.text(visit, "problems"), 3, lines=3, align="left")],
        [label("企业诉求"), Cell(copy.text(visit, "wishes"), 3, lines=3, align="left")],
        [label("初步答复\n（改进建议）"), Cell(copy.text(visit, "reply"), 3, lines=3, align="left")],
        [label("发放资料"), _cell(f"{leaflets} 份" if leaflets else ""), label("下次走访"), _cell(copy.text(visit, "next_on"))],
        [label("企业意见\n（自愿填写）"), Cell("", 3, lines=3)],
    ]  # fmt: skip


def _cell(content: Content, span: int = 1) -> Cell:
    return Cell(content, span)


def _needed(visit: Visit | None, copy: Copy, name: str) -> Content:
    """The value, or in a draft the mark that it is missing; in a copy to be filled by hand the empty cell."""
    text = copy.text(visit, name)
    if visit is None or text or copy.by_hand:
        return text
    return [lacking(Visit.kept[name].label, size=_SIZE)]
