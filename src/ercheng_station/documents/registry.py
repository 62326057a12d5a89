"""Every paper, by name."""

from ercheng_station.documents import visit
from ercheng_station.documents.papers import PaperForm
from ercheng_station.records.base import Record
from ercheng_station.records.visit import Visit

PAPERS: tuple[PaperForm, ...] = (
    PaperForm("visit_sheet", visit.TITLE, Visit, visit.lay_out, visit.missing, printed="printed_on"),
)


def papers_about(kind: type[Record]) -> list[PaperForm]:
    return [form for form in PAPERS if form.kind is kind]
