"""What a body that itself decides on assistance tells the applicant: to supplement, that it accepts, that it does not."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Gap, Signed, Text, title
from ercheng_station.documents.mediation.parts import day_of
from ercheng_station.documents.mediation.prose import SIZE, day, page, said, shown, value
from ercheng_station.documents.page import Paper
from ercheng_station.documents.periods import period
from ercheng_station.records.assistance import AssistCase
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

ACCEPTANCE = "知识产权维权援助受理决定书"
REFUSAL = "知识产权维权援助不予受理决定书"
SUPPLEMENT = "知识产权维权援助补正通知书"
_BASIS = "《知识产权维权援助工作指引》"
_APPEAL = "对本决定有异议的，可以向主管知识产权工作的部门提出申诉，也可以依法通过行政、司法等途径维护权利。"
_FREE = "维权援助不收取费用。援助中出具的意见仅供参考，不具有法律效力，不代替行政决定和司法裁判。"


def lay_out_acceptance(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(ACCEPTANCE, copy), list(_acceptance(whole.about if whole else None, copy)))


def lay_out_refusal(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(REFUSAL, copy), list(_refusal(whole.about if whole else None, copy)))


def lay_out_supplement(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(SUPPLEMENT, copy), list(_supplement(whole.about if whole else None, copy)))


def _acceptance(case: AssistCase | None, copy: Copy) -> Iterator[Block]:
    yield from _opening(ACCEPTANCE, "decision_number", case, copy)
    yield said(
        "你（单位）于", day(case, "received_on", copy), "提出的知识产权维权援助申请收悉。经审查，申请属于知识产权维权援助范围，"
        f"材料齐全，依照{_BASIS}，决定予以受理。",
    )  # fmt: skip
    yield said("请求的援助：", value(case, "services", copy, 20), "。")
    yield said("承办人：", value(case, "handler", copy), "。")
    yield said(_FREE)
    yield _sealed("decided_on", case, copy)


def _refusal(case: AssistCase | None, copy: Copy) -> Iterator[Block]:
    yield from _opening(REFUSAL, "decision_number", case, copy)
    yield said(
        "你（单位）于", day(case, "received_on", copy), f"提出的知识产权维权援助申请收悉。经审查，依照{_BASIS}，决定不予受理。",
    )  # fmt: skip
    note = copy.text(case, "decision_note")
    reason = value(case, "rejection", copy, 20)
    yield said("不予受理的理由：", reason, *([shown(f"。{note}", "", copy)] if note else []))
    yield said(_APPEAL)
    yield _sealed("decided_on", case, copy)


def _supplement(case: AssistCase | None, copy: Copy) -> Iterator[Block]:
    yield from _opening(SUPPLEMENT, "", case, copy)
    yield said(
        "你（单位）于",
        day(case, "received_on", copy),
        "提出的知识产权维权援助申请收悉。经审查，材料需要补正，现一次告知如下：",
    )
    yield said(value(case, "supplement_what", copy, 30))
    within = period("assist.supplement", case.received_on if case else None, copy)
    yield said(
        f"请自收到本通知之日起{within}内补齐；逾期没有补正的，视为撤回申请。（依照{_BASIS}）视为撤回后，材料齐全的可以重新申请。"
    )
    yield said("承办人：", value(case, "handler", copy), "。")
    yield _sealed("supplement_asked_on", case, copy)
    yield Gap(1)
    yield ByHand([["收到人（签名）：", "收到日期："]], size=SIZE, leading=28)


def _opening(name: str, number: str, case: AssistCase | None, copy: Copy) -> Iterator[Block]:
    yield title(name)
    told = copy.text(case, number) if number else copy.number(case)
    if told or case is None:
        yield Text(told or "（　　　　）　　　号", size=12, align="right", indent=0, leading=22, join="next")
    yield Gap(0.5)
    addressed = value(case, "applicant", copy, 16)
    yield Text([*addressed, *shown("：", "", copy)], size=SIZE, indent=0)


def _sealed(on: str, case: AssistCase | None, copy: Copy) -> Signed:
    return Signed([f"{copy.unit}（印章）"], day_of(copy.value(case, on)), above=1, size=SIZE)
