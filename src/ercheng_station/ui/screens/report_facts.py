"""What the page of the reports reads: the figures of a period, what was sent of it, and what has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ercheng_station.db.changes import Act
from ercheng_station.db.passing import PassingFolder
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.services.brief import brief_of
from ercheng_station.services.corrections import Correction, corrections, send, sent_reports
from ercheng_station.services.report_issue import issue_of
from ercheng_station.services.report_span import Calendar, Span, span_of
from ercheng_station.services.report_words import text_key, words_of
from ercheng_station.services.reporting import Report, report_of
from ercheng_station.services.typefaces import typefaces_of

_TOLD = 3


@dataclass(frozen=True)
class ReportFacts:
    """`sent`: the last report sent of the period; `draft`: its words as they were typed and not saved."""

    report: Report
    corrections: Sequence[Correction]
    sent: Row | None
    words: str
    draft: str | None

    @property
    def state(self) -> str:
        """Whether it was sent, and whether it can be."""
        if self.sent:
            again = f"（第{self.sent.values['version']}次）" if self.sent.values["version"] > 1 else ""
            return f"已于 {self.sent.values['sent_on']} 上报{again}。"
        if not self.report.is_over:
            return f"本期到 {self.report.span.period.last} 结束，还没有上报。"
        return "本期没有新增，可以零报告。" if self.report.is_zero else "还没有上报。"

    @property
    def changed(self) -> str:
        if not self.corrections:
            return ""
        told = "".join(one.words for one in self.corrections[:_TOLD])
        more = "其余见报表的更正说明。" if len(self.corrections) > _TOLD else ""
        return f"上报以后有 {len(self.corrections)} 项数据变了，再次生成会写入更正说明：{told}{more}"


def read_report(store: Store, form: str, span: Span | None) -> ReportFacts:
    """Without a span the last period of this form that is over."""
    calendar = Calendar.of(store)
    if span is None:
        span = span_of(form, store.today, calendar).before()
    else:
        span = Span(span.form, span.year, span.number, calendar)
    report = report_of(store, span)
    return ReportFacts(
        report,
        corrections(store, report),
        next(iter(sent_reports(store, span)), None),
        words_of(store, report),
        store.drafts.preferred(store.actor, text_key(span)),
    )


def write_report(store: Store, path: Path, span: Span) -> None:
    """In the form that the name ends with, with the figures of this moment."""
    from ercheng_station.reports.report_files import write_file  # noqa: PLC0415  loads openpyxl, reportlab

    write_file(path, issue_of(store, report_of(store, span)), typefaces_of(store))


def write_brief_of(store: Store, path: Path, span: Span) -> None:
    """信息简报, a Word file."""
    from ercheng_station.reports.brief_word import write_brief  # noqa: PLC0415  loads python-docx

    write_brief(path, brief_of(store, report_of(store, span)))


def send_report(store: Store, span: Span) -> Act:
    """Freezes the figures of this moment, with both files."""
    from ercheng_station.reports.report_files import write_files  # noqa: PLC0415  loads openpyxl, reportlab

    report = report_of(store, span)
    with PassingFolder() as folder:
        files = write_files(Path(folder), issue_of(store, report), typefaces_of(store))
        return send(store, report, files)
