"""Cover, index, application, register, rights, powers, inquiry, evidence: field by field, and nothing cut."""

import pytest

from ercheng_station.documents.fonts import Faces
from ercheng_station.documents.mediation.file_index import Entry, listed
from ercheng_station.documents.page import build_all
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agent, Evidence, Investigation, Mediation, Party
from ercheng_station.services.papers import How
from tests.documents.mediation.papers import copy_of, named, printed, read, whole_for
from tests.mediating import committee, made, registered

FIELDS = {
    "mediation_cover": "人民调解委员会 人民调解卷宗 卷名 卷号 人调字第 人民调解员 调解日期 至 立卷人 立卷日期 保管期限 备注",
    "mediation_index": "卷内目录 序号 文书名称 页号 备注",
    "mediation_application": "人民调解申请书 申请人 姓名 性别 民族 年龄 职业或职务 联系方式 单位或住址 被申请人 姓名 性别 民族 年龄 "
    "职业或职务 联系方式 单位或住址 简要情况 申请事项 1. 2. 3. 现自愿申请 申请人（签名、盖章或按指印） 年月日",
    "mediation_register": "人民调解受理登记表 日期 申请人 被申请人 纠纷类型 案件来源 ☐当事人申请 ☐主动调解 简要情况 备注 "
    "此表由人民调解委员会填写 当事人（签名 登记人（签名）： 人民调解委员会（印章） 年月日",
    "mediation_rights": "当事人权利义务告知书 性质 不收取任何费用 原则 权利 选择或者接受人民调解员 公开进行 义务 如实陈述 效力 "
    "共同向人民法院申请司法确认 个人信息 处理当事人 保管期限 查阅、复制 当事人（签名、盖章或按指印）： 年月日",
    "power_of_attorney": "授权委托书 委托人 受托人 代理权限 ☐提供证据 ☐选择和接受调解员 ☐承认或变更或放弃请求 "
    "☐参加调解并签署文书 ☐领取文书 ☐其他 委托人（签名、盖章或按指印）： 受托人（签名）： 年月日",
    "investigation_record": "人民调解调查记录 时间 地点 参加人 被调查人 记录 被调查人（签名、盖章或按指印）： 调查人（签名）： "
    "记录人（签名）： 年月日",
    "evidence_list": "人民调解证据材料清单 序号 名称 来源 份数 页数 提交人 日期",
    "back_cover": "人民调解委员会",
}
"""After 司发通〔2010〕239号, in their order."""
ODD = "𠮷䶮·买买提<b>&amp;"
LONG = "".join(f"第{n}项：被申请人使用近似标识“{n}”<b>&{n * 7}</b>；" for n in range(1, 150))[:3000]


@pytest.fixture
def crowd(store):
    """The uid of a case with thirty parties of odd names and facts of 3,000 characters."""
    uid = registered(
        store, committee(store, name=f"鄂城区{ODD}人民调解委员会"), name=f"{ODD}纠纷", facts=LONG
    )
    case = Link(uid, "案件", Mediation.__tablename__)
    for number in range(28):
        role = ("applicant", "respondent", "third")[number % 3]
        kind = ("person", "company")[number % 2]
        made(
            store,
            Party,
            case=case,
            role=role,
            kind=kind,
            name=f"{ODD}{number}号",
            address=f"泽林{ODD}街{number}号",
            consent="pending",
        )
    made(
        store,
        Investigation,
        case=case,
        begun_at="2026-09-04 09:00",
        ended_at="2026-09-04 10:05",
        place=ODD,
        asked=ODD.removesuffix("<b>&amp;"),
        asked_about=ODD,
        present=ODD,
        by=ODD,
        recorder="李秀兰",
        content=LONG,
    )
    for number in range(40):
        made(
            store,
            Evidence,
            case=case,
            name=f"{ODD}证书{number}",
            source=ODD,
            proves=f"{ODD}权属{number}",
            copies="2",
            pages="3",
            submitter="陈律",
            submitted_on="2026-09-03",
        )
    return uid  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_the_fields_stand_in_the_official_order(name, store, tmp_path):
    text = "".join(printed(named(name), None, copy_of(store, None), tmp_path / "a.pdf"))

    place = 0
    for word in FIELDS[name].split():
        place = text.find(word, place)
        assert place >= 0, word
        place += len(word)


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "back_cover"])
def test_a_crowd_is_printed_whole(name, store, crowd, tmp_path):
    form = named(name)
    whole = whole_for(store, form, crowd)
    copy = copy_of(store, whole)

    text = "".join(printed(form, whole, copy, tmp_path / "a.pdf"))

    text = text.replace("草稿", "").replace("纠纷简要情况", "")
    said = {"".join(line.split()) for one in copy.said for line in one.split("\n")}
    assert [one for one in said - {LONG} if one not in text] == []
    if LONG in said:
        sentences = [f"{sentence}；" for sentence in LONG.split("；")[:-1]]
        assert [sentence for sentence in sentences if sentence not in text.replace("记录", "")] == []


def test_thirty_parties_each_have_a_place_to_sign(store, crowd, tmp_path):
    form = named("mediation_register")
    whole = whole_for(store, form, crowd)

    text = "".join(printed(form, whole, copy_of(store, whole), tmp_path / "a.pdf"))

    assert text.count("当事人（签名、盖章或按指印）：") + text.count("当事人：") == 30


