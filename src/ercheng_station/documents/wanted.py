"""What a paper about a visit must not lack, and what may change in the visit without a new version of the paper."""

from ercheng_station.records.context import FileRef
from ercheng_station.records.visit import Visit

SHEET_WANTED = {"findings": "走访内容", "receiver": "企业接待人"}
SHEET_NOT_SHOWN = frozenset(
    {"photos", "report_up", "signature", "printed_on", "signed_scan", "filled_by", "reviewed_by"}
)
PHOTOS_NOT_SHOWN = frozenset(Visit.kept) - {"enterprise", "visited_on", "photos"}


def missing_on_sheet(visit: Visit) -> list[str]:
    """What a sheet that is to be signed must not leave open."""
    return [name for field, name in SHEET_WANTED.items() if not getattr(visit, field)]


def missing_on_photo_page(visit: Visit) -> list[str]:
    return [] if pictures_of(visit) else [Visit.kept["photos"].label]


def pictures_of(visit: Visit) -> list[FileRef]:
    return [file for file in visit.photos or () if file.mime.startswith("image/")]
