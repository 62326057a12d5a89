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

    assert answer.code == 4
    assert "0 字节" in answer.out


def test_what_is_refused_never_takes_the_place_of_the_ledger(closed_folder, tmp_path):
    path = visits(tmp_path / "走访.xlsx", GOOD)
    text, before = path.with_suffix(".csv"), path.read_bytes()
    text.write_text("走访日期", encoding="utf-8")

    codes = [command(closed_folder, "import", "visit", one, "--refused", one).code for one in (path, text)]

    assert (codes, path.read_bytes(), text.read_text(encoding="utf-8")) == ([2, 2], before, "走访日期")


def test_a_mapping_that_names_no_column_or_no_field_is_refused_and_nothing_is_saved(closed_folder, tmp_path):
    saved(closed_folder, "enterprise", name=HONGDA)
    path = visits(tmp_path / "走访.xlsx", GOOD)

    def told(pair):
        answer = command(closed_folder, "import", "visit", path, "--map", pair)
        return answer.code, answer.document["error"]["what"]

    assert told("走访地点=走访内容")[0] == 3
    assert "表里没有“走访地点”这一列，有：序号、单位名称、走访时间" in told("走访地点=走访内容")[1]
    assert told("走访时间=走访日") == (
        3,
        "有 1 处填写需要改：--map：企业走访里没有“走访日”这一栏，最接近的是：走访日期、下次走访日期、走访表打印日期。",
    )
    assert told("走访时间") == (2, "命令写得不对：--map 要写成“表头=栏目”，不是“走访时间”。")
    assert count(closed_folder) == 0
    assert command(closed_folder, "import", "visit", path, "--map", "F=发现问题").code == 0
    row = command(closed_folder, "list", "visit").document["records"][0]
    assert (row["findings"], row["problems"]) == (None, "了解商标\n使用情况")
