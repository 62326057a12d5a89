"""报送情况: units against months, and the words that remind those who have not reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.services.report_span import Span
from ercheng_station.services.submissions import Line, State, missing, reminder, submissions
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable

_MONTHS = 6
_NOBODY = "还没有要报送的单位：在“站点”里登记各站，或者汇总第一批上报包以后，会列在这里。"
_STATES = {
    State.RECEIVED: "good",
    State.ZERO: "good",
    State.LATE: "warn",
    State.RETURNED: "warn",
    State.MISSING: "bad",
}


@dataclass(frozen=True)
class Facts:
    """`wanted`: the short names of those whose report of the last month is missing; `words` remind them."""

    spans: Sequence[Span]
    lines: Sequence[Line]
    wanted: Sequence[str]
    words: str

    @property
    def state(self) -> str:
        if not self.lines:
            return _NOBODY
        told = f"{self.spans[-1].title}月报：应报 {len(self.lines)} 个单位"
        return f"{told}，还缺 {len(self.wanted)} 个。" if self.wanted else f"{told}，已收齐。"


class Grid(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.facts: Facts | None = None
        self.table = LineTable("报送情况", (Head("单位"),), _words)
        self.table.opened.connect(lambda line: desk.go("station", line.uid))
        self.state = Label("", "quiet", wraps=True)
        self.copy = Button("复制催报文字", symbol="copy").on(self._copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.table, 1)

    def show_month(self, span: Span) -> None:
        self._desk.ask(lambda store: read(store, span), self._show, self)

    def _show(self, facts: Facts) -> None:
        self.facts = facts
        months = [Head(one.title.removeprefix("20"), 124, chip=True) for one in facts.spans]
        self.table.fill(facts.lines, (Head("单位"), *months))
        self.state.setText(facts.state)
        self.copy.setEnabled(bool(facts.lines))

    def _copy(self) -> None:
        if self.facts:
            QApplication.clipboard().setText(self.facts.words)
            self.state.setText("已复制，可以粘贴到微信群。")


def read(store: Store, span: Span) -> Facts:
    """Six months, up to that one."""
    spans = [span]
    while len(spans) < _MONTHS:
        spans.insert(0, spans[0].before())
    lines = submissions(store, spans)
    wanted = missing(lines, len(spans) - 1)
    return Facts(spans, lines, wanted, reminder(store, span, wanted))


def _words(line: Line) -> Sequence[str | ChipLook]:
    return line.name, *(ChipLook(cell.words, _STATES.get(cell.state, "idle")) for cell in line.cells)
