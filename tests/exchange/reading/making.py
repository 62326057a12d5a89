"""Workbooks as strangers make them, written part by part, so that each can be wrong in one way."""

import zipfile

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006"
STRINGS = f'{_HEAD}<sst xmlns="{_MAIN}"><si><t>甲</t></si></sst>'


def sheet(rows, *, dimension="A1", behind=""):
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{behind}</worksheet>'


def styles(*formats):
    cells = "".join(f'<xf numFmtId="{one}" applyNumberFormat="1"/>' for one in formats or (0,))
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(formats) or 1}">{cells}</cellXfs></styleSheet>'
    )


def parts(*sheets, epoch="", look=None, strings=STRINGS):
    """Part name → content of a workbook with these sheets."""
    names = [f"sheet{at}.xml" for at in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name="表{at}" sheetId="{at}" r:id="rId{at}"/>' for at in range(1, len(sheets) + 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATED}/worksheet" Target="worksheets/{name}"/>'
        for at, name in enumerate(names, 1)
    )
    further = (
        f'<Relationship Id="s" Type="{_RELATED}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{_RELATED}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKED}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKED}/relationships"><Relationship Id="r" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">{epoch}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKED}/relationships">{related}{further}</Relationships>',
        "xl/styles.xml": look or styles(),
        "xl/sharedStrings.xml": strings,
        **{f"xl/worksheets/{name}": content for name, content in zip(names, sheets, strict=True)},
    }


def packed(path, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in content.items():
            file.writestr(name, text)
    return path


def workbook(path, *sheets, **more):
    return packed(path, parts(*sheets, **more))
