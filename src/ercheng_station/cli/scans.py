"""The command that takes what the scanner left in a folder to the papers it shows."""

from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.services.scans import Taken, scans_in, take_file

_FORMS = {form.name: form for form in PAPERS}
_WORDS = {"taken": "已登记", "again": "登记过了", "unknown": "没有登记"}


def scans(call: Call) -> Reply:
    """Files stay where they are; one that was taken before is told of and left."""
    from ercheng_station.documents.marks import marks_in  # noqa: PLC0415  loads the decoder

    folder = expanded(call.given.file).absolute()
    if not folder.is_dir():
        raise UserError("folder-gone", path=str(folder), reason="不是文件夹")
    document: dict[str, list[dict[str, Any]]] = {state: [] for state in _WORDS}
    found = scans_in(folder)
    with call.open() as store:
        for number, path in enumerate(found):
            call.report(number, len(found))
            taken = take_file(store, _FORMS, path, marks_in)
            document[_state(taken)].append(_told(taken))
    lines = [
        f"{_WORDS[state]}：{one['file']}　{one.get('title') or one['why']}"
        for state in document
        for one in document[state]
    ]
    return Reply(document, lines or ["文件夹里没有图片和PDF"])


def _state(taken: Taken) -> str:
    if taken.paper is None:
        return "unknown"
    return "taken" if taken.act else "again"


def _told(taken: Taken) -> dict[str, Any]:
    paper = taken.paper
    if paper is None:
        return {"file": str(taken.path), "why": taken.why}
    return {
        "file": str(taken.path),
        "paper": paper.name,
        "title": paper.heading,
        "about": paper.about,
        "version": paper.version,
    }
