"""A scan comes back to the version it shows."""

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.marks import marks_in
from ercheng_station.documents.preview import Preview
from ercheng_station.records.mediation import Agreement, Mediation
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import How, give_out, latest
from ercheng_station.services.scans import paper_of, papers_numbered, take_scan
from tests.binding import FORMS, bindable, given, parts, scan
from tests.mediating import mediated


@pytest.fixture
def agreement(store):
    return parts(store, bindable(store), Agreement)[0]


def printed(store, form, uid, path, *how):
    give_out(store, FORMS[form], uid, path, *how)
    return marks_in(path.read_bytes(), path.name)


def test_a_final_copy_tells_its_version_and_an_older_one_the_older(store, agreement, tmp_path):
    first = printed(store, "agreement", agreement.uid, tmp_path / "1.pdf")
    given(store, agreement, place="别处")
    second = printed(store, "agreement", agreement.uid, tmp_path / "2.pdf")

    assert [paper_of(store, marks).version for marks in (first, second)] == [1, 2]


def test_drafts_and_covers_bear_no_code(store, agreement, tmp_path):
    case = agreement.case.uid

    assert printed(store, "agreement", agreement.uid, tmp_path / "1.pdf", How(draft=True)) == []
    assert printed(store, "mediation_cover", case, tmp_path / "2.pdf") == []


def test_a_scan_is_kept_with_its_version_and_its_record_once(store, agreement, tmp_path):
    marks = printed(store, "agreement", agreement.uid, tmp_path / "1.pdf")
    file = scan(store, "SIGNED")

    act = take_scan(store, paper_of(store, marks), FORMS["agreement"], file)

    assert act.label.startswith("登记签字扫描件：人民调解协议书")
    assert store.get(Agreement, agreement.uid).signed_scan == (file,)
    assert latest(store, FORMS["agreement"], agreement.uid).signed_scan == (file,)
    assert take_scan(store, paper_of(store, marks), FORMS["agreement"], file) is None


def test_a_paper_of_the_case_keeps_its_scan_with_the_version(store, agreement, tmp_path):
    case = agreement.case.uid
    marks = printed(store, "mediation_rights", case, tmp_path / "1.pdf")

    take_scan(store, paper_of(store, marks), FORMS["mediation_rights"], scan(store, "SIGNED"))

    assert latest(store, FORMS["mediation_rights"], case).signed_scan
    assert store.get(Mediation, case).papers is None


def test_a_signed_visit_sheet_counts_as_signed(practice_store, tmp_path):
    visit = next(one for one in practice_store.find(Query(Visit)) if one.signature != "signed")
    marks = printed(practice_store, "visit_sheet", visit.uid, tmp_path / "1.pdf")

    take_scan(
        practice_store, paper_of(practice_store, marks), FORMS["visit_sheet"], scan(practice_store, "S")
    )

    assert practice_store.get(Visit, visit.uid).signature == "signed"


@pytest.mark.parametrize(
    "marks", [[], ["http://example.org"], ["ERC1:00:11"], [f"ERC1:{'0' * 32}:{'0' * 12}"]]
)
def test_codes_of_others_tell_nothing(store, marks):
    assert paper_of(store, marks) is None


def test_two_papers_in_one_file_are_not_guessed_at(store, agreement, tmp_path):
    first = printed(store, "agreement", agreement.uid, tmp_path / "1.pdf")
    second = printed(store, "mediation_rights", agreement.case.uid, tmp_path / "2.pdf")

    assert paper_of(store, [*first, *second]) is None


def test_the_page_with_its_code_says_the_same_words(store, agreement, tmp_path):
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "1.pdf")
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "2.pdf", How(draft=True))

    with Preview(tmp_path / "1.pdf") as final, Preview(tmp_path / "2.pdf") as draft:
        assert final.text(0).replace("\n", "") == draft.text(0).replace("草稿", "").replace("\n", "")


def test_papers_are_found_by_the_number_printed_on_them_in_their_last_versions(store, tmp_path):
    uid = mediated(store)
    (agreement,) = store.whole(Mediation, uid).all(Agreement)
    for place in ("甲地", "乙地"):
        store.act("改", [Alter(Agreement, agreement.uid, {"place": place})])
        give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "a.pdf")
    give_out(store, FORMS["mediation_application"], uid, tmp_path / "b.pdf")

    found = {paper.name: paper.version for paper in papers_numbered(store, " (2026)鄂城知人调字第0001号 ")}

    assert found == {"agreement": 2, "mediation_application": 1}
    assert papers_numbered(store, "（2026）鄂城知人调字第0002号") == []
