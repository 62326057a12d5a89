"""Practice records of outreach and resources: every state, believable words, nobody who exists."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from ercheng_station.db.changes import Change, Create
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.mediation.states import AGREED
from ercheng_station.records.outreach import (
    MediaReport,
    PilotSchool,
    Publicity,
    SchoolYear,
    Survey,
    Training,
    TypicalCase,
)
from ercheng_station.records.outreach.typical_case import digest
from ercheng_station.records.resources import (
    ConferenceMember,
    CooperationAgreement,
    CooperationRecord,
    EquipmentUse,
    Fund,
    JointConference,
    PlatformContact,
    Resolution,
    Spending,
    Takedown,
)
from ercheng_station.records.station import Equipment

Make = Callable[..., Create]
_OFFICE = "泽林市场监管所"
_BUREAU = "鄂城区市场监督管理局"
_ALL_PAPERS = ["notice", "sign_in", "photos", "courseware"]
_TRAININGS: tuple[dict[str, Any], ...] = (
    {
        "ago": 330, "theme": "商标品牌建设政企共学", "mode": "together", "attended": 32, "firms": 18, "hours": 3, "leaflets": 60, "tested": 30,
        "passed": 28, "satisfaction": 96, "audience": ["officers", "firms"], "lecturer": "方晓岚", "lecturer_post": "武汉某律师事务所律师",
        "outline": "商标注册与续展\n商标使用管理\n遇到侵权怎么办",
        "summary": "培训讲解了商标注册、续展和使用管理，18 家企业 32 人参加，现场解答 9 个问题。多数企业反映对续展期限不清楚，下一步把到期商标清单逐家送上门。",
    },
    {
        "ago": 120, "theme": "专利纠纷案例研讨", "mode": "discussion", "attended": 14, "firms": 3, "hours": 2, "audience": ["officers", "mediators"],
        "lecturer": "程德胜", "lecturer_post": "本站站长", "outline": "外观设计专利侵权比对\n调解与行政裁决的衔接",
        "summary": "围绕两件外观设计纠纷研讨比对方法和调解要点，形成比对要点一份，发各站使用。",
    },
    {
        "ago": 12, "theme": "电商企业知识产权合规专题培训", "mode": "special", "attended": 26, "firms": 15, "hours": 2, "leaflets": 40,
        "audience": ["firms", "traders"], "lecturer": "闵红霞", "lecturer_post": "区法院法官", "outline": "平台规则与侵权投诉\n不侵权声明怎么写",
    },
    {
        "ago": -9, "theme": "保护工作站负责人业务培训", "mode": "together", "hours": 3, "audience": ["stations", "officers"], "lecturer": "余慧敏",
        "lecturer_post": "本站联络员", "outline": "月报填报\n线索报送\n侵权监测",
    },
)  # fmt: skip
_EVENTS: tuple[dict[str, Any], ...] = (
    {
        "on": "04-22", "theme": "知识产权宣传周进企业活动", "occasion": "ip_week", "places": ["firms", "park"], "audience": 180, "asked": 26,
        "leaflets": 320, "banners": 4, "boards": 6, "firms": 12, "forms": ["desk", "leaflets", "boards"], "partners": "鄂城工具产业园、区司法局",
        "content": "现场咨询\n发放维权手册\n展板讲解商业秘密保护",
        "summary": "在工具产业园设咨询台，12 家企业 180 人次参加，发放资料 320 份，解答咨询 26 人次，收到企业诉求 3 条，已登记交办。",
    },
    {
        "on": "05-10", "theme": "中国品牌日进市场宣传", "occasion": "brand_day", "places": ["market"], "audience": 260, "asked": 18, "leaflets": 400,
        "banners": 2, "screens": 3, "forms": ["desk", "leaflets", "screens"], "partners": "泽林集贸市场管理办",
        "content": "讲解商标标识规范\n辨别仿冒商品", "summary": "在集贸市场宣传商标规范使用，受众 260 人次，发放资料 400 份。",
    },
    {
        "on": "09-16", "theme": "知识产权进校园", "occasion": "five_in", "places": ["campus"], "audience": 210, "leaflets": 210, "forms": ["lecture"],
        "partners": "泽林中学", "content": "专利小故事\n动手做发明",
    },
    {"on": "03-15", "theme": "3·15商标维权咨询", "occasion": "day_315", "audience": 90, "asked": 21, "leaflets": 150, "forms": ["desk"], "content": "现场咨询"},
)  # fmt: skip
_CASE_TEXTS = {
    "parties": "申请人：A单位；被申请人：B某",
    "facts": "A单位是一件外观设计专利的权利人，发现B某在批发市场销售外形近似的产品，要求停止销售并赔偿。",
    "process": "工作站接到申请后征得双方同意，由人民调解委员会受理。调解员组织现场比对，说明近似之处和法律后果，先后调解两次。",
    "result": "双方达成书面协议：B某停止销售并销毁库存，一次性补偿A单位8000元，当场履行。",
    "meaning": "纠纷从受理到履行用时12天，企业少跑路、少花钱，保住了双方今后的合作，体现了“两站”就近化解纠纷的作用。",
    "basis": "《中华人民共和国专利法》第十一条、第六十五条，《中华人民共和国人民调解法》。",
}
_MEMBERS = (
    ("market", "刘志远", "分管副局长"),
    ("court", "闵红霞", "审判庭副庭长"),
    ("police", "陈卫东", "经侦大队副大队长"),
    ("justice", "熊建国", "司法所所长"),
)


def acts(store: Store, make: Make) -> Iterator[tuple[str, list[Change]]]:
    today = store.today
    yield "练习：培训宣传", list(_outreach(make, today))
    yield "练习：试点学校", list(_schools(make, today))
    yield "练习：典型案例", list(_cases(store, make, today))
    yield "练习：合作协议与平台", list(_partners(make, today))
    yield "练习：联席会议", list(_conference(make, today))
    yield "练习：经费与装备领用", [*_money(make, today), *_equipment(store, make, today)]


def _outreach(make: Make, today: date) -> Iterator[Change]:
    common = {"host": _BUREAU, "place": "泽林市场监管所会议室", "begun": "9:00", "filled_by": "余慧敏"}
    for facts in _TRAININGS:
        held = today - timedelta(days=facts["ago"])
        done = {"not_needed": _ALL_PAPERS} if facts["ago"] > 300 else {}
        training = make(Training, held_on=held, **common, **done, **_without(facts, "ago"))
        yield training
    yield from _events(make, today)


def _events(make: Make, today: date) -> Iterator[Change]:
    """What was done in public, and what came of the first of it."""
    events = []
    for facts in _EVENTS:
        year = today.year if f"{today:%m-%d}" >= facts["on"] else today.year - 1
        held = date.fromisoformat(f"{year}-{facts['on']}")
        done = {"not_needed": _ALL_PAPERS} if facts["on"] == "04-22" else {}
        event = make(
            Publicity,
            held_on=held,
            host=_OFFICE,
            place="泽林镇",
            filled_by="张立新",
            **done,
            **_without(facts, "on"),
        )
        events.append((event, held, facts["theme"]))
        yield event
    event, held, theme = events[0]
    link = Link(event.uid, theme, "publicity")
    yield make(
        MediaReport, headline="鄂城：知识产权服务送到车间里", outlet="鄂州日报（练习）", level="city", form="newspaper",
        published_on=held + timedelta(days=2), publicity=link, link="https://example.invalid/1",
    )  # fmt: skip
    yield make(
        MediaReport, headline="泽林所开展知识产权宣传周活动", outlet="鄂城市场监管（练习）", level="district", form="account",
        published_on=held + timedelta(days=1), publicity=link, link="https://example.invalid/2",
    )  # fmt: skip
    yield make(
        Survey, topic="企业对知识产权服务的满意度", kind="satisfaction", held_on=held, asked="辖区企业", sent=60, returned=52, best=30, good=18,
        fair=3, bad=1, publicity=link, tallied_by="余慧敏", opinions="希望多办电商维权培训；希望商标到期提前提醒。",
    )  # fmt: skip
    yield make(
        Survey, topic="商户知识产权知晓率", kind="awareness", held_on=held + timedelta(days=18), asked="集贸市场商户", sent=80, returned=76, best=12,
        good=31, fair=22, bad=11, tallied_by="张立新",
    )  # fmt: skip


def _schools(make: Make, today: date) -> Iterator[Change]:
    own = {"recommended_by": _OFFICE, "area": "泽林镇", "leader": "洪国平", "teacher": "邹丽"}
    since = today.replace(day=1) - timedelta(days=660)
    pilot = make(
        PilotSchool, name="泽林中学（练习）", level="province", stage="junior", status="pilot", batch=f"{since.year}年第一批",
        document=f"鄂知发〔{since.year}〕8 号", since=since, **own,
    )  # fmt: skip
    yield pilot
    link = Link(pilot.uid, "泽林中学（练习）", "pilot_school")
    for back, lessons, pupils, works in ((1, 36, 620, 18), (0, 12, 240, 7)):
        yield make(
            SchoolYear, school=link, year=today.year - back, teachers=4, trained=8, lessons=lessons, events=5 - back, pupils=pupils, works=works,
            patents=back, leading="成立领导小组，列入学校年度计划。", awards="市级青少年创新大赛二等奖 1 项、三等奖 2 项",
        )  # fmt: skip
    yield make(PilotSchool, name="杜山镇中心小学（练习）", level="district", stage="primary", status="recommended", recommended_on=today, **own)  # fmt: skip


def _cases(store: Store, make: Make, today: date) -> Iterator[Change]:
    agreed = next(iter(store.rows(Query(Mediation, where=(Condition("outcome", "is", AGREED),)), 1)), None)
    source = {"mediation": Link(agreed.uid, agreed.label, "mediation")} if agreed else {}
    titles = (
        "A单位与B某外观设计专利侵权纠纷调解案",
        "A公司与B公司注册商标侵权纠纷调解案",
        "A单位与B单位商业秘密纠纷调解案",
    )
    for title, status in zip(titles, ("published", "checked", "draft"), strict=True):
        raw: dict[str, Any] = {"headline": title, "status": status, "recommender": _OFFICE, **_CASE_TEXTS}
        raw |= {
            "kind": "mediation",
            "drafted_on": today - timedelta(days=40),
            "level": "district",
            **(source if status != "draft" else {}),
        }
        if status != "draft":
            raw |= {"looked_at": digest(raw), "checked_on": today - timedelta(days=30), "checker": "程德胜"}
        if status == "published":
            raw |= {
                "published_on": today - timedelta(days=20),
                "published_in": "区局公众号",
                "approved_by": "程德胜",
            }
        yield make(TypicalCase, **raw)


def _partners(make: Make, today: date) -> Iterator[Change]:
    agreement = make(
        CooperationAgreement, name="知识产权战略合作协议", partner="鄂州职业大学（练习）", partner_kind="university", kind="strategic",
        own_side=_BUREAU, signed_on=today - timedelta(days=700), valid_until=today + timedelta(days=50), own_contact="余慧敏", contact="贺文斌",
        terms="专利检索和转化服务\n师资互聘\n学生实习",
    )  # fmt: skip
    yield agreement
    link = Link(agreement.uid, "知识产权战略合作协议", "cooperation_agreement")
    for ago, kind, content in (
        (400, "meeting", "召开年度对接会，确定 3 项专利转化意向。"),
        (90, "training", "教师到站讲授专利检索，15 家企业参加。"),
    ):
        yield make(
            CooperationRecord,
            agreement=link,
            done_on=today - timedelta(days=ago),
            kind=kind,
            content=content,
            by="余慧敏",
        )
    yield make(
        CooperationAgreement, name="跨区域知识产权保护协作协议", partner="某县市场监督管理局（练习）", partner_kind="region", kind="region",
        own_side=_BUREAU, signed_on=today - timedelta(days=200), own_contact="程德胜", contact="段立军", terms="线索互通\n案件协查\n联合培训",
    )  # fmt: skip
    contact = make(
        PlatformContact, platform="某电商平台（练习）", company="某网络科技有限公司", person="韦佳", post="知识产权部", channel="知识产权保护平台网页提交",
        hours="3 个工作日内", confirmed_on=today - timedelta(days=360),
    )  # fmt: skip
    yield contact
    at = Link(contact.uid, "某电商平台（练习）", "platform_contact")
    notice = {"at": at, "links": "https://example.invalid/item/1", "reason": "使用与注册商标相同的标识，未经许可", "asked": "下架链接", "right_note": "注册商标，权利人为辖区企业", "by": "张立新"}  # fmt: skip
    yield make(Takedown, told_on=today - timedelta(days=45), shop="五金优选店", count=4, result="partly", removed=3, replied_on=today - timedelta(days=41), **notice)  # fmt: skip
    yield make(
        Takedown, told_on=today - timedelta(days=9), shop="工具直营店", count=2, result="waiting", **notice
    )


def _conference(make: Make, today: date) -> Iterator[Change]:
    held = today - timedelta(days=35)
    name = f"{held.year}年知识产权联席会议"
    conference = make(
        JointConference, name=name, held_on=held, kind="plenary", place="区局三楼会议室", host=_BUREAU, chair="刘志远", recorder="余慧敏",
        agenda="通报上半年“两站”工作\n研究诉调对接和案件移送", conclusions="建立每季度会商；明确移送材料清单；年底前开展一次联合行动。",
    )  # fmt: skip
    yield conference
    link = Link(conference.uid, name, "joint_conference")
    for unit, person, post in _MEMBERS:
        yield make(ConferenceMember, conference=link, unit=unit, person=person, post=post, present="是")
    for content, unit, person, days, status, more in (
        (
            "拟定案件移送材料清单，发各单位执行",
            "market",
            "余慧敏",
            -5,
            "doing",
            {"progress": "已拟初稿，正在征求公安分局意见。"},
        ),
        (
            "在法院立案大厅设诉前调解引导牌",
            "court",
            "闵红霞",
            -10,
            "done",
            {"done_on": held + timedelta(days=20), "progress": "已设置并公布调解室电话。"},
        ),
        ("开展冬季联合执法行动", "market", "程德胜", 25, "open", {}),
        (
            "建立联络员微信群",
            "justice",
            "熊建国",
            40,
            "dropped",
            {"progress": "改用政务系统联络，不再另建群。"},
        ),
    ):
        yield make(Resolution, conference=link, content=content, unit=unit, person=person, due_on=today + timedelta(days=days), status=status, **more)  # fmt: skip


def _money(make: Make, today: date) -> Iterator[Change]:
    lines = (
        ("知识产权工作经费", "district", "publicity", "50000", ((150, "publicity", "宣传周展板和资料印刷", "12860.50"), (60, "training", "电商合规培训讲课费", "3000"))),
        ("人民调解以案定补经费", "district", "subsidy", "6000", ((80, "subsidy", "上半年调解补贴", "4200"), (15, "subsidy", "三季度调解补贴", "2600"))),
        ("两站建设专项资金", "province", "equipment", "80000", ()),
    )  # fmt: skip
    for name, source, use, budget, spendings in lines:
        fund = make(
            Fund, year=today.year, name=name, source=source, use=use, budget=budget, document=f"鄂城财行〔{today.year}〕12 号", keeper="程德胜",
        )  # fmt: skip
        yield fund
        link = Link(fund.uid, f"{today.year}年{name}", "fund")
        for at, (ago, spent_use, content, amount) in enumerate(spendings, start=1):
            on = max(today - timedelta(days=ago), today.replace(month=1, day=1))
            yield make(
                Spending, fund=link, spent_on=on, use=spent_use, content=content, amount=amount, voucher=f"记-{20 + at}", handler="余慧敏", approver="程德胜",
            )  # fmt: skip


def _equipment(store: Store, make: Make, today: date) -> Iterator[Change]:
    for at, row in enumerate(store.rows(Query(Equipment), 2)):
        link = Link(row.uid, row.label, "equipment")
        back = (
            {"returned_on": today - timedelta(days=3), "received_by": "余慧敏", "state": "完好"} if at else {}
        )
        yield make(
            EquipmentUse, equipment=link, taken_on=today - timedelta(days=6), taken_by="张立新", amount=1, purpose="冬季农资检查", approver="程德胜",
            due_on=today + timedelta(days=1), **back,
        )  # fmt: skip


def _without(facts: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key != name}
