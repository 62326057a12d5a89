"""What stands in the bound file of a case, in the official order, and what it still lacks."""

import pytest

from ercheng_station.errors import UserError
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Evidence,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.wording import Copy
from ercheng_station.services.dossier import plan_dossier
from ercheng_station.services.papers import give_out, latest
from tests.binding import FORMS, bindable, given, identified, parts, photo, scan
from tests.mediating import REFUSING, made, mediated, moved, registered

ORDER = [
    ("人民调解卷宗封面", True),
    ("卷内目录", True),
    ("人民调解申请书", True),
    ("人民调解受理登记表", True),
    ("当事人权利义务告知书", True),
    ("身份证明（鄂州市宏达模具有限公司）", True),
    ("身份证明（张建军）", True),
    ("授权委托书（鄂州市宏达模具有限公司委托陈律）", False),
    ("人民调解调查记录（张建军）", False),
    ("人民调解证据材料清单", False),
    ("证据：商标注册证复印件", False),
    ("人民调解记录（第1次）", True),
    ("人民调解协议书", True),
    ("履行凭证（2026-09-30 赔偿款）", False),
    ("人民调解回访记录（2026-10-20）", False),
    ("人民调解结案报告表", False),
    ("卷宗情况说明", False),
    ("封底", True),
]


def plan(store, uid, **how):
    return plan_dossier(store, FORMS, uid, **how)


def entry(store, uid, title, **how):
    return next(one for one in plan(store, uid, **how).entries if one.title.startswith(title))


def present(store, uid):
    return [(one.title, one.must) for one in plan(store, uid).entries if one.present]


@pytest.fixture
def case(store):
    return bindable(store)


def test_a_complete_file_stands_in_the_official_order_and_lacks_nothing(store, case):
    assert present(store, case) == ORDER
    assert plan(store, case).missing == ()


def test_every_row_of_the_official_list_is_told_even_if_there_is_nothing_in_it(store, case):
    rows = [one.row for one in plan(store, case).entries if one.row]

    assert sorted(set(rows)) == list(range(1, 14))
    court = entry(store, case, "司法确认材料")
    assert (court.present, court.must, court.missing) == (False, False, "")


def test_the_court_is_asked_by_the_form_that_fits_third_parties_too(store, case):
    link = store.row(Mediation, case).label
    firm = next(one for one in parts(store, case, Party) if not one.is_person)
    given(store, firm, kind="person")
    made(
        store,
        Party,
        case=link,
        role="third",
        kind="company",
        name="鄂州市某某商贸有限公司",
        consent="pending",
    )
    made(store, Confirmation, case=link, state="applied", applied_on="2026-09-20", jointly="是")

    found = entry(store, case, "司法确认申请书")

    assert found.paper == "confirmation_units"
    assert "都是个人的当事人" not in found.missing


def test_a_missing_must_is_named_and_refused(store):
    uid = mediated(store)

    found = plan(store, uid)

    assert "缺身份证明（张建军）" in found.missing
    with pytest.raises(UserError, match="身份证明（张建军）") as refused:
        found.refuse_unfinished(Copy())
    assert refused.value.code == "dossier-incomplete"


def test_a_paper_that_lacks_something_is_named_with_what_it_lacks(store, case):
    given(store, parts(store, case, Agreement)[0], place=None)

    assert plan(store, case).missing == ("人民调解协议书还缺：履行地点",)


def test_a_signed_scan_takes_the_place_of_the_printed_paper_and_of_what_it_lacks(store, case):
    signed = scan(store, "SIGNED")
    given(store, parts(store, case, Agreement)[0], place=None, signed_scan=(signed,))

    assert entry(store, case, "人民调解协议书").files == (signed,)
    assert plan(store, case).missing == ()


def test_a_final_version_is_taken_as_it_was_frozen_until_its_scan_comes(store, case, tmp_path):
    agreement = parts(store, case, Agreement)[0]
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "a.pdf")
    version = latest(store, FORMS["agreement"], agreement.uid)
    assert entry(store, case, "人民调解协议书").frozen == version.file[0]

    signed = scan(store, "SIGNED")
    given(store, version, signed_scan=(signed,))

    found = entry(store, case, "人民调解协议书")
    assert (found.files, found.frozen) == ((signed,), None)


def test_a_version_whose_record_has_changed_since_says_which_it_is(store, case, tmp_path):
    agreement = parts(store, case, Agreement)[0]
    for place in ("甲地", "乙地"):
        given(store, agreement, place=place)
        give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "a.pdf")
    assert entry(store, case, "人民调解协议书").moved_on == ""

    given(store, agreement, place="丙地")

    found = entry(store, case, "人民调解协议书")
    assert (found.moved_on, found.missing) == ("内容已修改，卷内是第2版", "")
    assert entry(store, case, "人民调解协议书", masked=True).moved_on == ""
    signed = scan(store, "SIGNED")
    given(store, latest(store, FORMS["agreement"], agreement.uid), signed_scan=(signed,))
    assert entry(store, case, "人民调解协议书").moved_on == "内容已修改，卷内是第2版"
    given(store, agreement, signed_scan=(scan(store, "FROM ELSEWHERE"),))
    assert entry(store, case, "人民调解协议书").moved_on == ""


