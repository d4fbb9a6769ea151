"""Files that must not be read as workbooks, each refused with one clear sentence."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from scenarios import ScenarioError, load
from tabular.container import MAX_ALL, MAX_FILE, MAX_PART, MAX_TAGS, OLE
from tests.scenarios.workbook.books import NAME, changed, faults, repacked, village


@pytest.fixture
def book() -> bytes:
    return village()


def refused(folder: Path, content: bytes, name: str = NAME) -> str:
    path = folder / name
    path.write_bytes(content)
    began = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert time.process_time() - began < 3
    (fault,) = caught.value.faults
    assert fault.text.fr != fault.text.en
    return fault.text.en


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name.replace("__", "/"), part)
    return made.getvalue()


def test_a_workbook_is_known_by_its_content(tmp_path: Path, book: bytes) -> None:
    path = tmp_path / "village.yaml"
    path.write_bytes(book)
    assert load(path).scenario.id == "village"


def test_old_and_encrypted_workbooks(tmp_path: Path) -> None:
    assert "another format" in refused(tmp_path, OLE + bytes(600), "town.xls")
    locked = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(tmp_path, locked)


def test_other_kinds_of_archives(tmp_path: Path, book: bytes) -> None:
    assert "another format" in refused(tmp_path, zipped(**{"content.xml": b"<a/>"}), "town.ods")
    binary = repacked(book, {"xl/workbook.xml": None, "xl/workbook.bin": b"x"})
    assert "another format" in refused(tmp_path, binary, "town.xlsb")
    assert "not a workbook" in refused(tmp_path, zipped(a=b"hello"))


def test_macros_and_links(tmp_path: Path, book: bytes) -> None:
    assert "macros" in refused(tmp_path, repacked(book, {"xl/vbaProject.bin": b"x"}), "town.xlsm")
    linked = repacked(book, {"xl/externalLinks/externalLink1.xml": b"<a/>"})
    assert "linked" in refused(tmp_path, linked)


def test_bombs_by_their_declared_size(tmp_path: Path, book: bytes) -> None:
    heavy = repacked(book, {"xl/media/a.bin": bytes(MAX_PART + 1)})
    assert len(heavy) < MAX_FILE
    assert "unpacked" in refused(tmp_path, heavy)
    part = bytes(MAX_ALL // 3)
    many = repacked(book, {f"xl/media/{n}.bin": part for n in range(4)})
    assert "unpacked" in refused(tmp_path, many)


def test_bombs_that_lie_about_their_size(tmp_path: Path, book: bytes) -> None:
    heavy = repacked(book, {"xl/media/a.bin": bytes(MAX_PART + 1)})
    lying = heavy.replace(struct.pack("<L", MAX_PART + 1), struct.pack("<L", 10))
    assert lying != heavy
    assert "damaged" in refused(tmp_path, lying)


def test_bombs_of_tags_and_of_other_methods(tmp_path: Path, book: bytes) -> None:
    deep = b"<a>" * (MAX_TAGS + 1)
    assert "unpacked" in refused(tmp_path, repacked(book, {"xl/worksheets/sheet2.xml": deep}))
    made = io.BytesIO(book)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_BZIP2) as target:
        target.writestr("xl/media/a.bin", bytes(1000))
    assert "damaged" in refused(tmp_path, made.getvalue())


def test_entities_are_not_expanded(tmp_path: Path, book: bytes) -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'
    assert "damaged" in refused(tmp_path, repacked(book, {"xl/worksheets/sheet2.xml": lol}))
    wide = lol.decode().encode("utf-16")
    assert "damaged" in refused(tmp_path, repacked(book, {"xl/worksheets/sheet2.xml": wide}))


@pytest.mark.parametrize("length", [10, 3000, -3000, -30])
def test_cut_files(tmp_path: Path, book: bytes, length: int) -> None:
    assert "damaged" in refused(tmp_path, book[:length])


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet3.xml", "[Content_Types].xml"]
)
def test_parts_that_are_not_what_they_should_be(tmp_path: Path, book: bytes, part: str) -> None:
    for wrong in (b"", b"<a", b"<a/>", b"\x00\xff" * 50):
        path = tmp_path / NAME
        path.write_bytes(repacked(book, {part: wrong}))
        with pytest.raises(ScenarioError):
            load(path)


def test_files_of_fifty_megabytes(tmp_path: Path, book: bytes) -> None:
    assert "MB" in refused(tmp_path, book + bytes(50_000_000))


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path, book: bytes) -> None:
    def corner(opened: object) -> None:
        opened["Magasins"]["XFD1048576"] = 1  # type: ignore[index]

    began = time.process_time()
    assert list(faults(tmp_path, changed(book, corner))) == ["Magasins!XFD1048576"]
    assert time.process_time() - began < 4


def test_huge_sheets(tmp_path: Path, book: bytes) -> None:
    rows = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows + b"</sheetData></worksheet>"
    )
    huge = repacked(book, {"xl/worksheets/sheet3.xml": sheet})
    assert "cells filled in" in refused(tmp_path, huge)


def test_a_workbook_of_something_else(tmp_path: Path, book: bytes) -> None:
    def other(opened: object) -> None:
        for sheet in opened.worksheets[1:]:  # type: ignore[attr-defined]
            opened.remove(sheet)  # type: ignore[attr-defined]
        opened.worksheets[0].title = "Feuil1"  # type: ignore[attr-defined]

    (fault,) = faults(tmp_path, changed(book, other)).values()
    assert "ramasse template" in fault.text.fr
