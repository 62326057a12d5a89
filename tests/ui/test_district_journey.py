"""Three practice stations send two months; one file was edited by hand, one cut short, one comes twice: what the district sees."""

import random
import shutil
from datetime import date

import openpyxl
import pytest

from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.station import Station
from ercheng_station.services import practice
from ercheng_station.services.by_station import by_station
from ercheng_station.services.figures import month_of
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_span import MONTH, Calendar, Span
from ercheng_station.ui.context import Desk
from ercheng_station.ui.screens.inbox_screen import InboxScreen
from tests.conftest import NOW
from tests.exchange.bundle.offices import change, mailed, office, opened, visit

NAMES = ("泽林", "碧石", "沙窝")
OCTOBER, NOVEMBER = (month_of(date(2026, month, 1)) for month in (10, 11))
XLSX = "xlsx:Calc MS Excel 2007 XML"


@pytest.fixture(scope="module")
def mails(tmp_path_factory, libreoffice):
    """The stations' folders, the files as they arrive, and how many visits each station counts in either month."""
    folder, arrived, counted = tmp_path_factory.mktemp("stations"), {}, {}
    for number, name in enumerate(NAMES):
        with office(folder, name) as store:
            practice.fill(store, visits=2, seed=number // 2)
            change(store, Station, store.unit.uid, plaque_on="2026-05-10")
            firm = next(iter(store.rows(Query(Enterprise))))
            visit(store, firm.uid, date(2026, 10, 8 + number))
            arrived[name, 10] = mailed(store, folder / "件", "2026-10")
            visit(store, firm.uid, date(2026, 11, 3 + number))
            arrived[name, 11] = mailed(store, folder / "件", "2026-11")
            counted[name] = [BY_NAME["visits"].figure(store, month) for month in (OCTOBER, NOVEMBER)]
    _edit(arrived["泽林", 10], libreoffice, folder / "改过")
    cut = arrived["碧石", 10]
    cut.write_bytes(cut.read_bytes()[:9000])
    twice = arrived["沙窝", 11]
    shutil.copy(twice, twice.with_name(f"{twice.stem}(1).xlsx"))
    return folder, sorted((folder / "件").iterdir()), counted


def _edit(path, libreoffice, folder):
    """Another address for one enterprise, saved by LibreOffice."""
    book = openpyxl.load_workbook(path)
    page = book["企业"]
    place = [cell.value for cell in page[3]].index("地址") + 1
    page.cell(4, place).value = "手工改的地址"
    book.save(path)
    libreoffice(XLSX, folder, path)
    shutil.copy(folder / path.name, path)


@pytest.fixture
def files(mails, tmp_path):
    """In no order."""
    found = [shutil.copy(path, tmp_path / path.name) for path in mails[1]]
    random.Random(6).shuffle(found)
    return found


@pytest.fixture
def bureau(tmp_path):
    made = Desk(office(tmp_path, "鄂城区局", "bureau"))
    yield made
    made.close()


def test_the_district_sees_each_file_for_what_it_is_and_its_totals_are_the_sums(
    shown, bureau, files, mails, qtbot
):
    folder, _, counted = mails
    screen = shown(InboxScreen(bureau), 1060, 560)
    qtbot.waitUntil(lambda: screen.span is not None)

    def chips():
        return {one.found.path.name: one.look.words for one in screen.files.letters}

    screen.files.open(files)
    qtbot.waitUntil(lambda: len(chips()) == len(files), timeout=60_000)
    while any(one.found.verdict == "unknown" for one in screen.files.letters):
        at = next(n for n, one in enumerate(screen.files.letters) if one.found.verdict == "unknown")
        screen.files.table.selectRow(at)
        waiting = sum(one.found.verdict == "unknown" for one in screen.files.letters)
        screen.files.trust.click()
        qtbot.waitUntil(
            lambda before=waiting: (
                sum(one.found.verdict == "unknown" for one in screen.files.letters) < before
            ),
            timeout=60_000,
        )
    seen = chips()
    screen.files.take.click()
    qtbot.waitUntil(lambda: not any(one.waits for one in screen.files.letters), timeout=60_000)

    assert seen == {
        "泽林_2026-10_v1.xlsx": "手工改过",
        "碧石_2026-10_v1.xlsx": "损坏",
        "沙窝_2026-10_v1.xlsx": "完整",
        "泽林_2026-11_v1.xlsx": "完整",
        "碧石_2026-11_v1.xlsx": "完整",
        "沙窝_2026-11_v1.xlsx": "完整",
        "沙窝_2026-11_v1(1).xlsx": "完整",
    }
    for month, place in ((10, 0), (11, 1)):
        parted = by_station(bureau.store, Span(MONTH, 2026, month, Calendar()))
        line = next(line for line in parted.lines if line.indicator.name == "visits")
        each = {unit.name: value for unit, value in zip(parted.units, line.values, strict=True)}
        assert each == {**{name: counted[name][place] for name in NAMES}, "鄂城区局": 0}
        assert line.total == sum(each.values())
        assert parted.doubts == []
    assert "手工改的地址" not in {row.values["address"] for row in bureau.store.rows(Query(Enterprise))}
    _look_at_the_other_views(screen, qtbot)
    _read_the_receipts(folder, files, bureau.store)


def _look_at_the_other_views(screen, qtbot):
    """October and November side by side; what the stations registered more than once."""
    screen.chips[1].click()
    qtbot.waitUntil(lambda: screen.grid.facts is not None, timeout=60_000)
    cells = {line.short_name: [cell.state.value for cell in line.cells] for line in screen.grid.facts.lines}
    assert [cells[name][-1] for name in NAMES] == ["迟报", "未报", "迟报"]
    assert "碧石" in screen.grid.facts.words
    screen.chips[4].click()
    qtbot.waitUntil(lambda: len(screen.likenesses.found) > 0, timeout=60_000)
    assert {(pair.why, pair.units) for pair in screen.likenesses.found} == {
        ("信用代码相同", ("泽林", "碧石"))
    }


def _read_the_receipts(folder, files, district):
    """What came in is acknowledged; the damaged file has no receipt, and the month after it stands for its records."""
    answers = {path.name: path.with_name(f"{path.stem}_回执.json") for path in files}
    assert not answers["碧石_2026-10_v1.xlsx"].exists()
    for name in NAMES:
        shutil.copytree(folder / name, folder / f"{name}读回执")
        with Store.open(folder / f"{name}读回执", CATALOGUE, now=lambda: NOW) as station:
            heard = receive(station, answers[f"{name}_2026-11_v1.xlsx"])
            assert heard.error is None
            smaller = opened(mailed(station, folder / f"{name}下一份", "2026-11"))
            assert smaller.manifest.base == 2
            assert {one.id for one in smaller.versions} <= {
                str(row.uid) for kind in station.kinds for row in district.rows(Query(kind))
            }
