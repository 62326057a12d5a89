"""Underlines, while a text is typed, names that do not belong there: strangers in a case, reporters where they are confided."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from ercheng_station.db.store import Store
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import Link
from ercheng_station.services.name_guard import WATCHED, NameGuard, Span, in_case, own_names
from ercheng_station.services.reporters import NOBODY, is_about_confided, told_words
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs.lines import LinesInput

_REST_MS = 400
_REPORTER = "举报人，应当保密"
"""Told only to whoever is told of reporters anyway."""
Found = Mapping[str, tuple[str, list[Span]]]
"""By field the text that was read and the strange names in it."""


class KnownNames(QObject):
    """One for a desk: the names in the store, read when they are first asked for and again after they changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._guard: NameGuard | None = None
        self._turn = 0
        desk.changed.connect(self._hear)

    @classmethod
    def of(cls, desk: Desk) -> "KnownNames":
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    def guard(self, store: Store) -> NameGuard:
        """Called beside the window."""
        turn, guard = self._turn, self._guard
        if guard is None:
            guard = NameGuard.load(store)
            if turn == self._turn:  # nothing changed meanwhile
                self._guard = guard
        return guard

    def _hear(self, kind: str, _uid: UUID) -> None:
        if kind in WATCHED:
            self._turn += 1
            self._guard = None


class StrangerMarks(QObject):
    """`belongs` gives the case, or the part of one, that is typed or that a new part goes into; None for neither."""

    def __init__(self, desk: Desk, form: Form, belongs: Callable[[], Link | None]) -> None:
        super().__init__(form)
        self._desk, self._belongs = desk, belongs
        self._names = KnownNames.of(desk)
        self._inputs = {
            name: cell.input for name, cell in form.cells.items() if isinstance(cell.input, LinesInput)
        }
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        for made in self._inputs.values():
            made.lines.textChanged.connect(self._rest.start)
        form.chosen.connect(lambda *_: self._rest.start())

    def _ask(self) -> None:
        link = self._belongs()
        texts = {name: made.lines.toPlainText() for name, made in self._inputs.items()}
        if (
            link is None
            or not any(texts.values())
            or not _has_names_to_keep(self._desk.store.catalogue, link.kind)
        ):
            self._show({name: (text, []) for name, text in texts.items()})
            return
        names = self._names

        def read(store: Store) -> Found:
            if not in_case(store.catalogue, link.kind):
                guard, own = NameGuard(dict.fromkeys(told_words(store, link), _REPORTER)), NOBODY
            else:
                own = own_names(store.whole(store.catalogue[link.kind], link.uid))
                guard = names.guard(store) if own else NameGuard({})
            return {name: (text, guard.spans(text, own)) for name, text in texts.items()}

        self._desk.ask(read, self._show, self)

    def _show(self, found: Found) -> None:
        """What was typed on meanwhile is asked about again anyway."""
        for name, (text, spans) in found.items():
            made = self._inputs[name]
            if made.lines.toPlainText() == text:
                who = dict.fromkeys(f"{span.name}（{span.who}）" for span in spans)
                lead = (
                    "疑似写了举报人，请改掉"
                    if any(one.who == _REPORTER for one in spans)
                    else "疑似串名，请核对"
                )
                words = f"{lead}：{'、'.join(who)}" if who else ""
                made.mark([(span.start, span.end) for span in spans], words)


def _has_names_to_keep(catalogue: Catalogue, kind: str) -> bool:
    return in_case(catalogue, kind) or is_about_confided(catalogue, catalogue[kind])
