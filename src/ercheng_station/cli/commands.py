"""Every command by its name."""

from collections.abc import Callable
from typing import TextIO

from ercheng_station.cli import (
    bundling,
    care,
    district,
    dossier,
    entries,
    filecheck,
    files,
    filling,
    handover,
    importing,
    keeping,
    law,
    making,
    monthly,
    new_year,
    person,
    reach,
    reading,
    reporting,
    scans,
    stations,
    stepping,
    subsidies,
    users,
    work,
    writing,
)
from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.parser import Given
from ercheng_station.records import CATALOGUE
from ercheng_station.records.catalogue import Catalogue

_COMMANDS: dict[str, Callable[[Call], Reply]] = {
    "init": making.init,
    "demo": making.demo,
    "kinds": making.kinds,
    "add": writing.add,
    "set": writing.alter,
    "step": stepping.step,
    "remove": writing.remove,
    "restore-record": writing.restore_record,
    "undo": writing.undo,
    "show": reading.show,
    "list": reading.list_records,
    "history": reading.history,
    "entries": entries.entries,
    "search": reading.search,
    "due": reading.due,
    "reference": law.reference,
    "holidays": law.holidays,
    "import": importing.import_ledger,
    "undo-import": importing.undo_import,
    "export": files.export,
    "papers": files.papers,
    "paper": files.paper,
    "dossier": dossier.dossier,
    "scans": scans.scans,
    "filecheck": filecheck.filecheck,
    "plan": work.plan,
    "coverage": work.coverage,
    "campaigns": work.campaigns,
    "subsidies": subsidies.subsidies,
    "score": work.score,
    "monthly-form": monthly.monthly_form,
    "report": reporting.report,
    "brief": reporting.brief,
    "new-year": new_year.new_year,
    "handover": handover.handover,
    "stations": stations.stations,
    "fill-form": filling.fill_form,
    "visit-coverage": reach.reach_of,
    "bundle": bundling.bundle,
    "merge": bundling.merge,
    "check": care.check,
    "backup": care.backup,
    "backups": care.backups,
    "restore": care.restore,
    "to-server": district.to_server,
    "users": users.users,
    "person": person.person,
    "retention": keeping.retention,
    "destroy": keeping.destroy_records,
}


def run(given: Given, stdin: TextIO, stderr: TextIO, catalogue: Catalogue | None) -> Reply:
    return _COMMANDS[given.command](Call(given, stdin, stderr, catalogue or CATALOGUE))
