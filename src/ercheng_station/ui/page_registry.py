"""Which page shows what: hand-made screens by name, the register page for every other kind."""

import importlib
from collections.abc import Callable

from ercheng_station.ui.context import Desk
from ercheng_station.ui.pages import EmptyState, Page
from ercheng_station.ui.shell_titles import CARE, DESK, GROUPS

ENTERPRISE = "enterprise_page"

_SCREENS = {
    DESK: ("ercheng_station.ui.screens.desk_screen", "DeskScreen"),
    CARE: ("ercheng_station.ui.screens.care_screen", "CareScreen"),
    ENTERPRISE: ("ercheng_station.ui.screens.enterprise_page", "EnterprisePage"),
}
_REGISTER = ("ercheng_station.ui.register_page", "RegisterPage")


def load(name: str) -> None:
    """Import the page, so that showing it costs the window's thread no import."""
    _found(_SCREENS.get(name, _REGISTER)[0])


def load_all() -> None:
    for module, _ in (*_SCREENS.values(), _REGISTER):
        _found(module)


def make_page(name: str, desk: Desk) -> Page:
    if name in _SCREENS:
        return _made(*_SCREENS[name], desk)
    kind = desk.store.catalogue[name]
    return _made(*_REGISTER, kind, desk)


def is_screen(name: str) -> bool:
    return name in _SCREENS


def _made(module: str, name: str, *given: object) -> Page:
    found = _found(module)
    if found is None:
        title = GROUPS["desk"] if name == "DeskScreen" else getattr(given[0], "title", "企业")
        return EmptyState(title, "这里还在准备中。")
    factory: Callable[..., Page] = getattr(found, name)
    return factory(*given)


def _found(module: str) -> object | None:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return None
