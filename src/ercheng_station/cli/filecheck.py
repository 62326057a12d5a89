"""The command that checks a case's file and, if asked to, prints what is to be mended."""

from pathlib import Path

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.filecheck import CaseFile, Finding, findings, read_file
from ercheng_station.services.papers import copy_for


def filecheck(call: Call) -> Reply:
    path = _path(call)
    with call.open() as store:
        if Mediation not in store.kinds:
            raise UserError("kind-not-here", kind=Mediation.title, unit=store.unit.name)
        file = read_file(store, call.uid(store, Mediation))
        found = findings(file)
        if path:
            _print(store, path, file, found)
    document = [_plain(one) for one in found]
    rows = [[one.severity, one.what, one.paper, one.source] for one in found]
    shown = (
        list(table(("轻重", "要补正的", "文书", "依据"), rows, whole=("要补正的", "依据")))
        if rows
        else ["没有发现要补正的。"]
    )
    return Reply(document, [*shown, f"已生成补正清单：{path}"] if path else shown)


def _plain(one: Finding) -> dict[str, str]:
    told = dict(vars(one))
    told["id"] = str(told.pop("uid"))
    return told


def _path(call: Call) -> Path | None:
    if call.given.list is None:
        return None
    path = expanded(call.given.list).absolute()
    if path.suffix.lower() != ".pdf":
        raise UserError("command-misused", why=f"文件名要以 .pdf 结尾，不是“{path.name}”")
    return path


def _print(store: Store, path: Path, file: CaseFile, found: list[Finding]) -> None:
    from ercheng_station.documents.mediation.rectification import (  # noqa: PLC0415  loads reportlab: 0.3 s
        write_rectification,
    )

    write_rectification(path, file.whole, found, copy_for(store))
