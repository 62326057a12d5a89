"""What every test stands on: windows off the screen, no path to a user's own data, steady random input."""

import gc
import os
import shutil
import subprocess
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

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["ERCHENG_DATA"] = f"{os.devnull}/a test forgot its own folder"  # cannot be made, so it is noticed
os.environ["XDG_CACHE_HOME"] = str(
    Path(tempfile.gettempdir()) / "ercheng-tests"
)  # where fonts are unpacked, once

FIGURES, NEEDED = pytest.StashKey(), pytest.StashKey()
NEEDING = {"tool", "disk"}
"""Fixtures that skip a test where a program or a right is missing."""

settings.register_profile("check", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("full", deadline=None, max_examples=5000)


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="full counts of the fault, fuzz and screen tests")


def pytest_configure(config):
    config.stash[FIGURES], config.stash[NEEDED] = {}, []
    witness.BEHIND = witness.AHEAD = timedelta(days=36_500)  # no test asks on which day it is run
    gc.disable()  # see `pytest_runtest_teardown`
    settings.load_profile("full" if config.getoption("--full") else "check")


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
    if NEEDING & set(item.fixturenames) and (report.when == "call" or report.skipped):
        item.config.stash[NEEDED].append(report.outcome)
    return report


def pytest_sessionfinish(session):
    """make faults: figures go into docs/reliability.md, and skipping all that needs a tool is no success."""
    config = session.config
    if config.getoption("--full"):
        if config.stash[FIGURES]:
            write_rows(config.stash[FIGURES])
        if only_skipped(config.stash[NEEDED]):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def figure(request):
    """figure("N12", "what was done", "2,000 of 2,000"): said at the end of a test; a full run writes it down."""

    def say(number, what, found):
        path, *_, name = request.node.nodeid.split("[")[0].split("::")
        request.config.stash[FIGURES][f"{path}::{name}"] = (number, what, found)

    return say


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


@pytest.fixture
def store(empty_folder, tmp_path):
    yield from _copied(empty_folder, tmp_path)


@pytest.fixture
def closed_folder(empty_folder, tmp_path):
    """The data folder of a new 工作站, for commands, which open it themselves."""
    return Path(shutil.copytree(empty_folder, tmp_path / "数据"))


@pytest.fixture
def practice_store(practice_folder, tmp_path):
    yield from _copied(practice_folder, tmp_path)


def _copied(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "数据")
    with Store.open(tmp_path / "数据", CATALOGUE, now=lambda: NOW) as store:
        store.actor = "余慧敏"
        yield store
