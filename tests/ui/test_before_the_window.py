"""What stands before the window can be read on the smallest screens, with the largest letters: first start, door, trouble."""

from datetime import date
from pathlib import Path

import pytest

from ercheng_station.errors import UserError
from ercheng_station.ui import style
from ercheng_station.ui.accounts.login_page import LoginPage
from ercheng_station.ui.accounts.recovering import RecoveryPage, RenewPage
from ercheng_station.ui.first_start import FirstStart
from ercheng_station.ui.tokens import Look
from ercheng_station.ui.trouble import Trouble
from tests.ui.screen_faults import faults

FOLDER = Path("C:/Users/zhangjianjun/Documents/泽林市场监督管理所/两站工作台数据")
PAGES = {
    "first start": lambda: FirstStart(FOLDER, has_practice=True),
    "log-in": lambda: LoginPage("请登录", "这份数据加了口令保护。", "登录"),
    "recovery": RecoveryPage,
    "renewal": lambda: RenewPage("泽林市场监督管理所知识产权工作站", date(2026, 11, 20)),
    "trouble": lambda: Trouble(UserError("opening-failed", path=str(FOLDER) * 2)),
}


@pytest.mark.parametrize("size", [(1093, 560), (960, 500)], ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_every_word_can_be_read(shown, qapp, page, size):
    style.apply(qapp, Look("contrast", "huge", "roomy"))

    assert faults(shown(PAGES[page](), *size)) == []
