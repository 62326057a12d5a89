"""期限: every clock that a record has started and every other day it falls due, with the sentence that says why."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ercheng_station.services.clocks import Clock
from ercheng_station.services.due import Due
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.states import due_look

_LOOKS = {"met": "good", "late": "bad", "missed": "bad"}


class ClockPanel(RecordPart):
    """What is over needs no sentence in sight; its tooltip tells."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[QWidget] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(4)
        box.addWidget(Label("期限", tone="section"))
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        box.addLayout(self._grid)
        self._wanted = Label(tone="caption", wraps=True)
        box.addWidget(self._wanted)

    def show_told(self, told: Told) -> None:
        for line in self._lines:
            self._grid.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()
        for row, (look, words, why, over) in enumerate(_rows(told)):
            self._put(row, look, words, why, over)
        self._wanted.speak(f"还没有{told.undated}，到期前不会提醒。" if told.undated else "")
        self.setVisible(bool(self._lines or told.undated) and told.living)

    def _put(self, row: int, look: ChipLook, words: str, why: str, over: bool) -> None:
        chip = Chip(look)
        label = Label(words if over else f"{words}\n{why}", tone="caption", wraps=True)
        label.setToolTip(tip(why))
        self._grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, row, 1)
        self._lines += [chip, label]


def _rows(told: Told) -> Iterator[tuple[ChipLook, str, str, bool]]:
    """Chip, what and until when, why, whether it is over."""
    for clock in told.clocks:
        over = clock.state in {"met", "late"}
        yield _look(clock), f"{clock.what}，期限 {clock.due.text}", _why(clock), over
    for one in told.dues:
        if one.clock is None:
            yield due_look(one), _when(one), one.rule, False


def _why(clock: Clock) -> str:
    note = clock.due.rule.note
    return f"{clock.due.why}。{note}" if note else clock.due.why


def _when(one: Due) -> str:
    return f"{one.what}，{one.when}"


def _look(clock: Clock) -> ChipLook:
    near = "warn" if clock.days <= 1 else "idle"
    return ChipLook(clock.standing, _LOOKS.get(clock.state, near))
