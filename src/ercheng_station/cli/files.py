"""The commands that make files for others: export, papers, paper."""

from pathlib import Path
from typing import Any
from uuid import UUID

from ercheng_station.cli.asked import query_of
from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.doubts import tell_doubts
from ercheng_station.cli.strangers import tell_hidden, tell_strangers
from ercheng_station.cli.wide import table
from ercheng_station.db.store import Store
from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.registry import PAPERS, papers_about
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import in_order, list_columns, make_ledger
from ercheng_station.home import expanded
from ercheng_station.reports.table import FORMS, write_ledger
from ercheng_station.services.papers import (
    How,
    Printed,
    give_out,
    give_out_empty,
    give_out_word,
    has_moved_on,
    latest,
    missing_for,
)

WORD = ".docx"


def export(call: Call) -> Reply:
    """Every field in a workbook, so that it can come back; in a PDF those that a list shows."""
    path = expanded(call.given.file).absolute()
    if path.suffix.lower() not in FORMS:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(FORMS)} 结尾，不是“{path.name}”")
    with call.open() as store:
        kind = call.kind(store)
        query = in_order(query_of(kind, call.given, store.context))
        full = call.unmask(store, kind.title, leaves=True)
        columns = list_columns(store, kind) if path.suffix.lower() == ".pdf" else None
        made = write_ledger(path, make_ledger(store, query, columns=columns, masked=not full), call.report)
        hidden = tell_hidden(call, store, query)
    if made.replaced:
        codes = "、".join(f"〔U+{ord(char):04X}〕" for char in made.replaced)
        call.stderr.write(f"有 {len(made.replaced)} 个字程序带的字体里没有，印成了编码：{codes}\n")
    document = {"rows": made.rows, "file": str(path), **({"hidden": hidden} if hidden else {})}
    return Reply(document, [f"已导出 {made.rows} 条：{path}"])


def papers(call: Call) -> Reply:
    """What there is; for one record also what each paper still lacks, and whether the final one is still right."""
    with call.open() as store:
        kind = call.kind(store) if call.given.kind else None
        uid = call.uid(store, kind) if kind and call.given.id else None
        forms = papers_about(kind) if kind else [form for form in PAPERS if form.kind in store.kinds]
        document: list[dict[str, Any]] = [
            {
                "paper": form.name,
                "title": form.title,
                "kind": form.kind.__tablename__,
                "missing": missing_for(store, form, uid) if uid else [],
                **_standing(store, form, uid),
            }
            for form in forms
        ]
    rows = [[one["paper"], one["title"], _final(one), "、".join(one["missing"])] for one in document]
    return Reply(document, list(table(("文书", "名称", "定稿", "还缺"), rows, whole=("定稿", "还缺"))))


def _standing(store: Store, form: PaperForm, uid: UUID | None) -> dict[str, Any]:
    """The newest final version, and whether the record says something else by now."""
    version = latest(store, form, uid) if uid else None
    if uid is None or version is None:
        return {"version": 0, "moved_on": False}
    moved = has_moved_on(store, form, store.living(form.kind, uid), version)
    return {"version": version.version, "moved_on": moved}


def _final(one: dict[str, Any]) -> str:
    version = f"第{one['version']}版" if one["version"] else ""
    return f"{version}，之后内容有修改" if one["moved_on"] else version


def paper(call: Call) -> Reply:
    """A record named `-` asks for the empty form."""
    path = expanded(call.given.file).absolute()
    form = _form(call.given.name)
    endings = [".pdf", *([WORD] if form.editable else [])]
    if path.suffix.lower() not in endings:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(endings)} 结尾，不是“{path.name}”")
    with call.open() as store:
        uid = None if call.given.id == "-" else call.uid(store, form.kind)
        made = _made(call, store, form, uid, path)
        strange = tell_strangers(call, store, form.kind, uid) if uid and made.version else []
        doubts = tell_doubts(call, store, form.kind, [uid]) if uid and not call.given.masked else []
    document = {
        "file": str(made.path),
        "pages": made.pages,
        "sha256": made.sha256,
        "version": made.version,
        "missing": list(made.missing),
        "strange_names": strange,
        "doubts": doubts,
    }
    kind = f"第 {made.version} 版" if made.version else "不定稿"
    told = f"{kind}，{made.pages} 页" if made.pages else "可以修改，不定稿"
    lacking = [f"还缺：{'、'.join(made.missing)}"] if made.missing else []
    return Reply(document, [f"已生成{form.title}（{told}）：{path}", *lacking])


def _made(call: Call, store: Store, form: PaperForm, uid: UUID | None, path: Path) -> Printed:
    given = call.given
    how = How(given.draft, given.masked, given.by_hand)
    if path.suffix.lower() == WORD:
        return give_out_word(store, form, uid, path, how)
    return give_out(store, form, uid, path, how) if uid else give_out_empty(store, form, path)


def _form(name: str) -> PaperForm:
    for form in PAPERS:
        if name in {form.name, form.title}:
            return form
    raise UserError("paper-unknown", paper=name, known="、".join(form.title for form in PAPERS))
