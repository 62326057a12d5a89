"""A believable practice station: real places and names, invented firms, the same for the same seed."""

import csv
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ercheng_station.db.changes import Change, Create
from ercheng_station.db.store import Store
from ercheng_station.paths import resources
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, IpSnapshot, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.identifiers import complete_credit_code, complete_patent_number
from ercheng_station.records.need import CLOSED, ORDER, Need, NeedStep
from ercheng_station.records.office import Phrase
from ercheng_station.records.station import Equipment, Station, StationPerson, StationRule
from ercheng_station.records.visit import Visit
from ercheng_station.services.creating import created
from ercheng_station.services.practice_assistance import acts as assistance_acts
from ercheng_station.services.practice_cases import Cases
from ercheng_station.services.practice_clues import acts as clue_acts
from ercheng_station.services.practice_outreach import acts as outreach_acts
from ercheng_station.services.practice_protection import acts as protection_acts
from ercheng_station.services.practice_work import acts as work_acts

STATION = {
    "name": "泽林市场监管所知识产权工作站",
    "short_name": "泽林",
    "kind": "office",
    "status": "running",
    "level": "district",
    "area": "泽林镇",
    "address": "湖北省鄂州市鄂城区泽林镇泽林大道 1 号（练习）",
    "head": "程德胜",
    "contact": "余慧敏",
    "host": "泽林市场监管所",
    "host_kind": "office",
    "office": "泽林市场监管所",
    "floor_area": 40,
    "computers": 3,
    "full_time": 1,
    "part_time": 2,
    "has_sign": True,
    "plaque_on": "2024-07-01",
    "has_mediation_room": True,
    "services": "知识产权咨询、企业走访、纠纷调解引导、维权援助受理转送、宣传培训",
}
VISITS_A_YEAR = 120  # more visits reach further back, up to ten years
STEPS = (
    ("assign", 1, "已交办"),
    ("handle", 4, "measures"),
    ("reply", 8, "outcome"),
    ("revisit", 15, "feedback"),
    ("close", 18, "销号"),
)
"""What leads from one state of a need to the next: days after it was received, and words or the field that has them."""


def fill(store: Store, visits: int = 200, seed: int = 1, report: Report = silent) -> dict[str, int]:
    """Fill an empty practice store; how many records of each kind were made."""
    made = Practice(store, random.Random(seed), visits)
    total, counts = visits + 4, dict.fromkeys((kind.__tablename__ for kind in store.kinds), 0)
    counts[Station.__tablename__] = 1
    for done, (label, changes) in enumerate(made.acts(), start=1):
        store.act(label, changes)
        for change in changes:
            if isinstance(change, Create):
                counts[change.kind.__tablename__] += 1
        report(min(done, total), total)
    while store.index_waiting():
        pass
    return counts


