"""The photo page of a visit, a training, any record with photos: upright, two or four to an A4 page, with captions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import PurePath

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from ercheng_station.documents.blocks import Block, Drawn, Join, Text, lacking, title
from ercheng_station.documents.fonts import settled
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Paragraph, Run
from ercheng_station.documents.pen import Pen
from ercheng_station.documents.sheet import Page, Sheet
from ercheng_station.documents.visit import under_title
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record
from ercheng_station.records.context import FileRef
from ercheng_station.records.visit import Visit
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "现场照片"
_READABLE = {"image/jpeg", "image/png", "image/heic"}
_PIXELS = {1: 1600, 2: 1200}
"""By columns: about 240 dots an inch on paper."""
_TITLE_SIZE, _CAPTION_SIZE, _WORDS_SIZE = 20, 10.5, 14
_CAPTION_LEADING = 15
_GAP = 4 * mm
_ROWS = 2
_NAME = 30
"""A longer name of a file, in characters, shows its end only."""


def two_a_page(whole: Whole | None, copy: Copy) -> Paper:
    return _lay_out(whole.about if whole else None, copy, columns=1)


def four_a_page(whole: Whole | None, copy: Copy) -> Paper:
    return _lay_out(whole.about if whole else None, copy, columns=2)


def _lay_out(record: Record | None, copy: Copy, columns: int) -> Paper:
    page = Page(
        title=TITLE, author=copy.unit, top_mm=20, bottom_mm=20, left_mm=22, right_mm=22, leading=20,
        numbers="counted", watermark=copy.watermark,
    )  # fmt: skip
    return Paper(page, list(_blocks(record, copy, columns)))


def _blocks(record: Record | None, copy: Copy, columns: int) -> Iterator[Block]:
    yield title(TITLE, _TITLE_SIZE)
    yield under_title(record, copy, join="next", whose="走访单位" if _is_visit(record) else "填报单位")
    files = [file for file in copy.value(record, "photos") or () if file.mime.startswith("image/")]
    if record and not files:
        label = type(record).kept["photos"].label
        yield Text([lacking(label, size=_WORDS_SIZE)], indent=0, align="center")
        return
    shots = (
        [_shot(record, copy, number, file, columns) for number, file in enumerate(files, 1)] if record else []
    )
    shots = shots or [_Shot(f"图{number}", "", "") for number in range(1, _ROWS * columns + 1)]
    for first in range(0, len(shots), columns):
        yield _Row(shots[first : first + columns], columns)


@dataclass(frozen=True)
class _Shot:
    """A picture as JPEG, or `words` where there is none to show; two lines of caption."""

    first: str
    second: str
    words: str
    content: bytes = b""


def _is_visit(record: Record | None) -> bool:
    return record is None or isinstance(record, Visit)


def _shot(record: Record, copy: Copy, number: int, file: FileRef, columns: int) -> _Shot:
    kind = type(record)
    subject = (
        copy.text(record.enterprise, "name")
        if isinstance(record, Visit)
        else copy.text(record, kind.names[0])
    )
    on = copy.text(record, kind.dated_by) if kind.dated_by else ""
    make = partial(_Shot, f"图{number}　{subject}　{on}".rstrip("　"), _told(file))
    if file.mime not in _READABLE:
        return make("这种格式的图片印不出来")
    try:
        return make("", copy.picture(file, _PIXELS[columns]))
    except UserError as error:
        return make("找不到原图片" if error.code == "attachment-gone" else "图片不完整")


def _told(file: FileRef) -> str:
    """What the picture shows or is called, and when it was taken."""
    stem = PurePath(file.name).stem
    words = file.notes or (stem if len(stem) <= _NAME else f"…{stem[-_NAME:]}")
    return f"{words}　拍摄于 {_moment(file.taken_at)}" if file.taken_at else words


def _moment(written: str) -> str:
    try:
        return f"{datetime.fromisoformat(written):%Y-%m-%d %H:%M}"
    except ValueError:
        return written


@dataclass(frozen=True)
class _Row:
    """Pictures side by side, as high as half the page under its title."""

    shots: Sequence[_Shot]
    columns: int
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        width = (sheet.page.width - (self.columns - 1) * _GAP) / self.columns
        frames = [_Frame(shot, self._caption(shot, width, sheet), width, sheet) for shot in self.shots]
        taken = _TITLE_SIZE * 1.5 + 22
        return Drawn(_Frames(frames, (sheet.page.height - taken) / _ROWS)).flow(sheet)

    def _caption(self, shot: _Shot, width: float, sheet: Sheet) -> Paragraph:
        """A name of a file that no face can print is marked, not refused: the picture shows what matters."""
        second = settled(shot.second)
        for char in sheet.faces.missing(second):
            second = second.replace(char, "〓")
        run = Run("\n".join(line for line in (shot.first, second) if line), size=_CAPTION_SIZE)
        paragraph = sheet.paragraph(run, _CAPTION_LEADING, align="center")
        paragraph.wrap(width, 0)
        return paragraph


class _Frame:
    """One picture with its caption below, in a box of its own."""

    def __init__(self, shot: _Shot, caption: Paragraph, width: float, sheet: Sheet) -> None:
        self._shot, self._caption, self.width = shot, caption, width
        self._words = sheet.paragraph(Run(shot.words, "hei", _WORDS_SIZE), _WORDS_SIZE * 1.5, align="center")

    def draw(self, flowables: Flowable, left: float, height: float) -> None:
        canvas = flowables.canv
        caption = self._caption.wrap(self.width, 0)[1]
        room = height - caption - _GAP
        foot = caption + _GAP
        if self._shot.content:
            picture = ImageReader(BytesIO(self._shot.content))
            scale = min(
                size / pixels for size, pixels in zip((self.width, room), picture.getSize(), strict=True)
            )
            wide, high = (pixels * scale for pixels in picture.getSize())
            at, foot = left + (self.width - wide) / 2, foot + (room - high) / 2
            canvas.drawImage(picture, at, foot, wide, high)
            _outline(flowables, at, foot, wide, high)
            self._caption.drawOn(canvas, left, foot - caption - _GAP / 2)
            return
        self._caption.drawOn(canvas, left, _GAP / 2)
        _outline(flowables, left, foot, self.width, room)
        if self._shot.words:
            words = self._words.wrap(self.width, 0)[1]
            self._words.drawOn(canvas, left, foot + (room - words) / 2)


def _outline(flowables: Flowable, left: float, foot: float, width: float, height: float) -> None:
    pen = Pen(flowables.canv)
    right, top = left + width, foot + height
    for line in (
        (left, foot, right, foot),
        (left, top, right, top),
        (left, foot, left, top),
        (right, foot, right, top),
    ):
        pen.rule(*line, 0.5, 0.6)
    pen.lift()


class _Frames(Flowable):
    def __init__(self, frames: Sequence[_Frame], height: float) -> None:
        super().__init__()
        self._frames, self._high = frames, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        self.width, self.height = aW, self._high
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for frame in self._frames:
            frame.draw(self, left, self.height)
            left += frame.width + _GAP
