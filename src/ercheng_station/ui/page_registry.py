"""Which page shows what: hand-made screens by name, the register page for every kind. Each loads when it is needed."""

from collections.abc import Callable

from ercheng_station.records.base import Record
from ercheng_station.ui.context import Desk
from ercheng_station.ui.pages import Page
from ercheng_station.ui.shell_titles import CARE, DESK, ENTERPRISE


def make_page(name: str, desk: Desk) -> Page:
    """To be built, see `Page.build`. UserError kind-unknown for a name that is neither a screen nor a kind."""
    if name in _SCREENS:
        return _SCREENS[name]()(desk, slowly=True)
    return _register_page()(desk.store.catalogue[name], desk)


def is_screen(name: str) -> bool:
    return name in _SCREENS


def load(name: str) -> None:
    """So that showing the page costs the window's thread no import."""
    _SCREENS.get(name, _register_page)()


def load_all() -> None:
    """Everything a person may ask for next, in a thread while nobody waits."""
    for name in (*_SCREENS, ""):
        load(name)
    from ercheng_station.ui import exporting  # noqa: F401, PLC0415


def _desk_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.desk_screen import DeskScreen  # noqa: PLC0415

    return DeskScreen


def _care_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.care_screen import CareScreen  # noqa: PLC0415

    return CareScreen


def _enterprise_page() -> Callable[..., Page]:
    from ercheng_station.ui.screens.enterprise_page import EnterprisePage  # noqa: PLC0415

    return EnterprisePage


def _register_page() -> Callable[[type[Record], Desk], Page]:
    from ercheng_station.ui.register_page import RegisterPage  # noqa: PLC0415

    return RegisterPage


_SCREENS: dict[str, Callable[[], Callable[..., Page]]] = {
    DESK: _desk_screen,
    CARE: _care_screen,
    ENTERPRISE: _enterprise_page,
}