def test_versions_of_every_paper_of_an_untouched_case_are_what_they_would_show(store, case, tmp_path):
    planned = [one for one in plan(store, case).entries if one.paper and one.present]
    for number, one in enumerate(planned):
        give_out(store, FORMS[one.paper], one.whole.about.uid, tmp_path / f"{number}.pdf")

    frozen = [one for one in plan(store, case).entries if one.frozen]

    assert len(frozen) == len(planned) > 10
    assert [one.title for one in frozen if one.moved_on] == []


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("申请书签字.pdf", "人民调解申请书"),
        ("受理登记表.pdf", "人民调解受理登记表"),
        ("权利义务告知（签字）.pdf", "当事人权利义务告知书"),
        ("结案报告.pdf", "人民调解结案报告表"),
        ("卷宗情况说明.pdf", "卷宗情况说明"),
        ("IMG_0001.pdf", "其他材料"),
    ],
)
def test_scans_kept_with_the_case_are_the_papers_that_their_names_tell(store, case, name, title):
    kept = scan(store, "KEPT", name=name)
    given(store, store.get(Mediation, case), papers=(kept,))

    assert entry(store, case, title).files == (kept,)


def test_what_cannot_be_printed_is_named_beside_what_can(store, case):
    party = parts(store, case, Party)[0]
    video = store.attachments.put(b"\0\0\0\x18ftypisom" + bytes(20), "录像.mp4")
    sheet = photo(store)

    given(store, party, identity=(sheet, video))
    assert entry(store, case, "身份证明（鄂州").files == (sheet,)
    assert entry(store, case, "身份证明（鄂州").note == "另存电子文件：录像.mp4"
    given(store, party, identity=(video,))
    assert "缺身份证明（鄂州市宏达模具有限公司）" in plan(store, case).missing


def test_a_recording_among_the_evidence_is_listed_and_keeps_nothing_back(store, case):
    video = store.attachments.put(b"\0\0\0\x18ftypisom" + bytes(20), "录像.mp4")
    given(store, parts(store, case, Evidence)[0], scans=(video,))

    found = entry(store, case, "证据：")

    assert (found.present, found.files, found.note) == (True, (), "另存电子文件：录像.mp4")
    assert plan(store, case).missing == ()


def test_a_masked_file_leaves_scans_out_and_says_so(store, case):
    signed = scan(store, "SIGNED")
    given(store, parts(store, case, Agreement)[0], place=None, signed_scan=(signed,))

    found = plan(store, case, masked=True)

    assert found.missing == ()
    assert not any(one.files or one.frozen for one in found.entries)
    withheld = [one.title for one in found.entries if one.note == "隐去个人信息的卷宗不收扫描件"]
    assert "身份证明（张建军）" in withheld
    assert "人民调解协议书" in withheld


def test_an_oral_agreement_needs_no_minutes(store):
    uid = registered(store)
    identified(store, uid)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    moved(store, uid, "mediating", rights_told_on="2026-09-03")
    case = store.row(Mediation, uid)
    made(
        store, Agreement, case=case.label, form="oral", agreed_on="2026-09-10", facts="事", terms="停止使用",
        way="at_once", place="所", deadline="当日",
    )  # fmt: skip

    found = entry(store, uid, "调解记录")

    assert (found.must, found.missing) == (False, "")
    assert entry(store, uid, "人民调解口头协议登记表").must


def test_a_case_without_result_lacks_its_agreement(store):
    uid = registered(store)

    assert {"缺调解记录", "缺协议书"} <= set(plan(store, uid).missing)


def test_a_terminated_case_has_the_notice_in_place_of_the_agreement(store):
    uid = registered(store)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    moved(
        store, uid, "terminated", rights_told_on="2026-09-03", termination="no_agreement", ended_on="2026-09-20",
        told_routes=["litigation"], told_on="2026-09-20",
    )  # fmt: skip

    assert entry(store, uid, "终止调解告知书").must
    assert not entry(store, uid, "调解记录").must
    assert "缺协议书" not in plan(store, uid).missing


def test_a_rejected_case_needs_its_application_and_the_notice_only(store):
    uid = registered(store)
    moved(store, uid, "rejected", **REFUSING)

    found = plan(store, uid)

    assert [one.row for one in found.entries if one.must and one.row] == [1, 8, 13]
    assert entry(store, uid, "不予受理告知书").must
    assert not any("身份证明" in told for told in found.missing)
    assert not any("主持调解员" in told for told in found.missing)


def test_with_thirty_parties_everybody_is_in_the_file(store, case):
    row = store.row(Mediation, case)
    for number in range(28):
        made(
            store, Party, case=row.label, role="respondent", kind="person", name=f"被申请人{number:02}", mobile="13812345678",
            address="鄂城区", consent="agreed", consent_on="2026-09-01",
        )  # fmt: skip
    identified(store, case)

    titles = [one.title for one in plan(store, case).entries if one.row == 3]

    assert len(titles) == 30
    assert titles[-1] == "身份证明（被申请人27）"


def test_each_agent_has_a_power_of_attorney(store, case):
    party = parts(store, case, Party)[1]
    made(
        store, Agent, party=party.label, name="李代", powers=["attend"], authorized_on="2026-09-01",
        mobile="13812345678", kind="lawyer",
    )  # fmt: skip

    titles = [one.title for one in plan(store, case).entries if one.row == 4]

    assert titles[-1] == "授权委托书（张建军委托李代）"


def test_sessions_follow_their_serial(store, case):
    row = store.row(Mediation, case)
    for serial in ("3", "2"):
        made(
            store, Session, case=row.label, serial=serial, begun_at="2026-09-11 09:00", place="所", parties="双方",
            content="调解", result="续调", recorder="李秀兰", is_open="否",
            rights_told="是",
        )  # fmt: skip

    titles = [one.title for one in plan(store, case).entries if one.row == 7]

    assert titles == [f"人民调解记录（第{serial}次）" for serial in (1, 2, 3)]


def test_a_void_version_is_not_taken(store, case, tmp_path):
    agreement = parts(store, case, Agreement)[0]
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "a.pdf")
    store.undo()

    assert entry(store, case, "人民调解协议书").frozen is None
