"""Several files as one."""

from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.joining import join
from ercheng_station.documents.preview import Preview


def written(path, *pages):
    canvas = Canvas(str(path))
    for words in pages:
        canvas.drawString(100, 100, words)
        canvas.showPage()
    canvas.save()
    return path


def test_all_pages_stand_in_one_file_and_each_part_is_told_its_first(tmp_path):
    parts = [written(tmp_path / "a.pdf", "one", "two"), written(tmp_path / "b.pdf", "three")]
    told = []

    starts = join([*parts, parts[0]], tmp_path / "all.pdf", lambda *step: told.append(step))

    assert starts == (1, 3, 4)
    assert told == [(0, 3), (1, 3), (2, 3)]
    with Preview(tmp_path / "all.pdf") as all_of_it:
        words = [all_of_it.text(page).strip() for page in range(all_of_it.pages)]
    assert words == ["one", "two", "three", "one", "two"]
