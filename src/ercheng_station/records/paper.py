"""Papers as they were given out: each final copy is frozen with the data it shows, under a version."""

from datetime import datetime

from ercheng_station.records.base import Record
from ercheng_station.records.columns import Mapped, files, moment, text, whole
from ercheng_station.records.fields import FileRef


class Paper(Record):
    """`name` is the paper's identifier, `about` the uid of the record it shows. Removed = the version is void."""

    __tablename__ = "paper"
    title = "文书版本"
    group = "data"
    natural_key = ("name", "about", "version")

    heading: Mapped[str] = text("文书", listed=True, width=20)
    about_title: Mapped[str] = text("对应记录", listed=True, width=30)
    version: Mapped[int] = whole("版本", low=1, listed=True, width=8)
    frozen_at: Mapped[datetime] = moment("定稿时间", listed=True, width=18)
    pages: Mapped[int] = whole("页数", unit="页", low=1, listed=True, width=8)
    sha256: Mapped[str] = text("文件校验值（SHA-256）", longest=64)
    file: Mapped[tuple[FileRef, ...]] = files("文件")
    name: Mapped[str] = text("文书代码", longest=40, section="内部")
    about: Mapped[str] = text("记录标识", longest=36, sought=True)
    content: Mapped[str] = text("内容校验值", longest=64, help="同样的内容不再生成新版本")
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字盖章扫描件")

    def __str__(self) -> str:
        return f"{self.heading} {self.about_title} 第{self.version}版"
