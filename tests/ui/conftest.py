"""Window tests wear the plain look; a form of every field type stands ready."""

import pytest

from ercheng_station.ui import style
from ercheng_station.ui.context import Desk
from ercheng_station.ui.tokens import Look


@pytest.fixture(autouse=True)
def _dressed(qapp):
    style.apply(qapp, Look())


@pytest.fixture
def shown(qtbot):
    """shown(widget) puts it on the screen in a window of the given size and gives it back with the focus possible."""

    kept = []

    def show(widget, width=900, height=600):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture
def desk(practice_store):
    """A desk over a practice station; a failure that no caller took fails the test."""
    unexpected = []
    made = Desk(practice_store)
    made.failed.connect(unexpected.append)
    yield made
    made.close()
    assert unexpected == []
