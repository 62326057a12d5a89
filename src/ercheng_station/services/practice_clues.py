"""Practice records of clues, transfers and letters, in every state; every name is made up."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from ercheng_station.db.changes import Change, Create
from ercheng_station.records.clues import (
    Clue,
    Cooperation,
    EvidenceItem,
    Reporter,
    Transfer,
    Verification,
)
from ercheng_station.records.clues.organ import BUREAU
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.fields import Link

Make = Callable[..., Create]
Firms = Sequence[tuple[Link, dict[str, Any]]]
_HEAD, _HANDLER, _OTHER = "程德胜", "余慧敏", "张立新"
_BOTH = "余慧敏、张立新"
_NOBODY = "自行发现，没有举报人"
_CLUES: tuple[tuple[int, str, str, str, str, str, int, str, str], ...] = (
    (168, "closed", "holder", "trademark", "鄂州市宏发五金经营部（练习）", "销售的刀头外包装使用与权利人注册商标近似的标识。", 12800, "general", "file"),
    (121, "closed", "visit", "passing_off", "鄂州市兴达日用品店（练习）", "产品标签印有已终止的专利号。", 3600, "general", "verify"),
    (64, "closed", "consumer", "trademark", "鄂州市老街副食商行（练习）", "消费者反映所购白酒防伪码查询不到，疑为假冒。", 86000, "major", "police"),
    (33, "routed", "platform", "trademark", "某网店“工匠五金批发”（练习）", "网店页面使用权利人商标，发货地在外市。", 52000, "larger", "region"),
    (19, "routed", "letter", "copyright", "鄂州市星光打印店（练习）", "打印售卖他人享有著作权的教辅资料。", 4200, "general", "department"),
    (12, "routed", "holder", "confusion", "鄂州市佳味食品经营部（练习）", "使用与权利人有一定影响的包装、装潢近似的包装。", 30000, "general", "mediation"),
    (9, "verifying", "risk_check", "trademark", "鄂州市顺达汽配门市（练习）", "货架上的滤芯没有授权手续。", 18000, "general", ""),
    (4, "graded", "h12345", "gi", "鄂州市江鲜水产店（练习）", "门头使用地理标志专用标志，未见使用许可。", 0, "general", ""),
    (1, "registered", "fair", "patent", "外地参展商（练习）", "展位产品与权利人外观设计专利相近。", 0, "", ""),
)  # fmt: skip
_OUTCOMES = {
    "file": ("filed", "区局已立案（练习立案号）。"),
    "verify": ("corrected", "已撤换标签，批评教育。"),
    "police": ("police", "公安机关已立案。"),
}
_SIGNS = {"major": "food_drug", "larger": "cross_district"}


def acts(
    today: date, make: Make, firms: Firms, mobile: Callable[[], str]
) -> Iterator[tuple[str, list[Change]]]:
    made = _Made(today, make, firms, mobile)
    yield "练习：侵权线索", list(made.clues())
    yield "练习：移送与协查", [*made.transfers(), *made.letters()]


class _Made:
    def __init__(self, today: date, make: Make, firms: Firms, mobile: Callable[[], str]) -> None:
        self._today, self._make, self._firms, self._mobile = today, make, firms, mobile
        self._known: list[tuple[Link, date]] = []

    def clues(self) -> Iterator[Change]:
        for at, (ago, status, source, kind, suspect, facts, amount, grade, route) in enumerate(_CLUES):
            on = self._today - timedelta(days=ago)
            values: dict[str, Any] = {
                "received_on": on, "source": source, "right_class": kind, "suspect": suspect, "facts": facts,
                "holder": self._firms[at % len(self._firms)][0], "amount": amount or "", "acts": "销售", "handler": _HANDLER,
                "suspect_address": f"鄂城区武昌大道{20 + 3 * at}号", "right_note": "见权利人提供的注册证复印件",
                "evidence": "照片2张、购物小票1张", "status": status,
            }  # fmt: skip
            values |= self._graded(on, grade) if grade else {}
            values |= self._routed(on, route) if route else {}
            values |= self._closed(on, route) if status == "closed" else {}
            clue = self._make(Clue, **values)
            yield clue
            link = Link(clue.uid, suspect, "clue")
            self._known.append((link, on))
            yield from self._parts(link, on, source, status)

    def transfers(self) -> Iterator[Change]:
        (police, on), (culture, later) = self._known[2], self._known[4]
        reported = on + timedelta(days=6)
        yield self._make(
            Transfer, organ=BUREAU, clue=police, opened_on=on + timedelta(days=5), to="police", receiver="鄂州市公安局鄂城区分局",
            name="鄂州市老街副食商行（练习）涉嫌销售假冒注册商标的商品案", reason="现场查获涉嫌假冒注册商标的白酒86瓶，货值8.6万元，已销售部分账目不全。",
            basis="《行政执法机关移送涉嫌犯罪案件的规定》第三条、第五条", status="goods", handler=_HANDLER, crime="sell_fake", business=86000,
            judgement="reached", judged_by=_HEAD, team=_BOTH, reported_on=reported, report_number="泽林所报〔练习〕1号",
            decided_at=self._at(reported + timedelta(days=1), 16), decided_by="区局负责人（练习）", approval_number="练习审1",
            handed_at=self._at(reported + timedelta(days=2), 9), letter_number="鄂城市监移〔练习〕1号", handed_by=_HANDLER,
            papers="letter、report、goods、inspection", receipt_on=reported + timedelta(days=2), receipt_by="值班民警（练习）",
            filing_on=reported + timedelta(days=4), filing_number="鄂城公立字〔练习〕8号", told_on=reported + timedelta(days=5), told_to=_HANDLER, goods_on=reported + timedelta(days=7), goods_by=_HANDLER,
        )  # fmt: skip
        yield self._make(
            Transfer, organ=BUREAU, clue=culture, opened_on=later + timedelta(days=3), to="culture", receiver="鄂城区文化市场综合执法大队",
            name="鄂州市星光打印店（练习）涉嫌侵犯著作权案", reason="打印售卖他人享有著作权的教辅资料，属于著作权行政管理部门职责。",
            basis="《中华人民共和国行政处罚法》第二十五条", status="handed", handler=_OTHER,
            decided_at=self._at(later + timedelta(days=4), 10), decided_by="区局负责人（练习）",
            handed_at=self._at(later + timedelta(days=5), 10), handed_by=_OTHER, letter_number="鄂城市监移〔练习〕2号", papers="letter、other",
        )  # fmt: skip
        yield self._make(
            Transfer, organ=BUREAU, clue=self._known[3][0], opened_on=self._today - timedelta(days=2), to="police", receiver="鄂州市公安局鄂城区分局",
            name="某网店“工匠五金批发”（练习）涉嫌假冒注册商标案", reason="后台订单显示销售金额可能超过五万元，需要公安机关查证。",
            basis="《行政执法机关移送涉嫌犯罪案件的规定》第三条第二款", status="reported", handler=_HANDLER, crime="sell_fake", business=52000,
            judgement="suspected", judged_by=_HEAD, suspicion="平台数据只能由公安机关调取。", team=_BOTH, reported_on=self._today - timedelta(days=1),
        )  # fmt: skip

    def letters(self) -> Iterator[Change]:
        clue, _ = self._known[3]
        asks = "核实发货仓库的经营者、库存数量和进货来源，提取进销货单据。"
        known: dict[str, Any] = {"handler": _HANDLER, "contact": _HANDLER, "contact_phone": "0711-5550018"}
        for number, (way, kind, counterpart, ago, status) in enumerate(
            (
                ("out", "assist", "黄石市下陆区市场监督管理局", 26, "waiting"),
                ("out", "notice", "大冶市市场监督管理局", 60, "closed"),
                ("in", "assist", "黄冈市黄州区市场监督管理局", 11, "waiting"),
                ("out", "assist", "武汉市江夏区市场监督管理局", 1, "drafted"),
            )
        ):
            opened = self._today - timedelta(days=ago)
            sent = None if status == "drafted" else opened + timedelta(days=1)
            done: dict[str, Any] = {}
            if sent and status == "closed":
                done = {"replied_on": sent + timedelta(days=9), "reply": "已核实，当地另案处理。"}
            yield self._make(
                Cooperation, opened_on=opened, organ=BUREAU, way=way, kind=kind, clue=clue if number == 0 else "", counterpart=counterpart,
                region=counterpart.removesuffix("市场监督管理局"),
                matter="某网店（练习）涉嫌销售侵犯注册商标专用权的商品", request=asks, status=status, sent_on=sent or "",
                letter_number=f"鄂城市监协〔练习〕{number + 1}号" if sent else "", ended_on=self._today if done else "", **done, **known,
            )  # fmt: skip

    def _parts(self, clue: Link, on: date, source: str, status: str) -> Iterator[Change]:
        if source in {"holder", "consumer", "letter"}:
            anonymous = source == "letter"
            yield self._make(
                Reporter, clue=clue, kind="anonymous" if anonymous else "real", name="" if anonymous else "练习举报人",
                mobile="" if anonymous else self._mobile(), wants_reply="否" if anonymous else "是",
            )  # fmt: skip
        if status in {"closed", "routed", "verifying"}:
            yield self._make(
                Verification, clue=clue, done_on=min(on + timedelta(days=4), self._today), way="site", by=_BOTH, place="经营场所",
                content="查看货架和进货单据，拍照取证，询问经营者。", result="unclear" if status == "verifying" else "found",
            )  # fmt: skip
            for number, (name, kind) in enumerate(
                (("商品照片", "object"), ("进货单据复印件", "document")), 1
            ):
                yield self._make(
                    EvidenceItem, clue=clue, item_number=number, name=name, type=kind, source="现场提取", quantity=f"{number}份",
                    pages=number, form="copy", sealing="文件袋密封", taken_on=min(on + timedelta(days=4), self._today),
                )  # fmt: skip

    def _graded(self, on: date, grade: str) -> dict[str, Any]:
        return {
            "signs": _SIGNS.get(grade, ""), "proposed_grade": grade, "proposed_why": "练习：按分级规则提出", "grade": grade,
            "graded_by": _HANDLER, "graded_on": on, "confirmed_by": _HEAD, "confirmed_on": on,
        }  # fmt: skip

    def _routed(self, on: date, route: str) -> dict[str, Any]:
        day = min(on + timedelta(days=2), self._today)
        return {"route": route, "route_why": "按职责分工和核查情况", "routed_by": _HEAD, "routed_on": day}

    def _closed(self, on: date, route: str) -> dict[str, Any]:
        outcome, note = _OUTCOMES[route]
        day = on + timedelta(days=20)
        told = {
            "feedback_on": day + timedelta(days=2),
            "feedback_way": "phone",
            "feedback_note": "已告知办理结果。",
        }
        return {
            "outcome": outcome, "outcome_on": day, "outcome_note": note, "closed_by": _OTHER, "closed_on": day + timedelta(days=3),
            **(told if route != "verify" else {"no_feedback_why": _NOBODY}),
        }  # fmt: skip

    def _at(self, on: date, hour: int) -> datetime:
        return datetime.combine(on, time(hour), BEIJING)
