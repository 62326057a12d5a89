"""Every paper, by name."""

from ercheng_station.documents import photos, visit
from ercheng_station.documents.papers import PaperForm
from ercheng_station.records.base import Record
from ercheng_station.records.visit import Visit

PAPERS: tuple[PaperForm, ...] = (
    PaperForm(
        "visit_sheet",
        visit.TITLE,
        Visit,
        visit.lay_out,
        visit.missing,
        printed="printed_on",
        by_hand=frozenset(visit.WANTED.values()),
        not_shown=visit.NOT_SHOWN,
    ),
    PaperForm(
        "photo_page", photos.NAME, Visit, photos.two_a_page, photos.missing, not_shown=photos.NOT_SHOWN
    ),
    PaperForm(
        "photo_page_4",
        f"{photos.NAME}（每页四张）",
        Visit,
        photos.four_a_page,
        photos.missing,
        not_shown=photos.NOT_SHOWN,
    ),
)


def papers_about(kind: type[Record]) -> list[PaperForm]:
    return [form for form in PAPERS if form.kind is kind]
