"""The elements of a Word document (ECMA-376 part 1, 17): runs, paragraphs, tables, fields, a watermark."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from ercheng_station.documents.fonts import Face, settled
from ercheng_station.documents.paragraph import Blank, Content, Run, Shape
from ercheng_station.documents.setting import Align

Node = Any
"""lxml tells no types."""
FONTS: dict[Face, str] = {"fang": "仿宋", "song": "宋体", "hei": "黑体", "kai": "楷体"}
"""By the names Windows, WPS and 信创 systems know them."""
LANGUAGE, EAST_ASIAN = qn("w:lang"), qn("w:eastAsia")
CELL, PARAGRAPH = qn("w:tc"), qn("w:p")
_JUSTIFIED: dict[Align, str] = {"justify": "both", "left": "left", "center": "center", "right": "right"}
_FULL_SIZE = 16
_WIDE_FROM = "\u2e80"
_WATERMARK = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="watermark" type="#_x0000_t136" fillcolor="#e6e6e6" stroked="f"'
    ' style="position:absolute;width:300pt;height:150pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin">'
    '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string=""/></v:shape></w:pict></w:r></w:p>'
)
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"


def node(tag: str, *children: Node, **attributes: object) -> Node:
    """`<w:tag w:name="value">`; an attribute without a value is left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def twips(points: float) -> int:
    return round(points * 20)


def estimated(text: str) -> float:
    """Width in type sizes: hanzi one, the rest a half."""
    return sum(1.0 if char >= _WIDE_FROM else 0.5 for char in text)


def paragraph(content: Content, shape: Shape, above: float = 0, tabs: Node | None = None) -> list[Node]:
    """One for every line of the text that ends with a line end."""
    runs = [content] if isinstance(content, Run) else [Run(content)] if isinstance(content, str) else content
    return [_paragraph(line, shape, above, tabs) for line in _lines(runs)]


def empty(height: float) -> Node:
    """White so many points high."""
    return node("p", node("pPr", _spacing(max(1.0, height)), node("rPr", node("sz", val=2))))


def as_high_as_needed(paragraph: Node) -> None:
    """For a line that holds a picture: an exact height would cut it."""
    spacing = next(paragraph.iter(qn("w:spacing")))
    for name, value in (("line", 240), ("lineRule", "auto")):
        spacing.set(qn(f"w:{name}"), str(value))


def keep_with_next(part: Node) -> None:
    """`part`: a paragraph, or a table of which the last row stays."""
    last = part.findall(qn("w:tr"))[-1:] or [part]
    for one in last[0].iter(qn("w:p")):
        properties = one.find(qn("w:pPr"))
        if properties.find(qn("w:keepNext")) is None:
            properties.insert(0, node("keepNext"))


def tab_stops(stops: Iterable[tuple[float, bool]]) -> Node:
    """Places in points; True draws the line to write on up to there."""
    return node(
        "tabs",
        *(
            node("tab", val="left", leader="underscore" if line else "none", pos=twips(at))
            for at, line in stops
        ),
    )


def tab(size: float) -> Node:
    return node("r", _run_properties(Run("", size=size), 0), node("tab"))


def words(run: Run, pitch: float = 0) -> list[Node]:
    """The run; nothing where there is no text."""
    text = settled(run.text)
    if isinstance(run, Blank):
        text = "\u3000" * max(1, round(run.chars)) + "\u00a0"  # white at the end of a line loses its line
    return [_worded(run, text, pitch)] if text else []


def number_field(name: str, run: Run) -> list[Node]:
    """PAGE or NUMPAGES, reckoned by whoever opens the file."""
    marks = (node("fldChar", fldCharType="begin"), _instruction(name), node("fldChar", fldCharType="end"))
    return [node("r", _run_properties(run, 0), mark) for mark in marks]


def plain_paragraph(align: Align, runs: Sequence[Node], right: float = 0, left: float = 0) -> Node:
    indent = node("ind", left=twips(left), right=twips(right))
    return node("p", node("pPr", _spacing(0), indent, node("jc", val=_JUSTIFIED[align])), *runs)


def watermark(text: str) -> Node:
    made = parse_xml(_WATERMARK)
    list(made.iter(_TEXTPATH))[-1].set("string", text)
    return made


def borders(tag: str, **sides: int) -> Node:
    """Widths in eighths of a point, 0 = none."""
    return node(
        tag, *(node(side, val="single" if size else "nil", sz=size, space=0) for side, size in sides.items())
    )


def _paragraph(runs: Sequence[Run], shape: Shape, above: float, tabs: Node | None) -> Node:
    indent = node(
        "ind",
        left=twips(shape.left) or None,
        right=twips(shape.right) or None,
        firstLineChars=round(shape.indent * 100) or None,
        firstLine=twips(shape.indent * runs[0].size) or None,
    )
    properties = node(
        "pPr",
        tabs,
        node("autoSpaceDE", val=0),
        node("autoSpaceDN", val=0),
        _spacing(shape.leading, above),
        indent,
        node("jc", val=_JUSTIFIED[shape.align]),
    )
    return node("p", properties, *(piece for run in runs for piece in words(run, shape.pitch)))


def _lines(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """The runs of each paragraph."""
    line: list[Run] = []
    for run in runs:
        first, *others = settled(run.text).split("\n") if not isinstance(run, Blank) else [run.text]
        line.append(_with(run, first))
        for other in others:
            yield line
            line = [_with(run, other)]
    if line:
        yield line


def _with(run: Run, text: str) -> Run:
    return (
        run if isinstance(run, Blank) else Run(text, run.face, run.size, run.bold, run.underline, run.color)
    )


def _spacing(leading: float, above: float = 0) -> Node:
    """0 = as high as the type wants."""
    line = {"line": twips(leading), "lineRule": "exact"} if leading else {"line": 240, "lineRule": "auto"}
    return node("spacing", before=twips(above), after=0, **line)


def _run_properties(run: Run, pitch: float) -> Node:
    font = FONTS[run.face]
    spacing = round(pitch * run.size / _FULL_SIZE * 20)
    return node(
        "rPr",
        node("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia"),
        node("b") if run.bold else None,
        node("color", val=run.color.removeprefix("#")) if run.color else None,
        node("spacing", val=spacing) if spacing else None,
        node("sz", val=round(run.size * 2)),
        node("szCs", val=round(run.size * 2)),
        node("u", val="single") if run.underline else None,
    )


def _worded(run: Run, text: str, pitch: float) -> Node:
    kept = node("t")
    kept.text = text
    kept.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node("r", _run_properties(run, pitch), kept)


def _instruction(name: str) -> Node:
    made = node("instrText")
    made.text = f" {name} "
    return made
