"""Practice records of the front door: receptions, consultations, assistance, experts, mirrors of other tracks, errands."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ercheng_station.db.changes import Change, Create
from ercheng_station.records.assistance import (
    AdministrativeMediation,
    AssistCase,
    AssistService,
    CaseResult,
    Consultation,
    ConsumerComplaint,
    Errand,
    Expert,
    ExpertOpinion,
    Improvement,
    Reception,
)
from ercheng_station.records.fields import Link

Make = Callable[..., Create]
Firms = Sequence[tuple[Link, dict[str, Any]]]
_PEOPLE = ("程德胜", "余慧敏", "张立新")
_CENTRE = "鄂州市知识产权维权援助中心"
_RECEPTIONS = (
    (2, "call_in", "咨询商标到期怎样续展，需要什么材料", "当场告知续展期限和材料，给了办事指南", "consultation", "told"),
    (4, "phone", "收到外地公司律师函，说包装侵权，问怎么办", "请他带材料来站，可以申请维权援助", "assist", "told"),
    (6, "wechat", "网店有人卖仿冒本厂商标的刀头", "已转线索核查，答应一周内回复", "clue", "open"),
    (9, "call_in", "买到假冒电动工具，要求退货", "告知通过12315平台投诉，已协助登记", "hotline_12315", "passed"),
    (15, "phone", "与经销商因商标使用费有争议，想调解", "介绍了人民调解的条件，双方愿意再来登记", "mediation", "told"),
    (21, "call_in", "想办专利费用减缴备案，不会操作", "由站员陪同在平台上办理", "errand", "told"),
    (33, "letter", "反映邻厂排放污水", "不属于知识产权事项，转生态环境部门", "other_body", "passed"),
    (48, "phone", "询问专利质押贷款政策", "介绍了银行产品和贴息政策", "answered", "closed"),
)  # fmt: skip
_CONSULTATIONS = (
    (2, "on_site", "trademark", "商标还有八个月到期，现在能办续展吗？", "期满前十二个月内可以办理，期满后还有六个月宽展期。", ""),
    (8, "phone", "patent", "产品已经在展会上展出，还能申请外观设计专利吗？", "展出一般丧失新颖性，请核对展会是否属于规定的六个月宽限情形。", ""),
    (13, "activity", "gi", "怎样取得地理标志专用标志的使用资格？", "由合法使用人向所在地知识产权部门申请，审核登记后使用。", ""),
    (20, "online", "secret", "员工离职带走客户名单怎么办？", "先固定保密措施和名单来源的证据，可以申请维权援助。", "assist"),
    (36, "on_site", "overseas", "出口越南的商标被人抢注，能不能要回来？", "建议尽快取得使用证据，可以请海外维权援助机构指导。", "assist"),
    (60, "phone", "finance", "专利质押融资要哪些材料？", "专利登记簿副本、评估报告和企业财务资料，详见银行清单。", ""),
)  # fmt: skip
_OWN = {"decider": "own", "passed_to": ""}
_CASES = (
    (3, "received", "infringed", {"materials": ["form", "identity"]}),
    (9, "supplement", "infringed", {**_OWN, "supplement_asked_on": 4, "supplement_what": "商标注册证复印件；网店页面截图"}),
    (18, "passed", "overseas", {"passed_on": 2, "is_overseas": "是", "overseas_place": "越南", "services": ["overseas"]}),
    (35, "accepted", "accused", {"passed_on": 2, "decided_on": 14, "decision_number": "鄂州知维援〔{year}〕21号"}),
    (52, "rejected", "infringed", {"decided_on": 12, "rejection": "ended", "decision_note": "法院已经作出判决。"}),
    (70, "withdrawn", "accused", {**_OWN, "supplement_asked_on": 3, "supplement_what": "身份证明", "withdrawn_on": 13}),
    (
        95, "done", "infringed",
        {
            "passed_on": 2, "decided_on": 13, "decision_number": "鄂州知维援〔{year}〕9号", "done_on": 40, "results": ["opinion", "guidance"],
            "outcome": "中心出具侵权判定参考意见，企业据此与对方协商，对方停止销售。", "satisfaction": "very_satisfied",
        },
    ),
)  # fmt: skip
_FACTS = {
    "infringed": "发现网店销售的产品使用与本企业注册商标近似的标识，价格明显偏低，请求帮助比对并指导取证。",
    "accused": "收到外地公司律师函，称本企业产品侵犯其实用新型专利，请求判断是否落入保护范围并指导应对。",
    "overseas": "产品出口后发现商标在当地被他人申请注册，请求指导异议和收集使用证据。",
}
_EXPERTS = (
    ("周建平", "湖北楚天律师事务所（练习）", "合伙人", ["law", "trademark"], "serving", 700),
    ("吴晓兰", "鄂州职业大学机械工程学院（练习）", "副教授", ["machinery", "patent"], "serving", 40),
    ("刘志远", "武汉某专利代理事务所（练习）", "专利代理师", ["patent"], "proposed", 0),
    ("郑国强", "鄂州市律师协会（练习）", "律师", ["law"], "left", -60),
)
_IMPROVEMENTS = (
    ("专家建议企业诉求按月回看，目前没有固定日期", "expert", "open", {"measure": "每月最后一个工作日集中回看"}),
    ("工作站与调委会之间的材料交接没有清单", "reform", "doing", {"measure": "使用统一的交接清单"}),
    ("公示牌上的监督电话已经变更", "self", "done", {"measure": "更换公示牌", "result": "已更换并拍照", "done_on": 10}),
    ("评估时提出培训签到表缺少单位栏", "appraisal", "closed", {
        "measure": "改用新签到表", "result": "新表已启用", "done_on": 12, "closed_by": "程德胜", "closed_on": 14,
    }),
)  # fmt: skip
_ERRANDS = (
    (3, "商标续展申请", "trademark", "open"),
    (12, "专利费用减缴备案", "patent", "done"),
    (30, "著作权登记", "other", "refused"),
)


def acts(
    today: date, make: Make, firms: Firms, chance: random.Random, mobile: Callable[[], str]
) -> Iterator[tuple[str, list[Change]]]:
    made = _Made(today, make, firms, chance, mobile)
    yield "练习：接待登记", list(made.receptions())
    yield "练习：咨询与代办", [*made.consultations(), *made.errands()]
    yield "练习：专家", list(made.experts())
    yield "练习：维权援助", list(made.cases())
    yield "练习：专家意见与改进", list(made.opinions())
    yield "练习：其他渠道结果", list(made.mirrors())


class _Made:
    def __init__(
        self, today: date, make: Make, firms: Firms, chance: random.Random, mobile: Callable[[], str]
    ) -> None:
        self._today, self._make, self._firms = today, make, firms
        self._chance, self._mobile = chance, mobile
        self._experts: list[Link] = []
        self._case: Link | None = None

    def receptions(self) -> Iterator[Change]:
        for days, way, matter, reply, track, state in reversed(_RECEPTIONS):
            firm, raw = self._chance.choice(self._firms)
            reported = track == "clue"
            yield self._make(
                Reception, visitor="" if reported else raw["contact"], phone="" if reported else self._mobile(),
                enterprise="" if reported or track in {"hotline_12315", "other_body"} else firm, matter=matter, reply=reply, track=track,
                came_on=self._ago(days), way=way, persons=1, by=self._chance.choice(_PEOPLE), state=state,
                promised_on=self._today + timedelta(days=3) if state == "open" else "",
                passed_to="区生态环境分局" if track == "other_body" else "",
                told_on=self._ago(days - 5) if state == "closed" else "", satisfaction="satisfied" if state == "closed" else "",
            )  # fmt: skip

    def consultations(self) -> Iterator[Change]:
        for days, way, category, question, answer, onward in reversed(_CONSULTATIONS):
            firm, raw = self._chance.choice(self._firms)
            yield self._make(
                Consultation, asker=raw["contact"], phone=self._mobile(), enterprise=firm, category=category, question=question,
                answer=answer, asked_on=self._ago(days), way=way, persons=15 if way == "activity" else 1,
                answered_by=self._chance.choice(_PEOPLE), onward=onward, is_overseas="是" if category == "overseas" else "",
                satisfaction=self._chance.choice(["very_satisfied", "satisfied"]),
            )  # fmt: skip

    def errands(self) -> Iterator[Change]:
        for days, matter, platform, result in reversed(_ERRANDS):
            firm, raw = self._chance.choice(self._firms)
            over = result != "open"
            yield self._make(
                Errand, applicant=raw["name"], enterprise=firm, matter=matter, platform=platform, result=result,
                platform_number=f"{self._chance.randint(10**9, 10**10 - 1)}", taken_on=self._ago(days), by="余慧敏",
                promised_on=self._ago(days - 7), done_on=self._ago(days - 6) if over else "",
                outcome="材料不符，请补作品说明后再办" if result == "refused" else "",
            )  # fmt: skip

    def experts(self) -> Iterator[Change]:
        for name, unit, post, fields, state, left in _EXPERTS:
            until = self._today + timedelta(days=left)
            chosen = state != "proposed"
            made = self._make(
                Expert, name=name, unit=unit, post=post, fields=fields, state=state, phone=self._mobile(),
                recommended_by="泽林市场监管所", listed_on=until - timedelta(days=1095) if chosen else "",
                term_from=until - timedelta(days=1095) if chosen else "", term_until=until if chosen else "",
                document="鄂城市监发〔2023〕12号" if chosen else "",
            )  # fmt: skip
            if state == "serving":
                self._experts.append(Link(made.uid, name, Expert.__tablename__))
            yield made

    def cases(self) -> Iterator[Change]:
        for days, status, about, more in reversed(_CASES):
            firm, raw = self._chance.choice(self._firms)
            on = self._ago(days)
            facts = {
                "applicant": raw["name"], "applicant_kind": "individual" if raw["scale"] == "individual" else "small", "enterprise": firm,
                "credit_code": raw["credit_code"], "contact": raw["contact"], "contact_phone": raw["contact_phone"], "address": raw["address"],
                "territory": "business", "services": ["opinion"] if about == "accused" else ["guidance"], "facts": _FACTS[about],
                "right_kind": "utility" if about == "accused" else "trademark", "opponent": "某网店（练习）", "received_on": on,
                "materials": ["form", "identity", "grounds"], "handler": "余慧敏", "decider": "centre", "passed_to": _CENTRE,
                "status": status,
            }  # fmt: skip
            made = self._make(AssistCase, **{**facts, **_dated(on, more)})
            link = Link(made.uid, raw["name"], AssistCase.__tablename__)
            yield made
            if status in {"accepted", "done"}:
                self._case = link
                yield from self._services(link, on)

    def _services(self, case: Link, on: date) -> Iterator[Change]:
        for after, kind, content in (
            (16, "guidance", "指导固定网页和购买证据"),
            (20, "opinion", "请专家比对并出具参考意见"),
        ):
            yield self._make(
                AssistService, assist_case=case, done_on=min(on + timedelta(days=after), self._today), kind=kind,
                content=content, by="余慧敏", result_paper="opinion" if kind == "opinion" else "guidance",
            )  # fmt: skip

    def opinions(self) -> Iterator[Change]:
        asked = {"kind": "infringement", "given": "注册证、网页截图、实物照片", "no_recusal": "是"}
        done = self._make(
            ExpertOpinion, expert=self._experts[0], asked_on=self._ago(78), assist_case=self._case, **asked,
            question="网店使用的标识与注册商标是否构成近似？", opinion="两标识文字相同、图形近似，使用在同一种商品上，容易导致混淆。",
            basis="《中华人民共和国商标法》第五十七条", signed_on=self._ago(70), adopted="adopted",
        )  # fmt: skip
        yield done
        yield self._make(
            ExpertOpinion, expert=self._experts[1], asked_on=self._ago(5), **{**asked, "kind": "technical"},
            question="被诉产品是否具备专利权利要求的全部技术特征？", promised_on=self._today + timedelta(days=6),
        )  # fmt: skip
        for problem, source, status, more in _IMPROVEMENTS:
            on = self._ago(40)
            opinion = Link(done.uid, "", ExpertOpinion.__tablename__) if source == "expert" else ""
            yield self._make(
                Improvement, problem=problem, source=source, opinion=opinion, found_on=on, unit="泽林市场监管所", handler="余慧敏",
                due_on=on + timedelta(days=45), status=status, **_dated(on, more),
            )  # fmt: skip

    def mirrors(self) -> Iterator[Change]:
        for days, decision, result in ((5, "", ""), (28, "accepted", ""), (80, "accepted", "agreed")):
            on = self._ago(days)
            yield self._make(
                ConsumerComplaint, external_number=f"1420704000{on:%Y%m%d}{self._chance.randint(10**5, 10**6 - 1)}", received_on=on,
                enterprise=self._chance.choice(self._firms)[0], decision=decision, decided_on=on + timedelta(days=5) if decision else "",
                result=result, ended_on=on + timedelta(days=25) if result else "", refund="299" if result else "",
            )  # fmt: skip
        yield self._make(
            AdministrativeMediation, department="鄂州市知识产权局", external_number="鄂州知法调字〔2026〕4号", passed_on=self._ago(50),
            right_kind="utility", matter="ownership", enterprise=self._chance.choice(self._firms)[0], notified_on=self._ago(46),
            reply="agrees", answered_on=self._ago(44), accepted_on=self._ago(42),
        )  # fmt: skip
        for days, number, ended in ((25, 31, False), (120, 12, True)):
            on = self._ago(days)
            penalty: dict[str, Any] = {
                "decision": "penalty", "decision_number": f"鄂城市监处罚〔{on.year}〕{number}号", "decided_on": on + timedelta(days=60),
                "fine": "12000", "confiscated": "1860", "published_on": on + timedelta(days=66),
            }  # fmt: skip
            yield self._make(
                CaseResult, filing_number=f"鄂城市监立〔{on.year}〕{number}号", filed_on=on, party="某五金商行（练习）",
                offence="销售侵犯注册商标专用权的商品", value="8600", **(penalty if ended else {}),
            )  # fmt: skip

    def _ago(self, days: int) -> date:
        return self._today - timedelta(days=days)


def _dated(on: date, more: dict[str, Any]) -> dict[str, Any]:
    """Days are told as distances from the first one, the year of a number as {year}."""
    return {
        name: on + timedelta(days=value)
        if name.endswith("_on")
        else value.format(year=on.year)
        if isinstance(value, str)
        else value
        for name, value in more.items()
    }
