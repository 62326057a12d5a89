"""Qt's own words (dialogs, context menus, the calendar) in Chinese."""

from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_ELSEWHERE = {"QAbstractFileIconProvider": "QFileDialog"}
"""Where Qt asks for words, and under which heading its own translation has them."""


class _Elsewhere(QTranslator):
    """Asked only for what no other translator knows."""

    def __init__(self, words: QTranslator) -> None:
        super().__init__(words)
        self._words = words

    def translate(self, context: str, source: str, *more: Any) -> str:
        heading = _ELSEWHERE.get(context)
        return self._words.translate(heading, source, *more) if heading else source

    def isEmpty(self) -> bool:
        return False


def speak_chinese(app: QApplication) -> bool:
    """False if the translation that comes with Qt is missing."""
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedHanScript, QLocale.Country.China)
    )
    for window in app.topLevelWidgets():  # has its language from before
        window.setLocale(QLocale())
    translator = QTranslator(app)
    if not translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        return False
    return app.installTranslator(_Elsewhere(translator)) and app.installTranslator(translator)
