"""Wavy lines under stretches of a text that is being typed; the text, its undo steps and its cursor stay as they are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ercheng_station.ui import style
from ercheng_station.ui.texts import units

Stretch = tuple[int, int]
"""Start and end, counted in characters."""


def underline(lines: QPlainTextEdit, stretches: Sequence[Stretch]) -> None:
    """These and no others; they go along with what is typed before them."""
    text = lines.toPlainText()
    lines.setExtraSelections([_marked(lines, text, stretch) for stretch in stretches])


def underlined(lines: QPlainTextEdit) -> list[str]:
    """The words that are underlined now."""
    made: list[Any] = lines.extraSelections()
    return [one.cursor.selectedText() for one in made]


def _marked(lines: QPlainTextEdit, text: str, stretch: Stretch) -> QTextEdit.ExtraSelection:
    start, end = stretch
    cursor = QTextCursor(lines.document())
    cursor.setPosition(units(text[:start]))
    cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(QColor(style.current().colours.warn))
    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, look  # type: ignore[attr-defined]
    return made
