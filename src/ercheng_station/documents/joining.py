"""Several PDF files as one, page by page as they are."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ercheng_station.documents.preview import PDFIUM
from ercheng_station.files import atomic_write
from ercheng_station.late import Late
from ercheng_station.progress import Report, silent

if TYPE_CHECKING:
    import pypdfium2
else:
    pypdfium2 = Late("pypdfium2")


def join(parts: Sequence[Path], path: Path, report: Report = silent) -> tuple[int, ...]:
    """Write one file of all pages; the pages on which the parts begin, from 1."""
    starts, count = [], 0
    with PDFIUM:
        whole = pypdfium2.PdfDocument.new()
    for number, part in enumerate(parts):
        report(number, len(parts))
        starts.append(count + 1)
        with PDFIUM:
            source = pypdfium2.PdfDocument(part)
            whole.import_pages(source)
            source.close()
            count = len(whole)
    out = BytesIO()
    with PDFIUM:
        whole.save(out)
        whole.close()
    with atomic_write(path) as file:
        file.write(out.getvalue())
    return tuple(starts)
