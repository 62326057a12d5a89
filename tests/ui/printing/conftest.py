"""Visits to print, and previews that are closed again."""

import pytest
from PySide6.QtWidgets import QWidget

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.visit import Visit
from ercheng_station.ui.printing import reader
from ercheng_station.ui.printing.jobs import Job
from ercheng_station.ui.printing.window import PreviewWindow


@pytest.fixture
def sheet():
    return PAPERS[0]


@pytest.fixture(autouse=True)
def _drawn():
    """No page is being drawn any more when a test's files go."""
    yield
    reader.wait()


@pytest.fixture
def visits(practice_store):
    """Three that lack nothing and were never printed."""
    whole = {
        "findings": "看了车间",
        "receiver": "石桂英",
        "printed_on": None,
        "signature": None,
        "photos": None,
    }
    found = practice_store.find(Query(Visit), 3)
    practice_store.act("备好", [Alter(Visit, one.uid, whole) for one in found])
    return found


@pytest.fixture
def owner(shown):
    return shown(QWidget(), 400, 300)


@pytest.fixture
def preview(desk, owner, sheet, qtbot):
    """preview(uids) opens a preview of the visits' sheets and waits until it stands."""

    def open_it(uids=(), printers=(), form=sheet, width=800, height=600):
        window = PreviewWindow(owner, desk, Job(form, tuple(uids)), lambda: list(printers))
        window.resize(width, height)
        window.show()
        qtbot.waitUntil(lambda: window.laid is not None, timeout=20_000)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return open_it
