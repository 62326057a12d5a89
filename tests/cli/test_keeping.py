"""What is over is listed and destroyed by command, with a certificate that names nobody."""

import openpyxl
import pytest

from tests.commanding import command, saved, spoken
from tests.documents.mediation.papers import read
from tests.protecting import CLERK, FIRST, HEAD, coming, protect

WHO = "欧阳䶮宸"


@pytest.fixture
def old(folder):
    return saved(
        folder, "reception", visitor=WHO, phone="13987654321", came_on="2015-03-05", matter="问商标", track="咨询", way="来访",
        state="told",
    )  # fmt: skip


def test_what_is_over_is_listed_by_day_and_as_a_file(folder, old, visits, tmp_path):
    found = command(folder, "retention", "--file", tmp_path / "清单.xlsx").document
    later = command(folder, "retention", "--on", "2036-03-06").document

    assert [(one["id"], one["until"]) for one in found["records"]] == [(old["id"], "2025-03-05")]
    assert [one["id"] for one in later["records"]] == [old["id"], visits[0]["id"]]
    sheet = openpyxl.load_workbook(tmp_path / "清单.xlsx").active
    assert old["number"] in [cell.value for row in sheet.iter_rows() for cell in row]
    assert command(folder, "retention", "--on", "某天").code == 3


def test_all_that_is_over_in_a_register_goes_with_a_certificate(folder, old, tmp_path):
    new = saved(
        folder,
        "reception",
        visitor=WHO,
        matter="问专利",
        track="咨询",
        way="来访",
        state="told",
        came_on="今天",
    )
    kept = command(
        folder, "destroy", "reception", new["id"], "--why", "要求删除", "--file", tmp_path / "证明.pdf"
    )
    assert (kept.code, kept.document["error"]["code"]) == (3, "kept-still")

    done = command(folder, "destroy", "接待登记", "--why", "保管期满", "--file", tmp_path / "证明.pdf")

    assert (done.code, done.document["destroyed"]) == (0, 1)
    text = "".join(read(tmp_path / "证明.pdf"))
    assert old["number"] in text
    assert WHO not in text
    assert command(folder, "show", "reception", old["id"]).document["visitor"] is None
    assert command(folder, "check").code == 0
    assert (
        "没有保管期满"
        in spoken(folder, "destroy", "接待登记", "--why", "再来", "--file", tmp_path / "二.pdf").out
    )
    assert not (tmp_path / "二.pdf").exists()


def test_in_a_protected_folder_two_persons_destroy(folder, old, tmp_path):
    protect(folder)
    words = ("destroy", "接待登记", "--why", "保管期满", "--file", tmp_path / "证明.pdf", "--second")

    with coming(tmp_path, CLERK, SECOND_PASSWORD=HEAD.password):
        assert command(folder, *words, HEAD.name).document["error"]["code"] == "right-missing"
    with coming(tmp_path, FIRST, SECOND_PASSWORD=FIRST.password):
        assert command(folder, *words, FIRST.name).document["error"]["code"] == "second-person"
    with coming(tmp_path, FIRST, SECOND_PASSWORD=CLERK.password):
        assert command(folder, *words, CLERK.name).document["error"]["code"] == "second-person"
    with coming(tmp_path, FIRST, SECOND_PASSWORD=HEAD.password):
        assert command(folder, *words, HEAD.name).document["destroyed"] == 1

    text = "".join(read(tmp_path / "证明.pdf"))
    assert f"销毁人：{FIRST.name}。核对人：{HEAD.name}。" in text
    assert old["number"] in text


def test_a_certificate_is_a_pdf(folder, tmp_path):
    told = command(folder, "destroy", "接待登记", "--why", "期满", "--file", tmp_path / "证明.txt")

    assert (told.code, told.document["error"]["code"]) == (2, "command-misused")
