"""Qt's own words are Chinese."""

from PySide6.QtCore import QCoreApplication, QFileInfo, QLocale
from PySide6.QtWidgets import QFileIconProvider, QWidget

from ercheng_station.ui.chinese import speak_chinese


def test_qts_own_buttons_and_days_are_chinese(qapp, tmp_path):
    before, stood_before = QLocale(), QWidget()
    try:
        assert speak_chinese(qapp)

        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QLocale().dayName(1, QLocale.FormatType.ShortFormat) == "周一"
        assert stood_before.locale().monthName(11) == "十一月"
        assert QFileIconProvider().type(QFileInfo(str(tmp_path))) == "文件夹"
        assert QCoreApplication.translate("Nobody", "Folder") == "Folder"
    finally:
        QLocale.setDefault(before)
