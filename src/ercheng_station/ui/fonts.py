"""Which typeface the window uses, so that no Chinese character is ever an empty box."""

import lzma

from PySide6.QtGui import QFont, QFontDatabase

from ercheng_station.paths import resources

FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei")
"""In the order of preference; the first two come with Windows."""


def window_font(pixels: int) -> QFont:
    font = QFont()
    font.setFamilies([*_present(), *_spare()])
    font.setPixelSize(pixels)
    return font


def _present() -> list[str]:
    return [family for family in FAMILIES if QFontDatabase.hasFamily(family)]


def _spare() -> list[str]:
    """Any Chinese typeface of the system, else the one that comes with the program."""
    if _present():
        return []
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if chinese:
        return chinese[:1]
    return load_bundled()


def load_bundled() -> list[str]:
    """Makes the bundled sans-serif typeface known to Qt; its family names."""
    packed = resources() / "fonts" / "Hei-Regular.ttf.xz"
    number = QFontDatabase.addApplicationFontFromData(lzma.decompress(packed.read_bytes()))
    return QFontDatabase.applicationFontFamilies(number)
