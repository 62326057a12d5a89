"""Every paper, by name."""

from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.wanted import SHEET_WANTED, missing_on_photo_page, missing_on_sheet
from ercheng_station.records.base import Record
from ercheng_station.records.visit import Visit

PAPERS: tuple[PaperForm, ...] = (
    PaperForm(
        "visit_sheet",
        "企业走访服务记录表",
        Visit,
        missing_on_sheet,
        printed="printed_on",
        by_hand=frozenset(SHEET_WANTED.values()),
    ),
    PaperForm("photo_page", "照片页", Visit, missing_on_photo_page),
    PaperForm("photo_page_4", "照片页（每页四张）", Visit, missing_on_photo_page),
)


def papers_about(kind: type[Record]) -> list[PaperForm]:
    return [form for form in PAPERS if form.kind is kind]
