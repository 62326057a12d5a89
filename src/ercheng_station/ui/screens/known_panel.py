"""What is known of the enterprise that is being visited, beside the form: nothing has to be looked up."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ercheng_station.db.rows import Row
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Context
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.enterprises import Known
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import KeyValues
from ercheng_station.ui.labels import Label

_SHORT = 60
_FACTS = ("address", "contact", "contact_post", "contact_phone", "legal_person", "business")


class KnownPanel(QFrame):
    """Shows one enterprise at a time; empty until one is chosen."""

    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("surface", "card")
        self.setMinimumWidth(250)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 16)
        self._box.setSpacing(8)
        self.clear()

    def clear(self) -> None:
        self._empty()
        self._box.addWidget(
            Label("选好企业后，这里显示它的地址、联系人、上次走访和没办完的诉求。", "quiet", wraps=True)
        )
        self._box.addStretch(1)

    def show_known(self, known: Known) -> None:
        self._empty()
        values = known.enterprise.values
        name = Label(known.enterprise.label, "strong", wraps=True)
        self._box.addWidget(name)
        if known.often:
            self._box.addWidget(Label(known.often, "warn", wraps=True))
        pairs = [
            (Enterprise.kept[one].label, Enterprise.kept[one].text(values[one], self._context))
            for one in _FACTS
        ]
        self._box.addWidget(KeyValues(pairs))
        self._list(f"上次走访（今年 {known.this_year} 次）", map(self._visit, known.visits), "还没有走访过")
        self._list("没办完的诉求", map(self._need, known.needs), "没有")
        if known.lapsing:
            self._list("快到期的权利", map(self._right, known.lapsing), "")
        self._box.addWidget(
            Button("打开企业", "link", "external-link").on(self.opened.emit), 0, Qt.AlignmentFlag.AlignLeft
        )
        self._box.addStretch(1)

    def _list(self, heading: str, lines: Iterable[str], nothing: str) -> None:
        self._box.addWidget(Label(heading, "field"))
        for line in list(lines) or [nothing]:
            self._box.addWidget(Label(line, "" if line != nothing else "quiet", wraps=True))

    def _visit(self, row: Row) -> str:
        values = row.values
        way = Visit.kept["way"].text(values["way"], self._context)
        return f"{values['visited_on']} {way}：{(values['findings'] or '')[:_SHORT]}"

    def _need(self, row: Row) -> str:
        values = row.values
        state = Need.kept["status"].text(values["status"], self._context)
        return f"{values['received_on']} {values['content'][:_SHORT]}（{state}）"

    def _right(self, row: Row) -> str:
        values = row.values
        kind = Right.kept["kind"].text(values["kind"], self._context)
        return f"{values['expires_on']} {kind} {values['name']}"

    def _empty(self) -> None:
        while self._box.count():
            item = self._box.takeAt(0)
            widget: QWidget | None = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()


def in_one_line(known: Known) -> str:
    """For a screen without room for the panel."""
    values = known.enterprise.values
    year = f"今年走访 {known.this_year} 次" if known.this_year else "还没有走访过"
    last = (
        f"上次走访 {known.visits[0].values['visited_on']}，今年 {known.this_year} 次"
        if known.visits
        else year
    )
    parts = [
        known.often or last,
        f"没办完的诉求 {len(known.needs)} 条" if known.needs else "",
        values["address"] or "",
    ]
    return "　".join(part for part in parts if part)
