"""Papers of a case given out and read back, with nothing white in between."""

import re
from zipfile import ZipFile

from ercheng_station.db.changes import Alter
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.fields import Link, Text
from ercheng_station.records.identifiers import PersonName
from ercheng_station.records.mediation import Confirmation, Court, Mediation, Party
from ercheng_station.services.papers import How, give_out, give_out_word
from tests.mediating import made, mediated

RESULTS = (
    "session_record", "agreement", "oral_agreement", "follow_up_record", "confirmation_persons",
    "confirmation_units", "file_note", "closing_report", "termination_notice", "rejection_notice",
    "subsidy_claim",
)  # fmt: skip
FORMS = {form.name: form for form in PAPERS}
DRAFT = How(draft=True)
_PAGE_NUMBER = re.compile(r"第\d+页共\d+页|草稿|（续）")


def squeezed(text):
    return "".join(text.split())


def pages_of(path):
    with Preview(path) as preview:
        return [squeezed(preview.text(number)) for number in range(preview.pages)]


def text_of(path):
    """All of it, without what only stands between two pages."""
    return "".join(_PAGE_NUMBER.sub("", page) for page in pages_of(path))


def words_of(path):
    """The text of a Word document."""
    with ZipFile(path) as parts:
        body = parts.read("word/document.xml").decode()
    found = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))
    for mark, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        found = found.replace(mark, char)
    return squeezed(found)


def closed(store, **more):
    """A case with everything that any of these papers shows."""
    uid = mediated(store)
    case = Link(uid, store.row(Mediation, uid).label, "mediation")
    court = made(store, Court, name="鄂州市鄂城区人民法院")
    made(store, Confirmation, case=case, court=court, jointly="是", applied_on="2026-09-25", state="applied")
    change(
        store,
        uid,
        **{
            "archivist": "李秀兰",
            "archived_on": "2026-10-21",
            "checker": "周立新",
            "checked_on": "2026-10-22",
            "file_note": "材料齐全，没有缺页。",
            "termination": "no_agreement",
            "termination_note": "赔偿数额差距大。",
            "told_routes": ["administrative", "litigation"],
            "told_on": "2026-09-10",
            "rejection": "court_accepted",
            "rejection_note": "已由鄂城区人民法院立案。",
            **more,
        },
    )
    return uid


def change(store, uid, kind=Mediation, /, **typed):
    values = {name: kind.kept[name].parse(raw, store.context) for name, raw in typed.items()}
    store.act("改", [Alter(kind, uid, values)])


def part(store, uid, kind, number=0):
    return store.whole(Mediation, uid).all(kind)[number]


def about(store, uid, name):
    kind = FORMS[name].kind
    return uid if kind is Mediation else part(store, uid, kind).uid


def give(store, uid, name, folder, how=DRAFT):
    path = folder / f"{name}.pdf"
    return path, give_out(store, FORMS[name], about(store, uid, name), path, how)


def give_word(store, uid, name, folder, how=DRAFT):
    path = folder / f"{name}.docx"
    give_out_word(store, FORMS[name], about(store, uid, name), path, how)
    return path


def fill_every_text(store, uid, words):
    """Each text of the case and of all it owns begins with its label and goes on with `words`."""
    whole = store.whole(Mediation, uid)
    changes = []
    for record in (whole.record, *(one for parts in whole.parts.values() for one in parts)):
        values = {
            name: f"{field.label}{words}"
            for name, field in type(record).kept.items()
            if type(field) in {Text, PersonName}
        }
        changes.append(Alter(type(record), record.uid, values))
    store.act("改", changes)


def add_parties(store, uid, count):
    case = Link(uid, store.row(Mediation, uid).label, "mediation")
    return [
        made(
            store,
            Party,
            case=case,
            role="respondent" if number % 2 else "third",
            kind="person" if number % 3 else "company",
            name=f"第{number}号当事人",
            mobile="13812345678",
            phone="0711-3851234",
            representative="程德胜",
            address=f"泽林街{number}号",
            consent="agreed",
            consent_on="2026-09-02",
        )
        for number in range(count)
    ]
