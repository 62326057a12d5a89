"""Practice records of the work itself: tasks, an evaluation, campaigns, a board, duty, totals of the past."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ercheng_station.db.changes import Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.records.fields import Link
from ercheng_station.records.station import Station
from ercheng_station.records.work import (
    Campaign,
    CampaignCount,
    CoverageUnit,
    Department,
    Duty,
    NoticeBoard,
    PastTotal,
    PlanTask,
    TaskProgress,
)
from ercheng_station.services.plan import notice_changes, plan_name, year_changes
from ercheng_station.services.scoring import sheet_changes

Make = Callable[..., Create]
_PEOPLE = ("程德胜", "余慧敏", "张立新")
_PROGRESS = (
    (1, 40, "举办第一期政企共学培训，12 家企业 26 人参加。"),
    (2, 60, "4·26 宣传周进企业、进社区各一场，发放资料 320 份。"),
    (4, 70, "完成重点企业走访，逐家建立一企一策。"),
    (11, 30, "已初步筛选 8 家企业，等区局确定标准。"),
)
_CAMPAIGNS = (
    (
        "2026年春季农资打假专项行动",
        "special",
        "鄂城市监发〔2026〕4 号",
        (3, 5),
        "种子、化肥商标侵权和假冒专利",
    ),
    (
        "2026年“双打”行动",
        "crackdown",
        "鄂城双打办〔2026〕1 号",
        (1, 12),
        "商标侵权、假冒专利和制售假冒伪劣商品",
    ),
)
_UNITS = (
    ("泽林市场监管所", "office"), ("杜山市场监管所", "office"), ("碧石渡市场监管所", "office"),
    ("花湖市场监管所", "office"), ("鄂城工具产业园", "park"), ("鄂城区模具行业协会", "association"),
)  # fmt: skip
_STATIONS = (
    ("杜山市场监管所知识产权工作站", "office", "杜山市场监管所", "office", "2024-08-20"),
    ("鄂城工具产业园知识产权保护工作站", "protection", "鄂城工具产业园", "park", "2024-11-08"),
)
_DEPARTMENTS = (
    ("区市场监管局泽林所", "受理投诉举报、指导企业建立制度", "余慧敏"),
    ("区司法局泽林司法所", "指导人民调解、司法确认衔接", "熊建国"),
    ("区法院知识产权巡回审判点", "诉前调解指导", "闵红霞"),
)
_MATTERS = (
    "接待企业咨询商标续展 2 起，已当场答复。",
    "接到电话反映商标被仿冒 1 起，已登记为线索。",
    "协助企业在省政务平台办理专利费减备案 1 件。",
    "",
)
_PAST = ("visits", "visited", "needs", "cases")


def acts(store: Store, make: Make) -> Iterator[tuple[str, list[Change]]]:
    """In the order in which one builds on another; each act is read from what stands in the store by then."""
    own, today = Link(store.unit.uid, store.unit.name, Station.__tablename__), store.today
    if PlanTask in store.kinds:
        yield "练习：2024年改革任务", list(notice_changes(store))
        yield "练习：本年度任务", list(year_changes(store, today.year))
        yield "练习：任务进展", list(_progress(store, make, today))
        yield "练习：专项行动", list(_campaigns(make, today))
        yield "练习：应建站单位和站点", list(_stations(make))
        yield "练习：派驻部门", [
            make(Department, at=own, name=name, function=function, liaison=liaison, since="2024-07-01",
                 document="鄂城知工办〔2024〕9 号")
            for name, function, liaison in _DEPARTMENTS
        ]  # fmt: skip
    yield "练习：年度评价", list(sheet_changes(store, today.year, own))
    yield "练习：公示牌和值班", [_board(make, own), *_duty(make, today)]
    yield "练习：历史数据补录", list(_past(make, today))


def _progress(store: Store, make: Make, today: date) -> Iterator[Change]:
    plan = plan_name(today.year)
    tasks = {
        row.values["serial"]: Link(row.uid, row.label, PlanTask.__tablename__)
        for row in store.rows(Query(PlanTask, where=by_value({"plan": plan})))
    }
    for at, (serial, percent, content) in enumerate(_PROGRESS):
        on = today - timedelta(days=30 * (at + 1))
        status = store.row(PlanTask, tasks[serial].uid).values["status"]
        if status == "waiting":
            yield Alter(PlanTask, tasks[serial].uid, {"status": "doing", "handler": _PEOPLE[at % 3]})
        yield make(
            TaskProgress, task=tasks[serial], done_on=on, content=content, percent=percent, by=_PEOPLE[at % 3]
        )


def _campaigns(make: Make, today: date) -> Iterator[Change]:
    for title, kind, number, (first, last), focus in _CAMPAIGNS:
        name, document = (text.replace("2026", str(today.year)) for text in (title, number))
        begins, ends = date(today.year, first, 1), date(today.year, last, 28)
        over = ends < today
        campaign = make(
            Campaign, name=name, kind=kind, document=document, issued_by="区双打办", begins_on=begins, ends_on=ends,
            focus=focus, handler="张立新", summary="检查经营户全覆盖，立案 2 件，均已办结。" if over else "",
        )  # fmt: skip
        yield campaign
        link = Link(campaign.uid, name, Campaign.__tablename__)
        for month in range(first, min(last, today.month - 1) + 1):
            filed = month % 2
            yield make(
                CampaignCount, campaign=link, year=today.year, month=month, people=6 + month, checked=9 + 2 * month,
                found=month % 4, filed=filed, value=filed * 3200 * month, fined=filed * 1500 * month,
            )  # fmt: skip


def _stations(make: Make) -> Iterator[Change]:
    for name, kind in _UNITS:
        yield make(CoverageUnit, name=name, kind=kind, since="2024-05-01", document="鄂城政办函〔2024〕31号")
    for name, kind, host, host_kind, plaque in _STATIONS:
        office = host if host_kind == "office" else "泽林市场监管所"
        yield make(
            Station, name=name, kind=kind, host=host, host_kind=host_kind, office=office, status="running",
            plaque_on=plaque, plaque_by="区市场监管局", head="程德胜" if kind == "protection" else "余慧敏",
        )  # fmt: skip


def _board(make: Make, own: Link) -> Create:
    return make(
        NoticeBoard, at=own, name="服务公示", steps="登记接待\n核实情况\n分流办理\n反馈结果\n回访归档", limits="咨询：当场答复\n企业诉求：10 个工作日内反馈\n纠纷调解：受理后 30 日内\n维权援助：材料齐全的，当日转送维权援助中心",
        hours="工作日 8:30—12:00，14:30—17:30", phone="0711-5550012", supervisor="区市场监管局知识产权科", supervision_phone="0711-5550100",
        posted_on="2026-03-02", place="服务大厅入口",
    )  # fmt: skip


def _duty(make: Make, today: date) -> Iterator[Change]:
    for at in range(10):
        on = today - timedelta(days=7 - at)
        if on.weekday() < 5:
            matters = _MATTERS[at % 4] if on < today else ""
            yield make(
                Duty,
                on=on,
                person=_PEOPLE[at % 3],
                unit="泽林市场监管所",
                matters=matters,
                count=1 if matters else "",
            )


def _past(make: Make, today: date) -> Iterator[Change]:
    for at, name in enumerate(_PAST):
        for month in range(1, 13):
            yield make(
                PastTotal, indicator=name, year=today.year - 3, month=month, count=(month * (at + 2)) % 9,
                source=f"{today.year - 3}年纸质月报",
            )  # fmt: skip
