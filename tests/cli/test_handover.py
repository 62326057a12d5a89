"""Handing over by command: looked at, listed on paper, done."""

import pypdfium2

from tests.commanding import command, saved, spoken


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "")


def test_work_is_looked_at_listed_and_handed_over(folder, firm, tmp_path):
    need = saved(
        folder,
        "need",
        enterprise=firm["title"],
        content="商标被仿冒",
        received_on="2026-03-05",
        source="visit",
        category="trademark",
        handler="程德胜",
    )

    assert command(folder, "handover").document["holders"] == {"程德胜": 1}
    looked = command(folder, "handover", "程德胜", "余慧敏")
    done = command(
        folder,
        "handover",
        "程德胜",
        "余慧敏",
        "--perform",
        "--supervisor",
        "张立新",
        "--file",
        tmp_path / "清单.pdf",
    )

    assert [one["id"] for one in looked.document["items"]] == [need["id"]]
    assert (looked.document["done"], done.document["done"]) == (False, True)
    paper = text_of(tmp_path / "清单.pdf")
    assert all(
        words in paper
        for words in ("工作交接清单", "程德胜（移交人）", "余慧敏（接收人）", "张立新（监交人）", "企业诉求")
    )
    assert command(folder, "show", "need", need["id"]).document["handler"] == "余慧敏"
    assert "可以移交 0 项" in spoken(folder, "handover", "程德胜", "余慧敏").out


def test_one_register_alone_can_be_handed_over(folder, firm):
    saved(
        folder,
        "need",
        enterprise=firm["title"],
        content="甲",
        received_on="2026-03-05",
        source="visit",
        category="trademark",
        handler="程德胜",
    )
    saved(folder, "campaign", 行动名称="双打", 类别="双打", begins_on="2026-01-01", handler="程德胜")

    done = command(folder, "handover", "程德胜", "余慧敏", "--only", "专项行动", "--perform")

    assert [one["kind"] for one in done.document["items"]] == ["campaign"]
    assert [one["kind"] for one in command(folder, "handover", "程德胜").document["items"]] == ["need"]


def test_a_handover_needs_somebody_who_receives(folder):
    assert command(folder, "handover", "程德胜", "--perform").document["error"]["code"] == "command-misused"
