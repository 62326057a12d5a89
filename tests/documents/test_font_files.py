"""The committed faces are the ones their manifest describes."""

import hashlib
import io
import json
import lzma

import pytest
from fontTools.ttLib import TTFont

from ercheng_station.paths import resources

FONTS = resources() / "fonts"
FACES = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
RESERVED = ("LXGW", "霞鹜", "HanaMin", "Hanazono", "花園", "Source", "Noto", "Fandol")


def test_eight_faces_of_about_41_megabytes():
    assert list(FACES) == [
        "Song-Regular", "Song-Bold", "Hei-Regular", "Hei-Bold", "Kai-Regular", "Fang-Regular", "FangMore-Regular",
        "Rare-Regular",
    ]  # fmt: skip
    assert sum((FONTS / face["file"]).stat().st_size for face in FACES.values()) <= 40_800_000


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_the_content_and_the_licence_of_the_manifest(name):
    face = FACES[name]
    packed = (FONTS / face["file"]).read_bytes()
    content = lzma.decompress(packed)

    assert hashlib.sha256(packed).hexdigest() == face["packed_sha256"]
    assert hashlib.sha256(content).hexdigest() == face["sha256"]
    assert len(content) == face["size"]
    assert (FONTS / "licences" / face["licence"]).read_text(encoding="utf-8")
    assert set(face["source"]) == {"package", "version", "file", "sha256"}


@pytest.mark.parametrize("name", FACES)
def test_no_family_keeps_a_reserved_name(name):
    assert not [word for word in RESERVED if word.lower() in FACES[name]["family"].lower()]


@pytest.mark.parametrize(("name", "grid"), [("FangMore-Regular", 2), ("Rare-Regular", 4)])
def test_every_point_of_an_outline_stands_on_the_grid(name, grid):
    content = lzma.decompress((FONTS / FACES[name]["file"]).read_bytes())
    font = TTFont(io.BytesIO(content), lazy=True)

    points = [
        point
        for glyph in font.getGlyphOrder()[1::200]
        for point in font["glyf"][glyph].getCoordinates(font["glyf"])[0]
    ]
    assert points
    assert [(x, y) for x, y in points if x % grid or y % grid] == []
