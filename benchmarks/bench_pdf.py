"""Papers and lists in PDF against stock reportlab: CPU in alternating runs, memory in a process of its own."""

import gc
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate
from reportlab.platypus import Paragraph as StockParagraph

from benchmarks.ratio import Figure
from ercheng_station.documents import fonts
from ercheng_station.documents.canvas import new_canvas
from ercheng_station.documents.cells import Column
from ercheng_station.documents.fonts import Faces
from ercheng_station.documents.paragraph import Paragraph, Shape
from ercheng_station.documents.sheet import LEADING, PITCH
from ercheng_station.documents.table import Table, write_table

ROUNDS, ROWS, MEGABYTE = 7, 10_000, 1024
WIDTH = 156 * mm
BODY = Shape(leading=LEADING, indent=2, pitch=PITCH)
PROSE = (
    "2026年上半年，全区知识产权工作站走访企业1,218家次，发现问题307个，办结296个，办结率96.4%；指导商标续展45件、"
    "专利年费缴纳86笔，涉及金额1,846.57万元。张喆、欧阳堃等同志反映：“部分企业重申请、轻管理，包装装潢与同行近似，担心被诉"
    "侵权！”泽林所（融站入所）依据《湖北省知识产权保护条例》第十二条，建立“一企一策”台账……做到底数清、情况明、措施实。"
)
HEADS = (
    "序号",
    "编号",
    "日期",
    "类型",
    "申请人",
    "被申请人",
    "简要情况",
    "走访人",
    "结果",
    "金额（元）",
    "履行情况",
    "备注",
)
WIDTHS = (9, 25, 20, 18, 16, 16, 62, 16, 16, 20, 18, 21)


def texts(count: int) -> list[str]:
    """Paragraphs of about 800 characters, none like another."""
    chance = random.Random(1)
    return ["".join(PROSE[chance.randrange(60) :] for _ in range(7)) for _ in range(count)]


def rows(count: int) -> Iterator[list[str]]:
    chance = random.Random(7)
    given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英喆堃镕淼"

    def name() -> str:
        return chance.choice("赵钱孙李周吴郑王冯陈") + chance.choice(given) + chance.choice(given)

    for number in range(1, count + 1):
        start = chance.randrange(80)
        yield [
            str(number), f"ZL2026{number:06d}", f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            chance.choice(("实地走访", "电话走访", "座谈会")), name(), name(),
            f"{PROSE[start : start + 28]}{number}", name(), chance.choice(("已办结", "办理中")),
            f"{chance.randrange(100_000):,}", chance.choice(("已履行", "未到期")), chance.choice(("", "", "回访1次")),
        ]  # fmt: skip


def font_file(folder: Path, face: str) -> str:
    """An unpacked face under its own name, for the stock classes."""
    entry = fonts.manifest()[face]
    path = folder / f"{face}.ttf"
    path.write_bytes(
        fonts.unpacked_content(fonts.resources() / "fonts" / entry["file"], entry["sha256"], None)
    )
    return str(path)


def ratio(rounds: int, ours: Callable[[], None], theirs: Callable[[], None]) -> float:
    """Median CPU of ours over theirs, taking turns."""
    spent: dict[Callable[[], None], list[float]] = {ours: [], theirs: []}
    for _ in range(rounds):
        for work, times in spent.items():
            gc.collect()
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return statistics.median(spent[ours]) / statistics.median(spent[theirs])


def wrapped(paragraphs: list) -> None:
    for paragraph in paragraphs:
        paragraph.wrap(WIDTH, 10_000)


def printed(paragraphs: list, canvas: Canvas) -> None:
    for paragraph in paragraphs:
        _, height = paragraph.wrap(WIDTH, 10_000)
        paragraph.drawOn(canvas, 28 * mm, 800 - height)
        canvas.showPage()
    canvas.save()


def paragraphs(faces: Faces, folder: Path, rounds: int, count: int) -> Iterator[Figure]:
    """Ours in Fang with fallback, the stock one in the one font that it can use."""
    pdfmetrics.registerFont(TTFont("Stock", font_file(folder, "Fang-Regular")))
    style = ParagraphStyle(
        "stock",
        fontName="Stock",
        fontSize=16,
        leading=LEADING,
        wordWrap="CJK",
        firstLineIndent=32,
        alignment=TA_JUSTIFY,
    )
    content = texts(count)

    def ours() -> list[Paragraph]:
        return [Paragraph(faces, text, BODY) for text in content]

    def theirs() -> list[StockParagraph]:
        return [StockParagraph(text, style) for text in content]

    share = ratio(rounds, lambda: wrapped(ours()), lambda: wrapped(theirs()))
    yield Figure("中文段落（逐字补字形），与 reportlab 单字体段落之比", share, 1.0)
    share = ratio(
        rounds,
        lambda: printed(ours(), new_canvas(BytesIO(), A4, "段落", faces, invariant=True)),
        lambda: printed(theirs(), Canvas(BytesIO(), pageCompression=1)),
    )
    # No bar of the issue: with four fonts against one, and the stock one neither justifies nor falls back.
    yield Figure("中文段落印成文件，与 reportlab 单字体之比", share, 1.5, detail=True)


def our_list(path: Path, faces: Faces, content: list[list[str]]) -> None:
    columns = [
        Column(head, width, "right" if "金额" in head else "left")
        for head, width in zip(HEADS, WIDTHS, strict=True)
    ]
    write_table(
        path, Table(title="台账", columns=columns, left="泽林所", right="2026年3月5日"), content, faces
    )


def stock_list(path: Path, content: list[list[str]]) -> None:
    style = ParagraphStyle("cell", fontName="StockSong", fontSize=9, leading=11.5, wordWrap="CJK")
    cells = [[StockParagraph(text, style) for text in row] for row in ([*HEADS], *content)]
    table = LongTable(
        cells,
        colWidths=[width * mm for width in WIDTHS],
        repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.4, 0)],
    )
    SimpleDocTemplate(
        str(path), pagesize=landscape(A4), pageCompression=1, leftMargin=15 * mm, rightMargin=15 * mm
    ).build([table])


def lists(faces: Faces, folder: Path, rounds: int, count: int) -> Iterator[Figure]:
    pdfmetrics.registerFont(TTFont("StockSong", font_file(folder, "Song-Regular")))
    content = list(rows(count))
    # LongTable needs half a minute for all rows; in proportion it is no quicker with fewer.
    fewer = content[: count // 5]
    share = ratio(
        rounds,
        partial(our_list, folder / "list.pdf", faces, content),
        partial(stock_list, folder / "stock-list.pdf", fewer),
    )
    name = f"PDF 清单 {count:,} × {len(HEADS)}"
    yield Figure(f"{name}，与 reportlab 的 LongTable 之比", share / 5, 0.3)
    command = [sys.executable, "-m", "benchmarks.bench_pdf", str(folder), str(count)]
    peak = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    ).stdout
    yield Figure(f"{name}，内存峰值", float(peak), 260, "MB")


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    faces = Faces(folder / "faces")
    yield from paragraphs(faces, folder, 1 if small else ROUNDS, 2 if small else 60)
    yield from lists(faces, folder, 1 if small else ROUNDS, 50 if small else ROWS)


def child(folder: str, count: str) -> None:
    """One list in a process of its own; prints the most memory it held, in megabytes."""
    our_list(Path(folder) / "child.pdf", Faces(Path(folder) / "faces"), list(rows(int(count))))
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent too
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / MEGABYTE)


if __name__ == "__main__":
    child(*sys.argv[1:])
