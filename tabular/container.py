"""What a workbook file must be before any of it is read: a plain, bounded .xlsx."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from models.base import Text
from tabular.faults import TableError, TableFault

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILE = 10_000_000
"""Bytes of a workbook file, at most."""
MAX_PART = 20_000_000
"""Bytes of one of its parts once unpacked, at most."""
MAX_ALL = 60_000_000
"""Bytes of all parts once unpacked, at most."""
MAX_PARTS = 2_000
MAX_TAGS = 3_000_000
"""Tags of all parts, opening and closing ones, at most: what trees in memory grow with."""

_PIECE = 1 << 16
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)|<\x00!\x00(D\x00O|E\x00N)|\x00<\x00!\x00[DE]")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s([^>]{0,300}?)hidden=[\"'](?:1|true)[\"']([^>]{0,300})")
_NUMBER = re.compile(rb"(?:^|\s)r=[\"'](\d{1,7})[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,80}?ref=[\"']([A-Z]{1,3}\d{1,7})[:\"']")


def is_workbook(content: bytes) -> bool:
    """Tell whether a file's content is that of a spreadsheet, good or bad, rather than text."""
    return content.startswith((ZIP, OLE))


@dataclass(frozen=True)
class Container:
    """A file that may be read as a workbook."""

    content: bytes
    merged: dict[str, tuple[str, ...]]
    """The first cell of each merged range, by the name of the sheet's part."""
    hidden: dict[str, tuple[int, ...]]
    """Rows that people do not see, such as those that a filter leaves out."""


def opened(content: bytes) -> Container:
    """Return a workbook file whose parts are within bounds and only hold data.

    Raises
    ------
    TableError
        It is of another kind, damaged, encrypted, too heavy, or has macros or links.
    """
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        _refuse(_ENCRYPTED if encrypted else _OLD)
    if len(content) > MAX_FILE:
        _refuse(_HEAVY.format(size=f"{len(content) / 1e6:.1f}", most=f"{MAX_FILE / 1e6:g}"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return Container(content, *_checked(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        _refuse(_DAMAGED)
    except RuntimeError:
        # what zipfile says of parts with a password
        _refuse(_ENCRYPTED)


def _checked(
    archive: zipfile.ZipFile,
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, ...]]]:
    """Return merged cells and hidden rows, by part, of an archive that may be read."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    _refuse_other_kinds(names)
    # other methods unpack a whole piece at once, whatever its size
    usual = all(part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts)
    if len(parts) > MAX_PARTS or len(set(names)) < len(names) or not usual:
        _refuse(_DAMAGED)
    total = tags = 0
    for part in parts:
        total += part.file_size
        if part.file_size > MAX_PART or total > MAX_ALL:
            _refuse(_BOMB)
    merged = {}
    hidden = {}
    for part in parts:
        sheet = part.filename.startswith("xl/worksheets/")
        found: list[str] = []
        rows: list[int] = []
        # a declared size may lie: what comes out is counted as well
        size = 0
        for piece in _pieces(archive, part):
            size += len(piece[1])
            tags += piece[1].count(b"<")
            if size > MAX_PART or tags > MAX_TAGS:
                _refuse(_BOMB)
            if part.filename.endswith((".xml", ".rels")) and _ENTITIES.search(b"".join(piece)):
                _refuse(_DAMAGED)
            if sheet:
                whole = b"".join(piece)
                found += [cell.decode("ascii") for cell in _MERGED.findall(whole)]
                said = (_NUMBER.search(b" ".join(one)) for one in _HIDDEN.findall(whole))
                rows += [int(one[1]) for one in said if one is not None]
        if found:
            merged[part.filename] = tuple(dict.fromkeys(found))
        if rows:
            hidden[part.filename] = tuple(dict.fromkeys(rows))
    return merged, hidden


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Yield a part piece by piece, each with the end of the one before."""
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield before, piece
            before = piece[-600:]


def _refuse_other_kinds(names: list[str]) -> None:
    known = set(names)
    if "xl/workbook.xml" not in known:
        other = "xl/workbook.bin" in known or "content.xml" in known
        _refuse(_OLD if other else _NOT_A_BOOK)
    if any(name.rpartition("/")[2].lower().startswith("vbaproject") for name in names):
        _refuse(_MACROS)
    if any(name.startswith("xl/externalLinks/") for name in names):
        _refuse(_LINKS)


def _refuse(text: Text) -> NoReturn:
    raise TableError([TableFault(text)])


_OLD = Text(
    fr="Classeur d'un autre format (.xls, .xlsb, .ods). Attendu : .xlsx. Enregistrez-le sous le "
    "format « Classeur Excel (.xlsx) ».",
    en='A workbook of another format (.xls, .xlsb, .ods). Expected: .xlsx. Save it as "Excel '
    'Workbook (.xlsx)".',
)
_ENCRYPTED = Text(
    fr="Classeur protégé par un mot de passe. Attendu : un classeur sans mot de passe. Retirez-le "
    "dans Fichier > Informations, puis enregistrez.",
    en="The workbook is protected by a password. Expected: none. Remove it in File > Info, then "
    "save.",
)
_HEAVY = Text(
    fr="Le fichier fait {size} Mo. Attendu : {most} Mo au plus. Retirez images et feuilles qui ne "
    "servent pas.",
    en="The file is {size} MB. Expected: {most} MB at most. Remove pictures and sheets that are "
    "not needed.",
)
_DAMAGED = Text(
    fr="Classeur abîmé, qui ne peut pas être lu. Attendu : un fichier .xlsx entier. Ouvrez-le dans "
    "votre tableur et enregistrez-le de nouveau.",
    en="The workbook is damaged and cannot be read. Expected: a whole .xlsx file. Open it in your "
    "spreadsheet program and save it again.",
)
_NOT_A_BOOK = Text(
    fr="Cette archive n'est pas un classeur. Attendu : un fichier .xlsx ou un texte YAML. Donnez "
    "le fichier lui-même.",
    en="This archive is not a workbook. Expected: an .xlsx file or YAML text. Give the file "
    "itself.",
)
_BOMB = Text(
    fr=f"Classeur trop lourd une fois décompressé. Attendu : {MAX_PART / 1e6:g} Mo par feuille et "
    f"{MAX_ALL / 1e6:g} Mo en tout, au plus. Copiez les lignes utiles dans un classeur neuf.",
    en=f"The workbook is too heavy once unpacked. Expected: {MAX_PART / 1e6:g} MB a sheet and "
    f"{MAX_ALL / 1e6:g} MB in all, at most. Copy the useful rows into a new workbook.",
)
_MACROS = Text(
    fr="Classeur avec des macros. Attendu : un classeur sans macro. Enregistrez-le sous le format "
    "« Classeur Excel (.xlsx) ».",
    en='The workbook has macros. Expected: none. Save it as "Excel Workbook (.xlsx)".',
)
_LINKS = Text(
    fr="Classeur lié à d'autres fichiers. Attendu : des valeurs seulement. Rompez les liens "
    "(Données > Modifier les liens), puis enregistrez.",
    en="The workbook is linked to other files. Expected: values only. Break the links (Data > Edit "
    "Links), then save.",
)
