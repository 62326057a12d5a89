"""What the scanner left in a folder comes to the papers it shows."""

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Agreement, Mediation
from tests.binding import bindable, parts
from tests.commanding import command, spoken


@pytest.fixture
def station(closed_folder, tmp_path):
    """A station, its agreement's id, and a folder with the agreement as it comes from the scanner."""
    with Store.open(closed_folder, CATALOGUE) as store:
        agreement = parts(store, bindable(store), Agreement)[0].uid
    scanner = tmp_path / "扫描"
    scanner.mkdir()
    assert command(closed_folder, "paper", "agreement", agreement, scanner / "0001.pdf").code == 0
    return closed_folder, agreement, scanner


def test_each_file_is_taken_once_and_what_shows_no_paper_is_told(station):
    folder, agreement, scanner = station
    (scanner / "0002.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))
    (scanner / "说明.txt").write_text("不是扫描件", encoding="utf-8")

    first = command(folder, "scans", scanner).document
    again = command(folder, "scans", scanner).document

    assert first["taken"] == [
        {
            "file": str(scanner / "0001.pdf"),
            "paper": "agreement",
            "title": "人民调解协议书",
            "about": str(agreement),
            "version": 1,
        }
    ]
    assert [one["file"] for one in first["unknown"]] == [str(scanner / "0002.jpg")]
    assert "0002.jpg" in first["unknown"][0]["why"]
    assert again["taken"] == []
    assert [one["paper"] for one in again["again"]] == ["agreement"]
    assert (scanner / "0001.pdf").exists()


def test_the_scan_then_stands_in_the_bound_file(station, tmp_path):
    folder, agreement, scanner = station
    command(folder, "scans", scanner)

    with Store.open(folder, CATALOGUE) as store:
        record = store.get(Agreement, agreement)
        number = store.get(Mediation, record.case.uid).number
    made = command(folder, "dossier", number, tmp_path / "卷宗.pdf", "--numbers").document

    assert [line["present"] for line in made["index"] if line["title"] == "人民调解协议书"] == [True]
    assert [file.name for file in record.signed_scan] == ["0001.pdf"]


def test_a_person_reads_what_became_of_each_file(station):
    folder, _, scanner = station

    assert f"已登记：{scanner / '0001.pdf'}　人民调解协议书" in spoken(folder, "scans", scanner).out


def test_a_folder_that_is_none_is_refused(station, tmp_path):
    folder = station[0]

    assert command(folder, "scans", tmp_path / "没有").document["error"]["code"] == "folder-gone"


def test_a_scan_without_a_code_is_taken_by_the_number_printed_on_its_paper(station, tmp_path):
    folder, agreement, scanner = station
    photo = scanner / "0002.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(50))
    with Store.open(folder, CATALOGUE) as store:
        number = store.get(Mediation, store.get(Agreement, agreement).case.uid).number

    unknown = command(folder, "scans", photo, "--number", "（2026）没有字第9号")
    taken = command(folder, "scans", photo, "--number", number)
    again = command(folder, "scans", photo, "--number", number, "--paper", "agreement").document
    other = command(folder, "scans", photo, "--number", number, "--paper", "mediation_cover")

    assert (unknown.code, unknown.document["error"]["code"]) == (3, "scan-which-paper")
    assert [one["about"] for one in taken.document["taken"]] == [str(agreement)]
    assert [one["paper"] for one in again["again"]] == ["agreement"]
    assert (other.code, other.document["error"]["code"]) == (3, "scan-which-paper")
    with Store.open(folder, CATALOGUE) as store:
        assert [file.name for file in store.get(Agreement, agreement).signed_scan] == ["0002.jpg"]


def test_of_several_papers_with_one_number_the_command_wants_to_know_which(station, tmp_path):
    folder, agreement, scanner = station
    with Store.open(folder, CATALOGUE) as store:
        case = store.get(Mediation, store.get(Agreement, agreement).case.uid)
    assert command(folder, "paper", "mediation_application", case.uid, tmp_path / "a.pdf").code == 0
    scan = scanner / "0001.pdf"

    which = command(folder, "scans", scan, "--number", case.number)
    taken = command(folder, "scans", scan, "--number", case.number, "--paper", "人民调解申请书").document

    assert which.code == 3
    assert "人民调解协议书" in which.document["error"]["what"]
    assert [one["paper"] for one in taken["taken"]] == ["mediation_application"]
