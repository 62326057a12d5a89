"""Every character finds the font that prints it, and what nobody can print is named."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from ercheng_station.documents import fonts
from ercheng_station.documents.fonts import Faces, MissingGlyph, settled
from ercheng_station.documents.truetype import TrueType
from tests.documents.made_fonts import made_font, saved


def names(cut, text):
    return [(link.source.font.fontName, link.heavy) for link in map(cut.__getitem__, text)]


def test_each_face_prints_its_own_characters(faces):
    assert {face: names(faces.cut(face), "字") for face in ("song", "hei", "kai", "fang")} == {
        "song": [("Song-Regular", False)],
        "hei": [("Hei-Regular", False)],
        "kai": [("Kai-Regular", False)],
        "fang": [("Fang-Regular", False)],
    }


def test_what_a_face_lacks_comes_from_song_and_then_from_rare(faces):
    assert names(faces.cut("fang"), "张喆黁𪚥") == [
        ("Fang-Regular", False), ("FangMore-Regular", False), ("Song-Regular", False), ("Rare-Regular", False),
    ]  # fmt: skip


def test_kai_and_fang_take_letters_figures_and_quotes_from_song(faces):
    assert {name for name, _ in names(faces.cut("fang"), "A1“”—…·")} == {"Song-Regular"}
    assert {name for name, _ in names(faces.cut("kai"), "A1“”—…·")} == {"Song-Regular"}
    assert names(faces.cut("hei"), "1") == [("Hei-Regular", False)]


def test_bold_is_real_where_there_is_a_bold_face_and_stroked_elsewhere(faces):
    assert names(faces.cut("song", bold=True), "字𪚥") == [("Song-Bold", False), ("Rare-Regular", True)]
    assert names(faces.cut("fang", bold=True), "字1喆") == [
        ("Fang-Regular", True), ("Song-Bold", False), ("FangMore-Regular", True),
    ]  # fmt: skip


def test_a_text_is_cut_where_the_font_changes(faces):
    pieces = [(link.source.font.fontName, text) for link, text in faces.cut("fang").stretches("张喆堃2024年")]

    assert pieces == [
        ("Fang-Regular", "张"), ("FangMore-Regular", "喆堃"), ("Song-Regular", "2024"), ("Fang-Regular", "年"),
    ]  # fmt: skip


def test_check_boxes_and_dashes_are_as_wide_as_a_character(faces):
    assert [faces.cut("fang").ems[char] for char in "☐☑☒—"] == [1, 1, 1, 1]


def test_figures_are_equally_wide_in_lists(faces):
    for bold in (False, True):
        assert len({faces.cut("song", bold).ems[figure] for figure in "0123456789"}) == 1


def test_every_missing_character_is_listed_once(faces):
    assert faces.missing("走访😀记录\U0010ffff😀，\n\t完") == ["😀", "\U0010ffff"]
    assert faces.missing("走访记录") == []


def test_setting_a_missing_character_names_it(faces):
    with pytest.raises(MissingGlyph) as caught:
        faces.cut("song").ems["😀"]

    assert caught.value.chars == ("😀",)
    assert "😀" in caught.value.what
    assert "U+1F600" in caught.value.what


def test_the_refusal_survives_another_process():
    fault = MissingGlyph(["\U0010ffff"])

    again = pickle.loads(pickle.dumps(fault))

    assert (again.chars, str(again)) == (fault.chars, str(fault))


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("走访\r\n记录\r完\x0b。\u2028", "走访\n记录\n完\n。\n"),
        ("a\tb", "a    b"),
        ("thin\u2009space", "thin space"),
        ("em\u2003space　and nbsp\u00a0", "em\u2003space　and nbsp\u00a0"),
        ("zero\u200bwidth\ufeff ☑\ufe0f", "zerowidth ☑"),
        ("plain 文字", "plain 文字"),
    ],
)
def test_only_line_ends_odd_spaces_and_invisible_signs_are_settled(typed, drawn):
    assert settled(typed) == drawn


def test_a_face_is_unpacked_only_when_a_character_needs_it(tmp_path):
    program = f"""
