"""Reports as they were sent: the figures are frozen, later changes are told as 更正说明."""

from datetime import date

from ercheng_station.codes import shipped
from ercheng_station.records.base import Record
from ercheng_station.records.columns import Mapped, choice, day, files, flag, text, whole
from ercheng_station.records.fields import FileRef


class SentReport(Record):
    """`figures`: see `frozen_text`, one a line; `entries`: how long the history was by then."""

    __tablename__ = "report"
    title = "上报记录"
    group = "report"
    natural_key = ("form", "period", "version")

    form: Mapped[str] = choice("报表", "report_form", listed=True, width=8)
    period: Mapped[str] = text("期间", listed=True, width=12, longest=10)
    version: Mapped[int] = whole("第几次上报", low=1, listed=True, width=10)
    sent_on: Mapped[date] = day("上报日期", listed=True, width=12)
    first: Mapped[date] = day("期间第一天", width=12)
    last: Mapped[date] = day("期间最后一天", width=12)
    is_zero: Mapped[bool] = flag("零报告", listed=True, width=8)
    sent_to: Mapped[str | None] = text("报送单位", listed=True, width=24)
    file: Mapped[tuple[FileRef, ...] | None] = files("上报文件")
    note: Mapped[str | None] = text("备注", lines=2)
    figures: Mapped[str] = text("上报数据", lines=6, section="内部")
    entries: Mapped[int] = whole("数据记录条数", low=0, help="上报时修改记录的条数，以后的改动都在它之后")
    head: Mapped[str] = text("数据校验值", longest=64)

    def __str__(self) -> str:
        again = f"（第{self.version}次）" if self.version > 1 else ""
        return f"{self.period} {shipped('report_form').label(self.form)}{again}"
