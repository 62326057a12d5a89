"""填写说明 as a PDF has every field of its register."""

from contextlib import closing

import pypdfium2

from ercheng_station.records.fields import PLAIN
from ercheng_station.records.need import Need
from ercheng_station.records.wording import Typefaces
from ercheng_station.reports.filling import write_filling
from ercheng_station.services.filling import explain


def test_the_table_names_every_field_and_its_section(tmp_path):
    path = tmp_path / "说明.pdf"

    written = write_filling(path, Need.title, "泽林工作站", explain(Need, PLAIN), Typefaces())

    with closing(pypdfium2.PdfDocument(path)) as document:
        text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert written.pages >= 1
    assert "企业诉求填写说明" in text
    assert all("".join(field.caption.split()) in text for field in Need.kept.values())
    assert all(f"【{section}】" in text for section in {field.section for field in Need.kept.values()})
