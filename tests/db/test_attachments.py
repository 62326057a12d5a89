"""Attachments on disk."""

import hashlib
import os
import random
import time

import pytest

from ercheng_station.db import attachments
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.vault import read_keys
from ercheng_station.records.fields import FileRef

MEGABYTE = 1 << 20


@pytest.fixture
def files(data):
    return Attachments(data, read_keys(data).key)


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


def on_disk(files):
    return [path for path in files.root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [1, 15, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE])
def test_what_is_put_comes_back(files, size):
    content = noise(size)

    ref = files.put(content, "现场.bin")

    assert ref == FileRef(hashlib.sha256(content).hexdigest(), "现场.bin", size, ref.mime)
    assert files.read(ref.sha256) == content
    assert on_disk(files) == [files.root / ref.sha256[:2] / ref.sha256]


def test_a_file_is_stored_as_its_content_would_be(files, tmp_path):
    source = tmp_path / "照片 #1?.jpg"
    source.write_bytes(b"\xff\xd8\xff" + noise(2 * MEGABYTE))

    steps = []
    ref = files.put(source, "C:\\微信\\照片 #1?.jpg", lambda done, total: steps.append((done, total)))

    assert ref == files.put(source.read_bytes(), "照片 #1-.jpg")
    assert (ref.name, ref.mime) == ("照片 #1-.jpg", "image/jpeg")
    assert steps == [(MEGABYTE, ref.size), (2 * MEGABYTE, ref.size), (ref.size, ref.size)]


def test_equal_contents_are_stored_once_and_equal(files, tmp_path):
    first, second = files.put(b"same", "a.txt"), files.put(b"same", "b.txt")
    twin = Attachments(tmp_path, files.keys[0])
    twin.put(b"same", "c")

    assert (first.sha256, first.name, second.name) == (second.sha256, "a.txt", "b.txt")
    assert len(on_disk(files)) == 1
    assert on_disk(files)[0].read_bytes() == on_disk(twin)[0].read_bytes()


def test_nothing_on_disk_is_plain(files):
    files.put("身份证号420704199001011234".encode() * 10, "a.txt")

    held = on_disk(files)[0].read_bytes()

    assert b"420704199001011234" not in held
    assert len({held[start : start + 16] for start in range(0, len(held), 16)}) > len(held) // 16 - 1


def test_no_two_chunks_are_encrypted_alike(files):
    ref = files.put(bytes(4 * MEGABYTE), "a")

    held, chunk = files.path(ref.sha256).read_bytes()[8:], MEGABYTE + 16
    assert len({held[start : start + 64] for start in range(0, len(held), chunk)}) == 4


def test_another_key_reads_nothing(files, data, refused):
    ref = files.put(b"secret", "a")

    with refused("attachment-damaged"):
        Attachments(data, bytes(32)).read(ref.sha256)


def test_an_empty_file_is_refused(files, tmp_path, refused):
    (tmp_path / "空.pdf").touch()

    with refused("file-empty"):
        files.put(tmp_path / "空.pdf", "空.pdf")
    with refused("file-empty"):
        files.put(b"", "空.pdf")

    assert not files.root.exists()


def test_a_film_is_refused_at_once_with_both_sizes(files, tmp_path, refused):
    film = tmp_path / "录像.mp4"
    with film.open("wb") as out:
        out.truncate(2 << 30)
    begun = time.process_time()

    with refused("file-too-large") as refusal:
        files.put(film, "录像.mp4")

    assert "有 2.0 GB，超过 100.0 MB" in refusal.value.what
    assert time.process_time() - begun < 0.5
    assert not files.root.exists()


def test_the_largest_is_taken_and_one_byte_more_is_not(files, refused, monkeypatch):
    monkeypatch.setattr(attachments, "LARGEST", 1000)

    files.put(noise(1000), "a")
    with refused("file-too-large"):
        files.put(noise(1001), "a")


def test_room_is_looked_for_before_copying(files, refused, monkeypatch):
    monkeypatch.setattr(attachments, "ROOM_TO_LEAVE", 1 << 60)

    with refused("file-no-room"):
        files.put(b"content", "a")

    assert not files.root.exists()


def test_a_full_disk_leaves_nothing_half(files, refused, file_limit):
    files.put(b"first", "a")

    with file_limit(100_000), refused("file-no-room"):
        files.put(noise(MEGABYTE), "b")

    assert len(on_disk(files)) == 1


