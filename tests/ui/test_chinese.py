"""Qt's own words are Chinese."""

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from ercheng_station.ui.chinese import speak_chinese


def test_qts_own_buttons_and_days_are_chinese(qapp):
    before, stood_before = QLocale(), QWidget()
    try:
        assert speak_chinese(qapp)

        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QLocale().dayName(1, QLocale.FormatType.ShortFormat) == "周一"
        assert stood_before.locale().monthName(11) == "十一月"
    finally:
        QLocale.setDefault(before)
