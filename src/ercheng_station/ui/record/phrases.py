"""Standing phrases (常用语) for the field one is typing in, and keeping what is typed as another."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records.office import Phrase
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs.lines import LinesInput
from ercheng_station.ui.labels import caption

_MOST = 200
_SHOWN = 40


class PhraseMenu(QObject):
    """Opens under a field when the form asks for phrases; a digit chooses one of the first nine."""

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        form.phrases_asked.connect(self._ask)

    def _ask(self, name: str) -> None:
        label = self._form.input(name).label

        def read(store: Store) -> list[str]:
            found = [
                (row.values["place"], str(row.values["words"])) for row in store.rows(Query(Phrase), _MOST)
            ]
            return [words for wanted in (label, None) for place, words in found if place == wanted]

        self._desk.ask(read, partial(self._open, name), self)

    def _open(self, name: str, phrases: list[str]) -> None:
        made = self._form.input(name)
        menu = QMenu(made)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, words in enumerate(phrases, 1):
            number = f"&{place}  " if place <= 9 else "    "
            line = " ".join(words.split())
            shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
            menu.addAction(number + caption(shown), partial(self._form.insert_phrase, name, words))
        if not phrases:
            menu.addAction("还没有常用语").setEnabled(False)
        menu.addSeparator()
        typed = self._typed(name)
        keep = menu.addAction("把选中的文字存为常用语", partial(self._keep, made.label, typed))
        keep.setEnabled(bool(typed))
        menu.popup(made.mapToGlobal(QPoint(0, made.height())))

    def _typed(self, name: str) -> str:
        core = self._form.input(name)
        if not isinstance(core, LinesInput):
            return ""
        chosen = core.lines.textCursor().selectedText().replace("\u2029", "\n")
        return chosen.strip()

    def _keep(self, place: str, words: str) -> None:
        values = {"place": place, "words": words}
        self._desk.act(f"新增常用语 {words[:12]}", [Create(Phrase, values)], self)
