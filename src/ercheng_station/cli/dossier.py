"""The command that makes a case's file as one PDF."""

from typing import TYPE_CHECKING

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.strangers import tell_strangers
from ercheng_station.cli.wide import table
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.dossier import copy_for_dossier, plan_dossier

if TYPE_CHECKING:
    from ercheng_station.documents.dossier import Dossier, Line

_FORMS = {form.name: form for form in PAPERS}


def dossier(call: Call) -> Reply:
    from ercheng_station.documents.dossier import Reading, build_dossier  # noqa: PLC0415  loads reportlab: 0.3 s

    path = expanded(call.given.file).absolute()
    if path.suffix.lower() != ".pdf":
        raise UserError("command-misused", why=f"文件名要以 .pdf 结尾，不是“{path.name}”")
    with call.open() as store:
        if Mediation not in store.kinds:
            raise UserError("kind-not-here", kind=Mediation.title, unit=store.unit.name)
        plan = plan_dossier(store, _FORMS, call.uid(store, Mediation), masked=call.given.masked)
        copy = copy_for_dossier(store, plan, draft=call.given.draft, masked=call.given.masked)
        reading = Reading(_FORMS, lambda file: store.attachments.read(file.sha256, file.name))
        made = build_dossier(plan, path, copy, reading, call.report, call.given.numbers)
        final = not (call.given.draft or call.given.masked)
        strange = tell_strangers(call, store, Mediation, plan.whole.record.uid) if final else []
    return Reply({**_document(made), "strange_names": strange}, _lines(made))


def _document(made: "Dossier") -> dict[str, object]:
    """In the index `page` is the number on the first sheet (null = sheets without), `at` the page of the PDF."""
    index = [
        {
            "title": line.title,
            "page": line.page or None,
            "pages": line.pages,
            "at": line.at or None,
            "must": line.must,
            "present": line.present,
            "note": line.note,
        }
        for line in made.lines
    ]
    return {
        "file": str(made.path),
        "pages": made.pages,
        "sha256": made.sha256,
        "index": index,
        "missing": list(made.missing),
    }


def _lines(made: "Dossier") -> list[str]:
    rows = [[line.title, str(line.page or ""), str(line.pages or ""), _state(line)] for line in made.lines]
    lacking = [f"还缺：{'；'.join(made.missing)}"] if made.missing else []
    shown = table(("材料", "页号", "页数", "备注"), rows, whole=("材料", "备注"))
    return [*shown, f"已生成卷宗（{made.pages} 页）：{made.path}", *lacking]


def _state(line: "Line") -> str:
    return line.note or ("" if line.present else "缺" if line.must else "没有")
