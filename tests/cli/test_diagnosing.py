"""故障信息 by command: of a folder that opens, and of one that does not."""

from tests.commanding import command, spoken


def test_it_is_shown_and_written(folder, visits, tmp_path):
    told = command(folder, "diagnose", tmp_path / "故障信息.txt")

    assert (tmp_path / "故障信息.txt").read_text(encoding="utf-8") == told.document["text"]
    assert "visit 2" in told.document["text"]
    assert "宏达" not in told.out


def test_it_tells_why_a_folder_does_not_open(tmp_path):
    told = spoken(tmp_path / "没有", "diagnose")

    assert told.code == 0
    assert "打不开：E-" in told.out
