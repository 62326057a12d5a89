"""These need the driver; those with a store run with `make test-postgres` alone."""

import pytest

pytest.importorskip("psycopg", reason="the driver of a district's server is not installed")


@pytest.fixture(autouse=True)
def _on_the_server(request):
    if {"store", "practice_store"} & set(request.fixturenames):
        request.getfixturevalue("server")
