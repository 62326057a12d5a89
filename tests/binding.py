"""A case whose file can be bound, and sheets that tell which they are, for tests of the dossier."""

from io import BytesIO

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.db.changes import Alter
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.mediation import Evidence, Instalment, Mediation, Party
from tests.mediating import mediated, moved

FORMS = {form.name: form for form in PAPERS}


def scan(store, *words, name="扫描件.pdf"):
    """A PDF of small pages, each with its words."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 420))
    for text in words:
        canvas.drawString(60, 200, text)
        canvas.showPage()
    canvas.save()
    return store.attachments.put(out.getvalue(), name)


def photo(store, color="red", size=(400, 300), name="照片.jpg"):
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return store.attachments.put(out.getvalue(), name)


def given(store, record, **values):
    store.act("补材料", [Alter(type(record), record.uid, values)])


def parts(store, uid, kind):
    return store.whole(Mediation, uid).all(kind)


def identified(store, uid):
    """Every party with two pages of proof who it is."""
    for number, party in enumerate(parts(store, uid, Party), 1):
        given(store, party, identity=(scan(store, f"ID{number}a", f"ID{number}b", name=f"证件{number}.pdf"),))


def bindable(store):
    """From intake to the shelf, with proofs of identity, a copy of the evidence and a voucher."""
    uid = mediated(store)
    identified(store, uid)
    given(store, parts(store, uid, Evidence)[0], scans=(scan(store, "EVIDENCE1", "EVIDENCE2"),))
    given(store, parts(store, uid, Instalment)[0], scans=(photo(store, name="收条.jpg"),))
    moved(
        store,
        uid,
        "archived",
        archivist="李秀兰",
        file_note="卷内材料齐全。",
        retention="long",
        archived_on="2026-10-25",
        checker="周立新",
        checked_on="2026-10-26",
        closed_on="2026-10-20",
    )
    return uid
