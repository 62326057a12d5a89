"""Records of the front door and of assistance, for tests of whatever looks at them."""

from ercheng_station.db.changes import Alter
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import AssistCase, Consultation, Expert, ExpertOpinion, Reception
from ercheng_station.records.fields import Link
from tests.mediating import made

CENTRE = "鄂州市知识产权维权援助中心"
FACTS = "申请人是注册商标“宏达”的权利人，2026年8月发现某网店销售带有近似标识的刀头，想知道是否构成侵权、怎样维权。"


def came(store: Store, **more) -> Link:
    values = {
        "visitor": "王建国", "phone": "13812345678", "matter": "自己的商标被人用在网店里，问怎么办", "track": "assist",
        "reply": "说明了维权援助的办理流程，请他准备材料", "came_on": "2026-09-01", "way": "call_in", "by": "余慧敏", "state": "told",
    }  # fmt: skip
    return made(store, Reception, **{**values, **more})


def asked(store: Store, **more) -> Link:
    values = {
        "asker": "王建国", "phone": "13812345678", "asker_unit": "鄂州市宏达刀具有限公司", "category": "trademark",
        "question": "近似商标怎么比对？", "answer": "从形、音、义整体比对，并看商品类别。", "asked_on": "2026-09-01",
        "way": "on_site", "persons": "2", "answered_by": "余慧敏",
    }  # fmt: skip
    return made(store, Consultation, **{**values, **more})


def applied(store: Store, **more) -> Link:
    """A complete application that a centre decides."""
    values = {
        "applicant": "鄂州市宏达刀具有限公司", "applicant_kind": "small", "credit_code": "91420704MA4F2ABC46",
        "contact": "王建国", "contact_phone": "13812345678", "address": "鄂城区泽林镇泽林大道18号", "territory": "business",
        "services": ["guidance", "opinion"], "right_kind": "trademark", "right_note": "第12345678号“宏达”", "opponent": "某网店",
        "facts": FACTS, "received_on": "2026-09-01", "materials": ["form", "identity", "grounds"], "handler": "余慧敏",
        "decider": "centre", "passed_to": CENTRE,
    }  # fmt: skip
    return made(store, AssistCase, **{**values, **more})


def changed(store: Store, one: Link, **typed) -> None:
    kind = store.catalogue[one.kind]
    values = {name: kind.kept[name].parse(raw, store.context) for name, raw in typed.items()}
    store.act("改", [Alter(kind, one.uid, values)])


def expert_of(store: Store, **more) -> Link:
    values = {
        "name": "李明", "unit": "湖北某律师事务所", "post": "合伙人", "fields": ["law", "trademark"], "state": "serving",
        "listed_on": "2025-01-01", "term_from": "2025-01-01", "term_until": "2027-12-31", "recusals": "鄂州市联谊商行",
    }  # fmt: skip
    return made(store, Expert, **{**values, **more})


def opined(store: Store, expert: Link, case: Link | None = None, **more) -> Link:
    values = {
        "expert": expert, "asked_on": "2026-09-10", "kind": "infringement", "assist_case": case, "question": "刀头上的标识是否近似？",
        "given": "商标注册证、网页截图", "no_recusal": "是", "opinion": "整体视觉效果近似，商品类似，容易导致混淆。",
        "basis": "《中华人民共和国商标法》第五十七条第二项", "signed_on": "2026-09-18",
    }  # fmt: skip
    return made(store, ExpertOpinion, **{**values, **more})
