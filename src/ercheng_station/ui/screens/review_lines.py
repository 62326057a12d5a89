"""How tasks and items of the evaluation are told on one line."""

from datetime import date

from ercheng_station.records.fields import Context
from ercheng_station.records.work import PlanTask, ScoreItem, ScoreSheet
from ercheng_station.records.work.plan import DONE, LASTING
from ercheng_station.reports.work_tables import measured_words
from ercheng_station.services.coverage import Covered
from ercheng_station.services.plan import Progress
from ercheng_station.services.scoring import Scored, grade_for
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.screens.case_lines import Line
from ercheng_station.ui.states import days_look

_SHOWN = 12
_SOON = 30
_WHERE = {  # Covered.name
    "offices": "请在“应建站单位”登记各市场监管所。",
    "hosts": "请在“应建站单位”登记园区和协会，在“企业名单”登记知识产权密集企业。",
}


def missing_words(one: Covered) -> str:
    if one.rate is None:
        return _WHERE[one.name]
    if not one.missing:
        return "都已建站。"
    more = f" 等 {len(one.missing)} 个" if len(one.missing) > _SHOWN else ""
    return f"还没建站：{'、'.join(one.missing[:_SHOWN])}{more}"


def task_line(one: Progress, today: date, context: Context) -> Line:
    task = one.task.values
    deadline = task["deadline"] or (str(task["due_on"]) if task["due_on"] else "")
    figures = "；".join(measured_words(each) for each in one.measured)
    told = [part for part in (_percent("填报", one.typed), _percent("指标", one.computed)) if part]
    said = [figures, f"※{task['note']}" if task["note"] else ""]
    name = "　".join([f"{task['serial']}. {task['name']}", *(one for one in said if one)])
    return Line(PlanTask, one.task.uid, (deadline, name, "　".join(told)), _look(one, today, context))


def total_words(points: float, context: Context) -> str:
    """自评合计 92.5 分（参考等次：优秀）"""
    grade = ScoreSheet.kept["grade"].text(grade_for(points), context)
    return f"自评合计 {points:g} 分（参考等次：{grade}）"


def item_line(one: Scored) -> Line:
    item = one.item.values
    score = item["self_score"]
    told = "未评" if score is None else f"{score / 100:g} / {item['points'] / 100:g} 分"
    words = "　".join(part for part in (item["name"], item["meaning"] or item["standard"]) if part)
    figure = (item["figure"] or "没有数据") if one.automatic else "手工打分"
    return Line(ScoreItem, one.item.uid, (figure, f"{item['serial']}. {words}", told), _scored(one))


def _percent(name: str, value: int | None) -> str:
    return "" if value is None else f"{name} {value}%"


def _look(one: Progress, today: date, context: Context) -> ChipLook:
    task = one.task.values
    words = PlanTask.kept["status"].text(task["status"], context)
    if task["status"] == DONE:
        return ChipLook(words, "good")
    if task["archived"]:
        return ChipLook("存档")
    days = (task["due_on"] - today).days if task["due_on"] else _SOON + 1
    if task["status"] == LASTING or days > _SOON:
        return ChipLook(words, "idle" if task["status"] == "waiting" else "accent")
    return days_look(days)


def _scored(one: Scored) -> ChipLook:
    score, points = one.item.values["self_score"], one.item.values["points"]
    if score is None:
        return ChipLook("没有数据" if one.automatic else "待打分", "idle" if one.automatic else "accent")
    if one.item.values["is_deduction"]:
        return ChipLook("扣分", "bad") if score else ChipLook("不扣分", "good")
    return ChipLook("满分", "good") if score >= points else ChipLook("未满分", "warn")
