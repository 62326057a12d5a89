"""A small office screen, and the program on it over the data folder that a journey asks for."""

from contextlib import ExitStack

import pytest

from tests.screens.desktop import NEEDED, Seen, screen

SIZE = "1093x614"


@pytest.fixture
def desktop(tool):
    for name in NEEDED:
        tool(name)
    with screen(SIZE) as environment:
        yield environment


@pytest.fixture
def start(desktop):
    """start(folder, …) is the program as somebody sees it; ended at the latest with the test."""
    with ExitStack() as running:
        yield lambda folder, *handed: running.enter_context(Seen(desktop, folder, *handed))


@pytest.fixture
def only_full(full):
    if not full:
        pytest.skip("only with --full (make screens)")
