"""佐证材料: the files of a score sheet's items, copied into numbered folders as a review asks for them."""

from pathlib import Path
from uuid import UUID

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write, safe_name
from ercheng_station.progress import Report, silent
from ercheng_station.services.scoring import items_of

_FREE = 1000


def write_folders(store: Store, sheet: UUID, folder: Path, report: Report = silent) -> list[str]:
    """One folder an item that has files, named by its number; the paths written, as seen from `folder`.

    UserError evidence-none if no item has any. A file that lies there already is not replaced.
    """
    items = [row for row in items_of(store, sheet) if row.values["attachments"]]
    if not items:
        raise UserError("evidence-none")
    written: list[str] = []
    total = sum(len(row.values["attachments"]) for row in items)
    for item in items:
        place = folder / folder_name(item)
        place.mkdir(parents=True, exist_ok=True)
        for file in item.values["attachments"]:
            path = _free(place, file.name)
            with atomic_write(path) as out:
                out.write(store.attachments.read(file.sha256, file.name))
            written.append(str(path.relative_to(folder)))
            report(len(written), total)
    return written


def folder_name(item: Row) -> str:
    return safe_name(number_of(item), item.values["name"])


def number_of(item: Row) -> str:
    """Under which the proofs of an item are found, in the folders and in every paper."""
    return item.values["evidence_number"] or f"佐证{item.values['serial']:02}"


def _free(place: Path, name: str) -> Path:
    """A name of that kind that nothing has yet."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = (safe_name(stem if at == 1 else f"{stem}（{at}）", suffix=suffix) for at in range(1, _FREE))
    return next(place / one for one in names if not (place / one).exists())
