"""What goes out of a station and comes in (J5 to J8), in the real window."""

import shutil
from datetime import date

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.station import Station
from ercheng_station.records.work import CoverageUnit
from tests.exchange.bundle.offices import firm, mailed, office, visit
from tests.exchange.importing.ledgers import visits
from tests.mediating import made
from tests.screens.accessible import until
from tests.screens.desktop import asked

pytestmark = [pytest.mark.screens, pytest.mark.usefixtures("only_full")]
FIRM = "鄂州市蔚蓝激光设备有限公司"
STATIONS = ("泽林", "碧石", "沙窝")


@pytest.fixture
def folder(practice_folder, tmp_path):
    found = shutil.copytree(practice_folder, tmp_path / "数据")
    with Store.open(found, CATALOGUE) as store:
        made(store, Enterprise, name=FIRM, no_code_why="正在办理换照")
    return found


def choose(seen, title, *names):
    """In the dialog that asks for files, which opens where they lie; no name: that folder."""
    seen.wait(title, "dialog")
    seen.type(" ".join(f'"{name}"' for name in names))
    seen.press("Return")
    seen.wait_gone(title, "dialog")


def test_j5_the_month_is_reported(start, folder, tmp_path):
    seen = start(folder)
    seen.wait("新增走访", "button")

    seen.press("ctrl+8")
    seen.wait("报表数据", "table")
    seen.click("记为已上报", "button")
    seen.wait("再次上报", "button")
    seen.click("做上报包…", "button")
    seen.click("选择位置…", "button")
    choose(seen, "放到哪个文件夹（例如 U 盘）")
    seen.wait("已做成第 1 号，…", "label")
    seen.press("Escape")
    seen.close()

    (report,) = asked(folder, "list", "report")["records"]
    (bundle,) = tmp_path.glob("*.xlsx")
    assert report["period"] in bundle.name


@pytest.fixture
def mails(tmp_path):
    """What three stations sent for October, one of them cut short on its way."""
    found = {}
    for number, name in enumerate(STATIONS):
        with office(tmp_path, name) as store:
            link = firm(store, f"鄂州市{name}材料有限公司", no_code_why="旧照")
            for day in range(number + 1):
                visit(store, link, date(2026, 10, 8 + day))
            found[name] = mailed(store, tmp_path)
    found["沙窝"].write_bytes(found["沙窝"].read_bytes()[:9000])
    return [one.name for one in found.values()]


def test_j6_the_district_puts_the_mails_together(start, mails, tmp_path):
    office(tmp_path, "鄂城区局", "bureau").close()
    folder = tmp_path / "鄂城区局"
    seen = start(folder)

    seen.click("各站上报", "list item")
    seen.click("选择文件…", "button")
    choose(seen, "选择收到的上报包、附件包或回执", *mails)
    table = seen.wait("收到的文件", "table")
    until(lambda: table.shape[0] == len(mails))
    for at in range(table.shape[0]):
        seen.click_on(table.cell(at, 0))
        if seen.find("向对方核实过，登记这个单位", "button"):
            seen.click("向对方核实过，登记这个单位", "button")
    seen.click("汇总 2 个文件", "button")
    seen.wait("已汇总 2 个文件…")
    states = sorted(table.cell(at, 3).name for at in range(table.shape[0]))
    seen.close()

    assert states == ["已汇总", "已汇总", "损坏"]
    assert asked(folder, "list", "visit")["total"] == 1 + 2


def test_j7_an_old_ledger_comes_in_and_is_taken_back(start, folder, tmp_path):
    ledger = visits(tmp_path / "走访.xlsx", line(FIRM), line("鄂州市没有这家有限公司"))
    before = asked(folder, "list", "visit")["total"]
    seen = start(folder)
    seen.wait("新增走访", "button")

    seen.click("企业走访", "list item")
    seen.wait("企业走访列表", "table")
    seen.click("导入台账", "button")
    seen.click("选择文件…", "button")
    choose(seen, "选择要导入的台账", ledger.name)
    seen.wait("导入 1 条", "button")
    seen.click("退回的 1 行另存…", "button")
    seen.wait_focus("文件名称(N)：")
    seen.press("Return")
    seen.click("导入 1 条", "button")
    seen.wait("撤销：导入企业走访 1 条…", "button")
    seen.close()
    assert asked(folder, "list", "visit")["total"] == before + 1
    assert list(tmp_path.glob("*退回*.xlsx"))

    again = start(folder)
    again.wait("撤销：导入企业走访 1 条…", "button")
    again.press("ctrl+alt+z")
    again.wait_gone("撤销：导入企业走访 1 条…", "button")
    again.close()
    assert asked(folder, "list", "visit")["total"] == before


def line(name):
    return [1, name, date(2025, 3, 5), "电话", "张三", "了解商标使用情况", None]


def test_j8_the_ratios_of_the_two_coverages_are_shown_with_what_is_missing(start, tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as store:
        for name in ("泽林所", "杜山所"):
            made(store, CoverageUnit, name=name, kind="office", since="2024-05-01")
        made(
            store,
            Station,
            name="泽林站",
            kind="office",
            office="泽林所",
            plaque_on="2024-08-01",
            status="running",
        )
    folder = tmp_path / "鄂城区局"
    seen = start(folder)

    seen.click("任务与考评", "list item")
    seen.wait("工作站全覆盖 1/2（50%）", "label")
    seen.wait("还没建站：杜山所", "label")
    seen.close()

    told = asked(folder, "coverage")["coverage"][0]
    assert (len(told["covered"]), told["denominator"], told["missing"]) == (1, 2, ["杜山所"])
