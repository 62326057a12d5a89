"""Files come in by their path; what names a content that is not kept is refused."""

import hashlib
from pathlib import Path

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from tests.cli.conftest import VISIT
from tests.commanding import command, saved

PHOTO = Path(__file__).parents[1] / "data" / "phone.heic"


def test_a_photo_comes_in_by_its_path_with_the_time_it_was_taken(folder, firm):
    visit = saved(folder, "visit", **VISIT, 现场照片=[{"path": str(PHOTO)}])

    (photo,) = visit["photos"]
    with Store.open(folder, CATALOGUE) as store:
        content = store.attachments.read(photo["sha256"])
    assert content == PHOTO.read_bytes()
    assert (photo["name"], photo["mime"]) == ("phone.heic", "image/heic")
    assert photo["taken_at"]


def test_an_attachment_that_is_kept_can_be_named_again(folder, firm, tmp_path):
    (tmp_path / "合同.txt").write_text("合同", encoding="utf-8")
    first = command(
        folder, "set", "enterprise", firm["id"], given={"附件": [{"path": str(tmp_path / "合同.txt")}]}
    ).document

    second = saved(folder, "enterprise", name="乙厂", attachments=first["attachments"])

    assert second["attachments"] == first["attachments"]
    assert first["attachments"][0]["taken_at"] == ""


def test_a_picture_that_is_none_is_kept_as_it_is(folder, tmp_path):
    (tmp_path / "图.gif").write_bytes(b"GIF89a" + bytes(20))

    added = saved(folder, "enterprise", name="乙厂", attachments=[{"path": str(tmp_path / "图.gif")}])

    assert added["attachments"][0]["mime"] == "image/gif"


def test_half_a_photo_is_kept_as_it_is(folder, tmp_path):
    (tmp_path / "现场.heic").write_bytes(PHOTO.read_bytes()[: PHOTO.stat().st_size // 2])

    added = saved(folder, "enterprise", name="乙厂", attachments=[{"path": str(tmp_path / "现场.heic")}])

    assert (added["attachments"][0]["mime"], added["attachments"][0]["taken_at"]) == ("image/heic", "")


def test_a_name_given_to_a_kept_file_plays_no_tricks(folder, firm, tmp_path):
    (tmp_path / "合同.txt").write_text("合同", encoding="utf-8")
    first = saved(folder, "enterprise", name="乙厂", attachments=[{"path": str(tmp_path / "合同.txt")}])
    renamed = {**first["attachments"][0], "name": "../报告\u202excod.exe"}

    second = saved(folder, "enterprise", name="丙厂", attachments=[renamed])

    assert second["attachments"][0]["name"] == "报告xcod.exe"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([{"path": "没有.jpg"}], "找不到文件“没有.jpg”"),
        (
            [{"sha256": hashlib.sha256(b"x").hexdigest(), "name": "合同.pdf", "size": 1}],
            "附件“合同.pdf”在数据文件夹里找不到了",
        ),
        ([{"sha256": "17", "name": "合同.pdf", "size": 1}], "附件的摘要不对"),
        (["合同.pdf"], "附件的写法不对：要有摘要、名称和大小"),
        ("合同.pdf", "附件不能用文字填写，请在附件栏添加"),
    ],
)
@pytest.mark.parametrize("way", ["add", "set"])
def test_a_file_that_cannot_be_taken_is_a_fault_of_its_field(folder, firm, way, files, why):
    if way == "add":
        answer = command(folder, "add", "enterprise", given={"name": "乙厂", "attachments": files})
        faults = answer.document["refused"][0]["faults"]
    else:
        answer = command(folder, "set", "enterprise", firm["id"], given={"attachments": files})
        faults = answer.document["error"]["faults"]

    assert answer.code == 3
    assert faults == {"attachments": why}
