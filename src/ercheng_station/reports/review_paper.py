"""The self-evaluation of a year as a paper: coverages, tasks by group, points, what is lacking; sheet and proofs behind it."""

from collections.abc import Iterator, Sequence

from ercheng_station.documents.blocks import Block, Gap, NewPage, Signed, Text, body, heading, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Paper
from ercheng_station.documents.sheet import Page
from ercheng_station.records.work import PlanTask, ScoreSheet
from ercheng_station.reports.work_tables import measured_words
from ercheng_station.services.coverage import Covered
from ercheng_station.services.plan import Progress
from ercheng_station.services.report_words import ordinal
from ercheng_station.services.review_report import Part, Proof, ReviewReport
from ercheng_station.services.scoring import Scored, grade_for

_FEN = 100
_SIZE, _LEADING = 10.5, 15
_TASKS, _PARTS, _ITEMS, _PROOFS = (
    (48, 24, 58, 26),
    (46, 18, 18, 18, 56),
    (10, 33, 13, 15, 60, 28),
    (22, 50, 60, 24),
)
_DONE = "done"
_NONE = "—"


def paper_of(told: ReviewReport) -> Paper:
    page = Page(title=told.title, author=told.unit, watermark="练习" if told.practice else "")
    return Paper(page, list(_blocks(told)))


def points(hundredths: int | None) -> str:
    return _NONE if hundredths is None else f"{hundredths / _FEN:g}"


def lacking(told: ReviewReport) -> list[str]:
    """What cost points, as somebody wrote it; items without a score; items without any proof."""
    items = [one.item.values for part in told.parts for one in part.items]
    found = [f"{one['name']}：{one['why_less']}" for one in items if one["why_less"]]
    open_items = [one["name"] for one in items if one["self_score"] is None]
    if open_items:
        found.append(f"还没有自评的项目：{'、'.join(open_items)}")
    bare = [one.name for one in told.proofs if not one.is_there]
    if bare:
        found.append(f"还没有佐证的项目：{'、'.join(bare)}")
    return found


def _blocks(told: ReviewReport) -> Iterator[Block]:
    review = told.review
    yield title(told.title)
    yield Text(f"{told.station}　截至{review.on}", "kai", align="center", indent=0, join="next")
    covered: list[Block] = [body(_covered(one)) for one in review.coverage]
    short: list[Block] = [body(f"{words}。") for words in lacking(told)]
    sections = [
        ("“两个全覆盖”", covered),
        ("重点任务完成情况", list(_tasks(told))),
        ("年度自评", list(_scores(told))),
        ("存在的不足", short or [body("各项目都有自评和佐证。")]),
    ]
    kept = [(name, blocks) for name, blocks in sections if blocks]
    for number, (name, blocks) in enumerate(kept, start=1):
        yield heading(f"{ordinal(number)}、{name}")
        yield from blocks
    on = review.today
    yield Signed([told.unit, "（单位盖章）"], f"{on.year}年{on.month}月{on.day}日")
    for number, (name, form) in enumerate(
        (("自评表", _items(told)), ("佐证材料目录", _proofs(told.proofs))), start=1
    ):
        yield NewPage()
        yield Text(f"附件{number}", face="hei", indent=0, join="next")
        yield title(f"{review.year}年度{name}", 18)
        yield form


def _covered(one: Covered) -> str:
    if one.rate is None:
        return f"{one.title}：还没有登记应建站的单位。"
    missing = f"还没有建站的：{'、'.join(one.missing)}。" if one.missing else ""
    counts = f"应建{one.listed}个，已建{len(one.covered)}个，覆盖率{one.rate:g}%"
    return f"{one.title}：{counts}。{missing}口径：{one.meaning}。"


def _tasks(told: ReviewReport) -> Iterator[Block]:
    for number, (name, tasks) in enumerate(told.groups, start=1):
        done = sum(one.task.values["status"] == _DONE for one in tasks)
        yield heading(f"（{ordinal(number)}）{name}：共{len(tasks)}项，完成{done}项", 2)
        head = [label(words) for words in ("任务", "进展", "数据", "佐证编号")]
        yield Form(
            _TASKS, [head, *(_task(told, one) for one in tasks)], repeated=1, size=_SIZE, leading=_LEADING
        )
        yield Gap(0.5)


def _task(told: ReviewReport, one: Progress) -> list[Cell]:
    values = one.task.values
    status = PlanTask.kept["status"].text(values["status"], told.context)
    percent = one.typed if one.typed is not None else one.computed
    state = f"{status}{f' {percent}%' if percent is not None else ''}"
    figures = "；".join(measured_words(each) for each in one.measured)
    result = values["result"] or ""
    return [
        Cell(values["name"], align="left"),
        Cell(f"{state}。{result}" if result else state, align="left"),
        Cell(figures or _NONE, align="left"),
        Cell("、".join(told.numbers_for(one)) or _NONE, align="left"),
    ]


def _scores(told: ReviewReport) -> Iterator[Block]:
    review = told.review
    assert review.sheet
    if review.total is None:
        yield body("还没有打分。")
    else:
        grade = ScoreSheet.kept["grade"].text(grade_for(review.total), told.context)
        yield body(f"按{review.sheet.values['version']}自评，合计{review.total:g}分，参考等次为{grade}。")
    head = [label(words) for words in ("一级指标", "分值", "自评分", "项目数", "佐证编号")]
    rows = [_part(one) for one in told.parts]
    yield Form(_PARTS, [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)


def _part(one: Part) -> list[Cell]:
    return [
        Cell(one.name, align="left"),
        *(
            Cell(words, align="right")
            for words in (points(one.points), points(one.scored), str(len(one.items)))
        ),
        Cell("、".join(number.removeprefix("佐证") for number in one.numbers) or _NONE, align="left"),
    ]


def _items(told: ReviewReport) -> Form:
    head = [label(words) for words in ("号", "项目", "分值", "自评分", "数据和口径", "佐证编号和扣分原因")]
    there = {one.number for one in told.proofs if one.is_there}
    pairs = zip(told.proofs, (one for part in told.parts for one in part.items), strict=True)
    rows = [_item(one, proof.number if proof.number in there else "") for proof, one in pairs]
    return Form(_ITEMS, [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)


def _item(one: Scored, number: str) -> list[Cell]:
    values = one.item.values
    figure = "。".join(part for part in (values["figure"], values["meaning"] or values["standard"]) if part)
    return [
        Cell(str(values["serial"]), align="center"),
        Cell(values["name"], align="left"),
        Cell(points(values["points"]), align="right"),
        Cell(points(values["self_score"]), align="right"),
        Cell(figure, align="left"),
        Cell("。".join(part for part in (number or _NONE, values["why_less"]) if part), align="left"),
    ]


def _proofs(proofs: Sequence[Proof]) -> Form:
    head = [label(words) for words in ("佐证编号", "项目", "材料", "登记记录")]
    rows = [_proof(one) for one in proofs if one.is_there]
    return Form(_PROOFS, [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)


def _proof(one: Proof) -> list[Cell]:
    files = "、".join(one.files)
    return [
        Cell(one.number, align="left"),
        Cell(f"{one.part}：{one.name}", align="left"),
        Cell("；".join(part for part in (one.told, files) if part) or _NONE, align="left"),
        Cell(f"{one.records}条" if one.records else _NONE, align="right"),
    ]
