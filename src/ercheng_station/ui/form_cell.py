"""One field in a form: its label above, the input, and under it help, a hint or what is wrong.

The line under the input keeps its room while it is empty, so that nothing moves when a fault appears; only the
compact look gives that room up.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ercheng_station.errors import Fault
from ercheng_station.records.fields import Text
from ercheng_station.ui import style
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.inputs import Input
from ercheng_station.ui.labels import Label
from ercheng_station.ui.tokens import Density

_SMALL = 16


class Cell(QWidget):
    phrases_asked = Signal(str)
    pin_changed = Signal(str, bool)

    def __init__(self, name: str, made: Input, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.input, self.room = name, made, made.room
        self._fault = self._soft = self._hint = ""
        self._look = style.current().look
        self.pin: IconButton | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(self._head())
        box.addWidget(made)
        box.addLayout(self._foot())
        box.addStretch(1)
        made.hinted.connect(self._take_hint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._speak()

    def show_fault(self, why: str) -> None:
        """What keeps the record from being saved, "" for nothing."""
        self._fault = why
        self.input.set_fault(why or None)
        self._speak()

    def show_soft(self, why: str) -> None:
        """What is still wanted, but does not keep the record from being saved."""
        self._soft = why
        self._speak()

    def check(self) -> None:
        """Unreadable text is told at once; emptiness only when saving."""
        try:
            self.input.read()
        except Fault as fault:
            self.show_fault("" if self.input.is_empty() else fault.why)
        else:
            self.show_fault("")

    def follow(self) -> None:
        """Something else is typed where a fault stands."""
        if self._fault:
            self.check()

    def see_off(self) -> None:
        """A fault that stands there, such as one of saving, stays until something else is typed."""
        if not self._fault:
            self.check()

    def fault(self) -> str:
        return self._fault

    def note(self) -> str:
        """The line under the input as it stands there."""
        return self._note.text()

    def leave_name_to_heading(self) -> None:
        """Alone in a section of the same name."""
        self._label.hide()
        self._height.changeSize(0, 0)

    def is_pinned(self) -> bool:
        return self.pin is not None and self.pin.isChecked()

    def set_pinned(self, on: bool) -> None:
        if self.pin is not None:
            self.pin.setChecked(on)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._look != style.current().look:
            self._speak()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(4)
        self._height = QSpacerItem(0, style.current().sizes.text + 8)
        head.addSpacerItem(self._height)
        field = self.input.field
        self._label = Label(field.label, "field")
        head.addWidget(self._label)
        if field.required:
            star = Label("*", "bad")
            star.setAccessibleName("必填")
            head.addWidget(star)
        head.addStretch(1)
        if isinstance(field, Text) and field.lines > 1:
            phrases = IconButton("message-plus", f"{field.label}：插入常用语（F8）", pixels=_SMALL)
            head.addWidget(_small(phrases.on(lambda: self.phrases_asked.emit(self.name))))
        if field.pinned:
            self.pin = IconButton("pin", f"{field.label}：下一条沿用（F7）", pixels=_SMALL)
            self.pin.setCheckable(True)
            self.pin.toggled.connect(self._follow_pin)
            head.addWidget(_small(self.pin))
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        self._mark = Label()
        self._mark.setFixedSize(_SMALL, _SMALL)
        self._note = Label(wraps=True)
        self._note.setMinimumHeight(style.current().sizes.caption + 6)
        foot.addWidget(self._mark)
        foot.addWidget(self._note, 1)
        return foot

    def _follow_pin(self, on: bool) -> None:
        if self.pin is not None:
            self.pin.redraw("pinned" if on else "pin", "accent" if on else "quiet")
        self.pin_changed.emit(self.name, on)

    def _take_hint(self, words: str) -> None:
        self._hint = words
        self._speak()

    def _speak(self) -> None:
        self._look = style.current().look
        words = self._fault or self._soft or self._hint or self.input.field.help
        tone = "bad" if self._fault else "warn" if self._soft else "caption"
        symbol = {"bad": "alert-circle", "warn": "alert-triangle"}.get(tone)
        self._mark.setVisible(symbol is not None)
        if symbol:
            self._mark.setPixmap(pixmap(symbol, tone, _SMALL))
        self._note.retone(tone)
        self._note.setText(words)
        self._note.setVisible(bool(words) or style.current().look.density is Density.ROOMY)


def _small(button: IconButton) -> IconButton:
    """Not reached by Tab, which goes from field to field; F7 and F8 do the same."""
    button.setFixedSize(_SMALL + 6, _SMALL + 6)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
