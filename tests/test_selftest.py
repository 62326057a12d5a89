"""The self-test goes the whole way in a folder of its own and tells plainly what does not work."""

import json
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from ercheng_station import selftest

BUS = re.compile(r"^from (jeepney|ercheng_station\.ui\.session_bus) |^import jeepney", re.MULTILINE)


def test_every_step_goes_well_on_records_that_are_there(tmp_path, practice_folder, qapp, monkeypatch, full):
    """Loading every module and making the records takes seconds: only with --full."""
    monkeypatch.setattr(selftest, "VISITS", 3)
    monkeypatch.setattr(selftest, "_REST", 0.1)
    if not full:
        shutil.copytree(practice_folder, tmp_path / "数据")

    for _, step in selftest.STEPS if full else selftest.STEPS[2:]:
        assert step(tmp_path)

    left = {"企业走访台账.xlsx", "走访表.pdf", "打印.pdf", "窗口.png"}
    assert left <= {path.name for path in tmp_path.iterdir()}


def test_a_step_that_fails_is_told_and_the_others_go_on(tmp_path, capsys, monkeypatch):
    def broken(_):
        raise OSError("磁盘满了")

    monkeypatch.setattr(selftest, "STEPS", (("打印", broken), ("窗口", lambda _: "windows")))

    code = selftest.run(tmp_path / "自检", selftest.sys.stdout)

    told = capsys.readouterr().out.splitlines()
    kept = json.loads((tmp_path / "自检" / "自检.json").read_text(encoding="utf-8"))
    assert code == 1
    assert told[:2] == ["× 打印：磁盘满了", "√ 窗口：windows"]
    assert [step["good"] for step in kept["steps"]] == [False, True]


def test_windows_has_no_message_bus_and_loads_nothing_that_needs_one():
    def asking(system):
        sources = {name: Path(find_spec(name).origin) for name in selftest.modules(system)}
        return {name for name, path in sources.items() if BUS.search(path.read_text(encoding="utf-8"))}

    assert "ercheng_station.ui.session_bus" in asking("linux")
    assert asking("win32") == set()


def test_it_never_begins_among_other_files(tmp_path, capsys):
    (tmp_path / "台账.xlsx").write_bytes(b"x")

    assert selftest.run(tmp_path, selftest.sys.stdout) == 1
    assert "台账.xlsx" in [path.name for path in tmp_path.iterdir()]
    assert not (tmp_path / "数据").exists()
    assert str(tmp_path) in capsys.readouterr().err
