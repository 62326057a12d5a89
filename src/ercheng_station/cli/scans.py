"""The command that takes what the scanner left in a folder to the papers it shows."""

from pathlib import Path
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.services.scans import Taken, papers_numbered, scans_in, take_file, take_scan

_FORMS = {form.name: form for form in PAPERS}
_WORDS = {"taken": "已登记", "again": "登记过了", "unknown": "没有登记"}


def scans(call: Call) -> Reply:
    """Files stay where they are; one that was taken before is told of and left."""
    from ercheng_station.documents.marks import marks_in  # noqa: PLC0415  loads the decoder

    path, number = expanded(call.given.file).absolute(), call.given.number
    found = [path] if number else scans_in(_folder(path))
    document: dict[str, list[dict[str, Any]]] = {state: [] for state in _WORDS}
    with call.open() as store:
        for at, one in enumerate(found):
            call.report(at, len(found))
            taken = (
                _take_numbered(store, one, number, call.given.paper)
                if number
                else take_file(store, _FORMS, one, marks_in)
            )
            document[_state(taken)].append(_told(taken))
    lines = [
        f"{_WORDS[state]}：{one['file']}　{one.get('title') or one['why']}"
        for state in document
        for one in document[state]
    ]
    return Reply(document, lines or ["文件夹里没有图片和PDF"])


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UserError("folder-gone", path=str(path), reason="不是文件夹")
    return path


def _take_numbered(store: Store, path: Path, number: str, which: str | None) -> Taken:
    """The file is the paper that bears the number, as somebody says; `which` is its name or id where there are several."""
    if not path.is_file():
        raise UserError("file-missing", path=str(path))
    papers = papers_numbered(store, number)
    if which:
        papers = [paper for paper in papers if which in {paper.name, paper.heading, str(paper.uid)}]
    if len(papers) != 1:
        several = "、".join(f"{paper.heading}（{paper.about_title}，{paper.uid}）" for paper in papers)
        told = f"有 {several}" if several else "没有定稿的文书"
        raise UserError("scan-which-paper", why=f"编号“{number}”{told}")
    (paper,) = papers
    scan = store.attachments.put(path, path.name)
    return Taken(path, paper, take_scan(store, paper, _FORMS[paper.name], scan))


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
