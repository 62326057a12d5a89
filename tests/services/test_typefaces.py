"""The fonts of an office: the ones in its folder print what nobody else can, named ones come first in their face."""

import logging

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.documents.fonts import MissingGlyph, faces_for
from ercheng_station.documents.registry import PAPERS
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.records.office import Setting
from ercheng_station.records.visit import Visit
from ercheng_station.records.wording import Typefaces
from ercheng_station.reports.table import write_ledger
from ercheng_station.services.papers import give_out
from ercheng_station.services.typefaces import system_folders, typefaces_of
from tests.documents.made_fonts import made_font, saved

RARE = "\U0002ebf0"


@pytest.fixture
def put(practice_store):
    """put(name, chars) leaves a font in the office's folder."""

    def put(name, chars, **options):
        path = practice_store.folder / "fonts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(saved(made_font(chars, **options)))
        return path

    return put


def name_font(store, face, file):
    store.act("设字体", [Create(Setting, {"key": f"font.{face}", "value": file, "note": None})])


def test_without_fonts_of_its_own_an_office_prints_with_the_bundled_ones(practice_store):
    assert typefaces_of(practice_store) == Typefaces()
    assert faces_for(Typefaces()) is faces_for(Typefaces())


def test_a_font_in_the_folder_prints_what_was_refused_before(practice_store, put, tmp_path):
    visit = practice_store.find(Query(Visit))[0]
    practice_store.act("改", [Alter(Visit, visit.uid, {"findings": f"{RARE}字"})])
    with pytest.raises(MissingGlyph):
        give_out(practice_store, PAPERS[0], visit.uid, tmp_path / "a.pdf")

    put("rare.ttf", RARE)

    assert give_out(practice_store, PAPERS[0], visit.uid, tmp_path / "a.pdf").version == 1
    ledger = make_ledger(practice_store, Query(Visit), columns=["findings"])
    assert write_ledger(tmp_path / "走访.pdf", ledger).replaced == ()


def test_the_setting_puts_a_font_first_in_its_face(practice_store, put):
    put("SimFang.TTF", "字")
    name_font(practice_store, "fang", "simfang.ttf")

    faces = faces_for(typefaces_of(practice_store))

    assert faces.cut("fang")["字"].source.font.fontName.startswith("SimFang-")
    assert faces.cut("kai")["字"].source.font.fontName == "Kai-Regular"


def test_a_font_of_the_computer_need_not_be_copied(practice_store, tmp_path, monkeypatch):
    installed = tmp_path / "fonts" / "chinese" / "simkai.ttf"
    installed.parent.mkdir(parents=True)
    installed.write_bytes(saved(made_font("字")))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    name_font(practice_store, "kai", "simkai.ttf")

    assert typefaces_of(practice_store).preferred == (("kai", installed),)


def test_fonts_are_looked_for_where_windows_keeps_them(tmp_path):
    folders = list(system_folders({"WINDIR": "W", "LOCALAPPDATA": "L"}))

    assert [folder.parts for folder in folders[:2]] == [
        ("W", "Fonts"),
        ("L", "Microsoft", "Windows", "Fonts"),
    ]


def test_a_font_that_is_gone_or_may_not_be_embedded_is_told_in_the_log(practice_store, put, caplog):
    put("locked.ttf", "字", fs_type=2)
    name_font(practice_store, "fang", "locked.ttf")
    name_font(practice_store, "kai", "gone.ttf")

    with caplog.at_level(logging.WARNING):
        faces = faces_for(typefaces_of(practice_store))

    assert faces.cut("fang")["字"].source.font.fontName == "Fang-Regular"
    assert faces.cut("kai")["字"].source.font.fontName == "Kai-Regular"
    assert "locked.ttf" in caplog.text
    assert "gone.ttf" in caplog.text


def test_a_font_that_was_exchanged_is_read_again(practice_store, put):
    put("own.ttf", "甲")
    before = faces_for(typefaces_of(practice_store))

    path = put("own.ttf", RARE)
    path.touch()

    assert before.missing(RARE) == [RARE]
    assert faces_for(typefaces_of(practice_store)).missing(RARE) == []
