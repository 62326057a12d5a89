"""Ledgers as offices really keep them come in as a clerk would read them, whatever program saved them last."""

from datetime import date, datetime

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.exchange.importing.running import plan_of, run
from ercheng_station.exchange.importing.verdict import WORDS, Wishes
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from tests.exchange.importing.ledgers import saved
from tests.mediating import committee, registered

FIRM, OTHER = "鄂州市宏达机械有限公司", "湖北华兴新材料有限公司"
CODE = "91420704MA4KWL9B1C"
DAY = date(2025, 3, 5)

# name: (kind, rows, merged cells, what comes of each row: what a new record holds, or the word of its verdict)
LEDGERS = {
    "走访 标题和表脚": (
        "visit",
        [
            ["泽林所2025年企业走访台账"], [], ["序号", "走访企业", "走访时间", "走访人", "走访内容"],
            [1, FIRM, "2025.3.5", "张三", "看生产线"], ["合计", 1], ["填表人：张三"],
        ],
        ["A1:E1"],
        [{"enterprise": FIRM, "visited_on": DAY, "findings": "看生产线"}],
    ),
    "走访 两行表头": (
        "visit",
        [
            ["序号", "企业情况", None, "走访情况", None], [None, "企业名称", "联系电话", "时间", "走访人员"],
            [1, FIRM, 13807110000, DAY, "张三、李四"],
        ],
        ["A1:A2", "B1:C1", "D1:E1"],
        [{"visited_on": DAY, "receiver_phone": "13807110000", "visitors": "张三、李四"}],
    ),
    "走访 表头带括号星号换行": (
        "visit",
        [["企业名称*", "走访\n日期", "走访方式（实地/电话）", "走访人员：", "备注"], [FIRM, "2025年3月5日", "电话", "张三", "无"]],
        [],
        [{"way": "phone", "visited_on": DAY}],
    ),
    "走访 全角和空格": (
        "visit",
        [["企 业 名 称", "走访日期", "走访人员", "联系电话"], [f" {FIRM}　", "２０２５－０３－０５", "张三", "１３８０７１１００００"]],
        [],
        [{"enterprise": FIRM, "visited_on": DAY, "receiver_phone": "13807110000"}],
    ),
    "走访 简称": (
        "visit",
        [["单位", "日期", "人员", "走访人员"], ["宏达机械", "20250305", "不读", "张三"], ["湖北华兴", DAY, "", "张三"]],
        [],
        [{"enterprise": FIRM}, "退回"],
    ),
    "走访 同上和空行": (
        "visit",
        [["单位名称", "走访时间", "走访人员"], [FIRM, DAY, "张三"], [], [OTHER, "同上", "张三"], ["〃", DAY, "张三"], [OTHER, DAY, "李四"]],
        [],
        [{"enterprise": FIRM}, "退回", "退回", {"enterprise": OTHER}],
    ),
    "走访 空列在前": (
        "visit",
        [[None, None, "企业名称", None, "走访时间", "走访人员"], [None, None, FIRM, None, DAY, "张三"]],
        [],
        [{"enterprise": FIRM, "visited_on": DAY}],
    ),
    "走访 两个电话": (
        "visit",
        [["企业名称", "走访时间", "走访人员", "联系电话"], [FIRM, DAY, "张三", "13807110000/13907110000"]],
        [],
        ["退回"],
    ),
    "走访 时间带钟点": (
        "visit",
        [["企业名称", "走访时间", "走访人员"], [FIRM, datetime(2025, 3, 5, 9, 30), "张三"], [OTHER, "2025-03-05 14:00", "张三"]],
        [],
        [{"visited_on": DAY}, {"visited_on": DAY}],
    ),
    "企业 基本信息": (
        "enterprise",
        [
            ["鄂城区企业花名册"], ["序号", "单位名称", "统一社会信用代码", "法人代表", "手机", "住所", "成立时间"],
            [1, "鄂州市新生彩印厂", CODE.lower(), "赵六", "138 0711 0000", "凤凰街道古城路1号", "2012年6月"],
        ],
        ["A1:G1"],
        ["退回"],
    ),
    "企业 成立日期完整": (
        "enterprise",
        [["公司全称", "信用代码", "法人", "注册日期", "主要产品"], ["鄂州市新生彩印厂", CODE, "赵六", "2012/6/1", "彩盒；画册"]],
        [],
        [{"name": "鄂州市新生彩印厂", "credit_code": CODE, "legal_person": "赵六", "founded_on": date(2012, 6, 1)}],
    ),
    "企业 注册号和代码不对": (
        "enterprise",
        [["企业名称", "统一社会信用代码"], ["鄂州市甲厂", "420700000012345"], ["鄂州市乙厂", "91420704MA4KWL9B1D"]],
        [],
        ["退回", "退回"],
    ),
    "企业 重复的一家": (
        "enterprise",
        [["企业名称", "统一社会信用代码"], ["鄂州市新生彩印厂", CODE], ["鄂州市新生彩印（厂）", CODE], ["鄂州市宏达机械（有限公司）", ""]],
        [],
        [{"credit_code": CODE}, "退回", "跳过"],
    ),
    "企业 生僻字": (
        "enterprise",
        [["企业名称", "法人"], ["鄂州市𠮷田䶮记食品厂", "㛃𡈽"]],
        [],
        [{"name": "鄂州市𠮷田䶮记食品厂", "legal_person": "㛃𡈽"}],
    ),
    "诉求 问题台账": (
        "need",
        [
            ["企业诉求（问题）台账"], ["序号", "企业名称", "提出日期", "诉求内容", "承办人", "办理时限"],
            [1, FIRM, "2025.3.5", "商标被抢注，想咨询异议", "张三", "2025.4.5"], ["合计", "1条"],
        ],
        ["A1:F1"],
        [{"enterprise": FIRM, "received_on": DAY, "content": "商标被抢注，想咨询异议", "status": "registered", "handler": "张三"}],
    ),
    "诉求 带状态": (
        "need",
        [["企业名称", "受理时间", "诉求内容", "办理状态"], [FIRM, DAY, "想办质押融资", "办理中"], [OTHER, DAY, "专利年费", "已登记"]],
        [],
        [{"status": "handling"}, {"status": "registered"}],
    ),
    "诉求 已销号缺结果": (
        "need",
        [["企业名称", "受理时间", "诉求内容", "办理状态"], [FIRM, DAY, "想办地理标志", "已销号"]],
        [],
        ["退回"],
    ),
    "知识产权 专利商标": (
        "right",
        [
            ["单位名称", "类型", "专利号或注册号", "名称", "申请日", "法律状态"],
            [FIRM, "注册商标", "12345678", "宏达", "2015-1-1", None], [FIRM, "发明专利", "ZL202310123456.0", "一种夹具", DAY, None],
        ],
        [],
        [{"kind": "trademark", "right_number": "12345678"}, {"right_number": "ZL202310123456.0"}],
    ),
    "知识产权 商标号是数字": (
        "right",
        [["企业名称", "类别", "商标号", "商标名称"], [FIRM, "注册商标", 87654321, "宏达"]],
        [],
        [{"right_number": "87654321"}],
    ),
    "培训 班次": (
        "training",
        [
            ["知识产权培训登记表"], ["序号", "培训主题", "培训时间", "地点", "授课老师", "参训人数"],
            [1, "商标品牌培训", "2025年3月5日", "泽林所会议室", "王老师", "45人"], [2, "专利导航", DAY, "凤凰街道", "李老师", 30], ["总计", None, None, None, None, 75],
        ],
        ["A1:F1"],
        [{"attended": 45}, {"theme": "专利导航", "attended": 30, "lecturer": "李老师", "held_on": DAY}],
    ),
    "宣传 活动": (
        "publicity",
        [["活动名称", "活动时间", "地点", "发放资料份数", "受众人数"], ["4·26宣传周进企业", date(2025, 4, 26), "经开区", 300, "1,200"]],
        [],
        [{"theme": "4·26宣传周进企业", "leaflets": 300, "audience": 1200}],
    ),
    "接待 登记": (
        "reception",
        [["来访人", "联系方式", "来访事由", "来访时间", "答复情况"], ["陈某", "0711-3380000", "咨询商标续展", DAY, "已当场答复"]],
        [],
        [{"visitor": "陈某", "matter": "咨询商标续展", "came_on": DAY, "reply": "已当场答复"}],
    ),
    "咨询 记录": (
        "consultation",
        [["姓名", "咨询时间", "咨询内容", "解答", "备注"], ["周某", "2025/3/5", "专利年费怎么交", "网上办理", None]],
        [],
        [{"asker": "周某", "asked_on": DAY, "question": "专利年费怎么交", "persons": 1}],
    ),
    "排查 记录": (
        "risk_check",
        [["企业名称", "检查时间", "检查人员", "发现问题", "整改建议"], [FIRM, DAY, "张三、李四", "包装印有他人商标", "停止使用"]],
        [],
        [{"enterprise": FIRM, "checked_on": DAY, "findings": "包装印有他人商标", "status": "checking"}],
    ),
    "专家 名单": (
        "expert",
        [["专家姓名", "工作单位", "职称", "擅长领域", "手机号"], ["刘某", "湖北某律师事务所", "律师", "法律", "13807110000"]],
        [],
        [{"name": "刘某", "unit": "湖北某律师事务所", "post": "律师"}],
    ),
    "线索 台账": (
        "clue",
        [
            ["序号", "登记日期", "线索来源", "被举报人", "举报内容", "类别", "货值（万元）"],
            [1, DAY, "消费者投诉举报", "某日化经营部", "销售假冒洗衣液", "商标", 1.5],
        ],
        [],
        [{"suspect": "某日化经营部", "facts": "销售假冒洗衣液", "right_class": "trademark", "amount": 1500000}],
    ),
    "经费 预算": (
        "fund",
        [["年度", "经费来源", "科目", "预算金额（万元）"], ["2025年", "区级财政", "培训费", 2.5], [2025, "区级", "宣传费", "1万"]],
        [],
        ["退回", "退回"],
    ),
    "经费 元": (
        "fund",
        [["年度", "经费来源", "科目", "预算金额（元）"], [2025, None, "培训费", "25,000.00"], [2025, "区财政", "培训费", "25,000.00"], ["2025年", "市级", "宣传费", "￥5,000"]],
        [],
        ["退回", {"year": 2025, "budget": 2500000}, {"year": 2025, "source": "city", "budget": 500000}],
    ),
    "装备 清单": (
        "equipment",
        [["存放站点", "设备名称", "规格型号", "单价（元）", "购置时间"], ["泽林", "打印机", "HP 1108", "1,199.00", "2024-11-2"], ["泽林市场监管所知识产权工作站", "打印机", "HP 1108", "1,199.00", "2024-11-2"]],
        [],
        ["退回", {"name": "打印机", "amount": 1, "price": 119900, "bought_on": date(2024, 11, 2)}],
    ),
    "媒体 报道": (
        "media_report",
        [["稿件标题", "刊发媒体", "刊发日期", "网址"], ["泽林所护航企业", "鄂州日报", DAY, "https://www.example.cn/a?b=1&c=2"]],
        [],
        [{"headline": "泽林所护航企业", "outlet": "鄂州日报", "published_on": DAY}],
    ),
    "援助 申请": (
        "assist_case",
        [["申请单位", "申请时间", "对方当事人", "事由", "经办人", "援助事项"], ["鄂州市某科技公司", "2025年3月5日", "某网店", "网店销售仿品", "张三", "咨询指导"]],
        [],
        [{"applicant": "鄂州市某科技公司", "received_on": DAY, "opponent": "某网店", "status": "received", "handler": "张三"}],
    ),
    "会议 联席": (
        "joint_conference",
        [["会议名称", "召开时间", "地点", "主持人", "议题"], ["第一次联席会议", DAY, "局三楼", "余局长", "部署专项行动"]],
        [],
        [{"name": "第一次联席会议", "held_on": DAY, "chair": "余局长"}],
    ),
    "调解 老台账": (
        "mediation",
        [
            ["2025年知识产权纠纷调解台账"], ["序号", "案由", "调委会", "受理时间", "纠纷类型", "基本案情", "标的额（万元）", "补录"],
            [1, "甲诉乙商标侵权", "{committee}", DAY, "侵害商标权纠纷", "门店招牌近似", 2, "是"],
        ],
        ["A1:H1"],
        [{"name": "甲诉乙商标侵权", "applied_on": DAY, "amount": 2000000, "backfilled": True}],
    ),
    "履行计划 按案件编号": (
        "instalment",
        [["案号", "应付日期", "履行事项", "应付金额"], ["{case}", date(2026, 12, 31), "支付首期款", "10,000"], ["没有的案号", date(2026, 12, 31), "支付", 1]],
        [],
        [{"what": "支付首期款", "amount": 1000000}, "退回"],
    ),
}  # fmt: skip
OFFICE = {"xls": "xls", "ods": "ods", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All ledgers in a folder, and each folder of what LibreOffice made of them, by name."""
    return tmp_path_factory.mktemp("ledgers")


@pytest.fixture
def known(store):
    """What the ledgers speak of: two firms, a case, its committee."""
    firms = [Create(Enterprise, store.examine(Enterprise, {"name": name})[0]) for name in (FIRM, OTHER)]
    store.act("登记企业", firms)
    own = committee(store)
    return {
        "{committee}": own.title,
        "{case}": store.row(CATALOGUE["mediation"], registered(store, own)).number,
    }


def filled(rows, known):
    return [[known.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def came_out(store, name, path):
    kind = CATALOGUE[LEDGERS[name][0]]
    plan = plan_of(store, kind, read_book(path), path, Wishes())
    run(store, plan)
    return plan, [
        shown(store, kind, row, wanted) for row, wanted in zip(plan.rows, LEDGERS[name][3], strict=True)
    ]


def shown(store, kind, row, wanted):
    """Of a row that came in what is asked for, as kept; of another one its verdict, and why where a record was wanted."""
    if isinstance(wanted, str) or not row.changes:
        return (
            WORDS[row.verdict]
            if isinstance(wanted, str)
            else (WORDS[row.verdict], [(one.label, one.why) for one in row.faults])
        )
    values = store.row(kind, row.uid).values
    return {name: value.title if isinstance(value := values[name], Link) else value for name in wanted}


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_comes_in_as_a_clerk_would_read_it(store, known, tmp_path, name):
    _, rows, merged, wanted = LEDGERS[name]
    path = saved(tmp_path / "台账.xlsx", *filled(rows, known), merged=merged)

    plan, came = came_out(store, name, path)

    assert came == wanted
    assert all(fault.label and fault.why for row in plan.rows for fault in row.faults if fault.letter)


@pytest.mark.parametrize("form", OFFICE)
def test_another_office_program_changes_nothing_of_it(store, known, tmp_path, libreoffice, form):
    for name, (_, rows, merged, _) in LEDGERS.items():
        saved(tmp_path / f"{name}.xlsx", *filled(rows, known), merged=merged)
    libreoffice(OFFICE[form], tmp_path / form, *sorted(tmp_path.glob("*.xlsx")))

    came = {name: came_out(store, name, tmp_path / form / f"{name}.{form}")[1] for name in ALONE}

    assert came == {name: LEDGERS[name][3] for name in ALONE}


ALONE = [name for name in LEDGERS if not name.startswith(("走访", "企业"))] + ["走访 两行表头", "企业 生僻字"]
"""Those that say nothing of a record which another one of them brings in."""
