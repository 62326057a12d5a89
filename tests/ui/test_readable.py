"""What the style sheet pairs can be read in every theme, and no state is told by its colour alone."""

import ast
import re
from pathlib import Path

import pytest

from ercheng_station.paths import resources
from ercheng_station.ui import chips, style
from ercheng_station.ui.tokens import STATES, Look, Theme, tokens
from tests.ui.test_tokens import contrast

SHEET = (resources() / "style" / "kit.qss").read_text(encoding="utf-8")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"^(?P<kind>\w+)(?P<with>(\[[^\]]+\])*)(?P<rest>.*)$")
SURFACES = ("page", "card")
WORDS, EDGE = 4.5, 3.0
TYPED_IN = ("QLineEdit", "QPlainTextEdit", "QComboBox", "QAbstractSpinBox", "QPushButton")
TOLD_BY_MORE = {
    'QLineEdit[fault="true"]': "a sentence with a sign stands under the field",
    'QPlainTextEdit[fault="true"]': "a sentence with a sign stands under the field",
    'QPushButton[tone="danger"]': "its words say what is removed",
    'QLabel[tone="good"]': "words",
    'QLabel[tone="warn"]': "words",
    'QLabel[tone="bad"]': "words, or the mark * of a field that must be filled in",
    'QFrame[surface="notice"]': "words stand in it",
    'QWidget[surface="notice"]': "words stand in it",
    'QToolButton[tone="warn"]': "words",
}
PAINTED = {
    "days.py": "a weekend stands under its weekday's name",
    "underlines.py": "the underline itself",
    "chips.py": "icon and words",
}
"""Where a state's colour may be used, and what tells the state besides."""


def rules(sheet):
    """One by one: the selector, and what it sets."""
    for selectors, body in RULE.findall(sheet):
        set_here = dict(
            (part.strip() for part in line.split(":", 1)) for line in body.split(";") if ":" in line
        )
        yield from ((selector.strip(), set_here) for selector in selectors.split(","))


def is_of(selector, other):
    """Whether what the first addresses is also addressed by the other."""
    one, two = SELECTOR.match(selector), SELECTOR.match(other)
    return (
        one["kind"] == two["kind"]
        and set(re.findall(r"\[[^\]]+\]", two["with"])) <= set(re.findall(r"\[[^\]]+\]", one["with"]))
        and (not two["rest"] or one["rest"] == two["rest"])
    )


def worn(sheet):
    """By selector, what it wears in the end: the rules of the sheet in their order, over what it is of."""
    ordered = list(rules(sheet))
    found = {}
    for selector, _ in ordered:
        found[selector] = {}
        for other, given in ordered:
            if is_of(selector, other):
                found[selector] |= {"border-color": given["border"]} if "border" in given else {}
                found[selector] |= given
    return {name: given for name, given in found.items() if ":disabled" not in name}


def colour_of(written, colours):
    named = re.search(r"\$(\w+)", written or "")
    return getattr(colours, named[1]) if named and hasattr(colours, named[1]) else None


def unreadable(sheet, theme):
    colours = tokens(Look(theme)).colours
    for selector, given in worn(sheet).items():
        words, under = colour_of(given.get("color"), colours), colour_of(given.get("background"), colours)
        for back in [under] if under else [getattr(colours, name) for name in SURFACES]:
            if words and contrast(words, back) < WORDS and "toast" not in selector:
                yield selector, round(contrast(words, back), 2)


@pytest.mark.parametrize("theme", Theme)
def test_the_words_of_every_rule_reach_aa_on_what_lies_under_them(theme):
    assert len(worn(SHEET)) > 80
    assert list(unreadable(SHEET, theme)) == []


def test_a_pale_pair_in_the_sheet_is_found():
    planted = SHEET + 'QLabel[tone="quiet"] { color: $line; }'

    assert {selector for selector, _ in unreadable(planted, Theme.LIGHT)} == {'QLabel[tone="quiet"]'}


@pytest.mark.parametrize("theme", Theme)
def test_words_in_a_toast_reach_aa(theme):
    colours = tokens(Look(theme)).colours

    assert contrast(colours.card, colours.text) >= WORDS


@pytest.mark.parametrize("theme", Theme)
def test_words_in_a_chosen_row_or_on_a_notice_reach_aa(theme):
    colours = tokens(Look(theme)).colours
    words = (colours.text, colours.quiet, colours.accent, colours.good, colours.warn, colours.bad)

    assert min(contrast(one, colours.soft) for one in words) >= WORDS
    assert min(contrast(one, colours.warn_soft) for one in words) >= WORDS


@pytest.mark.parametrize("theme", Theme)
def test_the_edge_of_what_is_typed_into_and_of_the_focus_stands_out(theme):
    colours, found = tokens(Look(theme)).colours, worn(SHEET)
    edges = [found[name]["border-color"] for name in TYPED_IN]
    edges += [
        given["border-color"]
        for name, given in found.items()
        if name.endswith(":focus") and "bare" not in name and "primary" not in name and "tab" not in name
    ]

    assert len(edges) > 12
    seen = [colour_of(one, colours) for one in edges]
    assert min(contrast(one, getattr(colours, back)) for one in seen if one for back in SURFACES) >= EDGE
    assert contrast(colours.on_fill, colours.fill) >= EDGE  # the ring in a filled button


def test_a_state_is_told_by_words_wherever_the_sheet_gives_it_a_colour():
    coloured = {
        selector
        for selector, given in rules(SHEET)
        if any(re.search(r"\$(good|warn|bad|idle)\b", value) for value in given.values())
    }

    assert coloured == TOLD_BY_MORE.keys()


def test_a_state_is_told_by_words_or_a_sign_wherever_it_is_painted():
    here = Path(style.__file__).parent
    painting = {path.name for path in here.rglob("*.py") if paints_a_state(path)}

    assert painting == PAINTED.keys()


def paints_a_state(path):
    if path.name == "tokens.py":
        return False
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {
            "good",
            "warn",
            "bad",
            "good_soft",
            "warn_soft",
            "bad_soft",
        }:
            return True
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "state" and node.args:
            return True
    return False


def test_every_state_of_a_chip_has_a_sign_of_its_own():
    assert set(chips._SYMBOLS) == set(STATES)
    assert len(set(chips._SYMBOLS.values())) == len(STATES)
