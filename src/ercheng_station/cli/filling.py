"""The command that fills a superior's form with the figures of a period, or a Word form with one record."""

from collections.abc import Iterable
from pathlib import Path

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.exchange.forms.facing import FormFacts, read_any, record_facts, report_facts
from ercheng_station.exchange.forms.filling import key_in
from ercheng_station.exchange.forms.word_form import read_word_form
from ercheng_station.home import expanded
from ercheng_station.services.report_span import MONTH, QUARTER, YEAR, Calendar, Span, read_span, span_of


def fill_form(call: Call) -> Reply:
    """What --map says is remembered for the next form of the same shape, as in the window."""
    source, target = expanded(call.given.file), expanded(call.given.out).absolute()
    with call.open() as store:
        facts = _record(call, store, source) if call.given.record else _report(call, store, source)
        _correct(facts, call.given.map or ())
        facts.write(store, target)
    spots = facts.spots
    document = {
        "file": str(target),
        "source": facts.source,
        "places": [
            {"place": one.where, "labels": one.says, "filled_with": one.title or None, "text": one.shows}
            for one in spots
        ],
    }
    rows = [[one.where, one.says, one.title, one.shows] for one in spots]
    return Reply(document, [*table(("地方", "表里写着", "填什么", "内容"), rows), f"已填好 {target}"])


def _report(call: Call, store: Store, source: Path) -> FormFacts:
    return report_facts(store, read_any(source, call.report), _span(call.given.period, store))


def _span(text: str, store: Store) -> Span:
    """The last month that is over, where none is named."""
    calendar = Calendar.of(store)
    if not text:
        return span_of(MONTH, store.today, calendar).before()
    form = YEAR if "-" not in text else QUARTER if "Q" in text.upper() else MONTH
    try:
        return read_span(form, text, calendar)
    except Fault as fault:
        raise UserError("command-misused", why=f"{fault.why}，不能是“{text}”") from fault


def _record(call: Call, store: Store, source: Path) -> FormFacts:
    name, call.given.id = call.given.record
    call.given.kind = name
    kind = call.kind(store)
    return record_facts(store, read_word_form(source), kind, call.row(store, kind).uid)


def _correct(facts: FormFacts, given: Iterable[str]) -> None:
    """Refused, naming every word that says nothing."""
    places = {one.where: one.place for one in facts.spots if one.place}
    faults: dict[str, str] = {}
    for one in given:
        where, _, words = one.partition("=")
        place, key = places.get(where), key_in(words) if words else ""
        if place is None:
            faults[one] = f"这张表里没有可以填的“{where}”"
        elif words and not key:
            faults[one] = f"没有“{words}”这个指标"
        else:
            facts.choose(place, key)
    if faults:
        raise Refused(faults, dict.fromkeys(faults, "--map"))
