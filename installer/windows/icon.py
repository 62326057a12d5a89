"""icon.py ICON SIDE: the program's icon for Windows in every size that is asked for, and the picture beside the setup's words."""

import io
import os
import sys
from pathlib import Path

from PIL import Image

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
DRAWING = Path(__file__).resolve().parents[2] / "resources" / "brand" / "app.svg"


SIDE, BLUE = (164, 314), "#1d4a9c"


def drawn(size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(kept, "PNG")
    return Image.open(io.BytesIO(bytes(kept.data().data())))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    *smaller, largest = [drawn(size) for size in SIZES]
    side = Image.new("RGB", SIDE, BLUE)
    side.paste(largest.resize((120, 120)), (22, 97), largest.resize((120, 120)))
    side.save(sys.argv[2])
    largest.save(sys.argv[1], sizes=[(size, size) for size in SIZES], append_images=smaller)
