"""The bound file as one PDF: true page numbers, bookmarks, order, scans upright in the place of printed papers."""

import hashlib
import subprocess
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from ercheng_station.db.changes import Alter
from ercheng_station.documents.dossier import Reading, build_dossier
from ercheng_station.documents.preview import Preview
from ercheng_station.errors import UserError
from ercheng_station.records.mediation import (
    Agreement,
    Evidence,
    FollowUp,
    Investigation,
    Mediation,
    Party,
    Session,
)
from ercheng_station.services.dossier import copy_for_dossier, plan_dossier
from ercheng_station.services.papers import give_out
from tests.binding import FORMS, bindable, given, identified, parts, photo, scan
from tests.mediating import made, mediated

COVER, INDEX = 1, 2
A4 = (595, 842)


def bound(store, uid, path, *, draft=False, masked=False, numbers_only=False):
    plan = plan_dossier(store, FORMS, uid, masked=masked)
    copy = copy_for_dossier(store, plan, draft=draft, masked=masked)
    reading = Reading(FORMS, lambda file: store.attachments.read(file.sha256, file.name))
    return build_dossier(plan, path, copy, reading, numbers_only=numbers_only)


def texts(path):
    with Preview(path) as preview:
        return ["".join(preview.text(page).split()) for page in range(preview.pages)]


