"""Which part of a workbook holds which sheet, as its own list says."""

import posixpath
import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from ercheng_station.errors import UserError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def part_names(path: Path) -> dict[str, str]:
    """Sheet title → part. UserError import-broken where a sheet's part is missing."""
    try:
        with zipfile.ZipFile(path) as packed:
            there = set(packed.namelist())
            listed = ElementTree.fromstring(packed.read("xl/workbook.xml"))
            related = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile, UnicodeError) as error:
        raise UserError("import-broken", name=path.name) from error
    targets = {one.get("Id"): (one.get("Target") or "", one.get("Type") or "") for one in related}
    found = {}
    for space in (_MAIN, _STRICT):
        for sheet in listed.iter(f"{space}sheet"):
            key = next((sheet.get(name) for name in _IDS if sheet.get(name)), None)
            target, kind = targets.get(key, ("", ""))
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if kind.endswith("/worksheet") and part not in there:
                raise UserError("import-broken", name=path.name)
            found[sheet.get("name") or ""] = part
    return found
