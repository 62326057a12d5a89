"""The commands of the bundle: bundle, merge."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.carrying import record_named
from ercheng_station.cli.exits import DONE, REFUSED, UNUSABLE, exit_code
from ercheng_station.cli.reporting import span_given
from ercheng_station.db.ladder import BEFORE_MERGE
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.records.enterprise_match import EnterpriseMatch
from ercheng_station.services.backups import copy_before
from ercheng_station.services.report_span import MONTH, Calendar, Span, span_of

if TYPE_CHECKING:
    from ercheng_station.exchange.bundle.filled_form import Filled
    from ercheng_station.exchange.bundle.parcel import Manifest
    from ercheng_station.exchange.bundle.receipt import Receipt
    from ercheng_station.exchange.bundle.taking import Plan
    from ercheng_station.exchange.bundle.travelling import Freight
    from ercheng_station.services.likeness import Pair

Taken = tuple[dict[str, Any], UserError | None]
"""What is answered of a file, and why it could not be taken."""
_COUNTS = ("created", "updated", "unchanged", "conflicts", "refused")


def bundle(call: Call) -> Reply:
    from ercheng_station.exchange.bundle.writing import Secret, send  # noqa: PLC0415  loads openpyxl: 0.2 s

    folder = expanded(call.given.out).absolute()
    password = call.password() or ""
    if not password and (call.given.password_file or call.given.unmasked):
        raise UserError("bundle-needs-password")
    with call.open() as store:
        freight = _freight(call)
        why = call.reason() if call.given.unmasked else ""
        span = _span(call, store)
        sent = send(store, span, folder, call.report, freight=freight, secret=Secret(password, why))
    document = {
        "file": str(sent.path),
        "sha256": sent.sha256,
        "records": sent.records,
        "attachments": sent.attachments,
        "companion": str(sent.companion) if sent.companion else None,
        "lacking": sent.lacking,
        "zero": sent.zero,
        "period": sent.period,
        "sequence": sent.sequence,
        "base": sent.base,
    }
    kind = "零报告" if sent.zero and not freight.whole else f"{sent.records} 条记录"
    kind = "仅数字" if freight.figures else kind
    since = f"，只含第 {sent.base} 号以后的改动和本期所需" if sent.base else ""
    what = "交换包" if freight.whole else "上报包"
    lines = [f"已做成{what}（{sent.period}，第 {sent.sequence} 号，{kind}{since}）：{sent.path}"]
    if sent.companion:
        lines.append(f"附件 {sent.attachments} 个，请一起发：{sent.companion}")
    if sent.lacking:
        lines.append(f"有 {sent.lacking} 个附件这里没有，没有放入")
    return Reply(document, lines)


def _freight(call: Call) -> "Freight":
    from ercheng_station.exchange.bundle.travelling import FIGURES, WHOLE, Freight  # noqa: PLC0415

    given = call.given
    if given.figures_only and (given.form == "computer" or given.attachments or given.unmasked):
        raise UserError("command-misused", why="--figures-only 只有数字，不能和附件、个人信息、交换包一起用")
    if given.form == "computer":
        return WHOLE
    if given.figures_only:
        return FIGURES
    return Freight(attachments=call.given.attachments, private=call.given.unmasked)


def _span(call: Call, store: Store) -> Span:
    if call.given.form == "computer":
        return span_of(MONTH, store.today, Calendar.of(store))
    return span_given(call, store)


def merge(call: Call) -> Reply:
    """Every file for itself: what is wrong with one keeps no other out. Without a file: what is still undecided."""
    password = call.password()
    with call.open() as store:
        if call.given.send_back:
            return _sent_back(call, store)
        if not call.given.files:
            return _undecided(store)
        if not call.given.dry_run:
            copy_before(store, BEFORE_MERGE, call.report)
        taken = [_one(call, store, expanded(path).absolute(), password) for path in call.given.files]
    told = [one for one, _ in taken]
    return Reply(told, [line for one in told for line in _lines(one)], _exit_code(taken))


def _exit_code(taken: Sequence[Taken]) -> int:
    """As of one file, if no file was of use; else the good ones are saved, and some were refused."""
    if any(error is None for _, error in taken):
        return REFUSED if any(one["refused"] or error for one, error in taken) else DONE
    codes = {exit_code(error) for _, error in taken if error}
    return UNUSABLE if codes == {UNUSABLE} else REFUSED


def _sent_back(call: Call, store: Store) -> Reply:
    from ercheng_station.exchange.bundle.remarks import send_record_back  # noqa: PLC0415

    if not call.given.why.strip():
        raise UserError("command-misused", why="--send-back 要用 --why 写明意见")
    kind, row = record_named(call, store, "--send-back", call.given.send_back)
    act = send_record_back(store, kind, row.uid, call.given.why.strip())
    return Reply([], [f"{act.label}，意见写进下一份回执"])


def _undecided(store: Store) -> Reply:
    from ercheng_station.exchange.bundle.differing import open_differences  # noqa: PLC0415
    from ercheng_station.services.likeness import likely  # noqa: PLC0415

    found = [asdict(one) for one in open_differences(store)]
    lines = [f"{store.catalogue[one['kind']].title} {_differing(one)}" for one in found]
    alike = [_alike(pair) for pair in (likely(store) if EnterpriseMatch in store.kinds else ())]
    lines = [*(lines or ["没有两处填写不一致的"]), *(f"可能是同一家：{_paired(one)}" for one in alike)]
    return Reply([*found, *alike], lines)


def _alike(pair: "Pair") -> dict[str, Any]:
    """`add enterprise_match` takes the two ids."""
    both = zip((pair.enterprise, pair.other), pair.units, strict=True)
    one, other = ({"id": str(row.uid), "title": row.label, "unit": unit} for row, unit in both)
    return {"kind": EnterpriseMatch.__tablename__, "enterprise": one, "other": other, "why": pair.why}


def _paired(one: dict[str, Any]) -> str:
    named = (f"{each['title']}（{each['unit']}，{each['id']}）" for each in (one["enterprise"], one["other"]))
    return f"{'、'.join(named)}，{one['why']}"


def _one(call: Call, store: Store, path: Path, password: str | None) -> Taken:
    from ercheng_station.exchange.bundle.inbox import accept_edits, look, receive  # noqa: PLC0415  loads openpyxl: 0.2 s

    take = look if call.given.dry_run else receive
    found = take(store, path, trust_new=call.given.trust_new, password=password, report=call.report)
    if call.given.take_edits and not call.given.dry_run and found.is_welcome:
        found = accept_edits(store, found)
    told = {
        **_blank(path),
        "verdict": found.verdict,
        "damaged": found.verdict == "damaged",
        **(_sender(found.manifest) if found.manifest else {}),
        **(_planned(found.plan) if found.plan else {}),
        **(_answered(found.receipt) if found.receipt else {}),
        **(_filled(found.form) if found.form else {}),
        "attachments": found.files,
        "edits": [asdict(one) for one in found.edits],
        "notes": found.notes,
        "receipt": str(found.answer) if found.answer else None,
        "why": str(found.error) if found.error else None,
    }
    return told, found.error


def _sender(told: "Manifest") -> dict[str, Any]:
    return {
        "station": {"id": told.station, "name": told.name},
        "period": told.period,
        "sequence": told.sequence,
        "zero": told.zero,
    }


def _planned(plan: "Plan") -> dict[str, Any]:
    return {
        "created": plan.created,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "conflicts": len(plan.differences),
        "refused": len(plan.returned),
        "differences": [asdict(one) for one in plan.differences],
        "returned": [asdict(one) for one in plan.returned],
    }


def _answered(receipt: "Receipt") -> dict[str, Any]:
    return {
        "period": receipt.period,
        "sequence": receipt.sequence,
        "returned": list(receipt.returned),
        "differences": list(receipt.differences),
    }


def _filled(form: "Filled") -> dict[str, Any]:
    return {
        "station": {"id": str(form.station), "name": form.name},
        "period": form.period,
        "zero": form.is_zero,
        "figures": dict(form.values),
    }


def _blank(path: Path) -> dict[str, Any]:
    counts = dict.fromkeys(_COUNTS, 0)
    lists: dict[str, list[Any]] = {name: [] for name in ("differences", "returned", "edits", "notes")}
    told = {"file": str(path), "verdict": "", "station": None, "period": None, "sequence": None}
    return {**told, **counts, "damaged": False, "attachments": 0, **lists, "why": None}


def _lines(one: dict[str, Any]) -> list[str]:
    name = Path(one["file"]).name
    if one["why"]:
        return [f"{name}：{one['why']}"]
    if one["verdict"] == "attachments":
        return [f"{name}：附件包", *(f"  {line}" for line in one["notes"])]
    counts = "，".join(f"{words} {one[key]}" for key, words in zip(_COUNTS, _WORDS, strict=True) if one[key])
    station = f"{one['station']['name']} " if one["station"] else ""
    number = f" 第 {one['sequence']} 号" if one["sequence"] else " 月报表"
    head = f"{name}：{station}{one['period']}{number}" + (f"，{counts}" if counts else "")
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
