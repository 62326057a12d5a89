"""The commands reference and holidays."""

from tests.commanding import command, spoken
from tests.services.test_holiday_notice import NOTICE_2025, NOTICE_2027


def test_what_holds_on_a_day_is_found_by_words(folder):
    old = command(folder, "reference", "侵犯注册商标专用权", "--on", "2026-12-31").document
    new = command(folder, "reference", "侵犯注册商标专用权", "--on", "2027-01-01").document

    assert [one["source"] for one in (*old, *new)] == ["《商标法》第57条", "《商标法》第72条"]
    assert "24 小时内" in spoken(folder, "reference", "向同级公安机关移送").out
    assert spoken(folder, "reference", "没有这样的事").out == "没有找到\n"


def test_a_day_that_is_none_is_refused(folder):
    assert "不是日期" in spoken(folder, "reference", "--on", "某天").told


def test_a_notice_in_a_file_is_taken_once_and_a_wrong_one_refused(folder, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_bytes(NOTICE_2027.encode("gb18030"))
    assert command(folder, "holidays", str(path)).document == {"added": 5}
    assert "已经登记过了" in spoken(folder, "holidays", str(path)).told

    path.write_text(NOTICE_2025.replace("共8天", "共9天"), encoding="utf-8")
    assert "请核对" in spoken(folder, "holidays", str(path)).told
    assert "读不了" in spoken(folder, "holidays", str(tmp_path / "没有.txt")).told
