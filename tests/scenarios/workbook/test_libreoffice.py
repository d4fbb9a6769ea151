"""Workbooks opened and saved by another spreadsheet program."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scenarios.forms import content, workbook
from tests.helpers.short import filled, saved

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def through_office(folder: Path, *names: str) -> Path:
    """Return a folder of the same workbooks, saved by LibreOffice."""
    assert OFFICE is not None
    out = folder / "saved"
    environment = {**os.environ, "HOME": str(folder)}
    how = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    files = [str(folder / name) for name in names]
    subprocess.run(
        [OFFICE, *how, *files], check=True, capture_output=True, timeout=280, env=environment
    )
    return out


SHIPPED = ("aubagne", "vallee", "depot")
"""Files with every sort of cell between them: variants, deliveries, dates, words of any kind."""


@pytest.mark.long
def test_shipped_workbooks_come_back_whole(tmp_path: Path) -> None:
    before = {}
    for name in SHIPPED:
        before[name] = content(name)
        (tmp_path / f"{name}.xlsx").write_bytes(workbook(before[name], "fr", name))
    (tmp_path / "court.xlsx").write_bytes(saved(filled()))
    before["court"] = content(tmp_path / "court.xlsx")
    out = through_office(tmp_path, *(f"{name}.xlsx" for name in before))
    for name, said in before.items():
        assert content(out / f"{name}.xlsx") == said, name
