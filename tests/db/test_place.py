"""Where data may lie."""

import errno
import os
from pathlib import Path

import pytest

from ercheng_station.db import place
from ercheng_station.db.place import (
    Mount,
    free_room,
    make_folder,
    read_mounts,
    refuse_unsafe,
    sweep_parts,
    sync_product,
    system_mounts,
)

LOCAL = [Mount(Path("/"), "ext4", "/dev/sda1"), Mount(Path("/proc"), "proc")]


def test_a_local_folder_is_taken_whether_it_is_there_or_not(tmp_path):
    refuse_unsafe(tmp_path)
    refuse_unsafe(tmp_path / "新的" / "数据")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind",
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "davfs",
        "9p",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "fuse.davfs2",
    ],
)
def test_network_file_systems_are_refused(tmp_path, refused, kind):
    mounts = [*LOCAL, Mount(tmp_path, kind, "//server/共享")]

    with refused("folder-network") as refusal:
        refuse_unsafe(tmp_path / "数据", mounts)

    assert refusal.value.facts["why"] == f"{kind}，//server/共享"


@pytest.mark.parametrize(
    "kind", ["ext4", "xfs", "btrfs", "tmpfs", "vfat", "exfat", "fuseblk", "fuse.ntfs", "overlay"]
)
def test_local_file_systems_are_taken(tmp_path, kind):
    refuse_unsafe(tmp_path, [*LOCAL, Mount(tmp_path, kind)])


def test_a_path_that_sqlite_cannot_take_is_refused_with_its_length(tmp_path, refused):
    longest = tmp_path
    while len(os.fsencode(longest / "长")) <= place.LONGEST:
        left = place.LONGEST - len(os.fsencode(longest)) - 1  # a name has 255 bytes at most
        longest = longest / ("长" * min(80, left // 3))

    refuse_unsafe(longest)

    with refused("folder-too-long") as refusal:
        refuse_unsafe(longest / "长" / "长")
    assert refusal.value.facts["most"] == place.LONGEST


def test_the_nearest_and_latest_mount_decides(tmp_path, refused):
    inner, outer = tmp_path / "share" / "disk", tmp_path / "share"
    inner.mkdir(parents=True)

    refuse_unsafe(inner, [*LOCAL, Mount(outer, "nfs"), Mount(inner, "ext4")])
    refuse_unsafe(outer, [*LOCAL, Mount(outer, "nfs"), Mount(outer, "ext4")])
    with refused("folder-network"):
        refuse_unsafe(inner, [*LOCAL, Mount(inner, "ext4"), Mount(inner, "nfs")])


def test_a_link_to_a_share_is_a_share(tmp_path, refused):
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")

    with refused("folder-network"):
        refuse_unsafe(tmp_path / "link", [*LOCAL, Mount(tmp_path / "share", "nfs")])


def test_the_whole_disk_of_a_virtual_machine_is_no_share(tmp_path):
    refuse_unsafe(tmp_path, [Mount(Path("/"), "9p", "host")])
    refuse_unsafe(tmp_path, [])


@pytest.mark.parametrize("share", [r"\\server\共享\数据", "//server/share", r"\\?\UNC\server\share"])
def test_a_windows_share_is_refused(share, refused):
    with refused("folder-network"):
        refuse_unsafe(Path(share), LOCAL)


@pytest.mark.parametrize("local", [r"\\?\C:\数据", r"\\.\C:\数据", r"C:\数据"])
def test_a_long_windows_path_is_no_share(local):
    assert place._share(Path(local)) == ""


def test_the_systems_table_is_read_with_its_escapes():
    table = "/dev/sda1 / ext4 rw 0 0\n//nas/a\\040b /mnt/共享\\040盘 cifs rw,vers=3 0 0\nodd\n"

    assert read_mounts(table) == [
        Mount(Path("/"), "ext4", "/dev/sda1"),
        Mount(Path("/mnt/共享 盘"), "cifs", "//nas/a b"),
    ]
    assert any(mount.point == Path("/") for mount in system_mounts())


@pytest.mark.parametrize(
    ("folder", "product"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 鄂城区市场监督管理局", "OneDrive"),
        ("Nutstore Files", "坚果云"),
        ("我的坚果云", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("BaiduNetdiskWorkspace", "百度网盘"),
        ("百度网盘同步空间", "百度网盘"),
        ("Dropbox (个人)", "Dropbox"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("WPS云盘", "WPS云盘"),
        ("WPSDrive", "WPS云盘"),
        ("微云同步助手", "微云"),
        ("Google Drive", "Google Drive"),
        ("阿里云盘", "阿里云盘"),
        ("ONEDRIVE_2", "OneDrive"),
    ],
)
def test_a_folder_in_step_with_a_cloud_disk_is_refused(tmp_path, refused, folder, product):
    with refused("folder-sync") as refusal:
        refuse_unsafe(tmp_path / folder / "数据", LOCAL)

    assert refusal.value.facts["product"] == product


@pytest.mark.parametrize("folder", ["百度网盘下载", "dropboxer", "微云峰", "icloudy", "我的文档", "Adriatic"])
def test_a_name_that_only_looks_like_one_is_taken(tmp_path, folder):
    assert sync_product(tmp_path / folder) == ""


def test_a_link_into_a_cloud_disk_is_refused(tmp_path, refused):
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "数据").symlink_to(tmp_path / "OneDrive")

    with refused("folder-sync"):
        refuse_unsafe(tmp_path / "数据", LOCAL)


def test_the_marks_of_a_cloud_disk_tell_it_too(tmp_path):
    (tmp_path / ".stfolder").mkdir()

    assert sync_product(tmp_path / "a" / "b") == "Syncthing"


def test_a_folder_where_nothing_can_be_written_is_refused(refused):
    with refused("folder-not-writable"):
        refuse_unsafe(Path("/proc/self"), LOCAL)


def test_a_full_disk_may_still_be_read(tmp_path, monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("tempfile.TemporaryFile", full)

    refuse_unsafe(tmp_path, LOCAL)


def test_the_room_is_that_of_the_disk_below(tmp_path):
    stat = os.statvfs(tmp_path)

    assert abs(free_room(tmp_path / "不在" / "这里") - stat.f_bavail * stat.f_frsize) < 1 << 30


def test_folders_are_made_with_those_above(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_named(tmp_path, refused, monkeypatch):
    (tmp_path / "a").touch()
    with refused("folder-not-writable"):
        make_folder(tmp_path / "a" / "b")

    def full(*_, **__):
        raise OSError(errno.EDQUOT, "quota")

    monkeypatch.setattr("pathlib.Path.mkdir", full)
    with refused("file-no-room"):
        make_folder(tmp_path / "c")


def test_only_what_a_killed_writer_left_is_swept(tmp_path):
    for name in (".0123456789abcdef.part", ".notes.part", "a.part", "b.txt"):
        (tmp_path / name).touch()

    sweep_parts(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [".notes.part", "a.part", "b.txt"]
