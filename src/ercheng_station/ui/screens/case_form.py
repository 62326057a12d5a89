"""The intake of a dispute: the facts and the parties on one screen, saved in one act."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ercheng_station.db.changes import Change
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults, Values
from ercheng_station.records.fields import Field, Link
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.services.intake import known_at_intake, name_of_case, parties_of, party_of
from ercheng_station.ui.context import PARTS, Desk
from ercheng_station.ui.inputs import MaskedInput
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.revealing import reveal
from ercheng_station.ui.record.sheet import add_named
from ercheng_station.ui.screens.party_lines import PartyLine, PartyLines
from ercheng_station.ui.shortcuts import bind

_PARTIES = "parties"
_SECTIONS = {
    "登记": ("committee", "applied_on", "source", "dispute_type"),
    "纠纷情况": ("facts", "claims", "amount", "case_class", "right", "right_note", "urgent"),
    "其他": ("name", "source_note", "visit", "reception", "lead", "clue", "assist"),
}
_NAMED_BY_ITSELF = "不填按当事人和纠纷类型生成"


class CaseForm(RecordForm):
    """Only for new cases; one that is there is changed in the generated form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, slowly: bool = False) -> None:
        super().__init__(Mediation, desk, _fields(), parent, slowly=slowly)

    def build(self) -> Iterator[None]:
        yield from super().build()
        self.parties = PartyLines(self.desk.fields, self.host)
        self.form.insert(self.parties, after="登记", on_the_way=True)
        yield from self.parties.build()
        self.parties.ensurePolished()
        yield
        self.parties.edited.connect(self.form.edited)
        self.parties.chosen.connect(self._know)
        self.parties.new_asked.connect(self._add_enterprise)
        self.parties.reveal_asked.connect(self._reveal_of_party)
        self.parties.add_button.on(self._bring_last)
        self.new_asked.connect(self._add_named)
        bind(self, "add_need", self._add_party)

    # -- what RecordForm asks of a hand-made editor

    def more(self) -> dict[str, Any]:
        state = self.parties.state()
        return {_PARTIES: state} if state else {}

    def restore_more(self, more: Mapping[str, Any]) -> None:
        self.parties.restore(more.get(_PARTIES, {}))

    def settle_more(self, more: Mapping[str, Any]) -> None:
        if self.more() == more:
            self.parties.restore({})

    def also(self, store: Store, more: Mapping[str, Any], saved: Link, values: Values) -> list[Change]:
        case = Link(saved.uid, str(values["name"]), saved.kind)
        return parties_of(store, case, more.get(_PARTIES, {}), values["applied_on"])

    def begin(self, given: Mapping[str, Any] | None = None) -> None:
        super().begin(given)
        self.parties.begin_with([values for kind, values in (given or {}).get(PARTS, ()) if kind is Party])
        self.desk.ask(known_at_intake, self._propose_known, self)

    def save(self, *, and_next: bool = False) -> None:
        """A case without a name is named after those it is between."""
        if self.form.input("name").is_empty():
            typed = self.form.input("dispute_type")
            dispute = typed.field.text(typed.value(), self.desk.fields)
            parties = [(line.text("role"), line.text("name").strip()) for line in self.parties.lines]
            self.propose({"name": name_of_case(parties, dispute) or None})
        super().save(and_next=and_next)

    # -- inside

    def _propose_known(self, known: Values) -> None:
        """Nothing typed yet, so there is nothing to keep as a draft either."""
        was_typed = self.dirty()
        self.propose(known)
        if not was_typed:
            self.form.settle()
            self.form.focus_first()

    def _refuse(self, faults: Faults) -> None:
        super()._refuse(faults)
        first = self.parties.show_faults(faults.hard)
        if first is not None:
            self.form.bring(first)

    def _know(self, line: PartyLine, link: Link) -> None:
        self.desk.ask(lambda store: party_of(store, link), partial(self._fill, line), self)

    def _fill(self, line: PartyLine, values: Values) -> None:
        if line in self.parties.lines:
            line.fill(values)

    def _reveal_of_party(self, made: MaskedInput) -> None:
        reveal(self, self.desk, f"当事人{made.label}：新增的{self.kind.one}", made.reveal)

    def _add_party(self) -> None:
        self.parties.add()
        self._bring_last()

    def _bring_last(self) -> None:
        self.form.bring(self.parties.lines[-1])

    def _add_enterprise(self, line: PartyLine, kind: str, title: str) -> None:
        def choose(link: Link) -> None:
            line.cells["enterprise"].input.show_value(link)
            self._know(line, link)

        add_named(self, self.desk, self.desk.store.catalogue[kind], title, choose)

    def _add_named(self, name: str, kind: str, title: str) -> None:
        target = self.desk.store.catalogue[kind]
        add_named(self, self.desk, target, title, lambda link: self.choose(name, link))


def _fields() -> dict[str, Field]:
    found: dict[str, Field] = {}
    for section, names in _SECTIONS.items():
        for name in names:
            found[name] = replace(Mediation.kept[name], section=section)
    found["name"] = replace(found["name"], required=False, help=_NAMED_BY_ITSELF)
    return found