def folios(path):
    """What stands in the upper right corner of each page."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        layer = page.get_textpage()
        found.append(layer.get_text_bounded(left=540, bottom=805, right=595, top=842).strip())
        layer.close()
        page.close()
    document.close()
    return found


def bookmarks(path):
    document = pypdfium2.PdfDocument(path)
    toc = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]
    document.close()
    return toc


def shot(path, page, dpi=36):
    with Preview(path) as preview:
        made = preview.picture(page - 1, dpi)
    return Image.frombytes("RGBA", (made.width, made.height), made.pixels).convert("RGB")


def test_what_has_changed_since_its_version_is_told_and_not_printed(store, tmp_path):
    uid = bindable(store)
    agreement = parts(store, uid, Agreement)[0]
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "a.pdf")
    given(store, agreement, place="别处")

    made = bound(store, uid, tmp_path / "b.pdf")

    notes = {line.title: line.note for line in made.lines}
    assert notes["人民调解协议书"] == "内容已修改，卷内是第1版"
    assert "内容已修改" not in "".join(texts(tmp_path / "b.pdf"))


def line(made, title):
    return next(one for one in made.lines if one.title.startswith(title))


@pytest.fixture
def case(store):
    return bindable(store)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "卷宗.pdf"


def test_the_numbers_in_the_index_are_the_numbers_on_the_sheets(store, case, path):
    made = bound(store, case, path)

    on_sheets = folios(path)
    numbered = [number for number in on_sheets if number]
    assert numbered == [str(number) for number in range(1, len(numbered) + 1)]
    index = texts(path)[INDEX - 1]
    place = 0
    for one in made.lines[2:]:
        if one.present:
            assert on_sheets[one.at - 1] == (str(one.page) if one.page else "")
            place = index.index("".join(f"{one.title}{one.page or ''}".split()), place)
    assert made.pages == len(on_sheets)
    assert sum(one.pages for one in made.lines) == made.pages


def test_cover_index_note_and_back_bear_no_number(store, case, path):
    made = bound(store, case, path)

    bare = [one.title for one in made.lines if one.present and not one.page]

    assert made.lines[1].pages == 1, "no page for empty rows alone"
    assert bare == ["人民调解卷宗封面", "卷内目录", "卷宗情况说明", "封底"]
    assert [made.lines[place].at for place in (0, 1)] == [COVER, INDEX]
    assert folios(path)[made.lines[2].at - 1] == "1"


def test_every_paper_has_its_bookmark_and_stands_where_it_says(store, case, path):
    made = bound(store, case, path)

    assert bookmarks(path) == [(one.title, one.at) for one in made.lines if one.at]
    words = texts(path)
    for title, page in bookmarks(path):
        if title.startswith("人民调解") and "（" not in title and title != "人民调解卷宗封面":
            assert title in words[page - 1]


def test_what_was_told_is_what_was_written(store, case, path):
    made = bound(store, case, path)

    assert hashlib.sha256(path.read_bytes()).hexdigest() == made.sha256
    with Preview(path) as preview:
        assert {tuple(map(round, preview.size(page))) for page in range(preview.pages)} == {A4}


def test_every_character_typed_is_in_the_text(store, case, path):
    long = "䶮𠮷·张<b>&amp;三".ljust(3000, "述")
    given(store, store.get(Mediation, case), facts=long)
    given(store, parts(store, case, Agreement)[0], facts=long)
    record = parts(store, case, Session)[0]
    given(store, record, content=long)

    bound(store, case, path)

    words = "".join(texts(path))
    assert "䶮𠮷·张<b>&amp;三" in words
    assert words.count("述") >= 3 * (3000 - 14)
    whole = store.whole(Mediation, case)
    for kind, names in {
        Party: ("name", "address"),
        Investigation: ("asked", "place", "content"),
        Evidence: ("name", "source", "submitter"),
        Session: ("place", "parties", "result"),
        Agreement: ("terms", "place", "deadline"),
        FollowUp: ("asked", "content"),
    }.items():
        for part in whole.all(kind):
            for name in names:
                assert "".join(getattr(part, name).split()) in words, (kind.__tablename__, name)


def test_scans_stand_in_the_place_of_the_printed_paper(store, case, path):
    signed = scan(store, "SIGNED1", "SIGNED2")
    given(store, parts(store, case, Agreement)[0], signed_scan=(signed,))

    made = bound(store, case, path)

    agreement = line(made, "人民调解协议书")
    words = texts(path)
    assert agreement.pages == 2
    assert words[agreement.at - 1 : agreement.at + 1] == [
        f"{agreement.page}SIGNED1",
        f"{agreement.page + 1}SIGNED2",
    ]
    assert "达成如下协议" not in "".join(words)


def test_copies_follow_the_list_they_belong_to(store, case, path):
    bound(store, case, path)

    words = "|".join(texts(path))
    places = [
        words.index(word)
        for word in ("ID1a", "ID1b", "ID2a", "ID2b", "证据材料清单", "EVIDENCE1", "EVIDENCE2")
    ]
    first = words.index("ID1a")
    assert places[:4] == sorted(places[:4])
    assert words.index("证据材料清单", first) < words.index("EVIDENCE1") < words.index("EVIDENCE2")


def test_pictures_stand_upright_and_leave_the_number_free(store, case, path):
    tall = photo(store, "blue", (300, 900))
    given(store, parts(store, case, Evidence)[0], scans=(tall,))

    made = bound(store, case, path)

    page = line(made, "证据：").at
    picture = shot(path, page)
    wide, high = picture.size
    assert picture.getpixel((wide // 2, high // 2))[2] > 200
    assert picture.getpixel((wide // 2, 3)) == (255, 255, 255)
    assert folios(path)[page - 1] == str(line(made, "证据：").page)
    blue = [x for x in range(wide) if picture.getpixel((x, high // 2))[0] < 60]
    down = [y for y in range(high) if picture.getpixel((wide // 2, y))[0] < 60]
    assert abs(len(down) / len(blue) - 3) < 0.2


def test_a_final_version_is_taken_as_it_was_frozen(store, case, path, tmp_path):
    agreement = parts(store, case, Agreement)[0]
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "协议.pdf")
    given(store, agreement, terms="后来改动的内容")

    made = bound(store, case, path)

    first = line(made, "人民调解协议书")
    words = "".join(texts(path)[first.at - 1 : first.at - 1 + first.pages])
    assert "停止使用与“宏达”近似的标识" in words
    assert "后来改动的内容" not in words
    assert folios(path)[first.at - 1] == str(first.page)
    with Preview(tmp_path / "协议.pdf") as alone:
        assert alone.pages == first.pages


def test_other_readers_find_no_fault_in_it(store, case, path, tmp_path, tool):
    for form, about in (("mediation_cover", case), ("agreement", parts(store, case, Agreement)[0].uid)):
        give_out(store, FORMS[form], about, tmp_path / "定稿.pdf")
    bound(store, case, path)

    read = subprocess.run([tool("pdftotext"), str(path), "-"], capture_output=True, text=True, check=True)

    assert read.stderr == ""
    assert "人民调解协议书" in read.stdout


def test_an_unfinished_file_is_refused_and_its_draft_says_what_lacks(store, path):
    uid = mediated(store)
    with pytest.raises(UserError, match="身份证明") as refused:
        bound(store, uid, path)
    assert refused.value.code == "dossier-incomplete"
    assert not path.exists()

    made = bound(store, uid, path, draft=True)

    assert "缺身份证明（张建军）" in made.missing
    index = texts(path)[INDEX - 1]
    assert "身份证明（张建军）缺" in index
    assert all("草稿" in words for words in texts(path)), "every page is marked"
    assert not line(made, "身份证明（张建军）").present


def test_a_draft_marks_scans_too(store, case, path):
    made = bound(store, case, path, draft=True)

    words = texts(path)
    for title in ("身份证明（张建军）", "履行凭证"):
        assert "草稿" in words[line(made, title).at - 1]
    colors = set(shot(path, line(made, "身份证明（张建军）").at).get_flattened_data())
    assert any(200 < red < 240 and red == green == blue for red, green, blue in colors)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.4\nbroken", "裁定书.pdf", "pdf-unusable"),
        (b"\xff\xd8\xff" + bytes(50), "证件.jpg", "picture-damaged"),
    ],
)
def test_a_damaged_scan_is_named_and_a_draft_says_so_in_its_place(store, case, path, content, name, code):
    broken = store.attachments.put(content, name)
    given(store, parts(store, case, Evidence)[0], scans=(broken,))

    with pytest.raises(UserError, match=name) as refused:
        bound(store, case, path)
    assert refused.value.code == code
    assert not path.exists()

    made = bound(store, case, path, draft=True)
    assert any(name in told for told in made.missing)
    assert name in texts(path)[line(made, "证据：").at - 1]


def test_a_scan_that_is_gone_is_named(store, case, path):
    lost = replace(scan(store, "LOST", name="丢失.pdf"), sha256="0" * 64)
    store.act("改", [Alter(Evidence, parts(store, case, Evidence)[0].uid, {"scans": (lost,)})])

    with pytest.raises(UserError, match=r"丢失\.pdf"):
        bound(store, case, path)


def test_a_masked_file_holds_no_scan_and_no_name(store, case, path):
    given(store, parts(store, case, Agreement)[0], signed_scan=(scan(store, "SIGNED"),))

    made = bound(store, case, path, masked=True)

    words = "".join(texts(path))
    for secret in ("张建军", "宏达模具", "13812345678", "ID1a", "SIGNED", "11010519491231002X"):
        assert secret not in words
        assert not any(secret in title for title, _ in bookmarks(path))
    assert "不收扫描件" in texts(path)[INDEX - 1]
    assert "B某" in words
    assert line(made, "人民调解协议书").pages > 0
    assert line(made, "身份证明（B某）").pages == 0
    assert line(made, "身份证明（B某）").present


def test_what_is_told_of_a_masked_file_tells_no_name(store, case, path):
    recording = store.attachments.put(b"ID3 sound", "张建军的录音.mp3")
    respondent = next(one for one in parts(store, case, Party) if one.role == "respondent")
    given(store, respondent, identity=())
    given(store, parts(store, case, Evidence)[0], scans=(recording,))

    made = bound(store, case, path, draft=True, masked=True)

    assert "缺身份证明（B某）" in made.missing
    assert [one.note for one in made.lines if "录音" in one.note] == ["另存电子文件：B某的录音.mp3"]
    assert "张建军" not in repr(made)


def test_thirty_parties_are_all_there_with_their_proofs(store, case, path):
    row = store.row(Mediation, case)
    for number in range(28):
        made(
            store, Party, case=row.label, role="respondent", kind="person", name=f"被申请人{number:02}",
            mobile="13812345678", address="鄂城区", consent="agreed", consent_on="2026-09-01",
        )  # fmt: skip
    identified(store, case)

    bound(store, case, path)

    words = "".join(texts(path))
    for number in range(28):
        assert words.count(f"被申请人{number:02}") >= 3
    for number in range(1, 31):
        assert f"ID{number}a" in words
        assert f"ID{number}b" in words
    numbered = [folio for folio in folios(path) if folio]
    assert numbered == [str(number) for number in range(1, len(numbered) + 1)]


def test_a_typeface_stands_in_the_file_once(store, case, path):
    bound(store, case, path)

    document = pypdfium2.PdfDocument(path)
    names = []
    for page in document:
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            names.append(one.get_font().get_base_name())
        page.close()
    document.close()
    faces = {}
    for name in names:
        faces.setdefault(name.split("+")[-1], set()).add(name)
    assert faces
    assert all(len(tags) == 1 for tags in faces.values())


def test_for_sheets_already_signed_the_numbers_are_printed_alone(store, case, path, tmp_path):
    given(store, parts(store, case, Agreement)[0], signed_scan=(scan(store, "SIGNED1", "SIGNED2"),))
    whole = bound(store, case, tmp_path / "all.pdf")

    made = bound(store, case, path, numbers_only=True)

    scanned = ("身份证明", "证据：", "人民调解协议书", "履行凭证")
    lines = [one for one in whole.lines if one.title.startswith(scanned)]
    wanted = [str(one.page + number) for one in lines for number in range(one.pages)]
    assert texts(path) == folios(path) == wanted
    assert made.pages == len(wanted)
    assert [one.page for one in made.lines] == [one.page for one in whole.lines]


def test_without_signed_sheets_there_is_no_number_to_print(store, path):
    with pytest.raises(UserError, match="签字原件"):
        bound(store, mediated(store), path, draft=True, numbers_only=True)


def test_a_name_of_a_file_that_no_face_prints_does_not_keep_the_file_back(store, case, path):
    voice = store.attachments.put(b"#!AMR" + bytes(40), "录音😀.amr")
    given(store, parts(store, case, Evidence)[0], scans=(photo(store), voice))

    bound(store, case, path)

    assert "另存电子文件：录音〔U+1F600〕.amr" in texts(path)[INDEX - 1]
