"""Which page shows what: hand-made screens by name, the register page for every kind. Each loads when it is needed."""

from collections.abc import Callable
from dataclasses import replace

from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.ui.context import AT_NEXT, DRAFT, PART, Desk, Place
from ercheng_station.ui.pages import Page
from ercheng_station.ui.shell_titles import (
    AUDIT,
    CARE,
    DESK,
    ENTERPRISE,
    HANDOVER,
    IMPORT,
    INBOX,
    MEDIATION,
    NEW_YEAR,
    OWN_PAGES,
    REFERENCE,
    REPORTS,
    REVIEW,
    USERS,
)


def make_page(name: str, desk: Desk) -> Page:
    """To be built, see `Page.build`. UserError kind-unknown for a name that is neither a screen nor a kind."""
    if name in _SCREENS:
        return _SCREENS[name]()(desk, slowly=True)
    return _register_page()(desk.store.catalogue[name], desk)


def place_of(place: Place, catalogue: Catalogue) -> Place:
    """Where a place is shown: a record with a page of its own there, and what is due of a part of it there too."""
    if is_screen(place.name):
        return place
    if place.name in OWN_PAGES:
        begun = place.new or (DRAFT in place.given and place.given[DRAFT].base_revision is None)
        return replace(place, name=OWN_PAGES[place.name]) if place.uid or begun else place
    owner = _owner_of(place.name, catalogue)
    if owner in OWN_PAGES and place.uid and AT_NEXT in place.given:
        return replace(place, name=OWN_PAGES[owner], given={**place.given, PART: place.name})
    return place


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


def _mediation_page() -> Callable[..., Page]:
    from ercheng_station.ui.screens.mediation_page import MediationPage  # noqa: PLC0415

    return MediationPage


def _review_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.review_screen import ReviewScreen  # noqa: PLC0415

    return ReviewScreen


def _report_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.report_screen import ReportScreen  # noqa: PLC0415

    return ReportScreen


def _handover_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.handover_screen import HandoverScreen  # noqa: PLC0415

    return HandoverScreen


def _new_year_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.new_year_screen import NewYearScreen  # noqa: PLC0415

    return NewYearScreen


def _reference_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.reference_screen import ReferenceScreen  # noqa: PLC0415

    return ReferenceScreen


def _import_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.import_screen import ImportScreen  # noqa: PLC0415

    return ImportScreen


def _inbox_screen() -> Callable[..., Page]:
    from ercheng_station.ui.screens.inbox_screen import InboxScreen  # noqa: PLC0415

    return InboxScreen


def _users_screen() -> Callable[..., Page]:
    from ercheng_station.ui.accounts.users_screen import UsersScreen  # noqa: PLC0415

    return UsersScreen


def _audit_screen() -> Callable[..., Page]:
    from ercheng_station.ui.accounts.audit_screen import AuditScreen  # noqa: PLC0415

    return AuditScreen


def _owner_of(name: str, catalogue: Catalogue) -> str:
    """The kind that owns it in the end; itself if nobody does."""
    kind = catalogue[name]
    while kind.owner:
        kind = catalogue[refs_of(kind)[kind.owner].kind]
    return str(kind.__tablename__)


def _register_page() -> Callable[[type[Record], Desk], Page]:
    from ercheng_station.ui.register_page import RegisterPage  # noqa: PLC0415

    return RegisterPage


_SCREENS: dict[str, Callable[[], Callable[..., Page]]] = {
    DESK: _desk_screen,
    CARE: _care_screen,
    ENTERPRISE: _enterprise_page,
    MEDIATION: _mediation_page,
    REFERENCE: _reference_screen,
    REPORTS: _report_screen,
    REVIEW: _review_screen,
    NEW_YEAR: _new_year_screen,
    HANDOVER: _handover_screen,
    IMPORT: _import_screen,
    INBOX: _inbox_screen,
    USERS: _users_screen,
    AUDIT: _audit_screen,
}
