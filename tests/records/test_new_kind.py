"""A kind added at run time: one class, one line, one migration, and it is everywhere."""

from ast import literal_eval
from datetime import date
from textwrap import dedent

import openpyxl
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from ercheng_station.db.connection import connect
from ercheng_station.db.migrations.draft import draft
from ercheng_station.db.migrations.kind_v1 import make_kind
from ercheng_station.db.vault import read_keys
from ercheng_station.records import ALL
from ercheng_station.records.base import Record
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.columns import Mapped, choice, day, id_number, money, person_name, ref, text
from ercheng_station.records.enterprise import Enterprise
from tests.commanding import command, saved


class Probe(Record):
    __tablename__ = "probe"
    title = "抽样送检"
    group = "visit"
    pattern = "{unit}CY{year}-{serial:03}"
    dated_by = "taken_on"
    natural_key = ("enterprise", "taken_on")
    names = ("taken_by",)

    enterprise: Mapped[Enterprise] = ref("被抽样企业", listed=True, width=24)
    taken_on: Mapped[date] = day("抽样日期", listed=True, default="今天")
    taken_by: Mapped[str] = person_name("抽样人", listed=True)
    holder: Mapped[str | None] = id_number("持有人身份证号", listed=True)
    way: Mapped[str | None] = choice("方式", "visit_way", listed=True)
    worth: Mapped[int | None] = money("货值", listed=True)
    findings: Mapped[str | None] = text("检验结论", lines=3)


WITH_PROBE = Catalogue([*ALL, Probe])
PROBE = {
    "被抽样企业": "鄂州𠮷祥商行",
    "抽样日期": "2026-03-05",
    "抽样人": "单雄信",
    "持有人身份证号": "11010519491231002X",
    "方式": "实地",
    "货值（元）": "1,234.50",
    "检验结论": "=1+1 <b>合格</b>",
}


@pytest.fixture
def folder(closed_folder):
    """A data folder after the migration that `draft` prints."""
    key, path = read_keys(closed_folder).key, closed_folder / "station.db"
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connect(path, key), poolclass=NullPool)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        (arguments,) = literal_eval(dedent(draft(Probe)))
        make_kind(*arguments)
    engine.dispose()
    saved(closed_folder, "enterprise", name="鄂州𠮷祥商行")
    return closed_folder


@pytest.fixture
def probe(folder):
    return saved(folder, "抽样送检", catalogue=WITH_PROBE, **PROBE)


def test_a_new_kind_is_declared(tmp_path):
    told = command(tmp_path, "kinds", catalogue=WITH_PROBE).document

    assert told[-1]["title"] == "抽样送检"
    assert [field["type"] for field in told[-1]["fields"]] == [
        "ref",
        "day",
        "text",
        "text",
        "choice",
        "money",
        "text",
        "files",
    ]


def test_a_record_of_a_new_kind_is_numbered_listed_and_masked(folder, probe):
    listed = command(
        folder, "list", "probe", "--where", "方式=实地", "--sort", "-货值", catalogue=WITH_PROBE
    ).document

    assert listed == {"total": 1, "records": [probe]}
    assert probe["number"] == "泽林CY2026-001"
    assert probe["worth"] == "1234.50"
    assert probe["holder"] == "110***********002X"


@pytest.mark.parametrize("typed", ["𠮷祥", "合格", "sxx", "shanxiongxin", "CY2026"])
def test_a_record_of_a_new_kind_is_found(folder, probe, typed):
    found = command(folder, "search", typed, catalogue=WITH_PROBE).document

    assert probe["id"] in {one["id"] for one in found}


def test_a_new_kind_is_undone_and_has_a_history(folder, probe):
    command(folder, "undo", catalogue=WITH_PROBE)

    history = command(folder, "history", "probe", probe["id"], catalogue=WITH_PROBE).document

    assert [one["op"] for one in history if one["field"] in {"taken_by", "removed"}] == ["create", "remove"]
    assert command(folder, "list", "probe", catalogue=WITH_PROBE).document["total"] == 0


def test_a_new_kind_comes_out_as_a_workbook(folder, probe, tmp_path):
    path = tmp_path / "抽样.xlsx"

    answer = command(folder, "export", "probe", path, catalogue=WITH_PROBE)

    assert answer.document == {"rows": 1, "file": str(path)}
    title, _, heads, row, total = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert title[0] == "抽样送检台账"
    assert heads[:8] == (
        "序号",
        "编号",
        "被抽样企业",
        "抽样日期",
        "抽样人",
        "持有人身份证号",
        "方式",
        "货值（元）",
    )
    assert row[1:3] == ("泽林CY2026-001", "鄂州𠮷祥商行")
    assert row[4:9] == ("单雄信", "110***********002X", "实地", 1234.5, "=1+1 <b>合格</b>")
    assert total[7] == 1234.5


def test_a_masked_value_given_back_means_unchanged(folder, probe):
    command(folder, "set", "probe", probe["id"], given={**probe, "way": "电话"}, catalogue=WITH_PROBE)

    full = ["--unmasked", "--why", "核对"]
    shown = command(folder, "show", "probe", probe["id"], *full, catalogue=WITH_PROBE).document
    assert (shown["holder"], shown["way"]) == ("11010519491231002X", "phone")
    assert (
        command(folder, "history", "probe", probe["id"], catalogue=WITH_PROBE).document[3]["new"]
        == probe["holder"]
    )


def test_a_full_export_says_that_it_is_one(folder, probe, tmp_path):
    path = tmp_path / "抽样.xlsx"

    command(folder, "export", "probe", path, "--unmasked", "--why", "区局要求", catalogue=WITH_PROBE)

    _, under, _, row, _ = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert under[0].endswith("　　含完整个人信息，请妥善保管")
    assert row[5] == "11010519491231002X"


def test_check_knows_a_new_kind(folder, probe):
    assert command(folder, "check", catalogue=WITH_PROBE).code == 0
