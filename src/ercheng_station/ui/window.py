"""Joins the frame, the shell and the desk: which page is in sight, the keys of the window, leaving and closing."""

import logging
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ercheng_station.db import first_page
from ercheng_station.db.seen import Listed, recipe
from ercheng_station.errors import UserError
from ercheng_station.manual import chapter_of
from ercheng_station.records.base import Record
from ercheng_station.records.station import Station
from ercheng_station.ui import menus, page_registry, remembered, shortcuts, still
from ercheng_station.ui.context import FILE, KIND, Desk, Place
from ercheng_station.ui.dropping import TABLES, FileDrop
from ercheng_station.ui.finding import Finder
from ercheng_station.ui.frame import TITLE, Frame
from ercheng_station.ui.garbage import Collector
from ercheng_station.ui.helping import Helping
from ercheng_station.ui.labels import tip
from ercheng_station.ui.manual_window import ManualWindow
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.page_stack import PageStack
from ercheng_station.ui.pages import Page
from ercheng_station.ui.preferences import LAST_DAY, LAST_PLACE
from ercheng_station.ui.scanning import Scanning
from ercheng_station.ui.seat import Seat
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.shell_titles import (
    AUDIT,
    CARE,
    DESK,
    ENTERPRISE,
    IMPORT,
    INBOX,
    MADE_BY_PROGRAM,
    OWN_PAGES,
    USERS,
    Entry,
    entries_of,
)
from ercheng_station.ui.task import Task, leave_alone, when_idle
from ercheng_station.ui.toast import Toast
from ercheng_station.ui.undoing import Undoing
from ercheng_station.ui.upkeep import Upkeep

_log = logging.getLogger(__name__)
_MADE_MOST = ("visit", "enterprise")
"""What Ctrl+N begins where no register is in sight."""
_PARCEL = re.compile(r".+_20\d\d.*_v\d+(_回执)?\.(xlsx|json)", re.IGNORECASE)
_REGISTER_OF = {ENTERPRISE: "enterprise"} | {page: name for name, page in OWN_PAGES.items()}
"""Whose entry in the navigation stands for a page of one record."""


