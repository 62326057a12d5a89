"""The commands of the bundle: bundle, merge."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.home import expanded
from ercheng_station.services.report_span import Calendar, read_span

_REFUSED = 3
_COUNTS = ("created", "updated", "unchanged", "conflicts", "refused")


def bundle(call: Call) -> Reply:
    from ercheng_station.exchange.bundle.writing import send  # noqa: PLC0415  loads openpyxl: 0.2 s

    folder = expanded(call.given.out).absolute()
    with call.open() as store:
        try:
            span = read_span(call.given.form, call.given.period, Calendar.of(store))
        except Fault as fault:
            raise UserError("command-misused", why=f"{fault.why}，不能是“{call.given.period}”") from fault
        sent = send(store, span, folder, call.report)
    document = {
        "file": str(sent.path),
        "sha256": sent.sha256,
        "records": sent.records,
        "attachments": sent.attachments,
        "zero": sent.zero,
        "period": sent.period,
        "sequence": sent.sequence,
        "base": sent.base,
    }
    kind = "零报告" if sent.zero else f"{sent.records} 条记录"
    since = f"，只含第 {sent.base} 号以后的改动和本期所需" if sent.base else ""
    return Reply(
        document, [f"已做成上报包（{sent.period}，第 {sent.sequence} 号，{kind}{since}）：{sent.path}"]
    )


def merge(call: Call) -> Reply:
    """Every file for itself: what is wrong with one keeps no other out. Without a file: what is still undecided."""
    with call.open() as store:
        if not call.given.files:
            return _undecided(store)
        told = [_one(call, store, expanded(path).absolute()) for path in call.given.files]
    failed = any(one["damaged"] or one["refused"] or one["why"] for one in told)
    return Reply(told, [line for one in told for line in _lines(one)], _REFUSED if failed else 0)


def _undecided(store: Store) -> Reply:
    from ercheng_station.exchange.bundle.differing import open_differences  # noqa: PLC0415

    found = [asdict(one) for one in open_differences(store)]
    lines = [f"{store.catalogue[one['kind']].title} {_differing(one)}" for one in found]
    return Reply(found, lines or ["没有两处填写不一致的"])


def _one(call: Call, store: Store, path: Path) -> dict[str, Any]:
    try:
        return _receipt(store, path) if path.suffix.lower() == ".json" else _taken(call, store, path)
    except UserError as error:
        damaged = error.code in {"bundle-damaged", "receipt-damaged"} or error.code.startswith("import-")
        return {
            **_blank(path),
            "verdict": "damaged" if damaged else _VERDICTS.get(error.code, "refused"),
            "damaged": damaged,
            "why": str(error),
        }


def _taken(call: Call, store: Store, path: Path) -> dict[str, Any]:
    from ercheng_station.exchange.bundle.edited import edits  # noqa: PLC0415  loads openpyxl: 0.2 s
    from ercheng_station.exchange.bundle.merging import plan_of, take  # noqa: PLC0415
    from ercheng_station.exchange.bundle.opening import open_bundle  # noqa: PLC0415
    from ercheng_station.exchange.bundle.receipt import write_receipt  # noqa: PLC0415

    parcel, book = open_bundle(path, store.catalogue, call.report)
    plan = plan_of(store, parcel, trust_new=call.given.trust_new)
    proposed = edits(parcel, book, store.catalogue, store.context)
    receipt = None
    if not call.given.dry_run:
        take(store, parcel, plan, call.report)
        receipt = write_receipt(path, store, parcel.manifest, plan)
    told = parcel.manifest
    return {
        **_blank(path),
        "verdict": "edited" if proposed else "complete",
        "station": {"id": told.station, "name": told.name},
        "period": told.period,
        "sequence": told.sequence,
        "zero": told.zero,
        "created": plan.created,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "conflicts": len(plan.differences),
        "refused": len(plan.returned),
        "differences": [asdict(one) for one in plan.differences],
        "returned": [asdict(one) for one in plan.returned],
        "edits": [asdict(one) for one in proposed],
        "notes": plan.notes,
        "receipt": str(receipt) if receipt else None,
    }


def _receipt(store: Store, path: Path) -> dict[str, Any]:
    from ercheng_station.exchange.bundle.receipt import acknowledge, read_receipt  # noqa: PLC0415

    receipt = read_receipt(path)
    new = acknowledge(store, receipt)
    note = f"{receipt.receiver} 已收到第 {receipt.sequence} 号" if new else "这份回执已经读过"
    return {
        **_blank(path),
        "verdict": "receipt",
        "period": receipt.period,
        "sequence": receipt.sequence,
        "returned": list(receipt.returned),
        "differences": list(receipt.differences),
        "notes": [note],
    }


def _blank(path: Path) -> dict[str, Any]:
    counts = dict.fromkeys(_COUNTS, 0)
    lists: dict[str, list[Any]] = {name: [] for name in ("differences", "returned", "edits", "notes")}
    told = {"file": str(path), "verdict": "", "station": None, "period": None, "sequence": None}
    return {**told, **counts, "damaged": False, **lists, "why": None}


def _lines(one: dict[str, Any]) -> list[str]:
    name = Path(one["file"]).name
    if one["why"]:
        return [f"{name}：{one['why']}"]
    counts = "，".join(f"{words} {one[key]}" for key, words in zip(_COUNTS, _WORDS, strict=True) if one[key])
    station = f"{one['station']['name']} " if one["station"] else ""
    head = f"{name}：{station}{one['period']} 第 {one['sequence']} 号" + (f"，{counts}" if counts else "")
    told = [*one["notes"], *(f"没有汇总：{each['why']}" for each in one["returned"])]
    told += [f"两处填写不一致：{_differing(each)}" for each in one["differences"]]
    told += [
        f"手工改过，没有采用：{each['sheet']}第 {each['row']} 行“{each['field']}”{each['was']} → {each['now']}"
        for each in one["edits"]
    ]
    return [head, *(f"  {line}" for line in told)]


def _differing(one: dict[str, Any]) -> str:
    return f"{one['title']}“{one['field']}”取了“{one['taken']}”，另有“{'、'.join(one['others'])}”"


_WORDS = ("新增", "更新", "没有变化", "两处填写不一致", "没有汇总")
_VERDICTS = {
    "bundle-foreign": "foreign",
    "bundle-newer": "newer",
    "bundle-unknown-sender": "unknown",
    "bundle-other-key": "forged",
}
