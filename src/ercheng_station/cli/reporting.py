"""The command of the reports: the figures of a period as a workbook, a paper and JSON."""

from pathlib import Path

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.place import make_folder
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.home import expanded
from ercheng_station.services.brief import brief_of
from ercheng_station.services.corrections import send
from ercheng_station.services.report_issue import issue_of
from ercheng_station.services.report_plain import report_plain
from ercheng_station.services.report_span import Calendar, Span, read_span
from ercheng_station.services.reporting import Against, change_text, message, number_text, report_of
from ercheng_station.services.typefaces import typefaces_of


def report(call: Call) -> Reply:
    """With --sent the report is frozen with both files; whoever makes it again is told what has changed.

    A name in place of the folder gives this one file, in the form that the name ends with.
    """
    from ercheng_station.reports.report_files import FORMS, write_file, write_files  # noqa: PLC0415  load openpyxl

    out = expanded(call.given.out).absolute()
    alone = out.suffix.lower() in FORMS and not out.is_dir()
    if alone and call.given.sent:
        raise UserError("command-misused", why="--sent 要连同 .xlsx 和 .pdf 一起存，--out 请写文件夹")
    with call.open() as store:
        span = span_given(call, store)
        made = report_of(store, span)
        issue = issue_of(store, made)
        make_folder(out.parent if alone else out)
        files: tuple[Path, ...] = (out,)
        if alone:
            write_file(out, issue, typefaces_of(store))
        else:
            files = write_files(out, issue, typefaces_of(store))
        if call.given.sent:
            send(store, made, files)
    document = {
        **report_plain(issue),
        "files": [str(path) for path in files],
        "sent": call.given.sent,
    }
    rows = [
        [line.block.title, line.indicator.title, line.indicator.unit, *_texts(line.now), *_texts(line.year)]
        for line in made.lines
    ]
    heads = ("类别", "指标", "单位", "本期", "去年同期", "增减", "累计", "去年同期", "增减")
    lines = [*table(heads, rows), *made.notes, *(one.words for one in issue.corrections), message(made)]
    return Reply(document, [*lines, *(f"已做成 {path}" for path in files)])


def brief(call: Call) -> Reply:
    from ercheng_station.reports.brief_word import write_brief  # noqa: PLC0415  loads python-docx: 0.2 s

    path = expanded(Path(call.given.file)).absolute()
    with call.open() as store:
        told = brief_of(store, report_of(store, span_given(call, store)))
        write_brief(path, told)
    document = {"file": str(path), "title": told.title, "length": told.length, "photos": len(told.photos)}
    words = f"已做成信息简报（{told.length} 字，照片 {len(told.photos)} 张），可以再改：{path}"
    return Reply(document, [words])


def span_given(call: Call, store: Store) -> Span:
    """UserError command-misused for no period."""
    try:
        return read_span(call.given.form, call.given.period, Calendar.of(store))
    except Fault as fault:
        raise UserError("command-misused", why=f"{fault.why}，不能是“{call.given.period}”") from fault


def _texts(span: Against) -> list[str]:
    return [number_text(span.value), number_text(span.before.value), change_text(span.change)]
