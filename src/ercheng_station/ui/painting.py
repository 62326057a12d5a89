"""What a delegate needs to know of the cell it paints, and how a text is cut for it."""

from typing import Any, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

LONGEST = 400
_SELECTED = QStyle.StateFlag.State_Selected.value


def box_of(option: QStyleOptionViewItem) -> QRect:
    return cast(QRect, cast(Any, option).rect)  # the stubs of 6.8 leave `rect` and `state` out


def is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(cast(Any, option).state.value & _SELECTED)  # `&` of two flags takes ten times as long


def cut_to(text: str, width: int, metrics: QFontMetrics) -> str:
    """On one line, cut at the end where it is wider than that.

    Measuring takes its time by the character: what can hardly have room is looked at only if the rest has.
    """
    shown = ""
    for longest in (3 * width // metrics.height() + 2, LONGEST):
        line = " ".join(text[:longest].split("\n"))
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
        if shown != line or len(text) <= longest:
            break
    return shown


def is_cut(text: str, width: int, font: QFont) -> bool:
    """Whether a table or a list would paint less than the text: by a hair, measuring it whole says something else."""
    fonts = (font, in_whole_pixels(font))
    return any(cut_to(text, width, QFontMetrics(one)) != text for one in fonts)


def in_whole_pixels(font: QFont) -> QFont:
    """As the lists paint: otherwise each character is drawn anew for every quarter of a pixel it may begin at."""
    made = QFont(font)
    made.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
    return made