def test_a_file_that_vanished_is_named(files, tmp_path, refused):
    with refused("file-missing"):
        files.put(tmp_path / "没有.jpg", "没有.jpg")


@pytest.mark.parametrize("odd", ["folder", "pipe"])
def test_what_is_no_file_is_refused_without_waiting(files, tmp_path, refused, odd):
    path = tmp_path / odd
    path.mkdir() if odd == "folder" else os.mkfifo(path)

    with refused("file-unreadable"):
        files.put(path, odd)


def test_a_file_that_cannot_be_read_is_named(files, tmp_path, refused):
    stuck = tmp_path / "stuck"
    stuck.symlink_to("/proc/self/mem")

    with refused("file-unreadable"):
        files.put(stuck, "stuck")


def test_a_file_that_vanishes_or_changes_meanwhile_is_noticed(files, tmp_path, refused):
    class Moving(type(tmp_path)):
        """A file with which something happens when it is opened for the second time."""

        happens = None
        opened = 0

        def open(self, *how, **more):
            self.opened += 1
            if self.opened == 2:
                self.happens()
            return super().open(*how, **more)

    source = Moving(tmp_path / "a")
    for happens, code in [
        (lambda: source.write_bytes(noise(9000, 2)), "file-changed"),
        (lambda: source.write_bytes(noise(8000)), "file-changed"),
        (source.unlink, "file-missing"),
    ]:
        source.opened, source.happens = -1, happens
        source.write_bytes(noise(9000))
        source.opened = 0
        with refused(code):
            files.put(source, "a")
        assert on_disk(files) == []


def test_every_changed_bit_every_cut_and_every_exchange_is_noticed(files, full):
    ref = files.put(noise(MEGABYTE + 5000), "a")
    path = files.path(ref.sha256)
    held = path.read_bytes()
    rng = random.Random(3)
    chunk = MEGABYTE + 16
    spoilt = [
        b"",
        held[:8],
        held[:-1],
        held + b"x",
        held[: 8 + chunk],
        held[:8] + held[8 + chunk :] + held[8 : 8 + chunk],
    ]
    for _ in range(2000 if full else 30):
        changed = bytearray(held)
        changed[rng.randrange(len(held))] ^= 1 << rng.randrange(8)
        spoilt.append(bytes(changed))

    for content in spoilt:
        path.write_bytes(content)
        assert files.verify(ref.sha256, "现场.jpg").code == "attachment-damaged"
    path.unlink()
    assert files.verify(ref.sha256, "现场.jpg").code == "attachment-gone"
    path.write_bytes(held)
    assert files.verify(ref.sha256) is None


def test_a_file_of_another_content_is_not_taken_for_it(files, refused):
    first, second = files.put(b"first", "a"), files.put(b"second", "b")
    files.path(first.sha256).write_bytes(files.path(second.sha256).read_bytes())

    with refused("attachment-damaged"):
        files.read(first.sha256)


def test_putting_it_again_heals_it(files):
    ref = files.put(b"content", "a")
    files.path(ref.sha256).write_bytes(b"damaged")

    files.put(b"content", "a")

    assert files.read(ref.sha256) == b"content"


def test_what_is_stored_can_be_listed_copied_and_removed(files, tmp_path):
    kept = sorted(files.put(noise(10, seed), "a").sha256 for seed in range(5))
    (files.root / "ab").mkdir(exist_ok=True)
    (files.root / "ab" / "notes.txt").touch()
    (files.root / "ab" / f".{'0' * 16}.part").touch()
    (files.root / "zz").mkdir()
    (files.root / "zz" / kept[0]).touch()
    copies = Attachments(tmp_path / "镜像", files.keys[0])

    files.sweep()
    files.copy(kept[0], copies)
    files.remove(kept[1])
    files.remove(kept[1])

    assert list(files.stored()) == [kept[0], *kept[2:]]
    assert copies.read(kept[0]) == files.read(kept[0])
    assert not (files.root / "ab" / f".{'0' * 16}.part").exists()
    assert list(Attachments(tmp_path / "没有", b"").stored()) == []


@pytest.mark.parametrize("name", ["../../x", "abc", "A" * 64, "a" * 63 + "\n"])
def test_no_name_leads_out_of_the_folder(files, name):
    with pytest.raises(ValueError, match=r"[xaA]"):
        files.path(name)
