"""What each step of 年度结转 says and offers."""

from collections.abc import Callable
from dataclasses import dataclass

from ercheng_station.services.new_year import NewYear
from ercheng_station.ui.chips import ChipLook

_READY, _OPEN = ChipLook("已做", "good"), ChipLook("要做", "accent")
_TOO_EARLY = ChipLook("还不到时候", "idle")
_BY_ITSELF = ChipLook("自动", "idle")
_SHOWN = 6


@dataclass(frozen=True)
class Told:
    """`offers`: which of the step's acts make sense now."""

    words: str
    look: ChipLook
    offers: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Step:
    """`acts`: words, symbol and name of each."""

    name: str
    title: str
    acts: tuple[tuple[str, str, str], ...]
    tell: Callable[[NewYear], Told]


def _carried(found: NewYear) -> Told:
    count = len(found.carried)
    if not count:
        return Told("没有未结事项。", ChipLook("没有", "good"), (False,))
    words = f"{found.year}年以前登记、还没有办结的 {count} 项，不用重新登记，接着办；清单在本页下面。"
    return Told(words, ChipLook(f"{count} 项", "accent"), (True,))


def _numbers(found: NewYear) -> Told:
    anew, on = found.numbers.anew, found.numbers.on
    words = f"{found.year}年登记的从 1 重新编号，共 {len(anew)} 本登记簿；年份按业务日期，补登上一年的仍用上一年的号。"
    going = f"接着编的：{'、'.join(on)}。" if on else ""
    return Told(words + going, _BY_ITSELF)


def _holidays(found: NewYear) -> Told:
    if found.holidays:
        return Told(f"{found.year}年的放假安排已经导入，期限按它推算。", _READY, (False,))
    words = f"{found.year}年的放假安排还没有导入，期限先按法定节假日和周末推算；国务院办公厅通知发布后导入。"
    return Told(words, _OPEN, (True,))


def _terms(found: NewYear) -> Told:
    told = [f"{one.due_on} {one.title}（{one.what}）" for one in found.terms]
    more = f"；等 {len(told)} 项" if len(told) > _SHOWN else ""
    if not told:
        return Told(f"{found.year}年内没有届满的任期、聘期、名录和协议。", ChipLook("没有", "good"))
    return Told(f"{'；'.join(told[:_SHOWN])}{more}。", ChipLook(f"{len(told)} 项", "warn"))


def _plan(found: NewYear) -> Told:
    if found.plan:
        return Told(f"{found.year}年度工作任务已经生成。", _READY, (False, True))
    return Told("按上一年的任务生成，日期换成这一年的，再逐项修改。", _OPEN, (True, True))


def _visits(found: NewYear) -> Told:
    if found.drafted:
        return Told(f"{found.year}年度走访名单有 {found.drafted} 家。", _READY, (False, True))
    if not found.listed:
        words = "上一年没有走访名单；要做的，在“企业名单”里新增。"
        return Told(words, ChipLook("没有", "idle"), (False, True))
    words = f"上一年的名单有 {found.listed} 家：在 12 月 31 日移出，同时列入{found.year}年的，再增减。"
    return Told(words, _OPEN, (True, True))


def _score(found: NewYear) -> Told:
    left = ""
    if found.unscored:
        left = f"{found.year - 1}年度的评价表还有 {found.unscored} 项没有自评。"
    if found.sheet:
        return Told(f"{left}{found.year}年度的评价表已经生成。", _READY, (False, True))
    return Told(f"{left}{found.year}年度的评价表沿用上一年改过的标准。", _OPEN, (True, True))


def _report(found: NewYear) -> Told:
    if found.sent:
        words = f"{found.year - 1}年的年报已于 {found.sent.values['sent_on']} 上报，数据已经封存；以后的改动列入更正说明。"
        return Told(words, _READY, (True,))
    if not found.is_over:
        return Told(f"{found.year - 1}年过完以后做年报。", _TOO_EARLY, (True,))
    words = f"{found.year - 1}年的年报还没有上报。上报时数据封存，以后的改动列入更正说明。"
    return Told(words, _OPEN, (True,))


def _books(found: NewYear) -> Told:
    words = f"把{found.year - 1}年的全部台账存成 Excel 文件和目录，供装订、移交档案；号码隐去。"
    return Told(words, ChipLook("随时可做", "idle"), (True, True))


def _close(found: NewYear) -> Told:
    last = found.year - 1
    if found.closed:
        words = f"{last}年度已经结转。再改那一年的登记，填写时会提醒。"
        return Told(words, _READY, (False,))
    if not found.is_over:
        return Told(f"{last}年还没有过完，过完以后再结转。", _TOO_EARLY, (False,))
    words = f"上面的做完以后按「结转」：{last}年度记为已经结转，再改那一年的登记时会提醒。可以撤销。"
    return Told(words, _OPEN, (True,))


STEPS = (
    Step("carried", "未结事项", (("导出清单…", "download", "list"),), _carried),
    Step("numbers", "编号", (), _numbers),
    Step("holidays", "放假安排", (("期限与依据", "scale", "reference"),), _holidays),
    Step("terms", "届满的", (), _terms),
    Step(
        "plan",
        "工作任务",
        (("生成工作任务", "plus", "plan"), ("任务与考评", "report-analytics", "review")),
        _plan,
    ),
    Step(
        "visits",
        "年度走访名单",
        (("生成走访名单", "plus", "visits"), ("企业名单", "list-check", "listing")),
        _visits,
    ),
    Step(
        "score",
        "年度评价",
        (("生成评价表", "plus", "score"), ("任务与考评", "report-analytics", "review")),
        _score,
    ),
    Step("report", "上年年报", (("报表", "send", "report"),), _report),
    Step(
        "books",
        "上年台账",
        (("存全部台账…", "folder", "books"), ("备份检查", "shield-check", "care")),
        _books,
    ),
    Step("close", "结转", (("结转", "check", "close"),), _close),
)
"""In the order in which they are done."""
