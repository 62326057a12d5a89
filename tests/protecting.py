"""Protected stores for tests: one user of each role, and slots that open quickly."""

import os
from contextlib import contextmanager

from ercheng_station.db.door import Login
from ercheng_station.db.recovery_code import written
from ercheng_station.db.slots import Cost
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from tests.founding import NOW

QUICK = Cost(64, 1, b"0123456789abcdef")
CODE = written(bytes(range(20)))
NEXT_CODE = written(bytes(range(20, 40)))
FIRST = Login("余慧敏", "Qing-shan 7 lv shui")
CLERK = Login("程德胜", "Bai-yun 9 lan tian")
HEAD = Login("沈若兰", "Hong-hua 3 lv ye")
ADMIN = Login("万国强", "Da-jiang 8 dong qu")
AUDITOR = Login("柯秀英", "Ming-yue 5 song feng")
BY_ROLE = {"clerk": CLERK, "head": HEAD, "admin": ADMIN, "auditor": AUDITOR}


def protect(folder, *, staffed=True):
    """`staffed`: besides the first user, 站长 and 管理员 at once, one of each role."""
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)
        for role, login in BY_ROLE.items() if staffed else ():
            store.accounts.add(login.name, [role], login.password)
    return folder


def opened(folder, entry=FIRST):
    return Store.open(folder, CATALOGUE, entry=entry, now=lambda: NOW)


@contextmanager
def coming(folder, login, **more):
    """As whom commands come in: with coming(tmp_path, CLERK): …; `more` = further files, NEW_PASSWORD="…"."""
    given = {"ERCHENG_USER": login.name} if login else {}
    secrets = {"PASSWORD": login.password} if login else {}
    for name, secret in {**secrets, **more}.items():
        path = folder / f"{name}.txt"
        path.write_text(f"{secret}\n", encoding="utf-8")
        given[f"ERCHENG_{name}_FILE"] = str(path)
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
