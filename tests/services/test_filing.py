"""Files on their way into the data folder: whole, under their names, photos with the time they were taken."""

from pathlib import Path

import pytest

from ercheng_station.errors import UserError
from ercheng_station.services.filing import keep_file
from tests.services.test_pictures import TAKEN, photo, png

PHONE = Path(__file__).parents[1] / "data" / "phone.heic"


@pytest.fixture
def keep(store, tmp_path):
    """keep(name, content) takes such a file in and gives its description and what is kept of it."""

    def take(name, content):
        (tmp_path / name).write_bytes(content)
        file = keep_file(store, tmp_path / name)
        return file, store.attachments.read(file.sha256, file.name)

    return take


@pytest.mark.parametrize(
    ("name", "content", "mime", "taken"),
    [
        ("现场.jpg", photo(), "image/jpeg", TAKEN.isoformat()),
        ("改名.txt", PHONE.read_bytes(), "image/heic", TAKEN.isoformat()),
        ("截图.png", photo("PNG", taken="", place=False), "image/png", ""),
        ("动图.gif", b"GIF89a" + bytes(40), "image/gif", ""),
        ("半张.jpg", photo()[:700], "image/jpeg", ""),
        ("记录.txt", "谈话记录".encode(), "text/plain", ""),
    ],
)
def test_a_file_is_kept_as_it_is_and_a_photo_tells_when_it_was_taken(keep, name, content, mime, taken):
    file, kept = keep(name, content)

    assert (file.name, file.size, file.mime, file.taken_at) == (name, len(content), mime, taken)
    assert kept == content


def test_a_picture_too_large_to_be_shown_is_refused_by_name(keep):
    with pytest.raises(UserError) as refused:
        keep("巨幅.png", png(20_000, 20_000))

    assert refused.value.code == "picture-too-large"
    assert "巨幅.png" in refused.value.what
