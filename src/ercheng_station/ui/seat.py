"""Who works at this PC now, and how the window looks to them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.passwords import REMIND_DAYS
from ercheng_station.db.store import Store
from ercheng_station.records.fields import Link
from ercheng_station.records.station import StationPerson
from ercheng_station.ui import menus, preferences, style
from ercheng_station.ui.accounts.own_password import ask_own_password
from ercheng_station.ui.context import Desk
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.preferences import ACTOR, FOLDING, LOOK, Preferences
from ercheng_station.ui.remembered import Remembered
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.shell_titles import USERS, sight_of
from ercheng_station.ui.toast import Toast
from ercheng_station.ui.tokens import Look

_MOST = 30


class Seat(QObject):
    changed = Signal()
    other_asked = Signal(str)
    """Somebody else is to log in, by that name."""
    lock_asked = Signal()

    def __init__(
        self, desk: Desk, frame: Frame, shell: Shell, chosen: Preferences, hand_over: Callable[[], object]
    ) -> None:
        super().__init__(shell)
        self._desk, self._frame, self._shell, self._hand_over = desk, frame, shell, hand_over
        self.preferences = chosen
        shell.top.person.on(self.offer_people)
        shell.top.preferences.on(self.offer_looks)
        shell.fold_button.on(self._turn_fold)
        self._wear()

    @property
    def is_taken(self) -> bool:
        """Whether anybody has ever said who works here; until then it is the name of the system's user."""
        return self._desk.store.accounts.protected or bool(self.preferences.get(ACTOR))

    @property
    def look(self) -> Look:
        return Look.chosen(self.preferences.get(LOOK, ""), self._frame.screen().size().height())

    def dress(self, look: Look) -> None:
        self.preferences.put(self._desk, LOOK, look.written())
        self._wear()

    def fold(self, folding: str) -> None:
        self.preferences.put(self._desk, FOLDING, folding)
        self._shell.fold(folding)

    def sit(self, person: str) -> None:
        """What the last person has typed is in their drafts before the next one begins."""
        self._hand_over()
        self._desk.tell(lambda store: preferences.change_seat(store, person), self._seated, self)

    def offer_people(self) -> None:
        self._desk.ask(_people, self._show_people, self)

    def remind(self, toast: Toast) -> None:
        """Of a password that somebody else chose, or that is old."""
        accounts = self._desk.store.accounts
        if accounts.user and accounts.user.temporary:
            self.change_password("口令是管理员给的，请换成只有自己知道的。")
        elif accounts.must_change:
            self.change_password(f"口令已经用了 {accounts.password_age} 天，超过规定，改了才能继续登记。")
        elif accounts.password_age >= REMIND_DAYS:
            toast.say(f"口令已经用了 {accounts.password_age} 天，该换了", "改口令", self.change_password)

    def change_password(self, why: str = "") -> None:
        ask_own_password(self._frame, self._desk, why)

    def offer_looks(self) -> None:
        folding = self._shell.folding
        menu = menus.look_menu(self._frame, self.look, self.dress, folding, self.fold)
        menus.open_under(menu, self._shell.top.preferences)

    def remembered(self) -> Remembered:
        """For the first paint of the next start."""
        frame = self._frame
        size = frame.normalGeometry().size() if frame.isMaximized() else frame.size()
        return Remembered(
            size.width(),
            size.height(),
            int(frame.isMaximized()),
            self._shell.folding,
            sight_of(self._desk.unit),
            self.look.written(),
            frame.font().family(),
        )

    def _seated(self, chosen: Preferences) -> None:
        self.preferences = chosen
        self._wear()
        self.changed.emit()

    def _wear(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(app, self.look)
        self._shell.fold(self.preferences.get(FOLDING, "auto"))

    def _turn_fold(self) -> None:
        self.fold("wide" if self._shell.narrow else "narrow")

    def _show_people(self, people: list[str]) -> None:
        protected = self._desk.store.accounts.protected
        further: list[tuple[str, Callable[[], object]]] = [("用户与权限", partial(self._desk.go, USERS))]
        if protected:
            further = [("改口令…", self.change_password), ("锁定", self.lock_asked.emit), *further]
        choose = self.other_asked.emit if protected else self.sit
        menu = menus.person_menu(self._frame, people, self._desk.store.actor, choose, further)
        menus.open_under(menu, self._shell.top.person)


def _people(store: Store) -> list[str]:
    """Those who work at this station now; of a protected store its users."""
    if store.accounts.protected:
        return [user.name for user in store.accounts.users if not user.disabled]
    own = Link(store.unit.uid, store.unit.name, "station")
    query = Query(StationPerson, where=(Condition("at", "is", own), Condition("until", "empty")), sort="name")
    return [str(row.values["name"]) for row in store.rows(query, _MOST)]
