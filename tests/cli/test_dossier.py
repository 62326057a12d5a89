"""The bound file of a case by command line."""

import hashlib

import pytest

from ercheng_station.db.store import Store
from ercheng_station.documents.preview import Preview
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Evidence, Mediation
from tests.binding import bindable, given, parts
from tests.commanding import command, spoken
from tests.mediating import mediated


@pytest.fixture
def station(closed_folder):
    """A station with a case that can be bound; its folder and the case's number."""
    with Store.open(closed_folder, CATALOGUE) as store:
        return closed_folder, store.get(Mediation, bindable(store)).number


@pytest.fixture
def unfinished(closed_folder):
    with Store.open(closed_folder, CATALOGUE) as store:
        return closed_folder, store.get(Mediation, mediated(store)).number


def test_the_file_is_written_and_its_index_told(station, tmp_path):
    folder, number = station

    answer = command(folder, "dossier", number, tmp_path / "卷宗.pdf")

    assert answer.code == 0, answer.told
    told = answer.document
    assert told["file"] == str(tmp_path / "卷宗.pdf")
    assert told["sha256"] == hashlib.sha256((tmp_path / "卷宗.pdf").read_bytes()).hexdigest()
    assert told["missing"] == []
    with Preview(tmp_path / "卷宗.pdf") as preview:
        assert told["pages"] == preview.pages
    lines = {line["title"]: line for line in told["index"]}
    assert lines["人民调解申请书"] == {
        "title": "人民调解申请书",
        "page": 1,
        "pages": 1,
        "at": 3,
        "must": True,
        "present": True,
        "note": "",
    }
    assert lines["人民调解卷宗封面"]["page"] is None
    assert (lines["司法确认材料"]["present"], lines["司法确认材料"]["at"]) == (False, None)


def test_an_unfinished_file_is_refused_by_name_and_a_draft_is_made(unfinished, tmp_path):
    folder, number = unfinished

    refused = command(folder, "dossier", number, tmp_path / "a.pdf")
    assert refused.code == 3
    assert refused.document["error"]["code"] == "dossier-incomplete"
    assert "缺身份证明（张建军）" in refused.document["error"]["what"]
    assert not (tmp_path / "a.pdf").exists()

    draft = command(folder, "dossier", number, tmp_path / "a.pdf", "--draft")
    assert draft.code == 0, draft.told
    assert "缺身份证明（张建军）" in draft.document["missing"]
    assert (tmp_path / "a.pdf").exists()


def test_a_masked_file_tells_no_names(station, tmp_path):
    folder, number = station

    answer = command(folder, "dossier", number, tmp_path / "a.pdf", "--masked")

    assert answer.code == 0, answer.told
    assert "张建军" not in answer.out
    assert any(line["note"] == "隐去个人信息的卷宗不收扫描件" for line in answer.document["index"])


def test_a_person_reads_what_the_file_holds(station, tmp_path):
    folder, number = station

    answer = spoken(folder, "dossier", number, tmp_path / "卷宗.pdf")

    assert "人民调解协议书" in answer.out
    assert "已生成卷宗" in answer.out


def test_a_damaged_scan_is_named(station, tmp_path):
    folder, number = station
    with Store.open(folder, CATALOGUE) as store:
        uid = store.context.resolve("mediation", number).uid
        broken = store.attachments.put(b"%PDF-1.4\nbroken", "证据.pdf")
        given(store, parts(store, uid, Evidence)[0], scans=(broken,))

    answer = command(folder, "dossier", number, tmp_path / "a.pdf")

    assert (answer.code, answer.document["error"]["code"]) == (4, "pdf-unusable")
    assert "证据.pdf" in answer.document["error"]["what"]


@pytest.mark.parametrize(
    ("words", "code"), [(("nobody", "a.pdf"), 3), (("{number}", "a.docx"), 2), (("{number}",), 2)]
)
def test_what_cannot_be_meant_is_refused(station, tmp_path, words, code):
    folder, number = station
    given_words = [tmp_path / word if word.startswith("a.") else word.format(number=number) for word in words]

    assert command(folder, "dossier", *given_words).code == code


def test_a_case_in_the_trash_is_not_bound(station, tmp_path):
    folder, number = station
    uid = command(folder, "show", "mediation", number).document["id"]
    command(folder, "remove", "mediation", uid, "--why", "登记重复")

    answer = command(folder, "dossier", uid, tmp_path / "a.pdf", "--draft")

    assert (answer.code, answer.document["error"]["code"]) == (3, "record-in-trash")
    assert not (tmp_path / "a.pdf").exists()


def test_a_masked_draft_and_a_masked_refusal_tell_no_names(unfinished, tmp_path):
    folder, number = unfinished

    for more in (("--masked",), ("--masked", "--draft")):
        for spoken_too in (command, spoken):
            answer = spoken_too(folder, "dossier", number, tmp_path / "a.pdf", *more)
            for name in ("张建军", "宏达模具", "单雄信", "陈律"):
                assert name not in f"{answer.out}{answer.told}", more
