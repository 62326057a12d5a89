"""What a rule of the file check is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.records.base import Record
from ercheng_station.services.filecheck.case_file import CaseFile

MUST, SHOULD, HINT = "必改", "应改", "提醒"
SEVERITIES = (MUST, SHOULD, HINT)
LAW = "人民调解法"
MINISTRY = "人民调解工作若干规定"
CIVIL = "民事诉讼法第二百零五条"
FORMS = "人民调解文书格式（司发通〔2010〕239号）"
FILE_LIST = "卷宗目录的必须项（各地做法）"
FILE_LIST_IF_ANY = "卷宗目录的按需项（各地做法）"
UNSURE = "依据待核"

Found = Iterator[tuple[Any, str] | tuple[Any, str, str]]
"""Records, each with one sentence on what is wrong with it, and the field where it is not the rule's own."""
Check = Callable[[CaseFile], Found]


@dataclass(frozen=True)
class Rule:
    """`field` is the one to open in the records that `check` names; `paper` is the paper of the file it shows in."""

    code: str
    severity: str
    title: str
    source: str
    field: str
    paper: str
    check: Check


@dataclass(frozen=True)
class Finding:
    code: str
    severity: str
    title: str
    what: str
    source: str
    kind: str
    uid: UUID
    field: str
    paper: str


def apply(rule: Rule, file: CaseFile) -> Iterator[Finding]:
    for record, what, *field in rule.check(file):
        yield Finding(
            rule.code, rule.severity, rule.title, what, rule.source,
            record.__tablename__, record.uid, field[0] if field else rule.field, rule.paper,
        )  # fmt: skip


def unfilled(
    kind: type[Record], field: str, where: Callable[[CaseFile, Any], object] = lambda _file, _record: True
) -> Check:
    """Each record of the kind must have the field filled in, if `where` says that it is due."""

    def check(file: CaseFile) -> Found:
        for record in file.all(kind):
            if getattr(record, field) in (None, "", ()) and where(file, record):
                whose = "" if record is file.case else f"：{record}"  # last, where a narrow line may end
                yield record, f"没有填写{kind.kept[field].label}{whose}"

    return check


def in_order(earlier: str, later: str, on: Callable[[CaseFile], Any]) -> Check:
    """Two days of the record that `on` gives must not stand the wrong way round."""

    def check(file: CaseFile) -> Found:
        record = on(file)
        if record is None:
            return
        first, last = getattr(record, earlier), getattr(record, later)
        if first and last and last < first:
            labels = type(record).kept
            yield record, f"{labels[later].label}（{last}）早于{labels[earlier].label}（{first}）"

    return check
