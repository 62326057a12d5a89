"""Every sheet about users can be read on the smallest screens, with the largest letters."""

import pytest
from PySide6.QtWidgets import QDialog

from ercheng_station.ui import style
from ercheng_station.ui.accounts.users_screen import UsersScreen
from ercheng_station.ui.context import Desk
from ercheng_station.ui.tokens import Look
from tests.protecting import ADMIN, opened, protect
from tests.ui.screen_faults import faults, too_large

BUTTONS = ("password", "minutes", "recovery", "rekey", "unprotect", "add", "roles", "reset", "disable")


@pytest.fixture
def page(closed_folder, shown, qtbot, qapp):
    style.apply(qapp, Look("light", "huge", "roomy"))
    protect(closed_folder)
    desk = Desk(opened(closed_folder, ADMIN))
    made = shown(UsersScreen(desk), 960, 500)
    qtbot.waitUntil(lambda: len(made.users.things) == 5)
    yield made
    desk.close()


def test_no_word_of_a_sheet_is_cut(page, qtbot):
    assert faults(page) == []
    for name in BUTTONS:
        button = getattr(page, f"{name}_button")
        if not button.isVisible() or not button.isEnabled():
            continue
        button.click()
        qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(QDialog)))
        (sheet,) = (one for one in page.findChildren(QDialog) if one.isVisible())
        assert [*faults(sheet), *too_large(sheet, page)] == [], name
        sheet.close()
