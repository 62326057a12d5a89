"""Practice records of what protects a firm: plans, risk checks, patent leads, the key-enterprise list, watches, slips."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ercheng_station.db.changes import Change, Create
from ercheng_station.db.store import Store
from ercheng_station.records.fields import Link
from ercheng_station.records.identifiers import complete_patent_number
from ercheng_station.records.protection import (
    EnterprisePlan,
    KeyEnterprise,
    LeadSurvey,
    PlanMeasure,
    RiskCheck,
    RiskItem,
    Slip,
    Watch,
)
from ercheng_station.services.risk_checklist import basis_of, questions

Make = Callable[..., Create]
Firms = Sequence[tuple[Link, dict[str, Any]]]
_PEOPLE = ("程德胜", "余慧敏", "张立新")
_MEASURES = (
    ("people", "确定一名知识产权联络员，建立专利、商标台账", "done"),
    ("people", "与研发、销售岗位补签保密协议", "doing"),
    ("technology", "图纸服务器按岗位设权限，离职当日收回账号", "doing"),
    ("goods", "试制车间设门禁，参观走指定通道", "todo"),
    ("response", "发现仿冒链接当日取证，报本站协助向平台投诉", "todo"),
)
_DIAGNOSIS = "有效专利和商标由行政人员兼管，没有缴费和续展台账；研发人员 {some} 人，保密协议签订不全；上年发现网店仿冒 {few} 起，未处理完。"
_GOALS = "商标、专利台账建立并按月核对\n涉密岗位保密协议签订率 100%\n发现侵权 3 个工作日内启动处置"
_RISKY = {
    2: ("high", "商标图形已改版，注册的仍是旧图形", "建议按新图形补充注册"),
    9: ("medium", "库存包装仍印有终止的专利号", "用完后停印，改版前贴盖"),
}
_LEADS = (
    ("visit", "耐磨刀头", "utility", "鄂州市鑫锐工具经营部（练习）", "mediation", "turned"),
    ("online", "快换夹具", "invention", "某网店“利工旗舰店”（练习）", "ruling", "transferred"),
    ("fair", "阀门手轮", "design", "黄石市恒达阀门厂（练习）", "negotiation", "verifying"),
    ("holder", "过滤装置", "utility", "鄂州市远航过滤设备有限公司（练习）", "undecided", "found"),
    ("complaint", "砂轮修整器", "utility", "鄂州市顺发磨具厂（练习）", "litigation", "closed"),
)
_KEYS = (
    ("listed", ("high_value", "specialised")),
    ("listed", ("well_known",)),
    ("published", ("export", "infringed")),
    ("proposed", ("gi",)),
    ("removed", ("high_tech",)),
)
_WATCHES = (
    ("shop", "某电商平台", "nothing", "", ""),
    ("shop", "某电商平台", "suspected", "网店“五金批发部”", "platform"),
    ("fair", "武汉机械展", "confirmed", "外地参展商", "told"),
    ("marks", "商标公告", "nothing", "", ""),
)
_SLIPS = (
    ("clue", "网店销售的刀头包装与本企业注册商标近似，已保存页面截图。", "answered"),
    ("need", "企业商标明年到期，希望指导办理续展。", "taken"),
    ("help", "收到外地公司律师函，称侵犯其实用新型专利，请求帮助判断。", "sent"),
)


def acts(store: Store, make: Make, firms: Firms, chance: random.Random) -> Iterator[tuple[str, list[Change]]]:
    made = _Made(store, make, firms, chance)
    yield "练习：风险排查", list(made.checks())
    yield "练习：一企一策", list(made.plans())
    yield "练习：专利纠纷案源", list(made.leads())
    yield "练习：重点企业与监测", [*made.keys(), *made.watches()]
    yield "练习：报送单", list(made.slips())


class _Made:
    def __init__(self, store: Store, make: Make, firms: Firms, chance: random.Random) -> None:
        self._store, self._make, self._firms, self._chance = store, make, firms, chance
        self._today: date = store.today

    def checks(self) -> Iterator[Change]:
        for number, status in enumerate(("done", "improving", "improving", "checking")):
            firm, raw = self._firms[number]
            on = self._ago(20 + 45 * (3 - number))
            values = {
                "enterprise": firm, "checked_on": on, "way": "field", "topics": "商标、专利、商业秘密", "checkers": "程德胜、余慧敏",
                "receiver": raw["contact"], "status": status, "level": "medium" if status != "checking" else "",
                "findings": "台账不全，其余符合。" if status == "done" else "", "done_on": on + timedelta(days=15) if status == "done" else "",
                "advice": "按改进建议逐项落实，本站跟进指导。", "next_on": on + timedelta(days=40) if status == "improving" else "",
            }  # fmt: skip
            check = self._make(RiskCheck, **values)
            yield check
            yield from self._items(Link(check.uid, "", "risk_check"), on, status)

    def _items(self, check: Link, on: date, status: str) -> Iterator[Change]:
        asked = questions(self._store, ("trademark", "patent", "secret"), on)
        answered = len(asked) if status != "checking" else 6
        for place, one in enumerate(asked, 1):
            raw: dict[str, Any] = {
                "risk_check": check, "place": place, "topic": one.topic, "item": one.item, "basis": basis_of(one, on),
            }  # fmt: skip
            if place <= answered:
                raw |= {"answered_on": on, "answer": "na" if place % 8 == 5 else "yes"}
            if place <= answered and place in _RISKY:
                level, note, advice = _RISKY[place]
                raw |= {
                    "answer": "no",
                    "level": level,
                    "note": note,
                    "advice": advice,
                    "improve_by": on + timedelta(days=30),
                }
                raw |= {"improved": "是", "improved_on": on + timedelta(days=14)} if status == "done" else {}
            yield self._make(RiskItem, **raw)

    def plans(self) -> Iterator[Change]:
        for number, status in enumerate(("evaluated", "carried_out", "carried_out", "drafted")):
            firm, raw = self._firms[number]
            on = self._ago(200 - 50 * number)
            some, few = self._chance.randint(6, 40), self._chance.randint(1, 4)
            values = {
                "enterprise": firm, "year": on.year, "version": 1, "made_on": on, "made_by": "余慧敏", "level": ("high", "medium", "low")[number % 3],
                "diagnosis": _DIAGNOSIS.format(some=some, few=few), "goals": _GOALS, "status": status,
                "evaluate_on": on + timedelta(days=180), "agreed_by": raw["contact"] if status != "drafted" else "",
                "agreed_on": on + timedelta(days=3) if status != "drafted" else "",
                "evaluated_on": self._ago(5) if status == "evaluated" else "", "evaluation": "五项措施完成四项，仿冒链接已下架。" if status == "evaluated" else "",
            }  # fmt: skip
            plan = self._make(EnterprisePlan, **values)
            yield plan
            link = Link(plan.uid, "", "enterprise_plan")
            for block, content, state in _MEASURES:
                done = state == "done" or status == "evaluated"
                yield self._make(
                    PlanMeasure, plan=link, block=block, content=content, by=raw["contact"], due_on=on + timedelta(days=60),
                    state="done" if done else state, done_on=on + timedelta(days=40) if done else "",
                )  # fmt: skip

    def leads(self) -> Iterator[Change]:
        for number, (source, name, kind, accused, wish, status) in enumerate(_LEADS):
            firm, _ = self._firms[number + 4]
            on = self._ago(90 - 16 * number)
            code = {"invention": 1, "utility": 2, "design": 3}[kind]
            patent = complete_patent_number(f"{on.year - 3}{code}{self._chance.randint(100_000, 999_999):07}")
            raw: dict[str, Any] = {
                "found_on": on, "source": source, "handler": self._chance.choice(_PEOPLE), "enterprise": firm, "holder": firm.title,
                "patent_number": patent, "patent_name": f"一种{name}", "legal_status": "valid", "has_report": "是" if code > 1 else "",
                "accused": accused, "product": f"被控方销售的{name}，结构与专利产品相同", "channel": "网店和门市", "evidence": "购买实物一件，页面截图六张",
                "wish": wish, "status": status,
            }  # fmt: skip
            later = on + timedelta(days=7)
            raw |= {"turned_on": later} if status == "turned" else {}
            if status == "transferred":
                raw |= {
                    "transferred_to": "鄂州市市场监督管理局",
                    "transferred_on": later,
                    "transfer_number": "鄂城市监移〔2026〕2 号",
                }
            raw |= {"closed_on": later, "closed_why": "权利人已自行起诉"} if status == "closed" else {}
            yield self._make(LeadSurvey, **raw)

    def keys(self) -> Iterator[Change]:
        for number, (status, reasons) in enumerate(_KEYS):
            firm, _ = self._firms[number]
            since = self._ago((1060, 300, 40, 12, 900)[number])
            raw: dict[str, Any] = {
                "enterprise": firm, "reasons": reasons, "recommended_by": "泽林市场监管所", "recommended_on": since, "status": status,
                "specialist": self._chance.choice(_PEOPLE), "shared": "区内共享",
            }  # fmt: skip
            if status == "published":
                raw |= {"published_on": self._ago(10), "published_until": self._ago(3)}
            if status in {"listed", "removed"}:
                raw |= {
                    "reviewer": "熊建国",
                    "batch": f"{since.year} 年第一批",
                    "document": f"鄂城市监发〔{since.year}〕6 号",
                    "listed_on": since + timedelta(days=20),
                }
            if status == "removed":
                raw |= {"removed_on": self._ago(60), "removed_reason": "left", "removed_note": "企业迁往外区"}
            yield self._make(KeyEnterprise, **raw)

    def watches(self) -> Iterator[Change]:
        for number, (way, place, result, suspect, handling) in enumerate(_WATCHES):
            firm, _ = self._firms[number % 2]
            found = "页面图片、标识与企业产品相同，已保存截图" if suspect else ""
            yield self._make(
                Watch, enterprise=firm, watched_on=self._ago(70 - 18 * number), way=way, place=place, words="商标名称、产品图", by="张立新",
                result=result, suspect=suspect, detail=found, handling=handling,
            )  # fmt: skip

    def slips(self) -> Iterator[Change]:
        for number, (kind, content, status) in enumerate(_SLIPS):
            firm, raw = self._firms[number + 2]
            on = self._ago(30 - 10 * number)
            values = {
                "kind": kind, "written_on": on, "from_station": "鄂城工具产业园知识产权保护工作站", "from_number": f"工具园BS{on.year}-{number + 1:04}",
                "to": "泽林市场监管所", "enterprise": firm, "content": content, "suspect": "网店“五金批发部”" if kind == "clue" else "",
                "contact": raw["contact"], "contact_phone": raw["contact_phone"], "status": status, "way": "wechat",
                "taken_on": on + timedelta(days=1) if status in {"taken", "answered"} else "", "taken_by": "余慧敏" if status != "sent" else "",
                "answer": "已协助向平台投诉，链接下架。" if status == "answered" else "", "answered_on": on + timedelta(days=9) if status == "answered" else "",
            }  # fmt: skip
            yield self._make(Slip, **values)

    def _ago(self, days: int) -> date:
        return self._today - timedelta(days=days)
