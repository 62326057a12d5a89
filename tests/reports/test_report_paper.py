"""The paper of a report: prose with the numbers of the table, corrections, definitions, the history's head."""

import subprocess

import pytest

from ercheng_station.db.listing import Query
from ercheng_station.documents.form import Form
from ercheng_station.records.mediation import Party
from ercheng_station.reports.report_paper import paper_of, write_paper
from ercheng_station.services.corrections import Correction
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_issue import Issue, issue_of
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import report_of


@pytest.fixture
def read(tool, tmp_path):
    def words(issue):
        path = tmp_path / "报.pdf"
        write_paper(path, issue)
        done = subprocess.run([tool("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
        return "".join(done.stdout.decode().split())

    return words


def test_prose_table_definitions_and_seal_stand_on_it(practice_store, read):
    report = report_of(practice_store, Span("quarter", 2026, 3))
    words = read(issue_of(practice_store, report))
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
    moved = Correction(BY_NAME["visits"], (1, 1), (2, 1), ())
    words = read(Issue(report, "一、走访\n无。", [moved]))

    assert "二、更正说明1.走访次数（次）本期由1改为2。" in words


def test_nothing_done_is_declared(store, read):
    words = read(issue_of(store, report_of(store, Span("month", 2026, 10))))

    assert "附件2指标口径和记录数" in words
    assert "一、零报告2026年10月各项工作均无新增，按零报告上报。" in words


def test_the_months_stand_beside_those_of_the_year_before(practice_store, read):
    report = report_of(practice_store, Span("month", 2026, 10))
    visits = report.monthly[0]
    words = read(issue_of(practice_store, report))

    assert visits.values[9] == report.line("visits").now.value
    assert visits.before[9] == report.line("visits").now.before.value
    assert "附件22026年各月情况走访次数（次）" in words
    assert "2026年2025年" in words


def test_the_records_behind_the_main_figures_stand_on_it_and_name_nobody(practice_store):
    issue = issue_of(practice_store, report_of(practice_store, Span("month", 2026, 10)))
    forms = {one.title: one for one in issue.behind}
    shown = "".join(cell for one in issue.behind for row in one.rows for cell in row)
    told = [
        cell.content
        for block in paper_of(issue).blocks
        if isinstance(block, Form)
        for row in block.rows
        for cell in row
    ]

    visits = forms["走访企业、走访次数"]
    assert len(visits.rows) == visits.total == issue.report.line("visits").rows
    assert visits.rows[0][0] in told
    assert [name for name, _ in forms["登记纠纷"].columns] == [
        "编号",
        "登记日期",
        "纠纷类型",
        "调解结果",
        "涉及金额",
    ]
    people = {
        row.values["name"] for row in practice_store.rows(Query(Party)) if row.values["kind"] == "person"
    }
    assert people
    assert not [name for name in people if name in shown]


def test_a_long_list_says_how_many_more_there_are(practice_store, read):
    issue = issue_of(practice_store, report_of(practice_store, Span("month", 2026, 10)), most=5)
    visits = issue.behind[0]

    assert len(visits.rows) == 5
    assert f"其余{visits.total - 5}条在台账里查看" in read(issue)
