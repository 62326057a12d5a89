"""A ledger is tried, brought in and taken back by commands, with the same plan as in the window."""

from tests.commanding import command, saved, spoken
from tests.exchange.importing.ledgers import GOOD, HONGDA, visits

UNKNOWN = [2, "鄂州市新来塑料制品有限公司", *GOOD[2:]]


def count(folder):
    return len(command(folder, "list", "visit").document["records"])


def test_a_ledger_is_tried_brought_in_and_taken_back(closed_folder, tmp_path):
    saved(closed_folder, "enterprise", name=HONGDA)
    path, back = visits(tmp_path / "走访.xlsx", GOOD, UNKNOWN), tmp_path / "退回.xlsx"

    tried = command(closed_folder, "import", "visit", path, "--dry-run").document
    assert (tried["batch"], tried["created"], tried["refused"], count(closed_folder)) == (None, 1, 1, 0)

    done = command(closed_folder, "import", "visit", path, "--refused", back).document
    assert (done["created"], count(closed_folder), back.exists()) == (1, 1, True)
    assert [one["reason"] for one in command(closed_folder, "backups").document] == ["导入前"]
    again = spoken(closed_folder, "import", "visit", path, "--dry-run").out
    assert "导入过" in again
    assert "无变化 1" in again

    undone = command(closed_folder, "undo-import", done["batch"]).document
    assert (undone["undone"], undone["kept"], count(closed_folder)) == (1, [], 0)


def test_what_is_no_ledger_is_refused_with_its_code(closed_folder, tmp_path):
    path = tmp_path / "走访.xlsx"
    path.write_bytes(b"")

    answer = command(closed_folder, "import", "visit", path)

    assert answer.code != 0
    assert "0 字节" in answer.out


def test_what_is_refused_never_takes_the_place_of_the_ledger(closed_folder, tmp_path):
    path = visits(tmp_path / "走访.xlsx", GOOD)
    text, before = path.with_suffix(".csv"), path.read_bytes()
    text.write_text("走访日期", encoding="utf-8")

    codes = [command(closed_folder, "import", "visit", one, "--refused", one).code for one in (path, text)]

    assert (codes, path.read_bytes(), text.read_text(encoding="utf-8")) == ([2, 2], before, "走访日期")