@pytest.mark.parametrize("characters", range(1150, 1450, 20))
def test_signatures_never_stand_alone(characters, store, tmp_path):
    uid = registered(store)
    case = Link(uid, "案件", Mediation.__tablename__)
    made(
        store,
        Investigation,
        case=case,
        begun_at="2026-09-04 09:00",
        place="门店",
        asked="某人",
        by="周立新",
        content="问" * characters,
    )
    form = named("investigation_record")  # fmt: skip
    whole = whole_for(store, form, uid)

    pages = printed(form, whole, copy_of(store, whole), tmp_path / "a.pdf")

    assert "问" in pages[-1]
    assert all(sign in pages[-1] for sign in ("被调查人（签名", "调查人（签名）：", "年月日"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("停止使用\n一次性赔偿", "1.停止使用2.一次性赔偿"),
        ("20000元赔偿款\n道歉", "1.20000元赔偿款2.道歉"),
        ("1.5万元赔偿款\n道歉", "1.1.5万元赔偿款2.道歉"),
        ("一、停止使用\n二、道歉", "一、停止使用二、道歉"),
        ("1. 停止使用\n2. 道歉", "1.停止使用2.道歉"),
        ("（一）停止使用\n（二）道歉", "（一）停止使用（二）道歉"),
    ],
)
def test_claims_are_numbered_unless_they_are(typed, shown, store, tmp_path):
    form = named("mediation_application")
    whole = whole_for(store, form, registered(store, claims=typed))

    text = "".join(printed(form, whole, copy_of(store, whole), tmp_path / "a.pdf"))

    assert f"申请事项{shown}" in "".join(text.split())


def test_the_index_prints_the_entries_it_is_given(store, tmp_path, unpacked):
    entries = [Entry("人民调解申请书", 1), *(Entry(f"{ODD}{n}", n + 2, f"备注{n}") for n in range(60))]

    build_all(tmp_path / "a.pdf", [listed(entries, copy_of(store, None))], Faces(unpacked))

    pages = read(tmp_path / "a.pdf")
    assert len(pages) == 3
    assert all("序号文书名称页号备注" in page for page in pages)
    assert pages[0].index("1人民调解申请书1") < pages[0].index(f"2{ODD}02备注0")
    assert f"61{ODD}5961备注59" in pages[-1]


def test_the_index_alone_lists_what_exists(full_store, finished, tmp_path):
    whole = whole_for(full_store, named("mediation_index"), finished)

    text = "".join(printed(named("mediation_index"), whole, copy_of(full_store, whole), tmp_path / "a.pdf"))

    names = "申请书 登记表 告知书 授权委托书 调查记录 清单 调解记录 协议书 口头协议 履行凭证 回访记录 司法确认申请书 封底"
    places = [text.find(name) for name in names.split()]
    assert -1 not in places
    assert places == sorted(places)


def test_persons_bodies_and_agents_show_what_is_theirs(full_store, finished, tmp_path):
    form = named("mediation_application")
    whole = whole_for(full_store, form, finished)

    text = "".join(printed(form, whole, copy_of(full_store, whole), tmp_path / "a.pdf"))

    for shown in (
        "信用代码91420704MA4F2ABC46", "代表人单雄信", "职务总经理", "委托代理人陈律，湖北某律师事务所，律师，13912345678",
        "性别女民族汉族年龄76", "联系方式13812345678", "1.停止使用近似标识", "2.赔偿损失20000元",
    ):  # fmt: skip
        assert shown in text


def test_powers_and_sources_are_ticked(full_store, finished, tmp_path):
    power, register = named("power_of_attorney"), named("mediation_register")
    whole = whole_for(full_store, power, finished)

    powers = printed(power, whole, copy_of(full_store, whole), tmp_path / "a.pdf")[0]
    sources = printed(register, whole, copy_of(full_store, whole), tmp_path / "a.pdf")[0]

    assert "☐提供证据" in powers
    assert "☑参加调解并签署文书☑领取文书☐其他" in powers
    assert "☑当事人申请☐主动调解" in sources


def test_a_witness_and_a_guest_are_hidden_in_a_masked_copy(store, tmp_path):
    uid = registered(store)
    case = Link(uid, "案件", Mediation.__tablename__)
    made(
        store,
        Investigation,
        case=case,
        begun_at="2026-09-04 09:00",
        place="门店",
        asked="邻居老何",
        by="周立新",
        content="邻居老何说……",
    )
    form = named("investigation_record")  # fmt: skip
    whole = whole_for(store, form, uid)

    text = "".join(printed(form, whole, copy_of(store, whole, How(masked=True)), tmp_path / "a.pdf"))

    assert "老何" not in text
    assert text.count("被调查人1") == 2


def test_an_agent_appears_in_the_power_of_the_one_he_acts_for(full_store, finished):
    whole = full_store.whole(Agent, full_store.whole(Mediation, finished).all(Agent)[0].uid)

    assert whole.about.party in whole.all(Party)
    assert named("power_of_attorney").missing(whole) == []
