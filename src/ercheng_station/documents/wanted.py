"""What a paper about a visit must not lack."""

from ercheng_station.records.whole import Whole

SHEET_WANTED = {"findings": "走访内容", "receiver": "企业接待人"}


def missing_on_sheet(whole: Whole) -> list[str]:
    """What a sheet that is to be signed must not leave open."""
    return [name for field, name in SHEET_WANTED.items() if not getattr(whole.about, field)]


def missing_on_photo_page(whole: Whole) -> list[str]:
    has = any(file.mime.startswith("image/") for file in whole.about.photos or ())
    return [] if has else [type(whole.about).kept["photos"].label]
