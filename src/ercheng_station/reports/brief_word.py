"""信息简报 as a Word document: a head, the text, two photos side by side with their captions; to be edited."""

from pathlib import Path

from ercheng_station.documents.blocks import Block, Gap, Text, body, title
from ercheng_station.documents.page import Paper
from ercheng_station.documents.sheet import Page
from ercheng_station.documents.word import Picture, write_word
from ercheng_station.services.brief import Brief

_HEAD, _TITLE, _SMALL = 30, 18, 12


def write_brief(path: Path, brief: Brief) -> None:
    """UserError if the disk refuses."""
    page = Page(title=brief.title, author=brief.unit, watermark="练习" if brief.practice else "")
    pictures = [Picture(one.content, one.caption) for one in brief.photos]
    write_word(path, Paper(page, _blocks(brief)), pictures)


def _blocks(brief: Brief) -> list[Block]:
    on = f"{brief.on.year}年{brief.on.month}月{brief.on.day}日"
    return [
        title("信息简报", _HEAD),
        Text(f"第　　期　　　{brief.unit}　　　{on}", "kai", _SMALL, align="center", indent=0),
        Gap(),
        title(brief.title, _TITLE),
        *map(body, brief.paragraphs),
    ]
