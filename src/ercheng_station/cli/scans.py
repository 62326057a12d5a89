"""The command that takes what the scanner left in a folder to the papers it shows."""

from pathlib import Path
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.services.scans import paper_of, take_scan

_SUFFIXES = {".pdf", ".jpg", ".jpeg", ".png", ".heic", ".heif"}
_NO_PAPER = "没有认出是哪份文书"


def scans(call: Call) -> Reply:
    """Files stay where they are; one that was taken before is told of and left."""
    folder = expanded(call.given.file).absolute()
    if not folder.is_dir():
        raise UserError("folder-gone", path=str(folder), reason="不是文件夹")
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file())
    document: dict[str, list[dict[str, Any]]] = {"taken": [], "again": [], "unknown": []}
    with call.open() as store:
        for number, path in enumerate(found):
            call.report(number, len(found))
            where, told = _take(store, path)
            document[where].append({"file": str(path), **told})
    return Reply(document, _lines(document))


def _take(store: Store, path: Path) -> tuple[str, dict[str, Any]]:
    from ercheng_station.documents.marks import marks_in  # noqa: PLC0415  loads the decoder

    try:
        paper = paper_of(store, marks_in(path.read_bytes(), path.name))
        form = next((form for form in PAPERS if paper and form.name == paper.name), None)
        if paper is None or form is None:
            return "unknown", {"why": _NO_PAPER}
        act = take_scan(store, paper, form, store.attachments.put(path, path.name))
    except UserError as error:
        return "unknown", {"why": error.what}
    except OSError as error:
        return "unknown", {"why": f"读不出来：{error.strerror}"}
    told = {"paper": paper.name, "title": paper.heading, "about": paper.about, "version": paper.version}
    return "taken" if act else "again", told


def _lines(document: dict[str, list[dict[str, Any]]]) -> list[str]:
    words = {"taken": "已登记", "again": "登记过了", "unknown": "没有登记"}
    lines = [
        f"{words[where]}：{Path(one['file']).name}　{one.get('title') or one['why']}"
        for where, found in document.items()
        for one in found
    ]
    return lines or ["文件夹里没有图片和PDF"]
