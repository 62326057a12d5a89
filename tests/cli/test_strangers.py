"""A final paper of a case tells the names in the case's texts that have no part in it; drafts do not."""

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Agreement, Mediation
from tests.binding import bindable
from tests.commanding import command, saved, spoken
from tests.mediating import TERMS, made

TOLD = "疑似串名，签字盖章前请核对：鄂州市泽林酒业有限公司（企业档案里的企业）\n"


@pytest.fixture
def station(closed_folder):
    """A case whose agreement names an enterprise that is no party of it, twice."""
    with Store.open(closed_folder, CATALOGUE) as store:
        made(store, Enterprise, name="鄂州市泽林酒业有限公司")
        uid = bindable(store)
        (agreement,) = store.whole(Mediation, uid).all(Agreement)
        firm = "鄂州市泽林酒业有限公司"
        terms = f"{TERMS}\n三、{firm}不再追究，{firm}另行结算。"
        store.act("改", [Alter(Agreement, agreement.uid, {"terms": terms})])
        return closed_folder, uid, agreement.uid


@pytest.fixture
def strange(station):
    return [
        {
            "name": "鄂州市泽林酒业有限公司",
            "who": "企业档案里的企业",
            "kind": "agreement",
            "id": str(station[2]),
            "field": "terms",
        }
    ]


def test_a_final_paper_tells_of_them(station, strange, tmp_path):
    folder, _, agreement = station

    answer = command(folder, "paper", "agreement", agreement, tmp_path / "a.pdf")

    assert (answer.document["version"], answer.document["strange_names"]) == (1, strange)
    assert answer.told.endswith(TOLD)


def test_a_paper_of_another_part_tells_of_all_the_case(station, strange, tmp_path):
    folder, case, _ = station

    assert command(folder, "paper", "mediation_cover", case, tmp_path / "a.pdf").document[
        "strange_names"
    ] == (strange)


@pytest.fixture
def reported(closed_folder):
    """A clue with its reporter, whose handler is the one at the command line."""
    with Store.open(closed_folder, CATALOGUE) as store:
        handler = store.actor
    clue = saved(
        closed_folder, "clue", received_on="2026-11-16", source="权利人", right_class="商标", suspect="某店", facts="销售近似标识。",
        handler=handler,
    )  # fmt: skip
    given = {"clue": clue["id"], "kind": "real", "name": "钱秘密", "mobile": "13871234567"}
    assert command(closed_folder, "add", "reporter", given=given).code == 0
    return closed_folder, clue["id"]


def test_a_reporter_written_into_the_facts_is_told_to_whoever_knows_him(reported, tmp_path):
    folder, clue = reported
    answer = command(folder, "set", "clue", clue, given={"facts": "钱秘密来电反映。"})

    place = {"kind": "clue", "id": clue, "field": "facts"}
    assert answer.document["reporters_written"] == [place]
    assert "疑似写了举报人，请改掉：线索事实" in answer.told
    again = command(folder, "set", "clue", clue, given={**answer.document, "facts": "店主来电。"})
    assert (again.code, "reporters_written" in again.document) == (0, False)


def test_an_export_hides_him_and_says_where(reported, tmp_path):
    folder, clue = reported
    command(folder, "set", "clue", clue, given={"facts": "钱秘密来电反映。"})
    answer = command(folder, "export", "clue", tmp_path / "线索.csv")

    assert answer.document["hidden"] == [{"kind": "clue", "id": clue, "field": "facts"}]
    assert "请承办人在记录里改掉" in answer.told
    assert "钱秘密" not in answer.told + (tmp_path / "线索.csv").read_text(encoding="utf-8-sig")
    assert "钱秘密" not in command(folder, "list", "clue").out + spoken(folder, "list", "clue").out


def test_no_bundle_leaves_while_he_stands_in_a_record(reported, tmp_path):
    folder, clue = reported
    command(folder, "set", "clue", clue, given={"facts": "钱秘密来电反映。"})
    words = ("bundle", "month", "2026-11", "--out", tmp_path)
    refused = command(folder, *words)
    assert not list(tmp_path.glob("*.xlsx"))
    command(folder, "set", "clue", clue, given={"facts": "店主来电反映。"})

    assert refused.document["error"]["code"] == "reporter-written"
    assert "的线索事实" in refused.document["error"]["what"]
    assert "钱秘密" not in refused.out + refused.told
    assert command(folder, *words).code == 0


def test_a_draft_and_a_masked_copy_do_not(station, tmp_path):
    folder, _, agreement = station

    for how in ("--draft", "--masked"):
        answer = command(folder, "paper", "agreement", agreement, tmp_path / "a.pdf", how)
        assert answer.document["strange_names"] == []
        assert "串名" not in answer.told


def test_the_bound_file_tells_of_them(station, strange, tmp_path):
    folder, case, _ = station

    assert command(folder, "dossier", case, tmp_path / "a.pdf").document["strange_names"] == strange
    assert TOLD in spoken(folder, "dossier", case, tmp_path / "a.pdf").told
    assert command(folder, "dossier", case, tmp_path / "a.pdf", "--draft").document["strange_names"] == []


def test_papers_of_other_registers_have_none(closed_folder, tmp_path):
    saved(closed_folder, "enterprise", name="甲厂有限公司", contact="单雄信")
    visit = saved(
        closed_folder, "visit", 走访企业="甲厂有限公司", 走访日期="2026-03-05", 走访方式="实地",
        走访人员="余慧敏", 走访内容="谈", 企业接待人="单雄信",
    )  # fmt: skip

    answer = command(closed_folder, "paper", "visit_sheet", visit["id"], tmp_path / "a.pdf")

    assert (answer.document["version"], answer.document["strange_names"]) == (1, [])