@dataclass
class Practice:
    store: Store
    chance: random.Random
    visits: int
    _firms: list[tuple[Link, dict[str, Any]]] = field(default_factory=list)
    _mobiles: set[int] = field(default_factory=set)

    def acts(self) -> Iterator[tuple[str, list[Change]]]:
        yield "练习：站点人员与制度", list(self._station())
        yield "练习：常用语", [self._new(Phrase, words=words, place=place) for place, words in PHRASES]
        yield "练习：企业", list(self._enterprises(max(12, min(self.visits // 2, 2000))))
        days = sorted(self._day() for _ in range(self.visits))
        batch: list[Change] = []
        for on in days:
            batch.extend(self._visit(on))
            if len(batch) >= BATCH:
                yield "练习：走访与诉求", batch
                batch = []
        if batch:
            yield "练习：走访与诉求", batch
        yield from self._cases().acts()
        yield from assistance_acts(self.store.today, self._new, self._firms, self.chance, self._mobile)
        yield from outreach_acts(self.store, self._new)
        yield from work_acts(self.store, self._new)
        yield from protection_acts(self.store, self._new, self._firms, self.chance)
        yield from clue_acts(self.store.today, self._new, self._firms, self._mobile)

    def _new(self, kind: type[Record], /, **raw: object) -> Create:
        return created(self.store, kind, raw)

    def _station(self) -> Iterator[Change]:
        own = Link(self.store.unit.uid, self.store.unit.name, "station")
        for name, post, employment in (
            ("程德胜", "站长", "full"),
            ("余慧敏", "联络员", "part"),
            ("张立新", "站员", "part"),
        ):
            mobile = self._mobile()
            yield self._new(StationPerson, at=own, name=name, post=post, employment=employment, mobile=mobile)
        for name, kind in (
            ("走访登记制度", "register"),
            ("保密制度", "secrecy"),
            ("档案管理与考核制度", "archive"),
        ):
            yield self._new(
                StationRule, at=own, name=name, kind=kind, on_wall="是", effective_on="2024-07-01"
            )
        for name, model, amount, price, keeper in (
            ("执法记录仪", "DSJ-7", 2, "1280", "张立新"),
            ("便携打印机", "A4", 1, "1599", "余慧敏"),
        ):
            yield self._new(
                Equipment,
                at=own,
                name=name,
                model=model,
                amount=amount,
                price=price,
                keeper=keeper,
                status="in_use",
            )

    def _enterprises(self, amount: int) -> Iterator[Change]:
        names = self.chance.sample(self._short_names, amount)
        for short in names:
            raw = self._firm(short)
            change = self._new(Enterprise, **raw)
            self._firms.append((Link(change.uid, raw["name"], "enterprise"), raw))
            yield change
        for at, (firm, raw) in enumerate(self._firms):
            if at % 3 == 0:
                yield from self._rights(firm, raw["short_name"])
            if at % 4 == 0:
                yield self._listing(firm, at)

    def _firm(self, short: str) -> dict[str, Any]:
        industry = self.chance.choice(list(self._texts["trades"]))
        trade = self._texts["trades"][industry]
        place = self.chance.choice(self._villages)
        sole = self.chance.random() < 0.12
        body = (
            ("92" if sole else "91")
            + "420704MA"
            + "".join(self.chance.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=6))
        )
        return {
            "name": f"鄂州市{short}{self.chance.choice(trade['names'])}{'经营部' if sole else '有限公司'}",
            "short_name": short,
            "credit_code": complete_credit_code(body),
            "scale": "individual" if sole else self.chance.choice(["small", "small", "micro", "medium"]),
            "industry": industry,
            "business": self.chance.choice(trade["business"]),
            "area": place[0][:9],
            "address": f"鄂城区{place[1]}{_village(place[2])}{self.chance.randint(1, 180)}号",
            "legal_person": self._person(),
            "contact": self._person(),
            "contact_post": self.chance.choice(self._texts["posts"]),
            "contact_phone": self._mobile()
            if self.chance.random() < 0.7
            else f"0711-{self.chance.randint(5550000, 5559999)}",
            "founded_on": date(
                self.chance.randint(1998, 2024), self.chance.randint(1, 12), self.chance.randint(1, 28)
            ),
            "is_key_industry": "是" if industry == "C" and self.chance.random() < 0.4 else "否",
            "in_charge": self.chance.choice(["程德胜", "余慧敏", "张立新"]),
        }

    def _rights(self, firm: Link, short: str) -> Iterator[Change]:
        today = self.store.today
        for _ in range(self.chance.randint(1, 3)):
            filed = today - timedelta(days=self.chance.randint(400, 3500))
            if self.chance.random() < 0.5:
                kind, number = "trademark", str(self.chance.randint(10_000_000, 69_999_999))
                name, expires = f"{short}商标", _years_on(filed, 10)
            else:
                kind = self.chance.choice(["invention", "utility", "design"])
                code = {"invention": 1, "utility": 2, "design": 3}[kind]
                number = complete_patent_number(
                    f"{filed.year}{code}{self.chance.randint(100_000, 999_999):07}"
                )
                name = f"一种{self.chance.choice(['耐磨', '节能', '便捷', '高强度'])}{self.chance.choice(['刀头', '夹具', '阀门', '过滤装置'])}"
                expires = _years_on(filed, {"invention": 20, "utility": 10, "design": 15}[kind])
            yield self._new(
                Right, enterprise=firm, kind=kind, right_number=number, name=name, applied_on=filed,
                granted_on=filed + timedelta(days=200), expires_on=expires,
                fee_due_on=today + timedelta(days=self.chance.randint(-20, 300)) if kind != "trademark" else "",
            )  # fmt: skip
        yield self._new(
            IpSnapshot, enterprise=firm, as_of=date(today.year, 1, 1), inventions=self.chance.randint(0, 6),
            utilities=self.chance.randint(0, 20), designs=self.chance.randint(0, 5), trademarks=self.chance.randint(0, 12),
        )  # fmt: skip

    def _listing(self, firm: Link, at: int) -> Change:
        listed = ("to_visit", "ip_dense", "key_industry")[at // 4 % 3]
        standard = "有效专利 5 件以上" if listed == "ip_dense" else ""
        since = date(self.store.today.year, 1, 15)
        document = f"鄂城知工办〔{since.year}〕3 号"
        return self._new(
            EnterpriseListing, enterprise=firm, list=listed, standard=standard, document=document, since=since
        )

    def _visit(self, on: date) -> Iterator[Change]:
        firm, raw = self.chance.choice(self._firms)
        texts = self._texts["visit"]
        pick = self.chance.choice
        problem = pick(texts["problems"]) if self.chance.random() < 0.6 else ""
        wish = pick(texts["wishes"]) if self.chance.random() < 0.35 else ""
        signature = "signed" if (self.store.today - on).days > 10 else pick(["waiting", "declined", "signed"])
        visit = self._new(
            Visit, enterprise=firm, visited_on=on, way=pick(["field", "field", "field", "phone", "wechat", "meeting"]),
            kind=pick(["first", "return", "special", "requested"]), minutes=pick([20, 30, 45, 60, 90]),
            visitors=pick(["程德胜、余慧敏", "余慧敏、张立新", "程德胜、张立新"]), receiver=raw["contact"],
            receiver_post=raw["contact_post"], receiver_phone=raw["contact_phone"], purpose=pick(self._texts["purposes"]),
            findings=pick(texts["findings"]).format(business=raw["business"], some=self.chance.randint(12, 300), few=self.chance.randint(1, 9)),
            problems=problem, wishes=wish, reply=pick(texts["replies"]), leaflets=self.chance.randint(0, 6),
            next_on=on + timedelta(days=pick([30, 60, 90])) if self.chance.random() < 0.2 else "",
            signature=signature, filled_by="余慧敏", printed_on=on if signature == "signed" else "",
        )  # fmt: skip
        yield visit
        if wish:
            link = Link(visit.uid, "", "visit")
            yield from self._need(firm, link, on)

    def _need(self, firm: Link, visit: Link, on: date) -> Iterator[Change]:
        today, pick, texts = self.store.today, self.chance.choice, self._texts["need"]
        category = pick([name for name in texts if name not in {"measures", "outcomes", "feedback"}])
        age = (today - on).days
        status = CLOSED if age > 45 or (age > 20 and self.chance.random() < 0.6) else pick(ORDER[:4])
        handler = pick(["余慧敏", "张立新"])
        raw: dict[str, Any] = {
            "enterprise": firm, "visit": visit, "source": "visit", "category": category, "content": pick(texts[category]),
            "received_on": on, "status": status, "unit": "泽林市场监管所", "handler": handler,
            "promised_on": on + timedelta(days=pick([10, 15, 20])), "measures": pick(texts["measures"]),
        }  # fmt: skip
        if status in {"replied", CLOSED}:
            raw |= {
                "replied_on": min(on + timedelta(days=8), today),
                "result": pick(["solved", "solved", "partly", "explained"]),
                "outcome": pick(texts["outcomes"]),
            }
        if status == CLOSED:
            raw |= {
                "revisited_on": min(on + timedelta(days=15), today),
                "satisfaction": pick(["very_satisfied", "satisfied", "satisfied", "fair"]), "feedback": pick(texts["feedback"]),
                "closed_by": "程德胜", "closed_on": min(on + timedelta(days=18), today),
            }  # fmt: skip
        need = self._new(Need, **raw)
        yield need
        link = Link(need.uid, "", "need")
        for step, days, words in STEPS[: ORDER.index(status)]:
            done_on = min(on + timedelta(days=days), today)
            content = raw.get(words, words)
            by = raw["closed_by"] if step == "close" else handler
            yield self._new(NeedStep, need=link, done_on=done_on, step=step, content=content, by=by)

    def _cases(self) -> Cases:
        return Cases(
            self._new, self.chance, self.store.today, self._span, self._firms, self._person, self._mobile
        )

    @property
    def _span(self) -> int:
        """Days that the visits would have taken; up to ten years."""
        return min(3650, max(120, self.visits * 365 // VISITS_A_YEAR))

    def _day(self) -> date:
        """A working day, evenly spread over as many years as the visits would have taken."""
        on = self.store.today - timedelta(days=int(self.chance.random() ** 1.15 * self._span))
        return on if on.weekday() < 5 else on - timedelta(days=on.weekday() - 4)

    def _person(self) -> str:
        names, weights = self._surnames
        given: list[str] = self._texts["given_names"]
        return self.chance.choices(names, weights)[0] + self.chance.choice(given)

    def _mobile(self) -> str:
        """Each number once."""
        number = self.chance.randint(0, 9999)
        while number in self._mobiles:
            number = (number + 1) % 10_000
        self._mobiles.add(number)
        return f"1990000{number:04}"

    @cached_property
    def _texts(self) -> dict[str, Any]:
        return tomllib.loads((resources() / "practice/texts.toml").read_text(encoding="utf-8"))

    @cached_property
    def _short_names(self) -> list[str]:
        lines = (resources() / "practice/company_short_names.txt").read_text(encoding="utf-8").split()
        return [line for line in lines if 2 <= len(line) <= 4]

    @cached_property
    def _surnames(self) -> tuple[list[str], list[float]]:
        with (resources() / "practice/surnames.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))[:300]
        return [row["surname"] for row in rows], [float(row["weight"]) for row in rows]

    @cached_property
    def _villages(self) -> list[tuple[str, str, str]]:
        """(code, town, village)."""
        with (resources() / "practice/places_420704.csv").open(encoding="utf-8") as file:
            rows = [(row["code"], row["name"], row["parent"]) for row in csv.DictReader(file)]
        towns = {code: name for code, name, _ in rows if len(code) == 9}
        return [(code, towns[parent], name) for code, name, parent in rows if parent in towns]


BATCH = 400
PHRASES = (
    ("走访内容", "走访了⟦部门⟧，企业主要从事⟦业务⟧，知识产权管理⟦情况⟧。"),
    ("走访内容", "电话询问近期经营和知识产权情况，企业反映⟦内容⟧，已当场答复。"),
    ("初步答复（改进建议）", "建议企业在⟦日期⟧前完成⟦事项⟧，本站跟进指导。"),
    ("诉求内容", "企业提出⟦事项⟧，希望在⟦日期⟧前得到答复。"),
    ("", "已现场解答，并留下办事指南和联系电话。"),
)


def _years_on(on: date, years: int) -> date:
    return on.replace(year=on.year + years, day=min(on.day, 28))


def _village(name: str) -> str:
    """The place as an address has it: 王寿村 for 王寿村委会, 滨湖社区 for 滨湖社区居委会."""
    return (
        name.replace("居民委员会", "")
        .replace("村民委员会", "村")
        .replace("居委会", "")
        .replace("村委会", "村")
    )
