"""Puts the window together: paint first, load and open in a thread, then hand the store to the pages."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ercheng_station.home import choose_folder, data_folder
from ercheng_station.ui import remembered
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.opened import Opened, is_fresh
from ercheng_station.ui.opening import DATABASE, Opening, Outcome

if TYPE_CHECKING:  # imported by the opening thread, after the first paint
    from ercheng_station.ui.accounts.door import Door
    from ercheng_station.ui.apology import Apology
    from ercheng_station.ui.fcitx.starting import Starting
    from ercheng_station.ui.first_start import FirstStart
    from ercheng_station.ui.shell import Shell
    from ercheng_station.ui.shell_start import ShellStart
    from ercheng_station.ui.sitting import Sitting
    from ercheng_station.ui.still import Still
    from ercheng_station.ui.window import Window

_log = logging.getLogger(__name__)
_PAINTED_MS = 10
_RESTORED = frozenset(
    (
        "store-damaged", "store-missing", "store-empty-file", "store-not-ours", "store-foreign-log", "key-wrong",
        "key-missing", "key-damaged", "migration-failed",
    )
)  # fmt: skip
"""Codes of what a backup can mend."""
_MENDED = "store-damaged"
"""Where only indexes are damaged, a copy with new ones may mend it."""


def run(data: Path | None, handed: Path | None = None) -> int:
    """The window on a data folder, with a file handed over by the desktop, until it is closed; the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ercheng-station")
    app.setDesktopFileName("ercheng-station")
    program = Program(app, data_folder(data), keeps_choice=data is None and "ERCHENG_DATA" not in os.environ)
    program.handed = handed
    program.frame.painted.connect(stand_among_papers)
    program.frame.show_remembered()
    code = app.exec()
    program.end()
    if program.frame.restarts:
        from PySide6.QtCore import QProcess  # noqa: PLC0415  nor for this

        QProcess.startDetached(sys.executable, sys.orig_argv[1:])
    return code


def stand_among_papers() -> None:
    """Files are first looked for among the papers of the office: Qt's first dialog opens where the process stands."""
    from PySide6.QtCore import QDir, QStandardPaths  # noqa: PLC0415  1 ms that the first paint need not wait for

    papers = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    QDir.setCurrent(str(papers if papers.is_dir() else Path.home()))


