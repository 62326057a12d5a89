"""Papers of a case against stock Platypus with the same words; a thousand agreements in one file, against LibreOffice."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import accumulate
from pathlib import Path
from time import process_time
from uuid import UUID

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as StockParagraph

from benchmarks.bench_pdf import font_file, ratio
from benchmarks.ratio import Figure, worst
from benchmarks.texts import Texts
from ercheng_station.documents.blocks import Block, ByHand, Signed, Text
from ercheng_station.documents.fonts import Faces
from ercheng_station.documents.form import Form
from ercheng_station.documents.layouts import LAYOUTS
from ercheng_station.documents.page import Paper, build_all
from ercheng_station.documents.paragraph import text_of
from ercheng_station.documents.word import write_word
from ercheng_station.records.mediation import KINDS, Agreement, Committee, Mediation, Mediator, Party
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

ROUNDS, MANY, CONVERTED = 15, 1000, 20
NAMES = {
    "agreement": "人民调解协议书",
    "mediation_application": "人民调解申请书",
    "mediation_register": "人民调解受理登记表",
}
MARGIN = 28 * mm
Plain = Callable[[], list[Flowable]]


def case(texts: Texts, number: int) -> Whole:
    """An agreement between a firm and a person, in the words of an office."""
    firm, day = texts.firm(), date(2026, 9, 1)
    committee = Committee(uid=UUID(int=1), name="鄂州市鄂城区知识产权纠纷人民调解委员会")
    mediator = Mediator(uid=UUID(int=2), name=texts.person())
    facts, base = texts.findings(firm), 10 * number
    record = Mediation(
        uid=UUID(int=base + 3), number=f"（2026）鄂城知人调字第{number:04}号", name=f"{firm}商标纠纷", committee=committee,
        applied_on=day, accepted_on=day, source="application", dispute_type="trademark_infringement", facts=facts,
        claims="停止使用近似标识\n赔偿损失", mediator=mediator, recorder=texts.person(),
    )  # fmt: skip
    parties = (
        Party(uid=UUID(int=base + 4), role="applicant", kind="company", name=firm, credit_code="91420704MA4F2ABC46", representative=texts.person(), phone=texts.phone(), address=texts.address()),
        Party(uid=UUID(int=base + 5), role="respondent", kind="person", name=texts.person(), sex="male", nation="汉族", born_on=date(1980, 1, 1), mobile=texts.phone(), address=texts.address()),
    )  # fmt: skip
    agreement = Agreement(
        uid=UUID(int=base + 6), form="written", agreed_on=day, facts=facts, terms=texts.findings(firm), amount=2_000_000,
        way="once", place=texts.address(), deadline="2026年9月30日前",
    )  # fmt: skip
    parts = {kind.__tablename__: () for kind in KINDS} | {"party": parties, "agreement": (agreement,)}
    return Whole(record, parts, agreement)


def ours(path: Path, faces: Faces, name: str, wholes: Sequence[Whole], copy: Copy) -> None:
    build_all(path, [LAYOUTS[name](whole, copy) for whole in wholes], faces)


class Stock:
    """The same words in stock paragraphs and tables, each style in the one font that it can use."""

    def __init__(self, folder: Path) -> None:
        for face in ("Fang-Regular", "Song-Regular", "Song-Bold", "Hei-Regular"):
            pdfmetrics.registerFont(TTFont(f"Paper{face}", font_file(folder, face)))
        self._fonts = {"fang": "PaperFang-Regular", "song": "PaperSong-Regular", "hei": "PaperHei-Regular"}

    def build(self, path: Path, plain: Sequence[Plain]) -> None:
        story = [flowable for make in plain for flowable in make()]
        margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
        SimpleDocTemplate(str(path), pagesize=A4, pageCompression=1, **margins).build(story)

    def plain(self, paper: Paper) -> list[Plain]:
        """What makes each block anew; what the blocks say is taken out beforehand."""
        return [made for block in paper.blocks for made in self._made(block)]

    def _made(self, block: Block) -> Iterator[Plain]:
        width = A4[0] - 2 * MARGIN
        if isinstance(block, Text):
            style = self._style(block.face, block.size, block.bold)
            yield lambda: [StockParagraph(line, style) for line in text_of(block.content).split("\n")]
        elif isinstance(block, Form):
            yield partial(self._table, block, width)
        elif isinstance(block, ByHand):
            style = self._style("fang", block.size)
            yield lambda: [Table([[StockParagraph(text, style) for text in row]]) for row in block.rows]
        elif isinstance(block, Signed):
            style = self._style("fang", block.size)
            yield lambda: [StockParagraph(text, style) for text in (*block.names, block.date)]

    def _table(self, form: Form, width: float) -> list[Flowable]:
        heads, values = self._style("song", form.size), self._style("fang", form.size)
        rows, styles = [], [("GRID", (0, 0), (-1, -1), 0.5, 0)]
        for number, row in enumerate(form.rows):
            cells: list[object] = []
            starts = accumulate((cell.span for cell in row), initial=0)
            for start, cell in zip(starts, row, strict=False):
                lines = text_of(cell.content).split("\n")
                cells += [[StockParagraph(line, heads if cell.head else values) for line in lines]]
                cells += [""] * (cell.span - 1)
                styles.append(("SPAN", (start, number), (start + cell.span - 1, number)))
            rows.append(cells)
        scale = width / sum(form.columns)
        return [Table(rows, colWidths=[one * scale for one in form.columns], style=styles)]

    def _style(self, face: str, size: float, bold: bool = False) -> ParagraphStyle:
        font = "PaperSong-Bold" if bold else self._fonts[face]
        return ParagraphStyle(
            font, fontName=font, fontSize=size, leading=size * 1.6, wordWrap="CJK", alignment=TA_JUSTIFY
        )


def one_paper(folder: Path, faces: Faces, rounds: int) -> Iterator[Figure]:
    stock, whole, copy = Stock(folder), case(Texts(), 1), Copy(unit="泽林所")
    for name, title in NAMES.items():
        plain = stock.plain(LAYOUTS[name](whole, copy))
        share = ratio(
            rounds,
            partial(ours, folder / "ours.pdf", faces, name, [whole], copy),
            partial(stock.build, folder / "stock.pdf", plain),
        )
        yield Figure(f"{title}一份，与 reportlab Platypus 同样内容之比", share, 1.1, detail=True)


def many(folder: Path, faces: Faces, wholes: Sequence[Whole]) -> Iterator[Figure]:
    """CPU of one file with all of them over that of as many files; and over LibreOffice's, where there is one."""
    copy, count = Copy(unit="泽林所"), len(wholes)
    ours(folder / "all.pdf", faces, "agreement", wholes[:1], copy)  # the typefaces are read once and for all
    start = process_time()
    ours(folder / "all.pdf", faces, "agreement", wholes, copy)
    together = process_time() - start
    for number, whole in enumerate(wholes):
        ours(folder / f"{number}.pdf", faces, "agreement", [whole], copy)
    alone = process_time() - start - together
    yield Figure(f"协议书 {count:,} 份合成一个 PDF，与逐份成文件之比", together / alone, 0.2)
    office = shutil.which("soffice")
    if office and count > CONVERTED:
        papers = [LAYOUTS["agreement"](whole, copy) for whole in wholes[: CONVERTED + 1]]
        each = libreoffice(office, folder, papers)
        yield Figure(
            f"协议书合成一个 PDF 每份用时，与 LibreOffice 转换同样的 .docx 之比（{CONVERTED} 份的均值，不计它的启动）",
            together / count / each,
            0.1,
        )


def libreoffice(office: str, folder: Path, papers: Sequence[Paper]) -> float:
    """CPU seconds that it takes for a further document, once it has started and made its first."""
    files = []
    for number, paper in enumerate(papers):
        files.append(folder / f"{number}.docx")
        write_word(files[-1], paper)
    first, *_ = files
    alone = converting(office, folder, [first])
    return (converting(office, folder, files) - alone) / (len(files) - 1)


def converting(office: str, folder: Path, files: Sequence[Path]) -> float:
    profile = (folder / "profile").as_uri()
    words = [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder / "office",
    ]
    before = cpu_of_children()
    subprocess.run([office, *words, *files], check=True, capture_output=True)
    return cpu_of_children() - before


def cpu_of_children() -> float:
    told = os.times()
    return told.children_user + told.children_system


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    faces = Faces(folder / "faces")
    figures = list(one_paper(folder, faces, 1 if small else ROUNDS))
    yield worst("文书一份，与 reportlab Platypus 同样内容之比（最差的一种）", figures)
    yield from figures
    texts = Texts()
    yield from many(folder, faces, [case(texts, number) for number in range(5 if small else MANY)])
