"""Reads a bundle as a stranger's file and believes nothing that its digests and its signature do not bear out."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from math import isfinite
from pathlib import Path
from typing import Any
from uuid import UUID

from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.parcel import (
    CASES,
    FORMAT,
    SHEET,
    Manifest,
    Parcel,
    digests,
    is_head,
    is_signed,
)
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.exchange.reading.book import Book, Sheet
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.progress import Report, silent
from ercheng_station.records.catalogue import Catalogue

_KNOWN = {one.name for one in fields(Manifest)}
_LATER = {"freight", "files_key", "above", "head"}
"""What bundles of earlier programs do not tell."""
_WORDS = {one.name for one in fields(Manifest) if one.type in (str, "str")}
_SHARE = 2
"""The counts above and below the line."""
_PERIOD = re.compile(r"20\d\d(-(0[1-9]|1[0-2]|Q[1-4]))?")


def open_bundle(
    path: Path, catalogue: Catalogue, report: Report = silent, password: str | None = None
) -> tuple[Parcel, Book]:
    """UserError as `parcel_in` or `read_book`."""
    book = read_book(path, password=password, report=report)
    return parcel_in(path, book, catalogue), book


def parcel_in(path: Path, book: Book, catalogue: Catalogue) -> Parcel:
    """UserError bundle-foreign, bundle-damaged (where) or bundle-newer."""
    sheet = next((one for one in book.sheets if one.title == SHEET), None)
    if sheet is None:
        raise UserError("bundle-foreign", name=path.name)
    lines = list(_lines(sheet))
    if [page for page, _ in lines[:2]] != ["manifest", "signature"]:
        raise _damaged(path, "包的说明")
    told, signature = lines[0][1], lines[1][1]
    manifest = _manifest(path, told)
    if not is_signed(manifest.key, signature, told):
        raise _damaged(path, "签名")
    _refuse_other_texts(path, manifest, lines[2:], catalogue)
    return _parcel(path, manifest, lines[2:], catalogue)


def _lines(sheet: Sheet) -> Iterable[tuple[str, str]]:
    """(page, text) of each row below the labels."""
    for row in sheet.rows[1:]:
        if any(row):
            yield str(row[0] or ""), "".join(str(cell) for cell in row[2:] if cell)


def _manifest(path: Path, text: str) -> Manifest:
    try:
        told = json.loads(text)
        if int(told["format"]) > FORMAT:
            raise UserError("bundle-newer", name=path.name, program=str(told.get("program", "")))
        made = Manifest(**{name: told[name] for name in _KNOWN if name in told or name not in _LATER})
        sane = _is_sane(made)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _damaged(path, "包的说明") from error
    if not sane:
        raise _damaged(path, "包的说明")
    return made


def _is_sane(made: Manifest) -> bool:
    """Whether everything in it is of its sort, so that nobody who reads it later stumbles. May raise as `_manifest` catches."""
    words = [value for name, value in vars(made).items() if name in _WORDS]
    figures = [*made.figures.values(), *made.passed_on.values(), *made.shares.values()]
    tables = (made.omitted, made.counts, made.digests, made.freight, made.above, *made.above.values())
    return bool(
        all(isinstance(one, str) for one in words)
        and all(isinstance(one, bool) for one in vars(made.carries).values())
        and bytes.fromhex(made.files_key).hex() == made.files_key
        and all(map(_is_figure, figures))
        and all(isinstance(one, dict) for one in tables)
        and all(isinstance(one, str) for page in made.above.values() for one in (*page, *page.values()))
        and is_head(made.head)
        and isinstance(made.sequence, int)
        and isinstance(made.base, int | None)
        and _PERIOD.fullmatch(made.period)
        and UUID(made.station)
    )


def _is_figure(one: object) -> bool:
    counts = one if isinstance(one, list) and len(one) == _SHARE else [one]
    return one is None or all(isinstance(each, int | float) and isfinite(each) for each in counts)


def _refuse_other_texts(
    path: Path, manifest: Manifest, lines: Sequence[tuple[str, str]], catalogue: Catalogue
) -> None:
    counts, hashes = digests(lines)
    for page in {*manifest.digests, *hashes}:
        if (counts.get(page), hashes.get(page)) != (manifest.counts.get(page), manifest.digests.get(page)):
            raise _damaged(path, f"“{_title(page, catalogue)}”的内容")


def _parcel(path: Path, manifest: Manifest, lines: Sequence[tuple[str, str]], catalogue: Catalogue) -> Parcel:
    known = {kind.__tablename__ for kind in catalogue}
    versions, cases, others = [], [], dict[str, int]()
    try:
        for page, text in lines:
            if page == CASES:
                cases.append(_object(text))
            elif page in known:
                versions.append(_version(page, text))
            else:
                others[page] = others.get(page, 0) + 1
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _damaged(path, "记录") from error
    return Parcel(manifest, versions, cases, others)


def _version(page: str, text: str) -> Version:
    found = Version.from_text(text)
    if found.kind != page:
        raise ValueError(found.id)
    return found


def _object(text: str) -> Mapping[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError(text)
    return found


def _title(page: str, catalogue: Catalogue) -> str:
    return next((kind.title for kind in catalogue if kind.__tablename__ == page), page)


def _damaged(path: Path, where: str) -> UserError:
    return UserError("bundle-damaged", name=path.name, where=where)
