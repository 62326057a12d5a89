"""The list of what is to be mended: every finding on it, long ones over several pages, names hidden where wanted."""

from dataclasses import replace

from ercheng_station.documents.mediation.rectification import write_rectification
from ercheng_station.documents.preview import Preview
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.filecheck import findings, read_file
from ercheng_station.services.papers import How, copy_for
from tests.mediating import mediated


def text_of(path):
    preview = Preview(path)
    pages = ["".join(preview.text(page).split()) for page in range(preview.pages)]
    preview.close()
    return pages


def test_every_finding_is_printed_under_the_head_of_its_page(store, tmp_path):
    file = read_file(store, mediated(store))
    found = [replace(one, what=f"{one.what}第{n}号") for n, one in enumerate(findings(file) * 12)]

    built = write_rectification(tmp_path / "a.pdf", file.whole, found, copy_for(store))

    pages = text_of(tmp_path / "a.pdf")
    assert built.pages == len(pages) > 3
    assert all("要补正的" in page for page in pages[:-1])
    assert all(f"第{n}号" in "".join(pages) for n in range(len(found)))
    assert "补正人：" in pages[-1]


def test_a_file_in_order_says_so(store, tmp_path):
    whole = read_file(store, mediated(store)).whole

    write_rectification(tmp_path / "a.pdf", whole, [], copy_for(store))

    assert "没有发现要补正的。" in text_of(tmp_path / "a.pdf")[0]


def test_a_masked_list_tells_no_name(store, tmp_path):
    file = read_file(store, mediated(store))
    copy = replace(copy_for(store, How(masked=True)), aliases=Mediation.aliases(file.whole))

    write_rectification(tmp_path / "a.pdf", file.whole, findings(file), copy)

    (text,) = text_of(tmp_path / "a.pdf")
    assert "张建军" not in text
    assert "B某" in text
