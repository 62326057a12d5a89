"""A day of work on a protected folder whose every word is a canary; then it saves on until it is killed.

`python -m tests.faults.secrets ROOT`: run by test_no_plaintext.py, which looks for the canaries afterwards.
"""

import sys
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from ercheng_station import log
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.door import Recovery
from ercheng_station.db.drafts import Draft
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.records import CATALOGUE
from ercheng_station.records.assistance import AssistCase
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.restoring import restore_folder
from tests.commanding import command
from tests.db.saving import made
from tests.protecting import CODE, FIRST, NEXT_CODE, QUICK, coming, opened

DATA, OUT = "数据", "拿走的"
ID_NUMBER, PHONE, OTHER_PHONE = "110101199003070011", "13971208864", "13507224417"
FIRM, PERSON, NOTE, TYPED, FILE, IMPORTED = (
    f"金丝雀{word}" for word in ("鸣春厂", "燕双飞", "走访所见", "未保存的字", "附件内容", "旧台账的厂")
)
NEW_PASSWORD = "Jin-si 8 que ming"
CANARIES = (
    FIRM, PERSON, NOTE, TYPED, FILE, IMPORTED, ID_NUMBER, PHONE, OTHER_PHONE, FIRST.name, FIRST.password, NEW_PASSWORD,
    CODE, CODE.replace("-", ""), NEXT_CODE,
)  # fmt: skip


def work(root):
    folder = root / DATA
    log.start(folder)
    with Store.open(folder, CATALOGUE) as store:
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)
        _write(store)
        _give_out(store, root)
    _come_and_go(root)
    _by_command(root)


def _write(store):
    firm = made(store, Enterprise, name=FIRM, contact=PERSON, contact_phone=PHONE)
    made(store, Visit, enterprise=FIRM, visited_on="今天", way="实地", visitors=PERSON, findings=NOTE)
    made(
        store, AssistCase, applicant=PERSON, applicant_kind="individual", id_number=ID_NUMBER, services="guidance", facts=NOTE,
        received_on="今天", decider="centre", status="received",
    )  # fmt: skip
    visit = next(store.rows(Query(Visit)))
    store.act(f"改走访 {NOTE}", [Alter(Visit, visit.uid, {"findings": NOTE * 300})])
    store.act("删除走访", [Remove(Visit, visit.uid, NOTE)])
    store.undo()
    store.act(
        "新增",
        [Create(Enterprise, {"name": f"{FIRM}{at}", "contact_phone": OTHER_PHONE}) for at in range(300)],
    )
    while store.index_waiting():
        pass
    store.drafts.put(Draft("a", UUID(int=1), "visit", UUID(int=2), None, PERSON, {"findings": TYPED}))
    store.drafts.prefer(PERSON, "last", FIRM)
    kept = store.attachments.put((FILE * 900).encode(), f"{FIRM}.txt")
    store.act("附件", [Alter(Enterprise, firm.uid, {"attachments": (kept,)})])
    store.attachments.read(kept.sha256)


def _give_out(store, root):
    """What leaves is meant to be read; nothing else may stay behind it."""
    write_ledger(root / OUT / "台账.xlsx", make_ledger(store, Query(Enterprise)))
    store.reveal(FIRM, NOTE)
    back_up_store(store)
    _, faults = store.examine(Enterprise, {"name": FIRM, "contact_phone": f"{PHONE}9"})
    assert faults.hard
    for fault in (lambda: store.accounts.sign_in(PERSON, NEW_PASSWORD), lambda: int(FIRM)):
        with suppress(UserError, ValueError):
            fault()


def _come_and_go(root):
    with opened(root / DATA) as store:
        store.accounts.change_password(FIRST.password, NEW_PASSWORD)
    with opened(root / DATA, Recovery(CODE)) as store:
        store.accounts.recover(FIRST.name, FIRST.password + "!", NEXT_CODE)
        store.accounts.change_password(FIRST.password + "!", NEW_PASSWORD + "!")
        backup = back_up_store(store).path
    restore_folder(backup, root / DATA, entry=_now())


def _now():
    return type(FIRST)(FIRST.name, NEW_PASSWORD + "!")


def _by_command(root):
    (root / OUT / "旧台账.csv").write_text(f"企业名称,联系电话\n{IMPORTED},{OTHER_PHONE}\n", encoding="utf-8")
    with coming(root / OUT, _now()):
        for words in (
            ("import", "enterprise", root / OUT / "旧台账.csv"),
            ("list", "enterprise", "--text", FIRM),
            ("search", PERSON),
            ("set", "enterprise", f"{FIRM}没有"),
            ("export", "enterprise", root / OUT / "台账.csv"),
        ):
            command(root / DATA, *words, given={})


def go_on(root):
    with opened(root / DATA, _now()) as store:
        sys.stdout.write("working\n")
        sys.stdout.flush()
        while True:
            made(
                store,
                Visit,
                enterprise=FIRM,
                visited_on="今天",
                way="实地",
                visitors=PERSON,
                findings=NOTE * 200,
            )
            store.drafts.put(Draft("a", UUID(int=1), "visit", UUID(int=2), None, PERSON, {"findings": TYPED}))


if __name__ == "__main__":
    work(Path(sys.argv[1]))
    go_on(Path(sys.argv[1]))
