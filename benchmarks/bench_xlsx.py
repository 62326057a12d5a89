"""A ledger of 100,000 × 20 against XlsxWriter's `constant_memory`: CPU, memory, and every cell through LibreOffice.

Both write the same rows with the same look, in fresh processes that take turns; the making of the rows is measured
apart and taken off. XlsxWriter is spared the heights of the rows, which makes the bar harder.
"""

import csv
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.ratio import Figure

ROWS, ROUNDS = 100_000, 3
WAYS = ("实地走访", "电话走访", "微信群走访", "座谈会", "接待来访")
LABELS = (
    ("序号", "whole", 7),
    ("编号", "text", 17),
    ("走访日期", "day", 11.5),
    ("登记时间", "moment", 16.5),
    ("回访日期", "day", 11.5),
    ("走访方式", "text", 12),
    ("走访人", "text", 10),
    ("联系人", "text", 10),
    ("统一社会信用代码", "text", 20),
    ("联系电话", "text", 13),
    ("乡镇", "text", 12),
    ("村（社区）", "text", 16),
    ("发现问题", "text", 50),
    ("记录人", "text", 10),
    ("处理结果", "text", 12),
    ("涉及金额", "money", 14),
    ("参加人数", "whole", 9),
    ("时长", "whole", 8),
    ("需回访", "text", 8),
    ("备注", "text", 20),
)
SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英喆堃镕淼",
)
PROSE = (
    "企业商标续展不及时，专利年费缴纳提醒缺失；包装装潢与同行近似，担心被诉侵权。建议建立商标使用证据留存制度，"
    "登记软件著作权，完善保密协议；外协加工图纸未标密级，离职员工带走客户名单，已指导收集证据并提供维权渠道。"
)


def rows(count: int) -> Iterator[list[object]]:
    chance = random.Random(1).random

    def name() -> str:
        return SURNAMES[int(chance() * 16)] + GIVEN[int(chance() * 28)] + GIVEN[int(chance() * 28)]

    for number in range(1, count + 1):
        day = date(2025, 1, 1) + timedelta(int(chance() * 300))
        start, length = int(chance() * 40), 20 + int(chance() * 40)
        found = PROSE[start : start + length] + str(number)
        yield [
            number,
            f"ZL-ZF-2025-{number:06d}",
            day,
            datetime(day.year, day.month, day.day, 8) + timedelta(seconds=int(chance() * 36_000)),
            day + timedelta(12),
            WAYS[int(chance() * 5)],
            name(),
            name(),
            f"91420704MA{number:08d}",
            f"138{int(chance() * 1e8):08d}",
            "泽林镇",
            f"大坪村{int(chance() * 9)}组",
            found if number % 50 else f"一、{found}\n二、{found}",
            name(),
            "已办结",
            Decimal(int(chance() * 1e7)) / 100,
            int(chance() * 9) + 1,
            int(chance() * 120) + 5,
            "否",
            None if chance() < 0.7 else "回访1次",
        ]


def nothing(path: Path, count: int) -> None:
    for _ in rows(count):
        pass


def ours(path: Path, count: int) -> None:
    # The import is part of what is measured, and only of this process.
    from ercheng_station.exchange.sheet import Column, Properties, Sheet, SheetHead  # noqa: PLC0415
    from ercheng_station.exchange.workbook import write_book  # noqa: PLC0415

    columns = [
        Column(
            label, kind, width, wrap=width == 50, total=kind == "money", options=WAYS if width == 12 else ()
        )
        for label, kind, width in LABELS
    ]
    head = SheetHead("企业走访台账", ["填报单位：泽林所", f"共 {count} 条"])
    made = datetime(2026, 1, 1, tzinfo=UTC)
    write_book(
        path, [Sheet("企业走访", head, columns, rows(count), count)], Properties("台账", "泽林所", made)
    )


