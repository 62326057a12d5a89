"""The input for another record: two letters of its name, Enter, and it stands there with its title."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ercheng_station.records.fields import Context, Link, Ref
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.inputs.base import Input
from ercheng_station.ui.suggest import Suggestion, SuggestLine


class RefInput(Input):
    """Until a record is chosen `raw()` is the typed text, which `parse` may still resolve."""

    chosen = Signal(object)
    """The Link, or None when it is given up."""
    new_asked = Signal(str, str)
    """Kind and typed title, for 「新增“…”」."""

    def __init__(self, field: Ref, context: Context) -> None:
        super().__init__(field, context)
        self._kind = field.kind
        self._link: Link | None = None
        self._asked = 0
        self.can_add = True
        self.line = SuggestLine(field.label)
        self.line.setPlaceholderText("输入名称的字或首字母查找")
        self._clear = IconButton("x", f"清除{field.label}").on(self._give_up)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setVisible(False)
        self.line.put_inside(self._clear)
        self.line.wanted.connect(self._ask)
        self.line.picked.connect(self._take)
        self.line.new_asked.connect(lambda title: self.new_asked.emit(self._kind, title))
        self.line.textChanged.connect(self._follow)
        self.line.left.connect(self._leave)
        self.row.addWidget(self.line)

    def show_value(self, value: Any) -> None:
        self._hold(value)

    def raw(self) -> object:
        return str(self._link.uid) if self._link else self.line.text()

    def read(self) -> Any:
        return self._link or super().read()

    def link(self) -> Link | None:
        return self._link

    def state(self) -> Any:
        if self._link is None:
            return self.line.text()
        return {"uid": str(self._link.uid), "title": self._link.title}

    def restore(self, state: Any) -> None:
        if isinstance(state, dict):
            self._hold(Link(UUID(state["uid"]), str(state["title"]), self._kind))
        else:
            self._hold(None)
            self.line.setText(str(state))

    def core(self) -> QWidget:
        return self.line

    def choose(self, link: Link) -> None:
        """As if the person had chosen it."""
        self._hold(link)
        self.changed.emit()
        self.chosen.emit(link)

    def _ask(self, typed: str) -> None:
        self._asked += 1
        number = self._asked

        def reply(found: Sequence[Suggestion]) -> None:
            if number == self._asked and self._link is None:
                self.line.offer(found, typed.strip() if self.can_add else "")

        self.host.suggest(self._kind, typed.strip(), reply)

    def _leave(self) -> None:
        """A title typed to its end is as good as chosen."""
        typed = self.line.text().strip()
        self.left.emit()
        if typed and self._link is None:
            self._asked += 1
            number = self._asked

            def reply(found: Sequence[Suggestion]) -> None:
                same = [one.key for one in found if one.title == typed]
                if (
                    number == self._asked
                    and self._link is None
                    and len(same) == 1
                    and isinstance(same[0], Link)
                ):
                    self.choose(same[0])

            self.host.suggest(self._kind, typed, reply)

    def _take(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.key, Link):
            self.choose(suggestion.key)

    def _give_up(self) -> None:
        self._hold(None)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self.chosen.emit(None)

    def _hold(self, link: Link | None) -> None:
        self.line.setText(link.title if link else "")
        self.line.setCursorPosition(0)
        if self.line.hasFocus():
            self.line.selectAll()  # who types on means another one
        self._link = link
        self._clear.setVisible(link is not None)
        self.line.settle()

    def _follow(self) -> None:
        had, self._link = self._link, None
        self._clear.setVisible(False)
        self.line.settle()
        self.changed.emit()
        if had is not None:
            QTimer.singleShot(0, self, self._tell_if_empty)

    def _tell_if_empty(self) -> None:
        if self._link is None:
            self.chosen.emit(None)
