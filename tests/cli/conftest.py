"""A data folder with an enterprise and two visits."""

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.fields import plain_files
from tests.commanding import saved

FIRM = {"name": "鄂州市宏达机械有限公司", "credit_code": "91420704MA4F2ABC46", "contact": "单雄信"}
VISIT = {"走访企业": FIRM["name"], "走访日期": "2026-03-05", "走访方式": "实地", "走访人员": "余慧敏、张立新"}


@pytest.fixture
def folder(closed_folder):
    return closed_folder


@pytest.fixture
def firm(folder):
    return saved(folder, "enterprise", **FIRM)


@pytest.fixture
def visits(folder, firm):
    return [
        saved(folder, "visit", **VISIT, 走访内容="查看𠮷野家的商标", 企业接待人="单雄信"),
        saved(
            folder, "visit", **{**VISIT, "走访日期": "2026-04-01", "走访方式": "电话", "走访人员": "程德胜"}
        ),
    ]


@pytest.fixture
def store_with_picture(folder):
    with Store.open(folder, CATALOGUE) as store:
        file = store.attachments.put("照片".encode(), "现场.txt")
    return saved(folder, "enterprise", name="乙厂", attachments=plain_files([file]))
