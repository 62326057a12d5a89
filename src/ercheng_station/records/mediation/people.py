"""Everybody in a case: the parties on either side, those who act for them, and those who are invited."""

from datetime import date

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    choice,
    choices,
    credit_code,
    day,
    files,
    flag,
    id_number,
    person_name,
    phone,
    ref,
    text,
)
from ercheng_station.records.dates import LONG_AGO
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import FileRef
from ercheng_station.records.identifiers import birth_date, sex
from ercheng_station.records.mediation.bodies import MEDIATING
from ercheng_station.records.mediation.case import Mediation

APPLICANT, RESPONDENT, THIRD = "applicant", "respondent", "third"
AGREED, REFUSED = "agreed", "refused"
_SEXES = {"男": "male", "女": "female"}


class Party(Record):
    """A person or an organisation on one side of the case, or a third party."""

    __tablename__ = "party"
    title = "当事人"
    group = "mediation"
    profiles = MEDIATING
    owner = "case"
    names = ("name",)
    natural_key = ("case", "role", "name")

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    role: Mapped[str] = choice("地位", "party_role", listed=True, width=10, default="applicant")
    kind: Mapped[str] = choice("类别", "party_kind", listed=True, width=12, default="person")
    name: Mapped[str] = text("姓名或名称", listed=True, width=26)
    enterprise: Mapped[Enterprise | None] = ref("企业档案", help="选了企业，名称、代码、地址从档案带出")
    sex: Mapped[str | None] = choice("性别", "sex", section="自然人")
    nation: Mapped[str | None] = text("民族", longest=20, default="汉族")
    born_on: Mapped[date | None] = day("出生日期", earliest=LONG_AGO)
    id_number: Mapped[str | None] = id_number(private=True)
    other_id: Mapped[str | None] = text("其他证件及号码", longest=80, private=True)
    occupation: Mapped[str | None] = text("职业或职务", longest=60)
    mobile: Mapped[str | None] = phone("本人电话", private=True)
    credit_code: Mapped[str | None] = credit_code(section="单位")
    representative: Mapped[str | None] = person_name("法定代表人或负责人")
    representative_post: Mapped[str | None] = text("代表人职务", longest=40)
    phone: Mapped[str | None] = phone("单位电话")
    address: Mapped[str | None] = text("住址或住所", listed=True, width=30, wanted=True, section="地址与同意")
    consent: Mapped[str] = choice("是否同意调解", "consent_state", listed=True, width=12, default="pending")
    consent_on: Mapped[date | None] = day("表示日期")
    consent_how: Mapped[str | None] = text("表示方式", longest=60, help="书面、电话、当面口头……")
    identity: Mapped[tuple[FileRef, ...] | None] = files("身份证明", section="材料")

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        """What an ID number tells of its holder, where nothing else was typed."""
        number = values.get("id_number")
        if not isinstance(number, str):
            return {}
        told: dict[str, object] = {"sex": _SEXES[sex(number)], "born_on": birth_date(number)}
        return {name: value for name, value in told.items() if values.get(name) is None}

    def check(self, faults: Faults) -> None:
        if self.id_number and self.born_on and birth_date(self.id_number) != self.born_on:
            faults.soft["born_on"] = "与身份证号里的出生日期不一致，请核对"
        if self.consent != "pending" and not self.consent_on:
            faults.soft["consent_on"] = "待补"
        if self.is_person:
            wanted = {"mobile": self.mobile, "id_number": self.id_number or self.other_id}
        else:
            wanted = {"representative": self.representative, "phone": self.phone}
            if self.kind == "company":
                wanted["credit_code"] = self.credit_code
        for name, value in wanted.items():
            if not value:
                faults.soft[name] = "待补"

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    def __str__(self) -> str:
        return self.name


class Agent(Record):
    """Who acts for a party, with the powers given (授权委托书)."""

    __tablename__ = "agent"
    title = "委托代理人"
    profiles = MEDIATING
    owner = "party"
    names = ("name",)
    natural_key = ("party", "name")

    party: Mapped[Party] = ref("委托人", listed=True, width=26)
    name: Mapped[str] = person_name("代理人姓名", listed=True, width=12)
    kind: Mapped[str | None] = choice("身份", "agent_kind", listed=True, width=14)
    sex: Mapped[str | None] = choice("性别", "sex")
    id_number: Mapped[str | None] = id_number(private=True)
    unit: Mapped[str | None] = text("工作单位")
    post: Mapped[str | None] = text("职务", longest=40)
    mobile: Mapped[str | None] = phone("联系电话", private=True)
    powers: Mapped[tuple[str, ...] | None] = choices(
        "代理权限", "agent_power", listed=True, width=40, wanted=True
    )
    powers_more: Mapped[str | None] = text("其他权限")
    authorized_on: Mapped[date | None] = day("委托日期", listed=True, width=12, wanted=True)
    valid_until: Mapped[date | None] = day("委托期限")
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("授权委托书扫描件")

    def check(self, faults: Faults) -> None:
        self.refuse_before("valid_until", "authorized_on", faults)
        if "other" in (self.powers or ()) and not self.powers_more:
            faults.soft["powers_more"] = "勾选了“其他”，请写明"

    def __str__(self) -> str:
        return self.name


class Guest(Record):
    """Experts, relatives and others who take part with the parties' consent (人民调解法 第二十条)."""

    __tablename__ = "guest"
    title = "邀请参加人"
    profiles = MEDIATING
    owner = "case"
    names = ("name",)
    natural_key = ("case", "name")

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    name: Mapped[str] = person_name("姓名", listed=True, width=12)
    role: Mapped[str] = choice("身份", "guest_role", listed=True, width=12, default="expert")
    unit: Mapped[str | None] = text("单位和职务", listed=True, width=26)
    phone: Mapped[str | None] = phone("联系电话", private=True)
    consented: Mapped[bool | None] = flag("当事人同意", listed=True, width=10, wanted=True)
    consented_on: Mapped[date | None] = day("同意日期")
    opinion: Mapped[str | None] = text("意见", lines=4)

    def __str__(self) -> str:
        return self.name
