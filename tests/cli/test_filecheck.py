"""A case's file is checked from the command line, and what is to be mended is printed."""

from uuid import UUID

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.store import Store
from ercheng_station.documents.preview import Preview
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Agreement, Mediation
from tests.commanding import command, spoken
from tests.mediating import filed


@pytest.fixture
def case(folder):
    with Store.open(folder, CATALOGUE) as store:
        uid = filed(store)
        return str(uid), store.row(Mediation, uid).number


def spoil(folder, uid):
    with Store.open(folder, CATALOGUE) as store:
        agreement = store.whole(Mediation, UUID(uid)).all(Agreement)[0]
        store.act("改", [Alter(Agreement, agreement.uid, {"place": None, "sealed_by": None})])
        return str(agreement.uid)


def test_a_file_in_order_has_no_findings(folder, case):
    assert command(folder, "filecheck", case[0]).document == []
    assert "没有发现要补正的。" in spoken(folder, "filecheck", case[1]).out


def test_findings_say_where_to_mend_them(folder, case):
    agreement = spoil(folder, case[0])

    answer = command(folder, "filecheck", case[1])

    assert answer.code == 0
    assert answer.document == [
        {
            "code": "D06", "severity": "必改", "title": "写明履行地点", "what": "协议没有填写履行地点",
            "source": "人民调解工作若干规定", "kind": "agreement", "field": "place", "paper": "人民调解协议书",
            "id": agreement,
        },
        {
            "code": "D12", "severity": "提醒", "title": "有用印经手人", "what": "协议没有填写用印经手人",
            "source": "依据待核", "kind": "agreement", "field": "sealed_by", "paper": "人民调解协议书",
            "id": agreement,
        },
    ]  # fmt: skip


def test_a_list_of_what_is_to_be_mended_is_printed(folder, case, tmp_path):
    spoil(folder, case[0])
    path = tmp_path / "补正.pdf"

    assert str(path) in spoken(folder, "filecheck", case[0], "--list", path).out

    preview = Preview(path)
    text = "".join(preview.text(0).split())
    preview.close()
    assert "卷宗补正清单" in text
    assert "（2026）鄂城知人调字第0001号" in text
    assert "协议没有填写履行地点" in text
    assert "必改1项、提醒1项。" in text


def test_a_list_is_a_pdf(folder, case, tmp_path):
    assert command(folder, "filecheck", case[0], "--list", tmp_path / "a.txt").code == 2
    assert list(tmp_path.glob("a.*")) == []