from pathlib import Path
from ercheng_station.documents.fonts import Faces
folder = Path({str(tmp_path)!r})
faces = Faces(folder)
print(faces.missing("走访记录𪚥"), len(list(folder.iterdir())))
print(faces.cut("fang").ems["走"], len(list(folder.iterdir())))
print(faces.cut("fang").ems["𪚥"], len(list(folder.iterdir())))
"""

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert told.splitlines() == ["[] 0", "1.0 1", "1.0 2"]


def test_unpacked_faces_are_kept_and_a_damaged_one_is_unpacked_again(tmp_path):
    packed = Path(fonts.resources() / "fonts" / "Fang-Regular.ttf.xz")
    digest = fonts.manifest()["Fang-Regular"]["sha256"]
    fresh = bytes(fonts.unpacked_content(packed, digest, tmp_path / "new"))
    kept = tmp_path / "new" / f"{digest[:16]}.ttf"
    assert kept.read_bytes() == fresh

    kept.write_bytes(fresh[:-1] + b"x")

    assert bytes(fonts.unpacked_content(packed, digest, tmp_path / "new")) == fresh
    assert kept.read_bytes() == fresh
    assert bytes(fonts.unpacked_content(packed, digest, tmp_path / "new")[:]) == fresh
    assert bytes(fonts.unpacked_content(packed, digest, None)) == fresh


def test_a_folder_that_takes_nothing_does_not_matter(tmp_path):
    (tmp_path / "file").write_text("in the way")
    packed = Path(fonts.resources() / "fonts" / "Fang-Regular.ttf.xz")
    digest = fonts.manifest()["Fang-Regular"]["sha256"]

    content = fonts.unpacked_content(packed, digest, tmp_path / "file")

    assert len(content) == fonts.manifest()["Fang-Regular"]["size"]


def test_extra_fonts_print_what_no_face_has(tmp_path, unpacked):
    extra = tmp_path / "extra.ttf"
    extra.write_bytes(saved(made_font("\U0002ebf0😀")))

    own = Faces(unpacked, [extra])

    assert own.missing("\U0002ebf0😀") == []
    assert names(own.cut("fang", bold=True), "😀")[0][0].startswith("extra-")
    assert own.cut("fang").ems["😀"] == 1
    assert own.refused == {}


def test_a_preferred_font_comes_first_in_its_face_only(tmp_path, unpacked):
    preferred = tmp_path / "simfang.ttf"
    preferred.write_bytes(saved(made_font("字A中")))

    own = Faces(unpacked, preferred={"fang": preferred})

    assert names(own.cut("fang"), "字")[0][0].startswith("simfang-")
    assert names(own.cut("fang"), "A文") == [("Song-Regular", False), ("Fang-Regular", False)]
    assert names(own.cut("song"), "字") == [("Song-Regular", False)]


def test_fonts_that_cannot_be_used_are_named(tmp_path, unpacked):
    restricted, broken, absent = (tmp_path / name for name in ("restricted.ttf", "broken.ttf", "absent.ttf"))
    restricted.write_bytes(saved(made_font("😀", fs_type=2)))
    broken.write_bytes(b"no font")

    own = Faces(unpacked, [restricted, broken, absent], preferred={"kai": broken})

    assert set(own.refused) == {restricted, broken, absent}
    assert own.missing("😀") == ["😀"]
    assert names(own.cut("kai"), "字") == [("Kai-Regular", False)]


@pytest.mark.parametrize("name", fonts.manifest())
def test_the_index_of_a_face_tells_what_the_font_holds(name, unpacked):
    face = fonts.manifest()[name]
    content = fonts.unpacked_content(fonts.resources() / "fonts" / face["file"], face["sha256"], unpacked)
    font = TrueType(content)
    source = fonts._bundled(name, unpacked)

    inked = {point for point, glyph in font.glyphs.items() if font.ink(glyph) != (0, 0)}

    assert {point for point in font.glyphs if source.covers(point)} >= inked - set(range(0x20))
    assert not [point for point in range(0x2FA20) if source.covers(point) and point not in font.glyphs]
