"""Writing text and rules into a page's content, with as few changes of state as it takes."""

from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.canvas import document
from ercheng_station.documents.embedding import Codes
from ercheng_station.documents.fonts import Link
from ercheng_station.documents.setting import Piece
from ercheng_station.documents.style import Style

_STROKE = 0.03
"""Width of the outline that makes a face without a bold look bold, in type sizes."""


class Pen:
    """Collects what is shown on one page or in one flowable; `lift` puts it on the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._doc = document(canvas)
        self._codes: Codes
        self._text: list[str] = []
        self._rules: list[str] = []
        self._look: tuple[Link, float, str] | None = None
        self._spacing = 0.0

    def show(self, piece: Piece, x: float, y: float, color: str = "") -> None:
        """The piece on the baseline `y`, counted from `x`; `color` as "#rrggbb"."""
        at, _, link, size, text, spacing, _ = piece
        if self._look != (link, size, color):
            self._change_look(link, size, color)
        if self._spacing != spacing:
            self._spacing = spacing
            self._text.append(f"{spacing:.4f} Tc")
        self._text.append(
            f"1 0 0 1 {x + at:.3f} {y:.3f} Tm <{''.join(map(self._codes.__getitem__, text))}> Tj"
        )

    def _change_look(self, link: Link, size: float, color: str) -> None:
        self._codes = link.source.font.codes(self._doc)
        self._text.append(f"/{self._codes.internal_name} {size:g} Tf")
        was_link, _, was_color = self._look or (None, 0.0, "")
        if was_color != color:
            self._text.append(_paint(color))
        if link.heavy or (was_link and was_link.heavy):
            self._text.append(f"2 Tr {size * _STROKE:.2f} w" if link.heavy else "0 Tr")
        self._look = (link, size, color)

    def write(self, style: Style, text: str, x: float, y: float, color: str = "") -> None:
        """One line of plain text from `x` on."""
        for link, piece, width in style.stretches(text):
            self.show(Piece(x, x + width, link, style.size, piece, 0.0, 0), 0.0, y, color)
            x += width

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, width: float = 0.5, gray: float = 0.0
    ) -> None:
        self._rules.append(f"{gray:g} G {width:g} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, gray: float) -> None:
        """A filled area; everything shown stands above it."""
        self._rules.insert(0, f"{gray:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def lift(self) -> None:
        self._canvas.addLiteral(self.taken())

    def taken(self) -> str:
        """What was drawn, as page content; the pen is empty again."""
        content = f"q {' '.join(self._rules)} Q" if self._rules else ""
        if self._text:
            content += f" q 0 g 0 G BT {' '.join(self._text)} ET Q"
        self._text, self._rules, self._look, self._spacing = [], [], None, 0.0
        return content


def _paint(color: str) -> str:
    red, green, blue = (int((color or "#000000")[at : at + 2], 16) / 255 for at in (1, 3, 5))
    numbers = f"{red:.3g} {green:.3g} {blue:.3g}"
    return f"{numbers} rg {numbers} RG"
