"""Writing text and rules into a page's content, with as few changes of state as it takes."""

from abc import abstractmethod

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

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
        self._text: list[str] = []
        self._rules: list[str] = []
        self._fonts: dict[tuple[int, float], tuple[Codes, str]] = {}
        self._codes: Codes
        self._forget()

    def _forget(self) -> None:
        self._link: Link | None = None
        self._size = self._spacing = 0.0
        self._color = ""
        self._heavy = False

    def show(self, piece: Piece, x: float, y: float, color: str = "") -> None:
        """The piece on the baseline `y`, counted from `x`; `color` as "#rrggbb"."""
        at, _, link, size, text, spacing, _ = piece
        if link is not self._link or size != self._size:
            self._change_font(link, size)
        if color != self._color:
            self._color = color
            self._text.append(_paint(color))
        if spacing != self._spacing:
            self._spacing = spacing
            self._text.append(f"{spacing:.4f} Tc")
        codes = "".join(map(self._codes.__getitem__, text))
        self._text.append(f"1 0 0 1 {x + at:.3f} {y:.3f} Tm <{codes}> Tj")

    def _change_font(self, link: Link, size: float) -> None:
        self._link, self._size = link, size
        known = self._fonts.get((id(link), size))
        if known is None:
            codes = link.source.font.codes(self._doc)
            known = self._fonts[id(link), size] = codes, f"/{codes.internal_name} {size:g} Tf"
        self._codes, operator = known
        self._text.append(operator)
        if link.heavy or self._heavy:
            self._heavy = link.heavy
            self._text.append(f"2 Tr {size * _STROKE:.2f} w" if link.heavy else "0 Tr")

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

    def place(self, flowable: Flowable, x: float, top: float, height: float) -> None:
        """Draw it with `x` as left and `top` as upper edge."""
        if isinstance(flowable, Penned):
            flowable.show(self, x, top)
        else:
            self.lift()
            flowable.drawOn(self._canvas, x, top - height)

    def lift(self) -> None:
        self._canvas.addLiteral(self.taken())

    def taken(self) -> str:
        """What was drawn, as page content; the pen is empty again."""
        content = f"q {' '.join(self._rules)} Q" if self._rules else ""
        if self._text:
            content += f" q 0 g 0 G BT {' '.join(self._text)} ET Q"
        self._text, self._rules = [], []
        self._forget()
        return content


class Penned(Flowable):
    """What a pen can draw: all of a page with one pen is shorter than each thing with its own."""

    @abstractmethod
    def show(self, pen: Pen, x: float, top: float) -> None:
        """With `x` as left and `top` as upper edge."""

    def draw(self) -> None:
        pen = Pen(self.canv)
        self.show(pen, 0, self.height)
        pen.lift()


def _paint(color: str) -> str:
    red, green, blue = (int((color or "#000000")[at : at + 2], 16) / 255 for at in (1, 3, 5))
    numbers = f"{red:.3g} {green:.3g} {blue:.3g}"
    return f"{numbers} rg {numbers} RG"
