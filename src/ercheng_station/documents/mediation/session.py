"""人民调解记录: what was said at one session, and what came of it."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, lacking
from ercheng_station.documents.mediation.parts import heading
from ercheng_station.documents.mediation.prose import (
    SIZE,
    Runs,
    blank,
    head,
    lines_to_write,
    mediators,
    page,
    period,
    run,
    said,
    shown,
    signed_by,
    signing_rows,
    value,
)
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import Session
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "人民调解记录"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(TITLE, copy), list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    session: Session | None = whole.about if whole else None
    yield from heading(TITLE, whole, copy)
    time = period(copy.value(session, "begun_at"), copy.value(session, "ended_at"))
    yield said("时间：", shown(time, "", copy, 16), "（第", value(session, "serial", copy, 2), "次调解）")
    yield said("地点：", value(session, "place", copy, 16))
    yield said("调解方式：", _openness(session, copy))
    yield said("当事人：", value(session, "parties", copy, 20))
    yield said("参加人：", _others(whole, session, copy), "。")
    yield said("权利义务：", _rights(session, copy))
    yield head("记录：")
    yield from [said(copy.text(session, "content"))] if session else lines_to_write(12)
    yield said("调解结果：", value(session, "result", copy, 20))
    staff = [["人民调解员（签名）：", "记录人（签名）："], ["", "日期："]]
    yield from signed_by([*signing_rows(whole, copy), staff])


def _openness(session: Session | None, copy: Copy) -> Runs:
    if session is None:
        return [run("☐公开进行　☐不公开进行")]
    return [run("公开进行" if copy.value(session, "is_open") else "不公开进行")]


def _others(whole: Whole | None, session: Session | None, copy: Copy) -> Runs:
    """Who mediates and records is always there; others need not be."""
    present = copy.text(session, "present")
    return [
        run("人民调解员"),
        *shown(mediators(whole, copy), "主持调解员" if whole else "", copy, 6),
        run("，记录人"),
        *value(session, "recorder", copy, 6),
        *([run(f"，{present}")] if present else [] if session else [run("，"), blank(8)]),
    ]


def _rights(session: Session | None, copy: Copy) -> Runs:
    """人民调解法 第二十三条, 第二十四条."""
    told = copy.value(session, "rights_told")
    if session and not told and not copy.by_hand:
        return [lacking("告知权利义务", size=SIZE)]
    mark = "" if told else "☐"
    return [run(f"{mark}已告知当事人在调解活动中的权利和义务。")]
