"""Practice cases of a committee: one in every state, each with the parts that its state requires."""

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ercheng_station.db.changes import Change, Create
from ercheng_station.paths import resources
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Committee,
    Confirmation,
    Court,
    Event,
    Evidence,
    FollowUp,
    Instalment,
    Investigation,
    Mediation,
    Mediator,
    Party,
    Session,
    states,
)

Firm = tuple[Link, dict[str, Any]]
MEDIATORS = (("周立新", "male", "director"), ("李秀兰", "female", "member"), ("王建国", "male", "member"))
TERM_DAYS_LEFT = 80
BEFORE_ACCEPTANCE = frozenset({states.REGISTERED, states.CONSULTING})
TOLD = frozenset({states.ACCEPTED}) | BEFORE_ACCEPTANCE
"""States in which rights and duties have not been told yet."""


@dataclass
class Cases:
    """`new` makes one change from what would be typed; `person` and `mobile` give somebody who does not exist."""

    new: Callable[..., Create]
    chance: random.Random
    today: date
    span: int
    firms: list[Firm]
    person: Callable[[], str]
    mobile: Callable[[], str]

    def acts(self) -> Iterator[tuple[str, list[Change]]]:
        texts = tomllib.loads((resources() / "practice/cases.toml").read_text(encoding="utf-8"))
        yield "练习：调委会", list(self._bodies(texts))
        ordered = sorted(texts["case"], key=self._applied_on)
        for at, plan in enumerate(ordered):
            firm, other = (self.firms[(at + by) % len(self.firms)] for by in (0, len(self.firms) // 2))
            yield "练习：调解案件", list(self._case(plan, firm, other, texts["room"]))

    def _bodies(self, texts: dict[str, Any]) -> Iterator[Change]:
        begun = self.today + timedelta(days=TERM_DAYS_LEFT - 3 * 365)
        made = self.new(
            Committee, name=texts["committee"], short_name="鄂城知", kind="professional", founder="鄂城区知识产权协会",
            founded_on=date(2024, 7, 1), term_from=begun, address="湖北省鄂州市鄂城区（练习）", phone="0711-5550100",
            rooms="泽林市场监管所调解室", numbering="own", seal_holder="周立新", seal_place="泽林市场监管所档案柜",
        )  # fmt: skip
        yield made
        self._committee = Link(made.uid, texts["committee"], "committee")
        self._mediators = []
        for name, sex, post in MEDIATORS:
            one = self.new(
                Mediator, committee=self._committee, name=name, sex=sex, post=post, since=begun, qualifications=["mediator"]
            )  # fmt: skip
            self._mediators.append(Link(one.uid, name, "mediator"))
            yield one
        court = self.new(Court, name=texts["court"], level="basic", address="湖北省鄂州市鄂城区（练习）")
        self._court = Link(court.uid, texts["court"], "court")
        yield court

    def _applied_on(self, plan: dict[str, Any]) -> date:
        days = plan.get("days") or round(plan["age"] * self.span)
        return _working(self.today - timedelta(days=days), self.today)

    def _case(self, plan: dict[str, Any], firm: Firm, other: Firm, room: str) -> Iterator[Change]:
        """The case first, then its parts in the order in which an office would enter them."""
        one = _One(self, plan, self._applied_on(plan), firm[1], room)
        case = self.new(
            Mediation, **one.case(self._committee, self._mediators[0], self._name_of(plan, other))
        )
        one.link = Link(case.uid, "", "mediation")
        yield case
        payer, parties = self._parties(one, plan, firm, other)
        yield from parties
        yield from one.work(payer)
        if plan.get("terms"):
            yield from one.outcome(payer, self._court)

    def _name_of(self, plan: dict[str, Any], other: Firm) -> str:
        plan["other_name"] = self.person() if plan["other"] == "person" else other[1]["name"]
        return str(plan["other_name"])

    def _parties(
        self, one: "_One", plan: dict[str, Any], firm: Firm, other: Firm
    ) -> tuple[Link, list[Create]]:
        consent = {"consent": "agreed", "consent_on": one.day(1), "consent_how": "书面"}
        applicant = self.new(Party, case=one.link, role="applicant", **_as_party(firm), **consent)
        agent = self.new(
            Agent, party=Link(applicant.uid, firm[1]["name"], "party"), name=firm[1]["contact"], kind="staff", post=firm[1]["contact_post"],
            mobile=self.mobile(), powers=["evidence", "attend", "receive"], authorized_on=one.day(1),
        )  # fmt: skip
        if plan["status"] in BEFORE_ACCEPTANCE:
            consent = {"consent": "pending"}
        elif plan.get("reject"):
            consent = {"consent": "refused", "consent_on": one.day(1), "consent_how": "电话"}
        if plan["other"] == "person":
            who: dict[str, Any] = {
                "kind": "person", "name": plan["other_name"], "sex": self.chance.choice(["male", "female"]), "nation": "汉族",
                "born_on": date(self.chance.randint(1966, 1998), 5, 12), "occupation": "个体经营", "mobile": self.mobile(),
                "address": other[1]["address"],
            }  # fmt: skip
        else:
            who = _as_party(other)
        respondent = self.new(Party, case=one.link, role="respondent", **who, **consent)
        return Link(respondent.uid, plan["other_name"], "party"), [applicant, agent, respondent]


@dataclass
class _One:
    """One case in the making: what its plan says, on days counted from its registration."""

    of: Cases
    plan: dict[str, Any]
    applied: date
    firm: dict[str, Any]
    room: str
    link: Link | None = None

    def day(self, after: int) -> date:
        return _working(self.applied + timedelta(days=after), self.of.today)

    def words(self, text: str) -> str:
        return text.format(short=self.firm["short_name"], digits=10_000_000 + self.firm_digits)

    @property
    def firm_digits(self) -> int:
        return sum(ord(letter) for letter in self.firm["name"]) * 37 % 59_000_000

    def case(self, committee: Link, mediator: Link, other: str) -> dict[str, Any]:
        plan, status = self.plan, self.plan["status"]
        taken_in = status not in BEFORE_ACCEPTANCE and not plan.get("reject")
        raw = {
            "name": f"{self.firm['name']}与{other}{plan['title']}", "committee": committee, "applied_on": self.applied,
            "source": plan.get("source", "application"), "source_note": plan.get("source_note"), "dispute_type": plan["dispute"],
            "right_note": self.words(plan["right"]), "facts": self.words(plan["facts"]), "claims": plan["claims"],
            "amount": _yuan(plan.get("amount")), "case_class": plan["class"], "status": status, "recorder": "李秀兰",
        }  # fmt: skip
        if taken_in:
            raw |= {"accepted_on": self.day(2), "mediator": mediator}
        if taken_in and status not in TOLD:
            raw["rights_told_on"] = self.day(2)
        return {**raw, **self._ending(), **self._binding()}

    def work(self, asked: Link) -> Iterator[Change]:
        """Evidence, inquiry and session, as far as the case has come."""
        if self.plan["status"] in BEFORE_ACCEPTANCE or self.plan.get("reject"):
            return
        yield self.of.new(
            Evidence, case=self.link, name="权利证明复印件", source="申请人提供", proves="申请人享有的权利", copies=1, pages=2,
            submitter=self.firm["contact"], submitted_on=self.day(2),
        )  # fmt: skip
        if self.plan.get("asked"):
            yield self.of.new(
                Investigation, case=self.link, begun_at=f"{self.day(5)} 09:30", place="被申请人经营场所", asked=self._person(asked),
                by="周立新、李秀兰", recorder="李秀兰", content=self.plan["asked"],
            )  # fmt: skip
        if self.plan.get("talk"):
            yield self.of.new(
                Session, case=self.link, serial=1, begun_at=f"{self.day(9)} 09:00", ended_at=f"{self.day(9)} 11:00", place=self.room,
                is_open="否", parties=f"{self.firm['name']}（代理人{self.firm['contact']}）、{asked.title}", rights_told="是",
                content=f"主持人宣布调解开始，核对参加人身份，告知权利义务，询问是否申请回避，双方表示不申请。{self.plan['talk']}",
                result=self._result(), recorder="李秀兰",
            )  # fmt: skip

    def outcome(self, payer: Link, court: Link) -> Iterator[Change]:
        """The agreement and what came after it."""
        plan, signed = self.plan, self._agreed_on()
        oral, sealed = plan.get("oral"), self.day(10)
        raw = {
            "case": self.link, "form": "oral" if oral else "written", "agreed_on": signed, "facts": self.words(plan["facts"]),
            "terms": self.words("\n".join(plan["terms"])), "amount": _yuan(plan["amount"]), "way": "instalments" if plan.get("paid") == 2 else "once",
            "way_note": "银行转账", "place": self.room, "deadline": _chinese_day(self._last_due()), "copies": 3,
        }  # fmt: skip
        if not oral:
            raw |= {
                "signed_on": signed,
                "mediator_signed_on": signed,
                "sealed_on": sealed,
                "sealed_by": "周立新",
                "apply_confirmation": "是" if plan.get("confirm") or plan.get("confirmation") else "否",
            }
        yield self.of.new(Agreement, **raw)
        yield from self._performance(payer)
        if plan.get("confirmation"):
            yield self.of.new(
                Confirmation, case=self.link, court=court, state=plan["confirmation"], applied_on=self.day(15), jointly="是",
                docket=f"（{self.applied.year}）鄂0704诉前调确{self.firm_digits % 90 + 1}号", ruled_on=self.day(28),
            )  # fmt: skip
        if plan.get("back"):
            yield self.of.new(
                FollowUp, case=self.link, done_on=self.day(45), way="phone", asked=self._person(payer), by="李秀兰",
                reason="了解协议履行情况和当事人意见", extent="full", satisfaction="satisfied", content=plan["back"],
            )  # fmt: skip

    def _performance(self, payer: Link) -> Iterator[Change]:
        """One payment, or two equal ones; those behind today are made, unless nothing was."""
        parts = self.plan.get("paid", 0)
        for part in range(parts):
            due = self._due(part)
            paid = due <= self.of.today and not self.plan.get("left")
            done = {
                "done_on": _working(due, self.of.today),
                "paid": _yuan(self.plan["amount"] // parts),
                "voucher": "转账凭证复印件",
            }
            yield self.of.new(
                Instalment, case=self.link, due_on=due, party=payer, what=f"第{part + 1}期款项" if parts > 1 else "约定款项",
                amount=_yuan(self.plan["amount"] // parts), state="done" if paid else "pending", **(done if paid else {}),
            )  # fmt: skip
        if self.plan.get("left"):
            yield self.of.new(
                Event, case=self.link, done_on=self.day(40), kind="urge", content=self.plan["left"], by="李秀兰", told_whom=payer.title
            )  # fmt: skip

    def _due(self, part: int) -> date:
        usual = 18 if self.plan.get("paid", 0) <= 1 else 30 + 30 * part
        return self.applied + timedelta(days=120 if self.plan.get("confirm") else usual)

    def _last_due(self) -> date:
        """What the agreement names: no step of the plan lies behind it."""
        return self._due(max(self.plan.get("paid", 0) - 1, 0))

    def _agreed_on(self) -> date:
        return self.day(3 if self.plan.get("oral") else 9)

    def _ending(self) -> dict[str, Any]:
        plan = self.plan
        if plan.get("reject"):
            routes = {"told_routes": ["administrative", "litigation"], "told_on": self.day(3)}
            return {"rejection": plan["reject"], "rejection_note": plan["reject_note"], "ended_on": self.day(3), **routes}  # fmt: skip
        if plan.get("end"):
            routes = {"told_routes": ["administrative", "litigation"], "told_on": self.day(20)}
            return {"termination": plan["end"], "termination_note": plan["end_note"], "ended_on": self.day(20), **routes}  # fmt: skip
        if not plan.get("terms"):
            return {}
        done = plan["status"] in {states.PERFORMED, states.FOLLOWED, states.ARCHIVED}
        paid = {"performed_on": self.day(18)} if done else {}
        return {"ended_on": self._agreed_on(), "unperformed_why": plan.get("left"), **paid}

    def _binding(self) -> dict[str, Any]:
        if self.plan["status"] != states.ARCHIVED:
            return {}
        bound = self.day(60)
        return {
            "closed_on": bound, "archivist": "李秀兰", "archived_on": bound, "checker": "周立新", "checked_on": bound, "retention": "long",
        }  # fmt: skip

    def _result(self) -> str:
        if self.plan.get("terms"):
            return "双方自愿达成调解协议。"
        return "未达成协议，终止调解。" if self.plan.get("end") else "本次未达成协议，约定下次继续调解。"

    def _person(self, party: Link) -> str:
        return party.title if len(party.title) <= 4 else "门店负责人"


def _as_party(firm: Firm) -> dict[str, Any]:
    link, raw = firm
    sole = raw["credit_code"].startswith("92")
    return {
        "kind": "sole" if sole else "company", "name": raw["name"], "enterprise": link, "credit_code": raw["credit_code"],
        "representative": raw["legal_person"], "representative_post": "经营者" if sole else "法定代表人", "phone": "0711-5550123",
        "address": raw["address"],
    }  # fmt: skip


def _chinese_day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日前"


def _yuan(fen: int | None) -> str:
    return f"{fen / 100:.2f}" if fen else ""


def _working(on: date, today: date) -> date:
    """That day, or the Monday after a weekend; never after today."""
    moved = on + timedelta(days=max(0, 7 - on.weekday())) if on.weekday() > 4 else on
    return min(moved, today)
