"""公示牌: what a station does, how, how fast and whom to call, to be read from two metres off; A4 or A3."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4
from reportlab.platypus import Flowable

from ercheng_station.documents.blocks import Join, lacking
from ercheng_station.documents.flow import Space
from ercheng_station.documents.fonts import Face
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content, Paragraph, Run
from ercheng_station.documents.setting import Align
from ercheng_station.documents.sheet import Page, Sheet
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.records.work import NoticeBoard

TITLE = "公示牌"
_INK, _PALE, _LINE, _WHITE = "#17427c", "#eaf1fa", "#9db7d8", "#ffffff"
_A3_TO_A4 = 2**0.5
_NAME, _LIST, _SMALL = 19, 18, 13
"""Type sizes on A4: headings, lines of a list, words below a number."""
_SIZES = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55)
_LEAST_GAP, _MOST_GAP = 6, 34
_STEPS = "登记接待\n核实情况\n分流办理\n反馈结果\n回访归档"
_FREE = "以上服务不收取任何费用"


def on_a4(whole: Whole | None, copy: Copy) -> Paper:
    return _lay_out(whole, copy, A4, 1.0)


def on_a3(whole: Whole | None, copy: Copy) -> Paper:
    return _lay_out(whole, copy, A3, _A3_TO_A4)


def _lay_out(whole: Whole | None, copy: Copy, size: tuple[float, float], scale: float) -> Paper:
    side = 15 * scale
    page = Page(
        title=TITLE, author=copy.unit, size=size, top_mm=side, bottom_mm=side, left_mm=side, right_mm=side,
        leading=20 * scale, numbers="none", watermark=copy.watermark,
    )  # fmt: skip
    return Paper(page, [_Board(tuple(_parts(whole.about if whole else None, copy)), scale)])


@dataclass(frozen=True)
class _Part:
    """`form`: head, list, chain, words or call."""

    form: str
    name: str
    lines: tuple[Content, ...]


def _parts(board: NoticeBoard | None, copy: Copy) -> Iterator[_Part]:
    station = board.at if board else None
    yield _Part("head", copy.text(board, "name") or "服务公示", (copy.text(station, "name") or copy.unit,))
    scope = copy.text(board, "scope") or copy.text(station, "services").replace("、", "\n")
    yield _Part("list", "受理范围", _lines(scope, board, copy, "scope"))
    yield _Part("chain", "办理流程", tuple((copy.text(board, "steps") or _STEPS).split("\n")))
    yield _Part("list", "办理时限", _lines(copy.text(board, "limits"), board, copy, "limits"))
    where = copy.text(station, "address")
    hours = copy.text(board, "hours")
    times = [f"服务时间：{hours}" if hours or board is None else "", f"服务地点：{where}" if where else ""]
    yield _Part("words", "", tuple(line for line in times if line))
    yield _Part("call", "服务电话", _lines(copy.text(board, "phone"), board, copy, "phone"))
    office = copy.text(board, "supervisor")
    number = _lines(copy.text(board, "supervision_phone"), board, copy, "supervision_phone")
    yield _Part("call", "监督电话", (*number, _Small(office)) if office else number)


class _Small(str):
    """Words below a telephone number."""

    __slots__ = ()


def _lines(text: str, board: NoticeBoard | None, copy: Copy, name: str) -> tuple[Content, ...]:
    if not text and board is not None and not copy.by_hand:
        return ([lacking(NoticeBoard.kept[name].label)],)
    return tuple(line for line in text.split("\n") if line.strip()) or ("　",)


@dataclass(frozen=True)
class _Board:
    """Everything on one page, spread over its height."""

    parts: Sequence[_Part]
    scale: float
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        rows, spare = self._fitted(sheet)
        gap = min(_MOST_GAP * self.scale, spare / (len(rows) - 1))
        spaced: list[Flowable] = [rows[0]]
        for row in rows[1:]:
            spaced += [Space(gap), row]
        return spaced

    def _fitted(self, sheet: Sheet) -> tuple[list["_Row"], float]:
        """As large as the page allows, and how much of its height is left to part them."""
        for smaller in _SIZES:
            rows = self._rows(sheet, self.scale * smaller)
            spare: float = sheet.page.height - sum(row.height for row in rows) - 2
            if spare >= _LEAST_GAP * self.scale * len(rows):
                break
        return rows, max(spare, 0.0)

    def _rows(self, sheet: Sheet, scale: float) -> list["_Row"]:
        calls = [part for part in self.parts if part.form == "call"]
        rows = [_MAKE[part.form](sheet, part, scale) for part in self.parts if part.form != "call"]
        rows.append(_Calls([_paragraphs(sheet, part, scale, 27, "center") for part in calls], scale))
        rows.append(_Foot(_centred(sheet, _FREE, 13 * scale), scale))
        for row in rows:
            row.wrap(sheet.page.width, 0)
        return rows


def _centred(sheet: Sheet, text: Content, size: float, color: str = _INK, bold: bool = False) -> Paragraph:
    content = Run(text, "hei", size, bold, color=color) if isinstance(text, str) else text
    return sheet.paragraph(content, size * 1.45, align="center")


def _paragraphs(
    sheet: Sheet, part: _Part, scale: float, size: float, align: Align
) -> tuple[Paragraph, list[Paragraph]]:
    """The heading and the lines."""
    name = sheet.paragraph(
        Run(part.name, "hei", _NAME * scale, color=_INK), 1.45 * _NAME * scale, align=align
    )
    return name, [_line(sheet, line, scale, size, align) for line in part.lines]


def _line(sheet: Sheet, line: Content, scale: float, size: float, align: Align) -> Paragraph:
    big = (_SMALL if isinstance(line, _Small) else size) * scale
    centred = align == "center"
    face: Face = "hei" if centred else "song"
    bold = centred and not isinstance(line, _Small)
    content = Run(line, face, big, bold) if isinstance(line, str) else line
    return sheet.paragraph(content, big * 1.5, align=align)


class _Row(Flowable):
    """Across the page; `wrap` sets its height."""

    scale: float

    def paint(self, left: float, foot: float, width: float, height: float, fill: str) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(HexColor(fill))
        canvas.setStrokeColor(HexColor(_LINE))
        canvas.setLineWidth(0.8 * self.scale)
        canvas.roundRect(left, foot, width, height, 5 * self.scale, stroke=int(fill != _INK), fill=1)
        canvas.restoreState()


class _Head(_Row):
    """White on a coloured band: what it is, and whose."""

    def __init__(self, sheet: Sheet, part: _Part, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self._title = _centred(sheet, part.name, 40 * scale, _WHITE, bold=True)
        self._unit = _centred(sheet, part.lines[0], 18 * scale, _WHITE)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        self.width = aW
        self._parts = [(one, one.wrap(aW - 20 * self.scale, aH)[1]) for one in (self._title, self._unit)]
        self.height = sum(height for _, height in self._parts) + 26 * self.scale
        return self.width, self.height

    def draw(self) -> None:
        self.paint(0, 0, self.width, self.height, _INK)
        top = self.height - 12 * self.scale
        for paragraph, height in self._parts:
            top -= height
            paragraph.drawOn(self.canv, 10 * self.scale, top)


class _List(_Row):
    """A heading on the left edge and one line under the other, each with its square."""

    def __init__(self, sheet: Sheet, part: _Part, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self._name, self._lines = _paragraphs(sheet, part, scale, _LIST, "left")

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self._name.wrap(aW, aH)
        columns = 2 if len(self._lines) > 4 else 1
        self._room = (aW - 28 * self.scale) / columns
        heights = [one.wrap(self._room - 20 * self.scale, aH)[1] for one in self._lines]
        half = -(-len(heights) // columns)
        self._columns = [
            list(zip(self._lines, heights, strict=True))[at : at + half]
            for at in range(0, len(heights), half)
        ]
        self._body = max(sum(height for _, height in column) for column in self._columns)
        self.height = self._name.height + self._body + 22 * self.scale
        return self.width, self.height

    def draw(self) -> None:
        scale = self.scale
        self.paint(0, 0, self.width, self.height, _PALE)
        self._name.drawOn(self.canv, 14 * scale, self.height - 8 * scale - self._name.height)
        for at, column in enumerate(self._columns):
            left, top = 14 * scale + at * self._room, self.height - self._name.height - 10 * scale
            for paragraph, height in column:
                top -= height
                self._square(left, top + height)
                paragraph.drawOn(self.canv, left + 15 * scale, top)

    def _square(self, left: float, top: float) -> None:
        canvas, side = self.canv, 6 * self.scale
        canvas.saveState()
        canvas.setFillColor(HexColor(_INK))
        canvas.rect(left, top - 17 * self.scale, side, side, stroke=0, fill=1)
        canvas.restoreState()


class _Chain(_Row):
    """The steps side by side with arrows between; more than five in two rows."""

    def __init__(self, sheet: Sheet, part: _Part, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self._name, _ = _paragraphs(sheet, _Part("", part.name, ()), scale, _LIST, "left")
        self._steps = [
            _centred(sheet, f"{number}\n{step}" if isinstance(step, str) else step, 16 * scale)
            for number, step in enumerate(part.lines, 1)
        ]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self._name.wrap(aW, aH)
        count = len(self._steps)
        across = count if count <= 5 else -(-count // 2)
        self._arrow = 20 * self.scale
        self._wide = (aW - (across - 1) * self._arrow) / across
        heights = [one.wrap(self._wide - 8 * self.scale, aH)[1] for one in self._steps]
        self._high = max(heights) + 14 * self.scale
        self._rows = [self._steps[at : at + across] for at in range(0, count, across)]
        self.height = self._name.height + 6 * self.scale + len(self._rows) * (self._high + 8 * self.scale)
        return self.width, self.height

    def draw(self) -> None:
        self._name.drawOn(self.canv, 0, self.height - self._name.height)
        foot = self.height - self._name.height - 6 * self.scale - self._high
        for row in self._rows:
            for at, step in enumerate(row):
                left = at * (self._wide + self._arrow)
                self.paint(left, foot, self._wide, self._high, _WHITE)
                step.drawOn(self.canv, left + 4 * self.scale, foot + (self._high - step.height) / 2)
                if step is not self._steps[-1]:
                    self._draw_arrow(left + self._wide, foot + self._high / 2)
            foot -= self._high + 8 * self.scale

    def _draw_arrow(self, left: float, middle: float) -> None:
        canvas, scale = self.canv, self.scale
        canvas.saveState()
        canvas.setFillColor(HexColor(_INK))
        path = canvas.beginPath()
        path.moveTo(left + 5 * scale, middle + 6 * scale)
        path.lineTo(left + 15 * scale, middle)
        path.lineTo(left + 5 * scale, middle - 6 * scale)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()


class _Words(_Row):
    """Plain lines in the middle."""

    def __init__(self, sheet: Sheet, part: _Part, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self._lines = [
            sheet.paragraph(
                Run(line, "song", 16 * scale) if isinstance(line, str) else line, 25 * scale, align="center"
            )
            for line in part.lines
        ]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self._heights = [one.wrap(aW, aH)[1] for one in self._lines]
        self.height = sum(self._heights)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for line, height in zip(self._lines, self._heights, strict=True):
            top -= height
            line.drawOn(self.canv, 0, top)


class _Calls(_Row):
    """The telephone numbers, large, in frames side by side."""

    def __init__(self, parts: Sequence[tuple[Paragraph, list[Paragraph]]], scale: float) -> None:
        super().__init__()
        self.scale = scale
        self._parts = parts

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self._gap = 10 * self.scale
        self._wide = (aW - (len(self._parts) - 1) * self._gap) / len(self._parts)
        tall = []
        for name, lines in self._parts:
            each = [one.wrap(self._wide - 8 * self.scale, aH)[1] for one in (name, *lines)]
            tall.append(sum(each))
        self.height = max(tall) + 18 * self.scale
        return self.width, self.height

    def draw(self) -> None:
        for at, (name, lines) in enumerate(self._parts):
            left = at * (self._wide + self._gap)
            self.paint(left, 0, self._wide, self.height, _PALE)
            top = self.height - 8 * self.scale
            for one in (name, *lines):
                top -= one.height
                one.drawOn(self.canv, left + 4 * self.scale, top)


class _Foot(_Row):
    """One quiet line at the end."""

    def __init__(self, line: Paragraph, scale: float) -> None:
        super().__init__()
        self.scale, self._line = scale, line

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, self._line.wrap(aW, aH)[1]
        return self.width, self.height

    def draw(self) -> None:
        self._line.drawOn(self.canv, 0, 0)


_MAKE: dict[str, Callable[[Sheet, _Part, float], _Row]] = {
    "head": _Head,
    "list": _List,
    "chain": _Chain,
    "words": _Words,
}
