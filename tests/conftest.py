"""What every test stands on: windows off the screen, no path to a user's own data, steady random input."""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from ercheng_station.db import witness
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.services import practice
from ercheng_station.ui.garbage import collect
from tests.founding import NOW, STATION, founded
from tests.reliability import only_skipped, write_rows
from tests.watching import watch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["ERCHENG_DATA"] = f"{os.devnull}/a test forgot its own folder"  # cannot be made, so it is noticed
os.environ["XDG_CACHE_HOME"] = str(
    Path(tempfile.gettempdir()) / "ercheng-tests"
)  # where fonts are unpacked, once

_STORES = {"store", "practice_store", "server"}
FIGURES, NEEDED, FAILED = pytest.StashKey(), pytest.StashKey(), pytest.StashKey()
NEEDING = {"tool", "disk"}
"""Fixtures that skip a test where a program or a right is missing."""

settings.register_profile("check", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("full", deadline=None, max_examples=5000)


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="full counts of the fault, fuzz and screen tests")
    parser.addoption("--server", action="store_true", help="the stores of tests lie on PostgreSQL")


def pytest_configure(config):
    sys.addaudithook(watch)
    config.stash[FIGURES], config.stash[NEEDED], config.stash[FAILED] = {}, [], set()
    witness.BEHIND = witness.AHEAD = timedelta(days=36_500)  # no test asks on which day it is run
    gc.disable()  # see `pytest_runtest_teardown`
    settings.load_profile("full" if config.getoption("--full") else "check")


def pytest_collection_modifyitems(config, items):
    """With --server only what works in a store: the rest has been run without."""
    if config.getoption("--server"):
        items[:] = [
            one for one in items if not one.get_closest_marker("files") and _STORES & set(one.fixturenames)
        ]


def pytest_collection_finish():
    """What was made to find the tests stays, and is not looked through after every test."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown():
    """As the program does it: a widget must not die on a thread beside the window's."""
    collect()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.failed:
        item.config.stash[FAILED].add(_test_of(item))
    if NEEDING & set(item.fixturenames) and (report.when == "call" or report.skipped):
        item.config.stash[NEEDED].append(report.outcome)
    return report


def pytest_sessionfinish(session):
    """make faults: figures go into docs/reliability.md, and skipping all that needs a tool is no success."""
    config = session.config
    if config.getoption("--full"):
        whole = {} if config.option.keyword else config.stash[FIGURES]
        if whole:
            write_rows({test: row for test, row in whole.items() if test not in config.stash[FAILED]})
        if only_skipped(config.stash[NEEDED]):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def figure(request):
    """figure("N12", "what was done", "2,000 of 2,000"): said at the end of a test; a full run writes it down."""

    def say(number, what, found):
        request.config.stash[FIGURES][_test_of(request.node)] = (number, what, found)

    return say


def _test_of(item):
    """All cases of one test write one row."""
    return item.nodeid.split("[")[0]


@pytest.fixture(scope="session")
def full(request):
    """Whether the full counts are asked for (make faults, fuzz, screens) or the small fixed ones of make test."""
    return request.config.getoption("--full")


@pytest.fixture(scope="session")
def tool():
    """tool("pdftoppm") is the program's path. Missing: the test is skipped, under CI=true it fails."""

    def find(name):
        found = shutil.which(name)
        if not found:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"the program {name} is not installed")
        return found

    return find


@pytest.fixture(scope="session")
def libreoffice(tool, tmp_path_factory):
    """libreoffice("xlsx", folder, *files) saves the files there again, in another form."""
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('libreoffice').as_uri()}"

    def convert(form, folder, *files):
        words = [tool("soffice"), profile, "--headless", "--convert-to", form, "--outdir", folder, *files]
        subprocess.run(words, check=True, capture_output=True, timeout=180)

    return convert


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """A data folder of a new 工作站; copied, never opened."""
    folder = tmp_path_factory.mktemp("empty") / "数据"
    founded(folder, STATION).close()
    return folder


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory):
    """A practice station with 60 visits; copied, never opened."""
    folder = tmp_path_factory.mktemp("practice") / "数据"
    with founded(folder, practice.STATION, practice=True) as store:
        practice.fill(store, visits=60, seed=1)
    return folder


@pytest.fixture(scope="session")
def server(request):
    """A PostgreSQL server for the stores of this run; asked for by `make test-postgres` only."""
    if not request.config.getoption("--server"):
        pytest.skip("no server here: make test-postgres starts one")
    from tests import postgres  # noqa: PLC0415  needs the driver, which a station has not

    if postgres.programs() is None:
        pytest.fail("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="pg") as folder, postgres.started(Path(folder)):
        yield postgres.Server(Path(folder))


@pytest.fixture
def store(request, tmp_path):
    if request.config.getoption("--server"):
        yield from _on_server(request, tmp_path, STATION)
    else:
        yield from _copied(request.getfixturevalue("empty_folder"), tmp_path)


@pytest.fixture
def closed_folder(empty_folder, tmp_path):
    """The data folder of a new 工作站, for commands, which open it themselves."""
    return Path(shutil.copytree(empty_folder, tmp_path / "数据"))


@pytest.fixture
def practice_store(request, tmp_path):
    if request.config.getoption("--server"):
        yield from _on_server(request, tmp_path, practice.STATION, filled=True)
    else:
        yield from _copied(request.getfixturevalue("practice_folder"), tmp_path)


def _copied(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "数据")
    yield from _opened(tmp_path / "数据")


def _on_server(request, tmp_path, unit, *, filled=False):
    server = request.getfixturevalue("server")
    yield from _opened(server.founded(tmp_path / "数据", unit, filled=filled))
    server.clear()


def _opened(folder):
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        store.actor = "余慧敏"
        yield store
