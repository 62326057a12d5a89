"""The pages of the window, made when first asked for and kept, and the way back through them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget

from ercheng_station.ui import ime
from ercheng_station.ui.context import Place
from ercheng_station.ui.pages import Page

_LONGEST = 50


class PageStack:
    def __init__(self, stack: QStackedWidget, make: Callable[[str], Page]) -> None:
        self._stack, self._make = stack, make
        self._pages: dict[str, Page] = {}
        self._trail: list[Place] = []
        self.shown: Page | None = None
        """The page in sight, which may still be in the making."""

    @property
    def current(self) -> Page | None:
        """The page in sight, built to its end."""
        if self.shown is not None:
            self.shown.making.finish()
        return self.shown

    @property
    def place(self) -> Place | None:
        return self._trail[-1] if self._trail else None

    @property
    def can_go_back(self) -> bool:
        return len(self._trail) > 1

    def go(self, place: Place) -> Page:
        """Nothing typed on the page that is left stays in a widget only."""
        page = self._page(place.name)
        self.leave()
        if self._trail and _same(self._trail[-1], place):
            self._trail.pop()
        self._trail.append(place)
        del self._trail[:-_LONGEST]
        return self._show(page, place)

    def back(self) -> Page | None:
        if not self.can_go_back:
            return None
        self.leave()
        self._trail.pop()
        place = self._trail[-1]
        return self._show(self._page(place.name), Place(place.name, place.uid))

    def leave(self) -> None:
        ime.commit()
        if self.shown is not None:
            self.shown.making.finish()
            self.shown.leave()

    def hand_over(self) -> None:
        ime.commit()
        for page in self._pages.values():
            page.hand_over()

    def leave_all(self) -> None:
        """Before the window closes."""
        ime.commit()
        for page in self._pages.values():
            page.leave()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = self._make(name)
            self._stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def _show(self, page: Page, place: Place) -> Page:
        """A page that is new here is built in slices; whatever is asked of it meanwhile has the rest made at once."""
        self.shown = page
        self._stack.setCurrentWidget(page)
        page.making.then(partial(page.show_place, place))
        return page


def _same(one: Place, other: Place) -> bool:
    """A new record begun is a step of its own, else it would be lost when going back."""
    return (one.name, one.uid, one.new) == (other.name, other.uid, other.new)
