"""A case from intake to follow-up, for tests of everything that looks at a case."""

from datetime import UTC, date, datetime
from uuid import UUID

from ercheng_station.db.changes import Alter, Create, new_uid
from ercheng_station.db.store import Store
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Committee,
    Evidence,
    FollowUp,
    Instalment,
    Investigation,
    Mediation,
    Mediator,
    Party,
    Session,
)

APPLIED = date(2026, 9, 1)
REFUSING = {
    "rejection": "withdrawn", "ended_on": "2026-09-05", "told_routes": "litigation", "told_on": "2026-09-05",
}  # fmt: skip
FACTS = "申请人是注册商标“宏达”的权利人，发现被申请人在门店招牌和包装上使用近似标识，要求停止使用并赔偿损失。"
TERMS = (
    "一、被申请人自本协议生效之日起停止使用与“宏达”近似的标识；\n二、被申请人一次性赔偿申请人人民币20000元；"
)


def made(store: Store, kind, /, **raw) -> Link:
    """One record, from what would be typed; refused values fail the test."""
    values, faults = store.examine(kind, raw)
    assert not faults.hard, faults.hard
    uid = new_uid()
    store.act(f"新增{kind.title}", [Create(kind, values, uid)])
    return Link(uid, store.label(kind, uid), kind.__tablename__)


def committee(store: Store, **more) -> Link:
    """With a director and a woman mediator."""
    body = made(
        store,
        Committee,
        **{
            "name": "鄂州市鄂城区知识产权纠纷人民调解委员会",
            "short_name": "鄂城知",
            "kind": "professional",
            "term_from": "2025-01-01",
            "numbering": "own",
            **more,
        },
    )
    people = (
        ("周立新", "male", "director"),
        ("李秀兰", "female", "member"),
        ("王建国", "male", "member"),
    )
    for name, sex, post in people:
        made(store, Mediator, committee=body, name=name, sex=sex, post=post, since="2025-01-01")
    return body


def registered(store: Store, body: Link | None = None, **more) -> UUID:
    """A case as it comes in, with one party on each side that has consented."""
    body = body or committee(store)
    case = made(
        store,
        Mediation,
        **{
            "name": "鄂州市宏达模具有限公司与张建军侵害商标权纠纷",
            "committee": body,
            "applied_on": APPLIED,
            "source": "application",
            "dispute_type": "trademark_infringement",
            "right_note": "第12345678号“宏达”注册商标",
            "facts": FACTS,
            "claims": "停止使用近似标识\n赔偿损失 20000 元",
            "amount": "20000",
            "case_class": "ordinary",
            "recorder": "李秀兰",
            **more,
        },
    )
    firm = made(
        store,
        Party,
        case=case,
        role="applicant",
        kind="company",
        name="鄂州市宏达模具有限公司",
        credit_code="91420704MA4F2ABC46",
        representative="单雄信",
        representative_post="总经理",
        phone="0711-3851234",
        address="鄂城区泽林镇工业园1号",
        consent="agreed",
        consent_on="2026-09-01",
        consent_how="书面",
    )
    made(
        store,
        Party,
        case=case,
        role="respondent",
        kind="person",
        name="张建军",
        id_number="11010519491231002X",
        nation="汉族",
        occupation="个体经营",
        mobile="13812345678",
        address="鄂城区泽林镇泽林街8号",
        consent="agreed",
        consent_on="2026-09-02",
        consent_how="当面口头",
    )
    made(
        store,
        Agent,
        party=firm,
        name="陈律",
        kind="lawyer",
        unit="湖北某律师事务所",
        mobile="13912345678",
        powers=["attend", "receive"],
        authorized_on="2026-09-01",
    )
    return case.uid


def moved(store: Store, uid: UUID, status: str, **typed) -> None:
    """The case in its next state, with what that state needs."""
    row = store.row(Mediation, uid)
    plain = {name: field.plain(row.values[name]) for name, field in Mediation.kept.items()}
    values, faults = store.examine(Mediation, {**plain, **typed, "status": status})
    assert not faults.hard, faults.hard
    names = [*typed, "status"]
    store.act("推进调解案件", [Alter(Mediation, uid, {name: values[name] for name in names})])


def mediated(store: Store, body: Link | None = None) -> UUID:
    """Agreed, performed and followed up."""
    uid = registered(store, body)
    case = Link(uid, store.row(Mediation, uid).label, "mediation")
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    moved(store, uid, "mediating", rights_told_on="2026-09-03")
    made(
        store,
        Investigation,
        case=case,
        begun_at="2026-09-04 09:00",
        place="泽林街8号门店",
        asked="张建军",
        by="周立新、李秀兰",
        recorder="李秀兰",
        content="问：招牌何时更换？\n答：2026年3月。",
    )
    made(
        store,
        Evidence,
        case=case,
        name="商标注册证复印件",
        source="申请人提供",
        proves="商标权属",
        copies="1",
        pages="2",
        submitter="陈律",
        submitted_on="2026-09-03",
    )
    made(
        store,
        Session,
        case=case,
        serial="1",
        begun_at=datetime(2026, 9, 10, 1, 0, tzinfo=UTC),
        ended_at=datetime(2026, 9, 10, 3, 0, tzinfo=UTC),
        place="泽林市场监管所调解室",
        is_open="否",
        parties="鄂州市宏达模具有限公司（代理人陈律）、张建军",
        rights_told="是",
        content="主持人宣布调解开始……双方陈述意见。",
        result="双方达成一致",
        recorder="李秀兰",
    )
    made(
        store,
        Agreement,
        case=case,
        form="written",
        agreed_on="2026-09-10",
        facts=FACTS,
        terms=TERMS,
        amount="20000",
        way="once",
        place="泽林市场监管所",
        deadline="2026年9月30日前",
        signed_on="2026-09-10",
        mediator_signed_on="2026-09-10",
        sealed_on="2026-09-11",
        sealed_by="周立新",
    )
    moved(store, uid, "written", ended_on="2026-09-10")
    payer = next(one for one in store.whole(Mediation, uid).all(Party) if one.role == "respondent")
    made(
        store,
        Instalment,
        case=case,
        due_on="2026-09-30",
        party=Link(payer.uid, payer.label, "party"),
        what="赔偿款",
        amount="20000",
        state="done",
        done_on="2026-09-20",
        paid="20000",
        voucher="收条",
    )
    moved(store, uid, "performed", performed_on="2026-09-20")
    made(
        store,
        FollowUp,
        case=case,
        done_on="2026-10-20",
        way="phone",
        asked="张建军",
        by="李秀兰",
        reason="了解协议履行情况",
        extent="full",
        satisfaction="satisfied",
        content="已经更换招牌，款项已付。",
    )
    moved(store, uid, "followed")
    return uid


def filed(store: Store) -> UUID:
    """Followed up, with every signed sheet and proof scanned: nothing is left to be mended."""
    uid = mediated(store)
    scan = (store.attachments.put(b"signed", "签字页.txt"),)
    whole = store.whole(Mediation, uid)
    wanted = {
        Mediation: "papers",
        Party: "identity",
        Agent: "signed_scan",
        Investigation: "signed_scan",
        Evidence: "scans",
        Session: "signed_scan",
        Agreement: "signed_scan",
    }
    parts = [whole.record, *(part for kind in wanted if kind is not Mediation for part in whole.all(kind))]
    store.act("扫描入卷", [Alter(type(part), part.uid, {wanted[type(part)]: scan}) for part in parts])
    return uid
