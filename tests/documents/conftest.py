"""The faces, unpacked once for all tests of papers."""

import pytest

from ercheng_station.documents.fonts import Faces


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory):
    return tmp_path_factory.mktemp("faces")


@pytest.fixture(scope="session")
def faces(unpacked):
    return Faces(unpacked)
