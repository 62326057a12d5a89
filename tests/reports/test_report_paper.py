"""The paper of a report: prose with the numbers of the table, corrections, definitions, the history's head."""

import subprocess

import pytest

from ercheng_station.reports.report_paper import write_paper
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import report_of


@pytest.fixture
def read(tool, tmp_path):
    def words(report, corrections=()):
        path = tmp_path / "报.pdf"
        write_paper(path, report, corrections)
        done = subprocess.run([tool("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
        return "".join(done.stdout.decode().split())

    return words


def test_prose_table_definitions_and_seal_stand_on_it(practice_store, read):
    report = report_of(practice_store, Span("quarter", 2026, 3))
    words = read(report)
    visits = report.line("visits")

    assert words.startswith("练习2026年第3季度两站工作季报")
    assert f"走访次数{visits.now.value}次" in words
    assert f"走访次数次{visits.now.value}{visits.now.before.value}" in words
    assert "填报人：审核人：签发人：" in words
    assert visits.indicator.meaning[:12] in words
    entries, head = report.sealed
    assert f"数据校验：{entries}条修改记录" in words
    assert head in words
    assert "更正说明" not in words


def test_corrections_are_a_part_of_their_own(practice_store, read):
    report = report_of(practice_store, Span("month", 2026, 10))
    words = read(report, ["1.走访次数（次）本期由1改为2。"])

    assert "、更正说明1.走访次数（次）本期由1改为2。" in words


def test_nothing_done_is_declared(store, read):
    words = read(report_of(store, Span("month", 2026, 10)))

    assert "一、零报告2026年10月各项工作均无新增，按零报告上报。" in words
