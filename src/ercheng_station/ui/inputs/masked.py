"""A private value is shown with its middle hidden until the person asks for it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.clipboard import PRIVATE
from ercheng_station.ui.inputs.base import Input
from ercheng_station.ui.texts import TextLine


class MaskedInput(Input):
    """Wraps the input that the field would have. While masked nothing can be typed and `raw()` is the value kept."""

    def __init__(self, inner: Input) -> None:
        super().__init__(inner.field, inner.context)
        self.room = inner.room
        self.setProperty(PRIVATE, True)
        self._inner = inner
        self._cover = TextLine(inner.label)
        self._cover.setReadOnly(True)
        self._show = Button("显示", "link", "eye")
        self._show.setAccessibleName(f"显示{inner.label}")
        self._show.on(self.reveal_asked.emit)
        for widget in (self._cover, self._show, inner):
            self.row.addWidget(widget)
        inner.changed.connect(self.changed)
        inner.left.connect(self.left)
        inner.hinted.connect(self._pass_hint)
        self._mask(False)

    def reveal(self) -> None:
        """The one who answers for the record has agreed and noted it."""
        self._mask(False)
        self._inner.focus_first()

    def is_masked(self) -> bool:
        return not self._cover.isHidden()

    def show_value(self, value: Any) -> None:
        self._inner.show_value(value)
        self._cover.setText(self.field.masked(value, self.context))
        self._mask(value is not None)

    def raw(self) -> object:
        return self._inner.raw()

    def read(self) -> Any:
        return self._inner.read()

    def state(self) -> Any:
        return self._inner.state()

    def restore(self, state: Any) -> None:
        self._inner.restore(state)
        value = self._inner.value()
        self._cover.setText(self.field.masked(value, self.context))
        self._mask(value is not None and not self._inner.is_empty())

    def core(self) -> QWidget:
        return self._cover if self.is_masked() else self._inner.core()

    def set_fault(self, why: str | None) -> None:
        self._inner.set_fault(why)
        super().set_fault(why)

    def _mask(self, on: bool) -> None:
        self._cover.setVisible(on)
        self._show.setVisible(on)
        self._inner.setVisible(not on)
        if on:
            self.hinted.emit("")

    def _pass_hint(self, words: str) -> None:
        self.hinted.emit("" if self.is_masked() else words)
