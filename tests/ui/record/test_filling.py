"""填写说明 is one click away from a form and from a list, and can be kept as a PDF."""

import pytest

from ercheng_station.records.need import Need
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.filling import FillingView, show_filling
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.register_page import RegisterPage


def shown_words(view):
    return " ".join(label.text() for label in view.findChildren(Label))


def test_every_field_is_told_with_what_it_takes(desk, shown):
    words = shown_words(shown(FillingView(Need, desk), 800, 600))

    assert all(field.caption in words for field in Need.kept.values())
    assert "必填" in words
    assert "可选：走访、电话" in words


@pytest.mark.parametrize("made", [RecordForm, RegisterPage])
def test_it_is_reached_from_form_and_list(desk, shown, made):
    page = shown(made(Need, desk), 1000, 600)
    if isinstance(page, RegisterPage):
        page.making.finish()
    button = next(one for one in page.findChildren(IconButton) if one.accessibleName() == "填写说明")

    button.click()

    assert page.findChild(FillingView) is not None


def test_it_is_kept_as_a_pdf(desk, shown, tmp_path, qtbot):
    page = shown(RecordForm(Need, desk), 1000, 600)
    view = show_filling(page, desk, Need).findChild(FillingView)

    view.write(tmp_path / "说明.pdf")

    qtbot.waitUntil(lambda: "已存到" in view.told.text())
    assert (tmp_path / "说明.pdf").read_bytes().startswith(b"%PDF")
