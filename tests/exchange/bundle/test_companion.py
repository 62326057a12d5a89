"""Attachments beside a bundle: told by their content alone, and never in the way of the records."""

import shutil
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from ercheng_station.db.check import check
from ercheng_station.exchange.bundle.companion import awaited, companion_of
from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.exchange.bundle.travelling import Freight
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import FileRef
from tests.exchange.bundle.offices import OCTOBER, change, firm, mailed, office, opened, taken, value, visit

FILES = Freight(attachments=True)
TRICK = "../../报告\u202excod.exe"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A bundle of two firms with three attachments, and beside it the same month without any."""
    folder = tmp_path_factory.mktemp("sent")
    with office(folder, "泽林") as store:
        one, other = firm(store, "甲厂"), firm(store, "乙厂")
        kept = [store.attachments.put(name.encode() * 400, name) for name in ("标牌.jpg", "证书.pdf")]
        change(store, Enterprise, one, attachments=tuple(kept))
        change(store, Enterprise, other, attachments=(store.attachments.put(b"%PDF-1.7 x", "名.pdf"),))
        visit(store, one, OCTOBER)
        plain = mailed(store, folder / "不带")
        return mailed(store, folder / "带", freight=FILES), plain, one


@pytest.fixture
def arrived(sent, tmp_path):
    """The bundle and its companion as they lie at the district."""
    shutil.copytree(sent[0].parent, tmp_path / "收件")
    return tmp_path / "收件" / sent[0].name


@pytest.fixture
def district(tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as store:
        yield store


def damage(store):
    return [one for one in check(store) if one.level == "damage" or one.area == "附件"]


def files_of(store, uid):
    return value(store, Enterprise, uid, "attachments")


def test_attachments_come_along_by_their_content_and_a_second_time_changes_nothing(sent, arrived, district):
    with zipfile.ZipFile(companion_of(arrived)) as book:
        assert sorted(map(len, book.namelist())) == [64, 64, 64]

    first = receive(district, arrived, trust_new=True)
    again = receive(district, arrived)

    assert (first.files, first.notes) == (3, ["收到附件 3 个"])
    assert [one.name for one in files_of(district, sent[2])] == ["标牌.jpg", "证书.pdf"]
    assert district.attachments.read(files_of(district, sent[2])[0].sha256) == "标牌.jpg".encode() * 400
    assert (again.files, again.act) == (0, None)
    assert damage(district) == []


def test_a_zip_that_is_lacking_keeps_no_record_out_and_may_come_later_under_any_name(sent, arrived, district):
    late = companion_of(arrived).rename(arrived.parent / "微信文件(1).zip")

    first = receive(district, arrived, trust_new=True)
    told = [one.what for one in check(district) if one.area == "附件"]
    later = receive(district, late)

    assert first.plan.created == 4
    assert first.notes == ["还缺 3 个附件：把附件包（.zip）放在上报包旁边再汇总一次，记录不受影响"]
    assert told == ["有 3 个附件没有随上报包送来"]
    assert (later.verdict, later.files, later.error) == ("attachments", 3, None)
    assert not awaited(district)
    assert damage(district) == []


def test_a_damaged_zip_gives_what_can_be_read_of_it(arrived, district):
    zipped = companion_of(arrived)
    content = bytearray(zipped.read_bytes())
    content[100] ^= 1
    zipped.write_bytes(content)

    some = receive(district, arrived, trust_new=True)
    zipped.write_bytes(b"no zip at all")
    none = receive(district, arrived)

    assert some.files == 2
    assert [one[:5] for one in some.notes] == ["收到附件 ", "附件包“泽", "还缺 1 "]
    assert none.error is None
    assert some.plan.created == 4


def test_of_a_hostile_zip_only_what_is_awaited_is_kept_and_nothing_by_its_name(arrived, district, tmp_path):
    zipped = companion_of(arrived)
    with zipfile.ZipFile(zipped) as book:
        contents = [book.read(name) for name in book.namelist()]
    link = zipfile.ZipInfo("/etc/链接")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("../../x", contents[2])
        book.writestr("C:\\y", b"not wanted")
        book.writestr("\\\\host\\share\\z", contents[2])
        book.writestr(link, contents[2])
        book.writestr("炸弹", bytes(50 << 20))
    before = sorted(one for one in tmp_path.rglob("*") if "files" not in one.parts)

    came = receive(district, arrived, trust_new=True)

    assert came.files == 1
    assert len(list(district.attachments.stored())) == 1
    new = {one for one in tmp_path.rglob("*") if "files" not in one.parts} - set(before)
    assert {one.name for one in new} <= {f"{arrived.stem}_回执.json", "backups"}


def test_what_came_without_attachments_is_completed_under_the_same_version(sent, arrived, district):
    receive(district, sent[1], trust_new=True)
    before = district.row(Enterprise, sent[2])

    plan = receive(district, arrived).plan

    after = district.row(Enterprise, sent[2])
    assert (plan.created, plan.updated) == (0, 2)
    assert (after.revision, len(after.values["attachments"])) == (before.revision, 2)
    assert before.values["attachments"] in (None, ())
    district.undo()
    assert files_of(district, sent[2]) in (None, ())
    assert receive(district, arrived).plan.updated == 2


def test_a_name_with_tricks_is_shown_without_them(tmp_path, district):
    with office(tmp_path, "泽林") as store:
        one = firm(store, "甲厂")
        change(store, Enterprise, one, attachments=(FileRef("ab" * 32, TRICK, 5),))
        parcel = opened(mailed(store, tmp_path / "件", freight=FILES))

    taken(district, parcel)

    (found,) = files_of(district, one)
    assert found.name.isprintable()
    assert "/" not in found.name


def test_a_photo_leaves_as_a_copy_without_place_or_owner_and_the_original_stays(tmp_path, district):
    out, exif = BytesIO(), Image.Exif()
    exif[0x013B] = "余慧敏"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (400, 300), "red").save(out, "JPEG", exif=exif)
    with office(tmp_path, "泽林") as store:
        one = firm(store, "甲厂")
        kept = store.attachments.put(out.getvalue(), "门头.jpeg")
        change(store, Enterprise, one, attachments=(kept,))
        first, second = (mailed(store, tmp_path / "件", freight=FILES) for _ in range(2))
        assert files_of(store, one) == (kept,)

    came = receive(district, first, trust_new=True)
    again = receive(district, second)

    (copy,) = files_of(district, one)
    with Image.open(BytesIO(district.attachments.read(copy.sha256))) as picture:
        assert not picture.getexif()
    assert (came.files, copy.name, copy.sha256 != kept.sha256) == (1, "门头.jpg", True)
    assert again.plan.updated == 0
