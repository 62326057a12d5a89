"""The commands of retention: what is kept until when, what is over, and its destruction."""

from typing import Any
from uuid import UUID

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.work import lines_of, written
from ercheng_station.db.door import Login
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.home import expanded
from ercheng_station.records.dates import read_day
from ercheng_station.services.retention import Destroyed, Kept, counted, destroy, expired
from ercheng_station.services.typefaces import typefaces_of

SECOND = "ERCHENG_SECOND_PASSWORD_FILE"


def retention(call: Call) -> Reply:
    """What is over on that day, oldest first."""
    from ercheng_station.reports.retention_table import retention_table  # noqa: PLC0415

    with call.open() as store:
        try:
            on = read_day(call.given.on, store.today)
        except Fault as fault:
            raise Refused({"on": fault.why}, {"on": "日期"}) from fault
        found = expired(store, on)
        made = retention_table(store.unit.name, found, store.today)
        path = written(call, store, made)
    lines = lines_of(made) if found else ["没有保管期满的记录。"]
    return Reply({"records": [_plain(one) for one in found], "file": path}, lines)


def destroy_records(call: Call) -> Reply:
    """Those named, or all of the register that are over; the certificate is written to the file."""
    path = expanded(call.given.file).absolute()
    if path.suffix.lower() != ".pdf":
        raise UserError("command-misused", why=f"销毁证明的文件名要以 .pdf 结尾，不是“{path.name}”")
    why = call.reason()
    with call.open() as store:
        kind = call.kind(store)
        over = [one.row.uid for one in expired(store, store.today) if one.kind is kind]
        uids = [call.uid_of(store, kind, one) for one in call.given.ids] or over
        if not uids:
            return Reply({"destroyed": 0, "file": None}, ["没有保管期满的记录，没有销毁什么。"])
        done = destroy(store, [(kind, uid) for uid in uids], why, _second(call, store))
        _certify(store, done, path)
    told = "、".join(f"{title} {count} 条" for title, count in counted(done.kept))
    document = {
        "destroyed": len(done.kept),
        "records": done.count,
        "files": done.files,
        "act": str(done.act),
        "file": str(path),
    }
    return Reply(
        document, [f"已销毁{told}（连同所附共 {done.count} 条，文件 {done.files} 个）", f"销毁证明：{path}"]
    )


def _second(call: Call, store: Store) -> Login | None:
    """Whoever checks, or the person alone, shows who he is."""
    if not store.accounts.protected:
        return None
    return Login(call.given.second or store.actor, call.asker.secret(SECOND, "核对人的口令："))


def _certify(store: Store, done: Destroyed, path: Any) -> None:
    from ercheng_station.documents.destruction import certify  # noqa: PLC0415  loads reportlab

    certify(path, store.unit.name, done, typefaces_of(store))


def _plain(one: Kept) -> dict[str, Any]:
    uid: UUID = one.row.uid
    return {
        "kind": one.kind.__tablename__,
        "id": str(uid),
        "number": one.row.number,
        "title": one.row.label,
        "start": one.start.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "source": one.source,
    }
