"""The editor of a visit: what is known of the enterprise beside it, the needs it raises below it."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.changes import Change, Create
from ercheng_station.db.drafts import Draft
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused
from ercheng_station.records.base import Values
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.enterprises import Known, know
from ercheng_station.ui import style
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.preferences import operator
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.screens.known_panel import KnownPanel, in_one_line
from ercheng_station.ui.screens.need_lines import NeedLines
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.shortcuts import bind

_BESIDE = 1080
_PANEL = 290
_NEEDS = "needs"


class VisitForm(RecordForm):
    whole = True
    _enterprise: Link | None = None

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, slowly: bool = False) -> None:
        super().__init__(Visit, desk, parent=parent, slowly=slowly)

    def build(self) -> Iterator[None]:
        yield from super().build()
        self.needs = NeedLines(self.desk.fields, self.host)
        self.form.insert(self.needs, after=Visit.kept["enterprise"].section)
        self.needs.ensurePolished()
        yield
        self.known = KnownPanel(self.desk.fields)
        self._strip = Label(tone="caption", wraps=True)
        self._lay_out_panel()
        self.chosen.connect(self._choose)
        self.needs.edited.connect(self.form.edited)
        self.needs.add_button.on(lambda: self.form.bring(self.needs.lines[-1]))
        self.known.opened.connect(self._open_enterprise)
        bind(self, "add_need", self._add_need)

    # -- what RecordForm asks of a hand-made editor

    def more(self) -> dict[str, Any]:
        state = self.needs.state()
        return {_NEEDS: state} if state else {}

    def restore_more(self, more: Mapping[str, Any]) -> None:
        self.needs.restore(more.get(_NEEDS, {}))

    def settle_more(self, more: Mapping[str, Any]) -> None:
        self.needs.settle(more.get(_NEEDS, {}))

    def also(self, store: Store, more: Mapping[str, Any], saved: Link, values: Values) -> list[Change]:
        changes: list[Change] = []
        for uid, raw in more.get(_NEEDS, {}).items():
            whole = {**raw, "enterprise": values["enterprise"], "visit": saved, "source": "visit"}
            whole["received_on"] = values["visited_on"]
            changes.append(_need(store, whole, saved, UUID(uid)))
        return changes

    def begin(self, given: Mapping[str, Any] | None = None) -> None:
        super().begin(given)
        self._propose_visitor()
        self._choose("enterprise", self.form.input("enterprise").value())

    def edit(self, row: Row, soft: Mapping[str, str] | None = None) -> None:
        super().edit(row, soft)
        self._choose("enterprise", row.values["enterprise"], fill=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- inside

    def _fit(self) -> None:
        """Beside the form where there is room, else in one line above it."""
        beside = self.width() >= _BESIDE
        self._side.setVisible(beside)
        self._strip.setVisible(not beside)

    def _lay_out_panel(self) -> None:
        self._side = Scrolled(self.known, "企业情况")
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setFixedWidth(_PANEL)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.removeWidget(self.form)
        self._strip.setContentsMargins(24, 0, 24, 8)
        self._strip.setMinimumHeight(style.current().sizes.caption + 16)  # nothing moves once there are words
        self._strip.hide()
        inner = self.form.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.insertWidget(1, self._strip)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 12)
        row.setSpacing(12)
        row.addWidget(self.form, 1)
        row.addWidget(self._side)
        box.addLayout(row)

    def _choose(self, name: str, link: object, *, fill: bool = True) -> None:
        if name != "enterprise":
            return
        self._enterprise = link if isinstance(link, Link) else None
        if self._enterprise is None:
            self.known.clear()
            self._strip.setText("")
            self._fit()
            return
        chosen, changed = self._enterprise, None if self.is_new() else self.uid()
        self.desk.ask(
            lambda store: know(store, chosen, changed=changed), lambda known: self._show(known, fill), self
        )

    def _show(self, known: Known, fill: bool) -> None:
        if self._enterprise is None or known.enterprise.uid != self._enterprise.uid:
            return
        self.known.show_known(known)
        self._strip.setText(in_one_line(known))
        self._strip.retone("warn" if known.often else "caption")
        self._fit()
        if fill:
            values = known.enterprise.values
            met = {"receiver": "contact", "receiver_post": "contact_post", "receiver_phone": "contact_phone"}
            proposed = {name: values[field] for name, field in met.items()}
            self.propose({**proposed, "kind": "return" if known.visits else "first"})

    def _paste(self, row: Row | None) -> None:
        super()._paste(row)
        self._choose("enterprise", self.form.input("enterprise").value(), fill=False)

    def _resume(self, draft: Draft, row: Row | None) -> None:
        super()._resume(draft, row)
        self._choose("enterprise", self.form.input("enterprise").value(), fill=False)

    def _propose_visitor(self) -> None:
        """Whoever sits here was there; nothing typed yet, so there is nothing to keep as a draft either."""
        was_typed = self.form.dirty()
        self.propose({"visitors": operator(self.desk.store)})
        if not was_typed:
            self.form.settle()

    def _add_need(self) -> None:
        """The wish as typed becomes the need's content; nothing is typed twice."""
        wish = self.form.input("wishes").raw()
        first = not self.needs.lines
        self.form.bring(self.needs.add(str(wish) if first and wish else ""))

    def _open_enterprise(self) -> None:
        if self._enterprise:
            self.leave()
            self.desk.go("enterprise_page", self._enterprise.uid)


def _need(store: Store, raw: Mapping[str, Any], visit: Link, uid: UUID) -> Change:
    values, faults = store.examine(Need, raw)
    if faults.hard:
        labels = {name: f"企业诉求的{Need.kept[name].label}" for name in faults.hard}
        raise Refused({f"need.{name}": f"{labels[name]}：{why}" for name, why in faults.hard.items()})
    return Create(Need, {**values, "visit": visit}, uid)
