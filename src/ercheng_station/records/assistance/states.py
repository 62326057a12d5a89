"""The states of an assistance case: what may follow which, and what each of them requires."""

from collections.abc import Iterator
from typing import Any

RECEIVED, SUPPLEMENT, PASSED = "received", "supplement", "passed"
ACCEPTED, REJECTED, WITHDRAWN, DONE = "accepted", "rejected", "withdrawn", "done"
CENTRE, OWN = "centre", "own"
OVER = (REJECTED, WITHDRAWN, DONE)
MOVES = {
    RECEIVED: (PASSED, ACCEPTED, REJECTED, WITHDRAWN, SUPPLEMENT),
    PASSED: (RECEIVED, ACCEPTED, DONE, REJECTED, WITHDRAWN),
    ACCEPTED: (RECEIVED, DONE, WITHDRAWN),
    DONE: (ACCEPTED,),
    REJECTED: (RECEIVED,),
    WITHDRAWN: (RECEIVED,),
    SUPPLEMENT: (RECEIVED, WITHDRAWN),
}
"""In the order in which steps are offered; who was asked to supplement does so or withdraws."""
_WANTED = {
    SUPPLEMENT: {"supplement_asked_on": "补正通知日期", "supplement_what": "需要补正的材料"},
    PASSED: {"passed_to": "转送单位", "passed_on": "转送日期"},
    ACCEPTED: {"decided_on": "决定日期"},
    REJECTED: {"decided_on": "决定日期", "rejection": "不予受理原因"},
    WITHDRAWN: {"withdrawn_on": "撤回日期"},
    DONE: {"outcome": "办理结果", "done_on": "办结日期"},
}
ENDS = {REJECTED: "decided_on", WITHDRAWN: "withdrawn_on", DONE: "done_on"}
"""Which day ends it."""
_TOO_EARLY = {"done_on": (DONE, "办结日期"), "withdrawn_on": (WITHDRAWN, "撤回日期")}


def lacking(case: Any) -> Iterator[tuple[str, str]]:
    """What the state of an AssistCase requires and it has not: field, sentence."""
    for name, label in _WANTED.get(case.status, {}).items():
        if not getattr(case, name):
            yield name, f"请填写{label}"
    if case.status == SUPPLEMENT and case.supplemented_on:
        yield "status", "补正一次告知，已经补正过的不能再次通知补正"
    if case.decider == OWN:
        yield from _of_the_decider(case)


def too_early(case: Any) -> Iterator[tuple[str, str]]:
    """Days of an end that the case has not come to."""
    for name, (state, label) in _TOO_EARLY.items():
        if getattr(case, name) and case.status != state:
            yield name, f"办理状态不是这一步，不能填{label}"


def _of_the_decider(case: Any) -> Iterator[tuple[str, str]]:
    """Who decides does so in writing, under a number, and does not pass the decision on."""
    if case.status in {ACCEPTED, REJECTED} and not case.decision_number:
        yield "decision_number", "由本单位决定的，请填写决定文号"
    if case.status == PASSED:
        yield "status", "由本单位决定的不用转送；要转送的，“由谁决定”请选维权援助中心"
