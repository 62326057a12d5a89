"""Rules on the file itself: its number, what must be scanned into it, and who bound it."""

import re
from datetime import date

from ercheng_station.records.mediation import (
    Agent,
    Evidence,
    FollowUp,
    Investigation,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.mediation.states import ARCHIVED
from ercheng_station.services.filecheck.case_file import CaseFile
from ercheng_station.services.filecheck.rule import (
    FILE_LIST,
    FILE_LIST_IF_ANY,
    FORMS,
    HINT,
    SHOULD,
    UNSURE,
    Found,
    Rule,
    in_order,
    unfilled,
)

_COVER, _NOTE = "人民调解卷宗封面", "卷宗情况说明"
_NUMBER = re.compile(r"[（(〔](\d{4})[）)〕](.+)人调字第\d+号")
_PROVISIONAL = "临"
_FACE_TO_FACE = {"visit", "come"}


def _is_archived(_file: CaseFile, case: Mediation) -> bool:
    return case.status == ARCHIVED


def well_numbered(file: CaseFile) -> Found:
    number, case = file.case.file_number, file.case
    found = _NUMBER.fullmatch(number)
    if found is None:
        if not number.startswith(_PROVISIONAL):
            yield case, f"卷号“{number}”不是“（年份）简称人调字第×号”的样式"
    elif found[1] != str(case.applied_on.year) or found[2] != case.committee.short_name:
        yield case, f"卷号“{number}”的年份或简称与登记日期、调委会简称“{case.committee.short_name}”不一致"


def numbered_for_good(file: CaseFile) -> Found:
    if file.case.status == ARCHIVED and file.case.file_number.startswith(_PROVISIONAL):
        yield file.case, "归档时仍是临时号，没有填调委会正式编号"


def bound_last(file: CaseFile) -> Found:
    case = file.case
    days = [case.ended_on, case.performed_on, *(one.done_on for one in file.all(FollowUp))]
    last = max(filter(None, days), default=date.min)
    if case.archived_on and case.archived_on < last:
        yield case, f"立卷（{case.archived_on}）早于办理的最后一天（{last}）"


def two_pairs_of_eyes(file: CaseFile) -> Found:
    case = file.case
    if case.archivist and case.archivist == case.checker:
        yield case, f"立卷人和检查人都是“{case.archivist}”"


def brought_in_as_old(file: CaseFile) -> Found:
    if file.case.backfilled:
        yield file.case, "标为补录的旧案，办理环节没有核对；请确认原卷宗在，且不是新案"


def agreement_scanned(file: CaseFile) -> Found:
    if file.agreement and not file.agreement.signed_scan:
        yield file.agreement, "签字盖章的协议书没有扫描"


RULES = (
    Rule("H01", SHOULD, "卷号合乎样式", FORMS, "assigned_number", _COVER, well_numbered),
    Rule("H02", SHOULD, "归档有正式编号", FORMS, "assigned_number", _COVER, numbered_for_good),
    Rule("H18", HINT, "补录的旧案已核对", UNSURE, "backfilled", _COVER, brought_in_as_old),
    Rule("H03", SHOULD, "有立卷人", FORMS, "archivist", _COVER, unfilled(Mediation, "archivist", _is_archived)),
    Rule("H04", SHOULD, "有立卷日期", FORMS, "archived_on", _COVER, unfilled(Mediation, "archived_on", _is_archived)),
    Rule("H05", SHOULD, "有保管期限", FORMS, "retention", _COVER, unfilled(Mediation, "retention", _is_archived)),
    Rule("H06", SHOULD, "立卷在办理之后", UNSURE, "archived_on", _COVER, bound_last),
    Rule("H07", SHOULD, "检查在立卷之后", UNSURE, "checked_on", _NOTE,
         in_order("archived_on", "checked_on", lambda file: file.case)),
    Rule("H08", HINT, "立卷人和检查人不是一人", UNSURE, "checker", _NOTE, two_pairs_of_eyes),
    Rule("H09", HINT, "写明卷内页数", UNSURE, "sheet_count", _NOTE, unfilled(Mediation, "sheet_count", _is_archived)),
    Rule("H10", SHOULD, "身份证明入卷", FILE_LIST, "identity", "身份证明", unfilled(Party, "identity")),
    Rule("H11", SHOULD, "登记表、告知书的签字件入卷", FILE_LIST, "papers", "当事人权利义务告知书",
         unfilled(Mediation, "papers", lambda _file, case: case.accepted_on)),
    Rule("H12", SHOULD, "调解记录的签字件入卷", FILE_LIST, "signed_scan", "人民调解记录",
         unfilled(Session, "signed_scan")),
    Rule("H13", SHOULD, "协议书的签字件入卷", FILE_LIST, "signed_scan", "人民调解协议书", agreement_scanned),
    Rule("H14", SHOULD, "授权委托书入卷", FILE_LIST_IF_ANY, "signed_scan", "授权委托书",
         unfilled(Agent, "signed_scan")),
    Rule("H15", SHOULD, "调查记录的签字件入卷", FILE_LIST_IF_ANY, "signed_scan", "人民调解调查记录",
         unfilled(Investigation, "signed_scan")),
    Rule("H16", SHOULD, "证据入卷", FILE_LIST_IF_ANY, "scans", "人民调解证据材料", unfilled(Evidence, "scans")),
    Rule("H17", HINT, "回访记录的签字件入卷", FILE_LIST_IF_ANY, "signed_scan", "人民调解回访记录",
         unfilled(FollowUp, "signed_scan", lambda _file, one: one.way in _FACE_TO_FACE)),
)  # fmt: skip
