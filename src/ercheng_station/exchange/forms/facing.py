"""A superior's form as both faces show it: its places in order, what each is filled with, and how it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.forms.filling import cell_values, record_words, report_words
from ercheng_station.exchange.forms.proposing import Slot, propose
from ercheng_station.exchange.forms.remembered import recalled, remember
from ercheng_station.exchange.forms.sheet_cells import Value
from ercheng_station.exchange.forms.word_form import WordForm, is_word, read_word_form, write_word_form
from ercheng_station.exchange.forms.workbook_form import Form, Place, read_form, write_form
from ercheng_station.exchange.plain import Kind
from ercheng_station.files import safe_name
from ercheng_station.progress import Report, silent
from ercheng_station.services.form_values import WORDS, form_values, title_of
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import number_text, report_of

KEPT_AS_IS = "不认识，原样保留"
NOT_FILLED = "（不填）"


@dataclass(frozen=True)
class Spot:
    """One line: where, what the form says there, what it is filled with, and the number or words."""

    where: str
    says: str
    title: str
    shows: str
    place: Place | None = None


@dataclass
class FormFacts:
    """`source` says what fills it. `figures`: (name, words) of what may be chosen, `values` by key: for a workbook.

    A Word form has no `slots`: its own words choose, and `named` says what stands for each of them.
    """

    form: Form | WordForm
    source: str
    named: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    figures: Sequence[tuple[str, str]] = ()
    slots: Sequence[Slot] = ()
    chosen: dict[Place, str] = field(default_factory=dict)

    @property
    def can_choose(self) -> bool:
        return isinstance(self.form, Form)

    @property
    def has_many_sheets(self) -> bool:
        return isinstance(self.form, Form) and len(self.form.sheets) > 1

    @property
    def told(self) -> str:
        spots = self.spots
        filled = sum(bool(one.title) for one in spots)
        return f"用“{self.source}”填“{self.form.path.name}”：{len(spots)} 处可以填，{filled} 处已对上。"

    @property
    def file_name(self) -> str:
        path = self.form.path
        return safe_name(path.stem, self.source, suffix=path.suffix)

    @property
    def spots(self) -> list[Spot]:
        if isinstance(self.form, WordForm):
            return [_named(name, words) for name, words in self.named.items()]
        return [self._spot(slot) for slot in self.slots]

    def choose(self, place: Place, key: str) -> None:
        self.chosen[place] = key

    def write(self, store: Store, target: Path) -> Act | None:
        """The copy, and what a person corrected, for the next form of this shape. UserError form-itself, file-changed."""
        if target.exists() and target.samefile(self.form.path):
            raise UserError("form-itself", name=target.name)
        if isinstance(self.form, WordForm):
            write_word_form(self.form, target, self.named.get)
            return None
        write_form(self.form, target, cell_values(self.form, self.chosen, self.values))
        return remember(store, self.form, self.slots, self.chosen)

    def _spot(self, slot: Slot) -> Spot:
        key = self.chosen[slot.place]
        where = f"{slot.place[0]}!{slot.cell}" if self.has_many_sheets else slot.cell
        says = " · ".join([*reversed(slot.left[:2]), *reversed(slot.above[:2])])
        return Spot(where, says, title_of(key), _shown(self.values.get(key), key), slot.place)


def read_any(path: Path, report: Report = silent) -> Form | WordForm:
    """By what the file is, not by its name."""
    return read_word_form(path) if is_word(path) else read_form(path, report)


def report_facts(store: Store, form: Form | WordForm, span: Span) -> FormFacts:
    """UserError form-no-places."""
    report = report_of(store, span)
    values = form_values(report)
    if isinstance(form, WordForm):
        words = report_words(values)
        return FormFacts(form, span.title, {name: words(name) for name in form.names})
    slots = propose(form, [store.unit.name, store.unit.short_name])
    if not slots:
        raise UserError("form-no-places", name=form.path.name)
    figures = [
        (line.indicator.name, f"{line.indicator.title}（{line.indicator.unit}）") for line in report.lines
    ]
    return FormFacts(
        form, span.title, {}, values, [*WORDS.items(), *figures], slots, recalled(store, form, slots)
    )


def record_facts(store: Store, form: WordForm, kind: Kind, uid: UUID) -> FormFacts:
    row = store.row(kind, uid)
    words = record_words(store, kind, row)
    return FormFacts(form, row.label, {name: words(name) for name in form.names})


def _named(name: str, words: str | None) -> Spot:
    return Spot(f"{{{{{name}}}}}", "", "" if words is None else name, KEPT_AS_IS if words is None else words)


def _shown(value: Value | None, key: str) -> str:
    """What is chosen and has nothing to tell, as a share of nothing, leaves its cell as it is."""
    if not key:
        return ""
    return value if isinstance(value, str) else "没有数，不填" if value is None else number_text(value)
