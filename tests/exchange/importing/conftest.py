"""What the tests of imports share."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.records.enterprise import Enterprise
from tests.exchange.importing.ledgers import HONGDA, HUAXING


@pytest.fixture
def path(tmp_path):
    return tmp_path / "走访.xlsx"


@pytest.fixture
def firms(store):
    """Two enterprises known already: uid by name."""
    made = [Create(Enterprise, store.examine(Enterprise, {"name": name})[0]) for name in (HONGDA, HUAXING)]
    store.act("登记企业", made)
    return {one.values["name"]: one.uid for one in made}