class Window(QObject):
    """Everything stands once the constructor returns; the first page is shown by `begin`."""

    lock_asked = Signal()

    def __init__(self, frame: Frame, shell: Shell, opened: Opened) -> None:
        super().__init__(frame)
        self.frame, self.shell = frame, shell
        self.desk = Desk(opened.store)
        self.entries: list[Entry] = []
        self.stack = PageStack(shell.pages, lambda name: page_registry.make_page(name, self.desk))
        self.toast = Toast(shell)
        self.finder = Finder(self.desk, shell.top.search)
        self.undoing = Undoing(self.desk, shell, self.toast)
        self.seat = Seat(self.desk, frame, shell, opened.preferences, self.stack.hand_over)
        self.upkeep = Upkeep(self.desk, shell.status)
        self.scanning = Scanning.of(self.desk)
        self.manual: ManualWindow | None = None
        self.helping = Helping(self.desk, frame, self._show_manual)
        shell.status.say("")
        self._connect()
        self._bind_keys()
        self._show_unit()

    def begin(self, place: Place | None = None) -> None:
        """At the place given, else where the person left the window today."""
        name = self.seat.preferences.first_place(self.desk.store.today)
        self.go(place or Place(name if self._is_known(name) else DESK))
        self.desk.ask(
            lambda _: page_registry.load_all(), lambda _: self._settle(), self, self._settle_without
        )
        self.upkeep.begin()
        self.seat.remind(self.toast)

    def go(self, place: Place) -> None:
        if self.stack.place and self.stack.place.name == CARE:
            self.upkeep.look_for_backup()
        self._shown(lambda: self.stack.go(page_registry.place_of(place, self.desk.store.catalogue)))

    def back(self) -> None:
        self._shown(self.stack.back)

    def begin_new(self, name: str = "") -> None:
        """A record of the register named, else of the one in sight, else of what is made most."""
        if name:
            place = Place(name, new=True)
        else:
            page = self.stack.current
            place = (page.new_here() if page else None) or Place(self._register_here(), new=True)
        if not self._may_make(place.name):
            self.toast.say("现在的角色不能新增记录")
        elif place.name:
            self.go(place)

    def receive(self, path: Path) -> None:
        """A file that the desktop has handed over: a bundle or a receipt, which their names tell, else a ledger."""
        if _PARCEL.fullmatch(path.name) and self._is_known(INBOX):
            self.go(Place(INBOX, given={FILE: path}))
        else:
            self._take_table(path)

    def refresh(self) -> None:
        if self.stack.current:
            self.stack.current.refresh()

    def close(self) -> None:
        """What is typed goes to the drafts, what is being written is waited for, then the store is let go."""
        place, seen, listed = self.stack.place, None, None
        try:
            seen, listed = self._seen()
            self.stack.leave_all()
        except Exception:  # noqa: BLE001  whatever a page does, the store must be closed in order
            _log.exception("a page could not be left")
        self._remember(place)
        self.desk.tell(
            lambda store: first_page.keep(store, seen, recipe(store, listed)), lambda _: None, self
        )
        self._rest()
        self.desk.close()

    def put_away(self) -> list[Task]:
        """Nothing is left to see, to press or to be told; what is typed is in the drafts, the store stays open.

        What is being done goes on and comes back as the answer.
        """
        going_on = leave_alone(self.frame)
        for one in reversed(self.frame.windows()):
            one.close()
        try:
            self.stack.leave_all()
        except Exception:  # noqa: BLE001  whatever a page does, it must go out of sight
            _log.exception("a page could not be left")
        self._remember(self.stack.place)
        self._rest()
        self.desk.leave()
        for child in self.frame.children():
            if isinstance(child, QShortcut):
                child.deleteLater()
        return going_on

    # -- inside

    def _remember(self, place: Place | None) -> None:
        """For the next time that this person, and this PC, begins."""
        if place:
            self.seat.preferences.put(self.desk, LAST_PLACE, place.name)
            self.seat.preferences.put(self.desk, LAST_DAY, self.desk.store.today.isoformat())
        remembered.write(self.desk.store.folder, self.seat.remembered())

    def _rest(self) -> None:
        self.upkeep.close()
        self.finder.close()

    def _settle(self) -> None:
        """From here on there is garbage. While much is loaded, looking through all of it would be felt."""
        self._collector = Collector(self)

    def _settle_without(self, error: Exception) -> None:
        """Some page could not be loaded, and will say so when it is asked for."""
        self._settle()
        self.desk.failed.emit(error)

    def _finish_first(self) -> bool:
        """What is being exported, printed or backed up is waited for, then the window closes by itself."""
        busy = when_idle(self.frame, self.frame.close)
        if busy:
            self.shell.status.say("还有工作没有做完，做完就关闭…")
        return busy

    def _seen(self) -> tuple[dict[str, Any] | None, Listed | None]:
        place, page = self.stack.place, self.stack.current
        seen = still.taken_of(place.name, page.title, page) if place and page else None
        query = page.query() if page else None
        listed = Listed(query, seen["first"], len(seen["rows"])) if seen and query else None
        return seen, listed

    def _connect(self) -> None:
        top, navigation = self.shell.top, self.shell.navigation
        navigation.chosen.connect(lambda name: self.go(Place(name)))
        top.search.left_by_escape.connect(lambda: self.stack.current and self.stack.current.setFocus())
        top.back.on(self.back)
        top.new.on(self.begin_new)
        top.new_other.on(self._offer_new)
        top.lock.on(self.lock_asked.emit)
        self.seat.lock_asked.connect(self.lock_asked)
        top.help.on(lambda: self.helping.offer(top.help))
        self.drop = FileDrop(self.shell, self._take_table, TABLES)
        self.shell.status.backup.clicked.connect(lambda _=False: self._show_care())
        self.shell.status.protection.clicked.connect(lambda _=False: self.go(Place(USERS)))
        self.finder.failed.connect(self.desk.failed)
        self.desk.went.connect(self.go)
        self.desk.failed.connect(self._tell)
        self.desk.changed.connect(self._follow)
        self.desk.seated.connect(self._show_unit)
        self.seat.changed.connect(self._show_unit)
        self.seat.changed.connect(self.refresh)
        self.upkeep.day_changed.connect(self.refresh)
        self.scanning.not_known.connect(self._tell_scans)
        self.frame.leave, self.frame.holds_back = self.close, self._finish_first
        self.frame.help = lambda asking: self._open_manual(
            asking.findChild(ManualWindow) or ManualWindow(asking)
        )
        for one in top.acting:
            one.setEnabled(True)
        self.desk.offer("undo", top.undo)

    def _tell(self, error: Exception) -> None:
        show_error(self.frame, error)

    def _tell_scans(self, words: str) -> None:
        self.toast.say(words, "查看", self._show_care)

    def _bind_keys(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "new": self.begin_new,
            "find": self.shell.top.search.begin,
            "undo": self.undoing.undo,
            "refresh": self.refresh,
            "help": self._show_manual,
            "keys": self.helping.show_keys,
            "back": self.back,
            "lock": self.lock_asked.emit,
        }
        for name, act in acts.items():
            shortcuts.bind(self.frame, name, act, everywhere=True)
        self._bind("Ctrl+Z", self.undoing.undo)  # a text field keeps it for what is typed there
        for at in range(9):
            self._bind(f"Ctrl+{at + 1}", partial(self._go_to_group, at))

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self.frame).activated.connect(act)

    def _follow(self, kind: str, uid: object) -> None:
        if kind == Station.__tablename__:
            self._show_unit()

    def _show_unit(self) -> None:
        """The station's own record says what the window shows of it; its kind decides the registers."""
        unit, store, top = self.desk.unit, self.desk.store, self.shell.top
        hidden = set() if store.accounts.may("audit") else {AUDIT}
        entries = [one for one in entries_of(store.kinds, store.unit) if one.name not in hidden]
        if entries != list(self.shell.navigation.entries):
            self.shell.navigation.fill(entries)
        self.entries = entries
        top.unit.say(unit.name)
        top.practice.setVisible(store.practice)
        top.lock.setVisible(store.accounts.protected)
        self.shell.status.protection.setVisible(not store.accounts.protected)
        top.person.setText(store.actor if self.seat.is_taken else "选择操作人")
        top.person.setAccessibleName(f"操作人：{store.actor}")
        top.person.show()

    def _shown(self, show: Callable[[], Page | None]) -> None:
        try:
            page = show()
        except UserError as error:
            show_error(self.frame, error)
            return
        place = self.stack.place
        if page is None or place is None:
            return
        practice = "（练习）" if self.desk.store.practice else ""
        self.frame.setWindowTitle(f"{page.title} - {TITLE}{practice}")
        self.shell.navigation.mark(self._entry_of(place.name))
        self.shell.top.back.setEnabled(self.stack.can_go_back)
        self._name_new(place.name)

    def _name_new(self, name: str) -> None:
        here = self._register_here()
        one = next((kind.one for kind in self.desk.kinds if kind.__tablename__ == here), "")
        top = self.shell.top
        top.new.setToolTip(tip(f"新增{one}（Ctrl+N）"))
        top.new.setVisible(self._may_make(here))
        top.new_other.setVisible(any(map(self._is_made_by_hand, self.entries)))

    def _may_make(self, name: str) -> bool:
        """A record of the register; also where no register is in sight."""
        kind = next((one for one in self.desk.kinds if one.__tablename__ == name), Record)
        return self.desk.may(kind.guard)

    def _entry_of(self, name: str) -> str:
        return _REGISTER_OF.get(name, name)

    def _register_here(self) -> str:
        """The register in sight, else the first of those made most that this unit keeps."""
        here = self._entry_of(self.stack.place.name) if self.stack.place else ""
        kept = {kind.__tablename__ for kind in self.desk.kinds}
        return next((name for name in (here, *_MADE_MOST) if name in kept), "")

    def _take_table(self, path: Path) -> None:
        """A ledger let go over any page that takes no files itself, for the register in sight if it fits."""
        if not self.desk.may("import"):
            self.toast.say("现在的角色不能导入台账")
            return
        here = self._entry_of(self.stack.place.name) if self.stack.place else ""
        kept = {kind.__tablename__ for kind in self.desk.kinds} - MADE_BY_PROGRAM
        self.go(Place(IMPORT, given={FILE: path} | ({KIND: here} if here in kept else {})))

    def _is_known(self, name: str) -> bool:
        return page_registry.is_screen(name) or any(entry.name == name for entry in self.entries)

    def _go_to_group(self, at: int) -> None:
        name = self.shell.navigation.first_of_group(at)
        if name:
            self.go(Place(name))

    def _offer_new(self) -> None:
        menu = menus.add_menu(self.frame, list(filter(self._is_made_by_hand, self.entries)), self.begin_new)
        menus.open_under(menu, self.shell.top.new_other)

    def _is_made_by_hand(self, entry: Entry) -> bool:
        made = not page_registry.is_screen(entry.name) and entry.name not in MADE_BY_PROGRAM
        return made and self._may_make(entry.name)

    def _show_care(self) -> None:
        self.go(Place(CARE))

    def _show_manual(self) -> None:
        """Open already, it only turns to the chapter of the page in sight."""
        self.manual = self.manual or ManualWindow(self.frame)
        self._open_manual(self.manual)

    def _open_manual(self, manual: ManualWindow) -> None:
        here = self._entry_of(self.stack.place.name) if self.stack.place else DESK
        group = next((entry.group for entry in self.entries if entry.name == here), "")
        manual.open_at(chapter_of(here, group))