class Program(QObject):
    """From the first paint to the open window; from then on `window` does everything.

    `keeps_choice`: another folder chosen here is the one that the next start opens.
    """

    def __init__(self, app: QApplication, folder: Path, *, keeps_choice: bool = False) -> None:
        super().__init__()
        self._app, self._keeps_choice, self._first_folder = app, keeps_choice, folder
        self.frame = Frame(remembered.read(folder))
        self.opening = Opening(folder)
        self.shell: Shell | None = None
        self.sitting: Sitting | None = None
        self._door: Door | None = None
        self._apology: Apology | None = None
        self._start: ShellStart | None = None
        self._taken: dict[str, Any] | None = None
        self._still: Still | None = None
        self._outcome: Outcome = None
        self._has_ended = False
        self._typing: Starting | None = None
        self._first: FirstStart | None = None
        self.handed: Path | None = None
        self.frame.painted.connect(self.opening.start)
        self.frame.leave = self._give_up
        self.opening.loaded.connect(self._load_shell)
        self.opening.first_page.connect(self._take_first_page)
        self.opening.ended.connect(self._take)

    @property
    def window(self) -> "Window | None":
        """None before there is one, and while it is locked."""
        return self.sitting.window if self.sitting else None

    def end(self) -> None:
        if self.sitting:
            self.sitting.clipboard.clear_private()
        if self._apology:
            self._apology.uninstall()
        if self._typing:
            self._typing.end()

    # -- the shell

    def _load_shell(self) -> None:
        from ercheng_station.ui.shell_start import ShellStart  # noqa: PLC0415  the thread has loaded it

        self._start = ShellStart(self._app, self.frame)
        self._apology = self._start.apology
        self._build(self._start, self._start.build())

    def _build(self, start: "ShellStart", slices: Iterator[None]) -> None:
        if next(slices, start) is None:
            QTimer.singleShot(0, self, lambda: self._build(start, slices))
            return
        self.shell = start.shell
        self._show_still()
        self._go_on()

    def _take_first_page(self, taken: dict[str, Any] | None) -> None:
        self._taken = taken
        self._show_still()

    def _show_still(self) -> None:
        """Whichever of shell and rows comes last."""
        if self.shell and self._taken:
            QTimer.singleShot(0, self, self._lay_still)  # when the pages have their size

    def _lay_still(self) -> None:
        if self._start and self._taken and self.sitting is None:
            self._still, self._taken = self._start.show_still(self._taken), None
            QTimer.singleShot(_PAINTED_MS, self, self.opening.go_on)

    # -- what opening has led to

    def _take(self, outcome: Outcome) -> None:
        self._outcome, self._has_ended = outcome, True
        self._go_on()

    def _go_on(self) -> None:
        """Whichever of shell and outcome comes last; the thread may have ended before its outcome is here."""
        if self.shell is None or not self._has_ended:
            return
        if isinstance(self._outcome, Opened):
            self._welcome(self._outcome)
        elif self._outcome is None:
            self._ask_first()
        else:
            self._tell(self._outcome)
        self._type_chinese()

    def _type_chinese(self) -> None:
        """There is something to type into from now on."""
        from ercheng_station.ui.fcitx import starting  # noqa: PLC0415

        if self._typing is None:
            self._typing = starting.begin(self._app, os.environ)

    def _welcome(self, opened: Opened) -> None:
        """Whoever came by the recovery code needs a password first."""
        accounts = opened.store.accounts
        if accounts.protected and accounts.user is None:
            self.frame.leave = opened.store.close
            self._at_the_door.renew(opened, self._open_window)
        else:
            self._open_window(opened)

    def _open_window(self, opened: Opened) -> None:
        from ercheng_station.ui.sitting import Sitting  # noqa: PLC0415

        assert self.shell
        self._show(None)
        if self._keeps_choice and not opened.store.practice and opened.store.folder != self._first_folder:
            choose_folder(opened.store.folder)
        self.sitting = Sitting(self.frame)
        QTimer.singleShot(0, self.sitting.begin(self.shell, opened), self._begin)

    def _begin(self) -> None:
        assert self.window
        self.window.begin()
        if self.handed:
            self.window.receive(self.handed)
        page = self.window.stack.shown
        if self._still and page:
            self._still.raise_()
            self._still.give_way(page)

    def _ask_first(self) -> None:
        from ercheng_station.ui.first_start import FirstStart  # noqa: PLC0415

        page = FirstStart(self.opening.folder, has_practice=self.opening.has_practice)
        page.begun.connect(self.opening.create)
        page.practised.connect(self.opening.practise)
        page.place_asked.connect(self._ask_place)
        self._show(page)
        self._first = page
        page.form.focus_first()

    def _tell(self, error: Exception) -> None:
        from ercheng_station.db.backup import read_backups  # noqa: PLC0415
        from ercheng_station.errors import UserError  # noqa: PLC0415
        from ercheng_station.ui.accounts.door import REFUSALS  # noqa: PLC0415
        from ercheng_station.ui.messages import show_error  # noqa: PLC0415
        from ercheng_station.ui.trouble import Trouble  # noqa: PLC0415
        from ercheng_station.ui.trouble_sheet import show_refused  # noqa: PLC0415

        if isinstance(error, UserError) and error.code in REFUSALS and not self.opening.is_making:
            self._at_the_door.refuse(error)
            return
        if not isinstance(error, UserError):
            _log.error("opening failed", exc_info=error)
            error = UserError("opening-failed", path=str(self.opening.folder))
        if self.opening.is_making:
            show_error(self.frame, error)
            return
        whole = [one for one in read_backups(self.opening.folder / "backups") if not one.fault]
        may_mend = error.code == _MENDED and (self.opening.folder / DATABASE).exists()
        page = Trouble(error, whole if error.code in _RESTORED else (), may_mend=may_mend)
        page.restore_asked.connect(self.opening.restore)
        page.mend_asked.connect(self.opening.mend)
        page.retry_asked.connect(self.opening.open)
        page.place_asked.connect(self._ask_place)
        page.quit_asked.connect(self.frame.close)
        page.report_asked.connect(lambda: show_refused(page, self.opening.folder, error))
        self._show(page)
        page.retry.setFocus()

    @property
    def _at_the_door(self) -> "Door":
        from ercheng_station.ui.accounts.door import Door  # noqa: PLC0415

        if self._door is None:
            self._door = Door(self._show, self)
            self._door.entering.connect(self.opening.enter)
            self._door.place_asked.connect(self._ask_place)
            self._door.quit_asked.connect(self.frame.close)
            self.opening.load_ahead()
        return self._door

    def _ask_place(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        dialog = QFileDialog(self.frame, "选择数据所在的文件夹", str(self.opening.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self._move(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _move(self, folder: Path) -> None:
        """To data that is there already; on the first start also to a new folder, never among other files."""
        if self._first is None or (folder / DATABASE).exists():
            self.opening.open_at(folder)
            return
        self.opening.folder = folder if is_fresh(folder) else folder / "两站工作台数据"
        self._first.show_place(self.opening.folder)

    def _show(self, page: QWidget | None) -> None:
        """A page in place of the whole shell; None: the shell itself."""
        assert self.shell
        self._first = None
        if page is not None and self._still:
            self._still.deleteLater()
            self._still = None
        self.shell.show_alone(page)

    def _give_up(self) -> None:
        """Closed before there was a window to close."""
        self.opening.loaded.disconnect(self._load_shell)
        self.opening.first_page.disconnect(self._take_first_page)
        self.opening.ended.disconnect(self._take)
        self.opening.go_on()
        outcome = self.opening.wait()
        if isinstance(outcome, Opened):
            outcome.store.close()
