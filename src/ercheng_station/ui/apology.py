"""The last resort: a fault of ours is logged in full and told once, with an apology, and the work goes on."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from ercheng_station.ui.messages import Message

_log = logging.getLogger("ercheng_station.window")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Apology(QObject):
    """Catches what nobody else has caught, from any thread. While one apology is open, others are only logged."""

    _caught = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: Message | None = None
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        _log.error("unexpected fault", exc_info=(kind, error, trace))
        self._caught.emit("".join(traceback.format_exception(kind, error, trace)))

    def _catch_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.catch(told.exc_type, told.exc_value, told.exc_traceback)

    @Slot(str)
    def _tell(self, details: str) -> None:
        if self._open is not None:
            return
        self._open = Message(self._window, "程序出错", _PARTS, details)
        self._open.finished.connect(self._forget)
        self._open.open()

    def _forget(self) -> None:
        self._open = None


_PARTS = (
    "对不起，程序出了一个没有料到的问题，刚才的操作可能没有完成。",
    "已经保存的内容没有受影响，正在填写的内容在草稿里。",
    "请重试一次；仍不行，请点“复制详情”发给维护人员。",
)


def _log_qt(kind: QtMsgType, context: object, words: str) -> None:
    _log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", words)
