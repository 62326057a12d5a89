"""One record to read: its sections, each field's name and value, long texts wrapped, private values hidden until asked.

Two columns where the width allows, as in the form; long texts, files and what is still wanted take the whole width.

The widgets are made once for a kind and filled anew for each record, so that the arrow keys keep up.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ercheng_station.records.base import Record, Values
from ercheng_station.records.fields import Choice, Context, Day, Field, FileRef, Files, Link, Ref, counted
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button, LinkButton
from ercheng_station.ui.chips import Chip
from ercheng_station.ui.clipboard import PRIVATE
from ercheng_station.ui.filing.thumbnails import Thumbnails
from ercheng_station.ui.filing.tiles import FileTiles
from ercheng_station.ui.form_body import TWO_COLUMNS, WIDEST
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.listing import day_words
from ercheng_station.ui.states import is_state, look_of

_NAMES, _MOST_NAMES = 116, 156
"""Room for 统一社会信用代码 on one line; a kind with longer names gives them a little more."""
_HALF = 240
"""The room of a value in one of two columns, in plain text size."""
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class RecordCard(QWidget):
    reveal_asked = Signal(str)
    """A private field that the person wants to read."""
    followed = Signal(object)
    """The Link of another record."""
    file_opened = Signal(object)
    """FileRef."""

    def __init__(
        self, kind: type[Record], context: Context, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        """Whoever makes it runs `build` to its end."""
        super().__init__(parent)
        self._kind, self._context, self._thumbnails = kind, context, thumbnails
        self._values: Values = {}
        self._soft: Mapping[str, str] = {}
        self._lines: dict[str, _Line] = {}
        self._sections: list[_Section] = []
        self._wide = False
        self.may_reveal = True
        """Set before `build`: whether whoever works may see a private value in full."""
        self.setMaximumWidth(WIDEST)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def build(self) -> Iterator[None]:
        """Line by line, each dressed at once, so that showing them all costs little."""
        self.ensurePolished()
        widest = max(self.fontMetrics().horizontalAdvance(one.label) for one in self._kind.kept.values())
        self._names = min(max(widest + 4, _NAMES), _MOST_NAMES)
        for title, fields in _sections(self._kind):
            heading = Label(title, "section")
            heading.setContentsMargins(0, 12, 0, 4)
            self._box.addWidget(heading)
            section = _Section(heading)
            self._box.addLayout(section.grid)
            self._sections.append(section)
            for field in fields:
                line = self._lines[field.name] = self._line(field, self._thumbnails)
                line.name.setHidden([one.label for one in fields] == [title])
                line.name.setFixedWidth(self._names)
                section.add(line)
                line.ensurePolished()
                yield

    def show_values(self, values: Values, soft: Mapping[str, str], context: Context) -> None:
        """Everything private is hidden again."""
        self._values, self._soft, self._context = values, soft, context
        for name, line in self._lines.items():
            line.show_value(values[name], soft.get(name, ""), context)
        for section in self._sections:
            section.show_heading()
            section.lay_out(wide=self._wide)

    def reveal(self, name: str) -> None:
        line = self._lines[name]
        if isinstance(line, _Words):
            line.reveal(self._context)

    def shown(self) -> dict[str, str]:
        """What stands there, by field."""
        return {name: line.words() for name, line in self._lines.items() if not line.isHidden()}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS * style.current().sizes.text / 14
        if wide != self._wide:
            self._wide = wide
            for section in self._sections:
                section.lay_out(wide=wide)

    def _line(self, field: Field, thumbnails: Thumbnails) -> "_Line":
        if isinstance(field, Files):
            files = _FileLine(self, field, thumbnails)
            files.tiles.opened.connect(self.file_opened)
            return files
        if isinstance(field, Ref):
            other = _RefLine(self, field)
            other.followed.connect(self.followed)
            return other
        if isinstance(field, Choice) and is_state(field.codes):
            return _StateLine(self, field)
        words = _Words(self, field, can_show=self.may_reveal)
        words.reveal_asked.connect(partial(self.reveal_asked.emit, field.name))
        return words


class _Section:
    """A heading and the lines under it, those that tell nothing left out."""

    def __init__(self, heading: Label) -> None:
        self.heading = heading
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(0)
        self._lines: list[_Line] = []
        self._placed: list[tuple[_Line, int, int, int]] = []

    def add(self, line: "_Line") -> None:
        self.grid.addWidget(line, len(self._lines), 0, 1, 2)
        self._placed.append((line, len(self._lines), 0, 2))
        self._lines.append(line)

    def show_heading(self) -> None:
        shown = any(not line.isHidden() for line in self._lines)
        self.heading.setVisible(shown and bool(self.heading.text()))

    def lay_out(self, *, wide: bool) -> None:
        placed = (
            list(_two_columns(self._lines))
            if wide
            else [(one, row, 0, 2) for row, one in enumerate(self._lines)]
        )
        if placed == self._placed:
            return
        for line, *_ in self._placed:
            self.grid.removeWidget(line)
        for line, row, column, span in placed:
            self.grid.addWidget(line, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self.grid.setColumnStretch(column, int(wide))
            self.grid.setColumnMinimumWidth(column, 0)
        self._placed = placed


def _two_columns(lines: "list[_Line]") -> "Iterator[tuple[_Line, int, int, int]]":
    """Row by row in reading order; hidden ones keep a place at the end, out of the way."""
    row = column = 0
    for line in sorted(lines, key=_Line.isHidden):
        if column and line.takes_all:
            row, column = row + 1, 0
        yield line, row, column, 2 if line.takes_all else 1
        row, column = (row + 1, 0) if line.takes_all or column else (row, 1)


class _Line(QWidget):
    """The name of a field at the left, its value beside it; hidden while there is none."""

    def __init__(self, parent: QWidget, field: Field) -> None:
        super().__init__(parent)
        self.field = field
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 3, 0, 3)
        self.grid.setHorizontalSpacing(12)
        self.grid.setColumnStretch(1, 1)
        self.name = Label(field.label, "quiet", wraps=True)
        self.grid.addWidget(self.name, 0, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def takes_all(self) -> bool:
        """Whether it wants the whole width."""
        return isinstance(self.field, Files) or getattr(self.field, "lines", 1) > 1

    def show_value(self, value: Any, soft: str, context: Context) -> None:
        raise NotImplementedError

    def words(self) -> str:
        raise NotImplementedError


class _Words(_Line):
    reveal_asked = Signal()

    def __init__(self, parent: QWidget, field: Field, *, can_show: bool) -> None:
        super().__init__(parent, field)
        self._value: Any = None
        self._can_show = can_show
        self._text = Label(wraps=True)
        self._text.setTextInteractionFlags(_SELECTABLE)
        self._soft = Label(tone="warn", wraps=True)
        wide = self._soft.sizePolicy()  # alone in its line it would be one hanzi wide
        wide.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self._soft.setSizePolicy(wide)
        self._show = Button("显示", "text-link", "eye").on(self.reveal_asked.emit)
        self._show.setAccessibleName(f"显示{field.label}")
        self.setProperty(PRIVATE, field.private)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self._text)
        self._line.addWidget(self._show)
        self._line.addStretch()
        self._cover(False)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addWidget(self._soft)
        column.addStretch(1)
        self.grid.addLayout(column, 0, 1)

    def show_value(self, value: Any, soft: str, context: Context) -> None:
        self._value = value
        self._put(_told(self.field, value, context))
        self._text.setHidden(value is None)
        self._soft.speak(soft)
        self._cover(self.field.private and value is not None)
        self.setVisible(value is not None or bool(soft))

    def reveal(self, context: Context) -> None:
        self._put(self.field.text(self._value, context))
        self._cover(False)

    def words(self) -> str:
        return self._text.text()

    def _cover(self, on: bool) -> None:
        """A hidden value is short, and what shows it stands right behind it."""
        self._show.setVisible(on and self._can_show)
        self._text.setWordWrap(not on)
        self._line.setStretch(0, int(not on))
        self._line.setStretch(2, int(on))

    def _put(self, words: str) -> None:
        self._text.setText(words)
        self._text.setAccessibleName(f"{self.field.label}：{words}")


class _RefLine(_Line):
    followed = Signal(object)

    def __init__(self, parent: QWidget, field: Ref) -> None:
        super().__init__(parent, field)
        self._link: Link | None = None
        self._button = LinkButton()
        self._button.on(lambda: self.followed.emit(self._link))
        self.grid.addWidget(self._button, 0, 1, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: Any, soft: str, context: Context) -> None:
        self._link = value
        self.setVisible(value is not None)
        if value is not None:
            self._button.say(value.title, f"{self.field.label}：{value.title}，打开")

    @property
    def takes_all(self) -> bool:
        """A title is never cut where the whole line has room for it."""
        return self._button.sizeHint().width() > _HALF * style.current().sizes.text / 14

    def words(self) -> str:
        return self._link.title if self._link else ""


class _StateLine(_Line):
    def __init__(self, parent: QWidget, field: Choice) -> None:
        super().__init__(parent, field)
        self._codes = field.codes
        self._chip = Chip(look_of(field.codes, "", ""))
        self.grid.addWidget(self._chip, 0, 1, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: Any, soft: str, context: Context) -> None:
        self.setVisible(value is not None)
        if value is not None:
            self._chip.show_look(look_of(self._codes, value, self.field.text(value, context)))

    def words(self) -> str:
        return self._chip.accessibleName()


class _FileLine(_Line):
    def __init__(self, parent: QWidget, field: Files, thumbnails: Thumbnails) -> None:
        super().__init__(parent, field)
        self._files: tuple[FileRef, ...] = ()
        self.tiles = FileTiles(thumbnails)
        self.grid.addWidget(self.tiles, 1, 0, 1, 2)

    def show_value(self, value: Any, soft: str, context: Context) -> None:
        self._files = tuple(value or ())
        self.tiles.show_files(self._files)
        self.setVisible(bool(self._files))

    def words(self) -> str:
        return "、".join(file.name for file in self._files)


def _told(field: Field, value: Any, context: Context) -> str:
    words = field.masked(value, context)
    if isinstance(field, Day) and isinstance(value, date):
        return day_words(words)
    return counted(words, field.unit)


def _sections(kind: type[Record]) -> list[tuple[str, list[Field]]]:
    found: list[tuple[str, list[Field]]] = []
    for field in kind.kept.values():
        if not found or found[-1][0] != field.section:
            found.append((field.section, []))
        found[-1][1].append(field)
    return found
