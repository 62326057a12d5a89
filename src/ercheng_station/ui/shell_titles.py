"""Groups and titles of the navigation for the first paint, which knows no record; a test holds them to the kinds."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ercheng_station.db.acts import Unit
    from ercheng_station.records.base import Record

DESK, CARE, ENTERPRISE, MEDIATION = "desk", "care", "enterprise_page", "mediation_page"
REVIEW, IMPORT = "review", "import"
REFERENCE, REPORTS, INBOX = "reference", "reports", "inbox"
USERS, AUDIT = "users", "audit"
NEW_YEAR, HANDOVER = "new_year", "handover"
OWN_PAGES = {"mediation": MEDIATION}
"""Registers whose records are opened, and begun, on a page of their own."""
EVERY_PROFILE = frozenset(("office", "protection", "bureau", "joint"))
AUTHORITIES = frozenset(("office", "bureau", "joint"))
STATION_ONLY = frozenset(("protection",))
OF_MANY = "members"
"""A 保护工作站 of a park or an association, which looks after many firms; what any other unit has in sight goes by its profile."""


class Entry(NamedTuple):
    """A register or screen; what FOREMOST has in sight is `foremost`, everything else stands under 更多."""

    name: str
    title: str
    group: str
    profiles: frozenset[str] = EVERY_PROFILE
    heading: str = ""  # what this kind of unit calls the group, where not as everybody does
    foremost: bool = False

    @property
    def group_title(self) -> str:
        return self.heading or GROUPS.get(self.group, self.group)


GROUPS = {
    "desk": "工作台",
    "visit": "企业与走访",
    "mediation": "纠纷调解",
    "clue": "线索与协作",
    "station": "站点",
    "outreach": "宣传培训",
    "resource": "资源",
    "report": "报表上报",
    "data": "数据",
}
"""In the order of the work."""
_OWN_GROUPS = {"protection": {"visit": "权利与保护", "clue": "维权求助"}}
"""A station that looks after its own firm pays no visits and passes on no clues."""

SCREENS = (
    Entry(DESK, "工作台", "desk"),
    Entry(CARE, "备份检查", "data"),
    Entry(REFERENCE, "期限与依据", "data"),
    Entry(USERS, "用户与权限", "data"),
    Entry(AUDIT, "操作记录", "data"),
    Entry(HANDOVER, "工作交接", "data"),
    Entry(REPORTS, "报表", "report"),
    Entry(INBOX, "各站上报", "report", AUTHORITIES),
    Entry(REVIEW, "任务与考评", "report"),
    Entry(NEW_YEAR, "年度结转", "report"),
)
"""What is no register."""

REGISTERS = (
    Entry("station", "站点", "station"),
    Entry("station_person", "站点人员", "station"),
    Entry("station_rule", "管理制度", "station"),
    Entry("equipment", "装备设备", "station", AUTHORITIES),
    Entry("enterprise", "企业", "visit"),
    Entry("right", "知识产权", "visit"),
    Entry("ip_snapshot", "知识产权情况", "visit"),
    Entry("enterprise_listing", "企业名单", "visit", AUTHORITIES),
    Entry("enterprise_match", "企业比对", "visit", AUTHORITIES),
    Entry("visit", "企业走访", "visit", AUTHORITIES),
    Entry("need", "企业诉求", "visit", AUTHORITIES),
    Entry("need_step", "办理进展", "visit", AUTHORITIES),
    Entry("risk_check", "风险排查", "visit"),
    Entry("enterprise_plan", "一企一策", "visit"),
    Entry("lead_survey", "专利纠纷案源", "visit", AUTHORITIES),
    Entry("key_enterprise", "重点企业保护名录", "visit", AUTHORITIES),
    Entry("watch", "侵权监测", "visit"),
    Entry("slip", "报送单", "visit"),
    Entry("member", "会员企业", "visit", STATION_ONLY),
    Entry("member_service", "服务记录", "visit", STATION_ONLY),
    Entry("risk_question", "排查事项库", "data"),
    Entry("mediation", "调解案件", "mediation", AUTHORITIES),
    Entry("committee", "人民调解委员会", "mediation", AUTHORITIES),
    Entry("mediator", "人民调解员", "mediation", AUTHORITIES),
    Entry("court", "司法确认法院", "mediation", AUTHORITIES),
    Entry("party", "当事人", "mediation", AUTHORITIES),
    Entry("agreement", "调解协议", "mediation", AUTHORITIES),
    Entry("instalment", "履行计划", "mediation", AUTHORITIES),
    Entry("confirmation", "司法确认", "mediation", AUTHORITIES),
    Entry("follow_up", "回访记录", "mediation", AUTHORITIES),
    Entry("clue", "侵权线索", "clue", AUTHORITIES),
    Entry("transfer", "案件移送", "clue", AUTHORITIES),
    Entry("cooperation", "协查协作", "clue", AUTHORITIES),
    Entry("grading_rule", "线索分级规则", "data", AUTHORITIES),
    Entry("reception", "接待登记", "visit", AUTHORITIES),
    Entry("consultation", "咨询服务", "clue"),
    Entry("assist_case", "维权援助", "clue"),
    Entry("expert", "专家库", "resource"),
    Entry("expert_opinion", "专家意见", "clue", AUTHORITIES),
    Entry("rectification", "改进清单", "station", AUTHORITIES),
    Entry("consumer_complaint", "消费投诉", "clue", AUTHORITIES),
    Entry("administrative_mediation", "行政调解", "mediation", AUTHORITIES),
    Entry("case_result", "立案处罚结果", "clue", AUTHORITIES),
    Entry("errand", "帮办代办", "clue", AUTHORITIES),
    Entry("training", "培训", "outreach"),
    Entry("publicity", "宣传活动", "outreach"),
    Entry("media_report", "媒体报道", "outreach"),
    Entry("survey", "问卷调查", "outreach"),
    Entry("pilot_school", "试点学校", "outreach", AUTHORITIES),
    Entry("typical_case", "典型案例", "outreach", AUTHORITIES),
    Entry("cooperation_agreement", "合作协议", "resource", AUTHORITIES),
    Entry("platform_contact", "电商平台联系", "resource", AUTHORITIES),
    Entry("takedown", "平台通报", "resource", AUTHORITIES),
    Entry("joint_conference", "联席会议", "resource", AUTHORITIES),
    Entry("resolution", "议定事项", "resource", AUTHORITIES),
    Entry("fund", "经费预算", "resource", AUTHORITIES),
    Entry("spending", "经费支出", "resource", AUTHORITIES),
    Entry("equipment_use", "装备领用", "station", AUTHORITIES),
    Entry("plan_task", "工作任务", "report", AUTHORITIES),
    Entry("score_sheet", "年度评价", "report"),
    Entry("campaign", "专项行动", "clue", AUTHORITIES),
    Entry("notice_board", "公示牌", "station"),
    Entry("department", "派驻部门", "station", AUTHORITIES),
    Entry("duty", "值班安排", "station"),
    Entry("coverage_unit", "应建站单位", "station", AUTHORITIES),
    Entry("past_total", "历史数据补录", "data"),
    Entry("report", "上报记录", "report"),
    Entry("paper", "文书版本", "data"),
    Entry("phrase", "常用语", "data"),
    Entry("setting", "参数设置", "data"),
    Entry("code_entry", "选项列表", "data"),
    Entry("day_off", "节假日安排", "data"),
    Entry("deadline_rule", "期限规则", "data"),
)
"""In the order of the catalogue."""

MADE_BY_PROGRAM = frozenset(("paper", "report"))
"""Nobody adds these by hand."""
_HOSTS_OF_MANY = frozenset(("park", "association"))

FOREMOST = {
    "office": (
        DESK, "visit", "need", "enterprise", "reception", "enterprise_plan", "mediation", "clue", "training", "publicity",
        REPORTS,
    ),
    "bureau": (
        DESK, INBOX, REPORTS, REVIEW, "plan_task", "joint_conference", "fund", "expert", "cooperation_agreement", "pilot_school",
        "key_enterprise",
    ),
    "protection": (
        DESK, "right", "ip_snapshot", "risk_check", "watch", "slip", "station_rule", "training", "assist_case", REPORTS,
    ),
    OF_MANY: (
        DESK, "right", "risk_check", "watch", "slip", "member", "member_service", "station_rule", "training",
        "assist_case", REPORTS,
    ),
    "joint": (
        DESK, "department", "duty", "reception", "visit", "need", "mediation", "clue", "assist_case", "campaign",
        REPORTS,
    ),
}  # fmt: skip
"""What each kind of unit opens every day: alone in sight, and first in its group, in this order. Its keys are sights."""

_SYMBOLS = {
    DESK: "dashboard",
    CARE: "shield-check",
    IMPORT: "upload",
    REFERENCE: "scale",
    REPORTS: "send",
    INBOX: "download",
    REVIEW: "report-analytics",
    USERS: "users",
    AUDIT: "history",
    NEW_YEAR: "calendar",
    HANDOVER: "briefcase",
    "visit": "walk",
    "need": "message-question",
    "enterprise": "building",
    "right": "certificate",
    "station": "building-community",
    "station_person": "users",
    "station_rule": "book",
    "equipment": "tool",
    "phrase": "blockquote",
    "paper": "file-text",
    "setting": "settings",
    "code_entry": "tags",
    "ip_snapshot": "report-analytics",
    "enterprise_plan": "file-text",
    "risk_check": "list-details",
    "risk_question": "list-check",
    "key_enterprise": "star",
    "lead_survey": "search",
    "watch": "eye-search",
    "slip": "send",
    "member": "users",
    "member_service": "message-plus",
    "enterprise_listing": "list-check",
    "need_step": "history",
}
_GROUP_SYMBOLS = {
    "visit": "briefcase",
    "mediation": "scale",
    "clue": "bell",
    "station": "building-community",
    "outreach": "speakerphone",
    "resource": "books",
    "report": "send",
}


def symbol(entry: Entry) -> str:
    return _SYMBOLS.get(entry.name) or _GROUP_SYMBOLS.get(entry.group, "database")


def sight_of(unit: "Unit") -> str:
    return OF_MANY if unit.profile == "protection" and unit.host in _HOSTS_OF_MANY else unit.profile


def shown(sight: str, registers: Iterable[Entry] = REGISTERS) -> list[Entry]:
    """What a kind of unit finds in its navigation, in the order of the groups."""
    profile = "protection" if sight == OF_MANY else sight
    kept = (entry for entry in (*SCREENS, *registers) if profile in entry.profiles)
    return _ordered((_placed(entry, profile, sight) for entry in kept), sight)


def entries_of(kinds: "Sequence[type[Record]]", unit: "Unit") -> list[Entry]:
    """The same from the kinds themselves, once they are known."""
    return shown(sight_of(unit), registers_of(kinds))


def registers_of(kinds: "Sequence[type[Record]]") -> list[Entry]:
    return [Entry(kind.__tablename__, kind.title, kind.group, kind.profiles) for kind in kinds if kind.group]


def _placed(entry: Entry, profile: str, sight: str) -> Entry:
    heading = _OWN_GROUPS.get(profile, {}).get(entry.group, "")
    return entry._replace(heading=heading, foremost=entry.name in FOREMOST[sight])


def _ordered(entries: Iterable[Entry], sight: str) -> list[Entry]:
    groups, first = list(GROUPS), list(FOREMOST[sight])

    def rank(known: list[str], name: str) -> int:
        return known.index(name) if name in known else len(known)

    return sorted(entries, key=lambda entry: (rank(groups, entry.group), rank(first, entry.name)))
