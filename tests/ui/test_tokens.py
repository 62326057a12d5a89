"""The colours can be read by everybody, the sizes stand on the grid."""

import pytest

from ercheng_station.ui.tokens import STATES, Density, Look, TextSize, Theme, tokens

LOOKS = [Look(theme, text, density) for theme in Theme for text in TextSize for density in Density]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front, back):
    """WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_words_reach_aa_on_every_surface(theme):
    colours = tokens(Look(theme)).colours
    pairs = [
        (words, surface)
        for words in (colours.text, colours.quiet, colours.accent, colours.bad, colours.warn, colours.good)
        for surface in (colours.page, colours.card, colours.raised)
    ]
    pairs += [
        (colours.text, colours.soft),
        (colours.on_fill, colours.fill),
        (colours.on_fill, colours.fill_over),
    ]

    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("state", STATES)
def test_a_state_reaches_aa_on_its_own_surface(theme, state):
    assert contrast(*tokens(Look(theme)).state(state)) >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_the_edge_of_a_control_stands_out_from_its_surface(theme):
    colours = tokens(Look(theme)).colours

    assert contrast(colours.edge, colours.card) >= 3
    assert contrast(colours.edge, colours.page) >= 3


def test_high_contrast_reaches_aaa():
    colours = tokens(Look(Theme.CONTRAST)).colours

    assert min(contrast(words, colours.card) for words in (colours.text, colours.quiet, colours.accent)) >= 7
    assert min(contrast(*tokens(Look(Theme.CONTRAST)).state(state)) for state in STATES) >= 7


@pytest.mark.parametrize("look", LOOKS)
def test_sizes_stand_on_the_four_pixel_grid(look):
    sizes = tokens(look).sizes

    assert [size % 4 for size in (sizes.row, sizes.control, sizes.icon, sizes.gap)] == [0, 0, 0, 0]
    assert sizes.control >= sizes.text + 8


def test_the_plain_look_has_the_sizes_of_the_specification():
    sizes = tokens(Look()).sizes

    assert (sizes.text, sizes.caption, sizes.heading, sizes.title) == (14, 12, 18, 22)
    assert (sizes.row, tokens(Look(density=Density.COMPACT)).sizes.row) == (36, 28)


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_reads_back(look):
    assert Look.read(look.written()) == look


@pytest.mark.parametrize("written", ["", "light", "light big roomy", "a b c d"])
def test_an_unknown_look_is_the_plain_one(written):
    assert Look.read(written) == Look()


@pytest.mark.parametrize(
    ("written", "screen", "density"),
    [
        ("", 614, Density.COMPACT),
        ("", 1080, Density.ROOMY),
        (Look().written(), 614, Density.ROOMY),
        (Look(density=Density.COMPACT).written(), 1080, Density.COMPACT),
    ],
)
def test_a_low_screen_is_compact_until_a_person_chooses(written, screen, density):
    assert Look.chosen(written, screen).density == density