def xlsxwriter(path: Path, count: int) -> None:
    import xlsxwriter  # noqa: PLC0415

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("企业走访")
    base = {"border": 1, "border_color": "#808080", "font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    shapes = {
        "text": {"num_format": "@"},
        "whole": {"num_format": "0", "align": "right", "indent": 1, "shrink": True},
        "money": {"num_format": "#,##0.00", "align": "right", "indent": 1, "shrink": True},
        "day": {"num_format": "yyyy-mm-dd", "align": "center", "shrink": True},
        "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "center", "shrink": True},
    }
    formats = {kind: book.add_format(base | shape) for kind, shape in shapes.items()}
    wrapped = book.add_format(base | {"num_format": "@", "text_wrap": True})
    shaded = book.add_format(
        base | {"bold": True, "bg_color": "#E8EDF4", "align": "center", "text_wrap": True}
    )
    last = count + 2
    for place, (_, _, width) in enumerate(LABELS):
        sheet.set_column(place, place, width)
        if width == 12:
            sheet.data_validation(3, place, last, place, {"validate": "list", "source": list(WAYS)})
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, last, 19)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    sheet.merge_range(0, 0, 0, 19, "企业走访台账", shaded)
    sheet.merge_range(1, 0, 1, 19, "填报单位：泽林所", wrapped)
    sheet.write_row(2, 0, [label for label, _, _ in LABELS], shaded)
    writers = {
        "text": sheet.write_string,
        "whole": sheet.write_number,
        "money": sheet.write_number,
        "day": sheet.write_datetime,
        "moment": sheet.write_datetime,
    }
    cells = [
        (place, writers[kind], wrapped if width == 50 else formats[kind])
        for place, (_, kind, width) in enumerate(LABELS)
    ]
    for number, row in enumerate(rows(count), 3):
        for place, write, shape in cells:
            value = row[place]
            if value is None:
                sheet.write_blank(number, place, None, shape)
            else:
                write(number, place, value, shape)
    book.close()


WRITERS = {"nothing": nothing, "ours": ours, "xlsxwriter": xlsxwriter}


def measured(writer: str, path: Path, count: int) -> tuple[float, float]:
    """CPU seconds and peak MB of a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_xlsx", writer, str(path), str(count)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def child(writer: str, path: str, count: str) -> None:
    WRITERS[writer](Path(path), int(count))
    # Not getrusage: its peak is inherited from the parent. This one begins with the process.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps([time.process_time(), int(peak.split()[1]) / 1024]))


def shown(value: object, kind: str) -> str:
    """What stands in the cell when a person looks at it."""
    if value is None:
        return ""
    return {"money": "{:,.2f}", "moment": "{:%Y-%m-%d %H:%M}"}.get(kind, "{}").format(value)


def differences(path: Path, count: int) -> int:
    """Cells that LibreOffice shows otherwise than they were given."""
    folder = path.parent
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless"]
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
    subprocess.run(
        [*command, "--convert-to", form, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
    )
    kinds = [kind for _, kind, _ in LABELS]
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))[3:-1]
    lines = zip(found, rows(count), strict=True)
    pairs = (pair for line, row in lines for pair in zip(line, row, kinds, strict=True))
    return sum(cell != shown(value, kind) for cell, value, kind in pairs)


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    count, rounds = (200, 1) if small else (ROWS, ROUNDS)
    taken: dict[str, list[tuple[float, float]]] = {writer: [] for writer in WRITERS}
    for turn in range(rounds):
        for writer in WRITERS if turn % 2 == 0 else reversed(WRITERS):
            taken[writer].append(measured(writer, folder / f"{writer}.xlsx", count))
    cpu = {writer: statistics.median(seconds for seconds, _ in each) for writer, each in taken.items()}
    net = {writer: seconds - cpu["nothing"] for writer, seconds in cpu.items()}
    name = f"Excel 台账 {count:,} × {len(LABELS)}"
    yield Figure(f"{name}，与 XlsxWriter constant_memory 之比", net["ours"] / net["xlsxwriter"], 0.35)
    yield Figure(f"{name}，内存峰值", max(peak for _, peak in taken["ours"]), 60, "MB")
    if shutil.which("soffice") and not small:
        yield Figure(f"{name}，经 LibreOffice 后不同的格", differences(folder / "ours.xlsx", count), 0, "格")


if __name__ == "__main__":
    child(*sys.argv[1:])
