"""The way of a need from 登记 to 销号: the steps that are open, what each asks for, and the changes it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Alter, Change, Create
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults, Values
from ercheng_station.records.fields import Field, Link, Text
from ercheng_station.records.need import CLOSED, Need, NeedStep

ORDER = ("registered", "assigned", "handling", "replied", "revisited", CLOSED)
_LINES = 3


@dataclass(frozen=True)
class Step:
    """One thing that can be done for a need. `to` is the state after it, "" where the state stays.

    The step's day is also the need's field `on`, its words the need's `told`, who did it the need's `by`.
    """

    code: str
    words: str
    to: str = ""
    asks: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()  # of what is asked, without which the step makes no sense
    on: str = ""
    told: str = ""
    by: str = ""
    content: str = "进展情况"
    must_tell: bool = False


_ASSIGN = Step(
    "assign", "交办", "assigned", ("unit", "handler", "promised_on"), ("handler",), content="交办意见"
)
_HANDLE = Step("handle", "开始办理", "handling", must_tell=True)
_REPLY = Step(
    "reply", "反馈企业", "replied", ("result",), ("result",), "replied_on", "outcome", content="结果说明"
)
_REVISIT = Step(
    "revisit", "回访", "revisited", ("satisfaction", "feedback_phone"), ("satisfaction",), "revisited_on", "feedback",
    content="企业反馈",
)  # fmt: skip
_CLOSE = Step("close", "销号", CLOSED, on="closed_on", by="closed_by", content="销号说明")
_BACK = Step("register", "退回登记", "registered", content="退回原因", must_tell=True)
_REOPEN = Step("reopen", "重新办理", "handling", told="reopened_why", content="重新办理原因", must_tell=True)
_FORWARD = {one.to: one for one in (_ASSIGN, _HANDLE, _REPLY, _REVISIT, _CLOSE, _BACK)}
_AGAIN = {"assigned": "改派", "handling": "继续办理", "replied": "再次反馈"}
_PROGRESS = replace(_HANDLE, words="记进展", to="")
_URGE = Step("urge", "催办", content="催办内容", must_tell=True)
_ESCALATE = Step("escalate", "提请区局督办", content="提请事项", must_tell=True)
_TO_CLOSE = {"result": ("result",), "feedback": ("satisfaction", "feedback")}
"""What a close-out cannot do without, and what is asked for if it is missing."""


def steps_from(status: str) -> list[Step]:
    """What can be done in a state: onward first, then what keeps the state, then the ways back."""
    assert Need.chain
    place = ORDER.index(status)
    targets = sorted(Need.chain.moves[status], key=ORDER.index)
    onward = [_FORWARD[to] for to in targets if ORDER.index(to) > place]
    if status == CLOSED:
        return [_REOPEN]
    back = [
        replace(_FORWARD[to], words=_AGAIN.get(to, _FORWARD[to].words))
        for to in targets
        if ORDER.index(to) < place
    ]
    staying = [_PROGRESS] if status in ("assigned", "handling") else []
    return [*onward, *staying, _URGE, _ESCALATE, *back]


def fields_of_step(step: Step, need: Values) -> dict[str, Field]:
    """The fields a form for this step shows, by name; what a close-out lacks is asked for with it."""
    own = NeedStep.kept
    day = replace(own["done_on"], label=Need.kept[step.on].label if step.on else "日期", section="")
    found: dict[str, Field] = {"done_on": day}
    for name in _asked(step, need):
        found[name] = replace(Need.kept[name], required=name in step.wants, section="", pinned=False)
    content = own["content"]
    assert isinstance(content, Text)
    found["content"] = replace(content, label=step.content, required=step.must_tell, lines=_LINES)
    found["by"] = replace(own["by"], label=Need.kept[step.by].label if step.by else "经办人", pinned=False)
    return found


def take_step(
    store: Store, step: Step, need: Row, raw: Mapping[str, Any], uid: UUID
) -> tuple[list[Change], Faults]:
    """The changes of one act, from what was typed into `fields_of_step`; `uid` is the new step's.

    Faults are named by the fields of that form, or by the need's own where the form has no such field.
    """
    words = raw["content"] or ("" if step.must_tell else step.words)
    link = Link(need.uid, need.label, Need.__tablename__)
    own = {"need": link, "step": step.code, "done_on": raw["done_on"], "content": words, "by": raw["by"]}
    values, faults = store.examine(NeedStep, own)
    on = values.get("done_on")
    if on and on < need.values["received_on"]:
        faults.hard["done_on"] = f"早于受理日期 {need.values['received_on']}"
    changes: list[Change] = [Create(NeedStep, values, uid)]
    if step.to:
        changed, more = _move(store, step, need, raw)
        changes.append(Alter(Need, need.uid, changed, need.revision))
        faults = Faults({**more.hard, **faults.hard}, {**more.soft, **faults.soft})
    return changes, faults


def _move(store: Store, step: Step, need: Row, raw: Mapping[str, Any]) -> tuple[Values, Faults]:
    typed: dict[str, Any] = {name: raw[name] for name in _asked(step, need.values)}
    shown_as = {step.on: "done_on", step.told: "content", step.by: "by"}
    typed |= {name: raw[form] for name, form in shown_as.items() if name and raw[form]}
    typed["status"] = step.to
    if step.code == "reopen":
        typed |= {"closed_on": None, "closed_by": None}
    plain = {name: field.plain(need.values[name]) for name, field in Need.kept.items()}
    values, faults = store.examine(Need, {**plain, **typed})
    for name in step.wants:
        if values.get(name) is None and name not in faults.hard:
            faults.hard[name] = "必填"
    named = Faults(
        *({shown_as.get(name, name): why for name, why in one.items()} for one in (faults.hard, faults.soft))
    )
    return {name: values[name] for name in typed if name in values}, named


def _asked(step: Step, need: Values) -> tuple[str, ...]:
    if step.code != _CLOSE.code:
        return step.asks
    lacking: list[str] = []
    for names in _TO_CLOSE.values():
        if not any(need[name] for name in names):
            lacking += names
    return tuple(lacking)
