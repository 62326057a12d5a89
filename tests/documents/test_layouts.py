"""Each paper of the registry has its layout, and each layout its paper."""

from ercheng_station.documents.layouts import LAYOUTS
from ercheng_station.documents.registry import PAPERS


def test_papers_and_layouts_have_the_same_names():
    assert [form.name for form in PAPERS] == list(LAYOUTS)
