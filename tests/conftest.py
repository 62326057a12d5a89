"""What every test stands on: windows off the screen, no path to a user's own data, steady random input."""

import os
import shutil

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["ERCHENG_DATA"] = f"{os.devnull}/a test forgot its own folder"  # cannot be made, so it is noticed

settings.register_profile("check", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("full", deadline=None, max_examples=5000)


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="full counts of the fault, fuzz and screen tests")


def pytest_configure(config):
    settings.load_profile("full" if config.getoption("--full") else "check")


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
