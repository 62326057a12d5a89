"""Each paper of the registry has its layout, and each layout its paper."""

import pytest

from ercheng_station.documents.layouts import LAYOUTS
from ercheng_station.documents.page import MARK_CORNER_MM
from ercheng_station.documents.registry import PAPERS
from ercheng_station.services.papers import How, copy_for

SIGNED = [form for form in PAPERS if form.signed]


def test_papers_and_layouts_have_the_same_names():
    assert [form.name for form in PAPERS] == list(LAYOUTS)


@pytest.mark.parametrize("form", SIGNED, ids=lambda form: form.name)
def test_the_code_at_the_foot_stands_clear_of_what_is_written(store, form):
    page = LAYOUTS[form.name](None, copy_for(store, How())).page

    assert max(page.bottom_mm, page.right_mm) >= MARK_CORNER_MM
