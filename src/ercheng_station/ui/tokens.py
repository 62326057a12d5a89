"""The colours and sizes everything on the screen is made of, for each look a person may choose.

Named tuples, since the first paint waits for this module and dataclasses take 4 ms to import and make.
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

_LOW = 700


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class TextSize(StrEnum):
    NORMAL = "normal"
    LARGE = "large"
    HUGE = "huge"


class Density(StrEnum):
    ROOMY = "roomy"
    COMPACT = "compact"


class Look(NamedTuple):
    """What a person chose for this PC."""

    theme: Theme = Theme.LIGHT
    text: TextSize = TextSize.NORMAL
    density: Density = Density.ROOMY

    def written(self) -> str:
        return " ".join((self.theme, self.text, self.density))

    @classmethod
    def read(cls, written: str) -> "Look":
        """The look `written` names; the plain one where it names none."""
        try:
            theme, text, density = written.split()
            return cls(Theme(theme), TextSize(text), Density(density))
        except ValueError:
            return cls()

    @classmethod
    def chosen(cls, written: str, screen: int) -> "Look":
        """As `read`; until a person chooses, a screen lower than `_LOW` shows more lines at once."""
        usual = cls(density=Density.COMPACT) if screen < _LOW else cls()
        return cls.read(written) if written else usual


class Colours(NamedTuple):
    """`page` lies under `card`; `raised` is a hovered or striped surface; `*_soft` lies under its state's words."""

    page: str
    card: str
    raised: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    fill: str
    fill_over: str
    on_fill: str
    soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    idle: str
    idle_soft: str


LIGHT = Colours(
    page="#f4f6f9",
    card="#ffffff",
    raised="#edf0f5",
    line="#dfe4ec",
    edge="#828da0",
    text="#1a2230",
    quiet="#566174",
    accent="#1d4a9c",
    fill="#1d4a9c",
    fill_over="#163a7d",
    on_fill="#ffffff",
    soft="#e4ecf9",
    good="#17653a",
    good_soft="#e2f3e8",
    warn="#8a4b00",
    warn_soft="#fdefd6",
    bad="#b3241c",
    bad_soft="#fce8e6",
    idle="#4a5568",
    idle_soft="#e9edf2",
)
DARK = Colours(
    page="#14171d",
    card="#1c2028",
    raised="#272d38",
    line="#323a48",
    edge="#768298",
    text="#e7eaf0",
    quiet="#a9b3c3",
    accent="#96b8f5",
    fill="#2f62b8",
    fill_over="#3a70cc",
    on_fill="#ffffff",
    soft="#25344f",
    good="#7ed39b",
    good_soft="#1b3325",
    warn="#f2bd6d",
    warn_soft="#3a2c14",
    bad="#ff9f97",
    bad_soft="#452220",
    idle="#b9c2d0",
    idle_soft="#2a303b",
)
CONTRAST = Colours(
    page="#ffffff",
    card="#ffffff",
    raised="#e8e8e8",
    line="#000000",
    edge="#000000",
    text="#000000",
    quiet="#262626",
    accent="#00237a",
    fill="#00237a",
    fill_over="#000000",
    on_fill="#ffffff",
    soft="#cfdcff",
    good="#004d20",
    good_soft="#ffffff",
    warn="#633500",
    warn_soft="#ffffff",
    bad="#8b0000",
    bad_soft="#ffffff",
    idle="#262626",
    idle_soft="#ffffff",
)
_COLOURS = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}

STATES = ("good", "warn", "bad", "idle", "accent")
"""What a chip or a message may say by colour; each always comes with an icon and a word."""


class Sizes(NamedTuple):
    """In device-independent pixels; all but text sizes stand on the 4-pixel grid."""

    text: int
    caption: int
    heading: int
    title: int
    row: int
    control: int
    icon: int
    gap: int


class Tokens(NamedTuple):
    look: Look
    colours: Colours
    sizes: Sizes

    def state(self, name: str) -> tuple[str, str]:
        """The colour of the words of a state, and of the surface under them."""
        if name == "accent":
            return self.colours.accent, self.colours.soft
        return getattr(self.colours, name), getattr(self.colours, f"{name}_soft")


_SCALE = {TextSize.NORMAL: 100, TextSize.LARGE: 115, TextSize.HUGE: 130}


@cache
def tokens(look: Look) -> Tokens:
    percent = _SCALE[look.text]
    roomy = look.density is Density.ROOMY

    def words(size: int) -> int:
        return round(size * percent / 100)

    def grid(size: int) -> int:
        return round(size * percent / 400) * 4

    sizes = Sizes(
        text=words(14),
        caption=words(12),
        heading=words(18),
        title=words(22),
        row=grid(36 if roomy else 28),
        control=grid(32 if roomy else 28),
        icon=grid(20),
        gap=16 if roomy else 8,
    )
    return Tokens(look, _COLOURS[look.theme], sizes)
