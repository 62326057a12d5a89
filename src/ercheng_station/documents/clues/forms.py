"""The form by which the office asks the bureau for a letter or a transfer, and the list of evidence handed over."""

from collections.abc import Iterator, Sequence

from ercheng_station.documents.blocks import Block, ByHand, Gap, Text, lacking, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import FORM_SIZE, TABLE_SIZE, form_page, needed
from ercheng_station.documents.page import Paper
from ercheng_station.records.base import Record
from ercheng_station.records.clues import Clue, Cooperation, EvidenceItem, Transfer
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

APPROVAL, EVIDENCE = "呈报审批表", "证据移交清单"
_COLUMNS = (16, 34, 16, 34)
_HEADS = ("编号", "证据名称", "类型", "来源", "数量", "页数", "原件或\n复印件", "封装", "备注")
_WIDTHS = (7, 20, 11, 14, 8, 7, 11, 13, 9)
_EMPTY_ROWS = 14
_FIELDS = ("type", "source", "quantity", "pages", "form", "sealing", "note")
_SIGN = "签名：　　　　　　　　　年　　月　　日"
_ROOM = "　\n"
_OPINIONS = (
    ("承办人\n意　见", 2),
    ("所　长\n意　见", 2),
    ("法制（业务）\n机　构\n意　见", 2),
    ("局负责人\n审批意见", 2),
)


def lay_out_transfer_approval(whole: Whole | None, copy: Copy) -> Paper:
    case: Transfer | None = whole.about if whole else None
    rows = [
        [label("案件名称"), Cell(copy.text(case, "name"), 3)],
        [label("受移送\n机　关"), Cell(copy.text(case, "receiver"), 3)],
        *_about(case.clue if case else None, copy),
        [label("涉嫌罪名"), Cell(copy.text(case, "crime")), label("专 案 组"), Cell(copy.text(case, "team"))],
        [label("查明事实和\n移送理由"), _long(case, "reason", copy, 6)],
        [label("怀疑构成\n犯罪理由"), _long(case, "suspicion", copy, 2)],
        [label("移送依据"), _long(case, "basis", copy, 2)],
        [label("拟附材料"), _long(case, "papers", copy, 1)],
    ]
    return _form("案件移送", case, rows, copy)


def lay_out_letter_approval(whole: Whole | None, copy: Copy) -> Paper:
    letter: Cooperation | None = whole.about if whole else None
    rows = [
        [label("案　　由"), Cell(copy.text(letter, "matter"), 3)],
        [label("受函机关"), Cell(copy.text(letter, "counterpart")), label("文　　种"), Cell(copy.text(letter, "kind"))],
        *_about(letter.clue if letter else None, copy),
        [label("函告事项"), _long(letter, "request", copy, 6)],
        [label("需要对方\n提供材料"), _long(letter, "materials", copy, 2)],
        [label("附　　件"), _long(letter, "enclosures", copy, 2)],
    ]  # fmt: skip
    return _form("发函", letter, rows, copy)


def lay_out_evidence(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(EVIDENCE, copy), list(_evidence(whole, copy)))


def _form(matter: str, record: Cooperation | Transfer | None, rows: list[list[Cell]], copy: Copy) -> Paper:
    name = f"{matter}{APPROVAL}"
    opinions = [[label(who), Cell(_ROOM * lines + _SIGN, 3, align="right")] for who, lines in _OPINIONS]
    blocks: list[Block] = [
        title(name, 20),
        Text(
            f"呈报单位：{copy.unit}　　编号：{copy.number(record) or '　　　　　　　'}",
            size=FORM_SIZE, indent=0, leading=22, align="center",
        ),
        Form(_COLUMNS, [*rows, *opinions], size=FORM_SIZE, leading=17),
    ]  # fmt: skip
    return Paper(form_page(name, copy, top_mm=20, bottom_mm=16), blocks)


def _about(clue: Clue | None, copy: Copy) -> list[list[Cell]]:
    number = f"（{copy.number(clue)}）" if clue else ""
    return [
        [label("线索来源"), Cell(f"{copy.text(clue, 'source')}{number}"), label("接收日期"), Cell(copy.text(clue, "received_on"))],
        [label("被反映\n单位（人）"), Cell(copy.text(clue, "suspect")), label("地　　址"), Cell(copy.text(clue, "suspect_address"))],
    ]  # fmt: skip


def _long(record: Record | None, name: str, copy: Copy, lines: int) -> Cell:
    return Cell(copy.text(record, name), 3, lines=lines, align="left")


def _evidence(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    clue: Clue | None = whole.record if whole else None
    items: Sequence[EvidenceItem] = whole.all(EvidenceItem) if whole else ()
    yield title(EVIDENCE, 20)
    told = f"线索编号：{copy.number(clue) or '　　　　　　　'}　　涉嫌主体：{copy.text(clue, 'suspect') or '　　　　　　　　　　'}"
    yield Text(told, size=FORM_SIZE, indent=0, align="left", join="next")
    acts = copy.text(clue, "acts") or "　　　　　　　　　　"
    yield Text(f"涉嫌行为：{acts}", size=FORM_SIZE, indent=0, align="left", join="next")
    rows = [_row(number, one, copy) for number, one in enumerate(items, 1)]
    if whole and not rows:
        rows = [[Cell([lacking(EvidenceItem.title, size=TABLE_SIZE)], len(_HEADS))]]
    empty = [[Cell("") for _ in _HEADS] for _ in range(0 if whole else _EMPTY_ROWS)]
    heads = [label(head) for head in _HEADS]
    yield Form(_WIDTHS, [heads, *rows, *empty], repeated=1, size=TABLE_SIZE, leading=16)
    yield Text(f"以上共{len(items)}件。" if whole else "以上共　　　件。", size=FORM_SIZE, indent=0)
    yield Gap(0.3)
    yield ByHand(
        [
            ["移交单位（印章）：", "接收单位（印章）："],
            ["移交人（签名）：", "接收人（签名）："],
            ["移交时间：", "移交地点："],
        ],
        size=FORM_SIZE, leading=28,
    )  # fmt: skip
    yield Text("证据材料涉及案件秘密和个人信息，请妥善保管，不得泄露。", size=TABLE_SIZE, indent=0)


def _row(number: int, one: EvidenceItem, copy: Copy) -> list[Cell]:
    first = Cell(copy.text(one, "item_number") or str(number), align="center")
    name = Cell(needed(one, "name", copy, size=TABLE_SIZE), align="left")
    return [first, name, *(Cell(copy.text(one, field), align="center") for field in _FIELDS)]
