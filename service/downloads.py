"""Files sent to whoever asks: a scenario in either form, and what a run writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from urllib.parse import quote

from fastapi import Response

from models.base import Language
from scenarios.forms import content, workbook, yaml
from service.sources import Form, Upload

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "gpx": "application/gpx+xml",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}
"""By the end of the name."""
SHOWN = frozenset(("pdf",))
"""Opened in the browser rather than saved."""


def attachment(name: str, data: bytes) -> Response:
    """Return a file with its name."""
    last = name.rpartition("/")[2]
    end = last.rpartition(".")[2].lower()
    how = "inline" if end in SHOWN else "attachment"
    return Response(
        data,
        media_type=MEDIA.get(end, "application/octet-stream"),
        headers={
            "Content-Disposition": f"{how}; {_named(last)}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
            "Cache-Control": "no-store",
        },
    )


def _named(name: str) -> str:
    """Return a name as all programs read it: plain letters, then the whole of it."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def as_yaml(upload: Upload) -> str:
    """Return a scenario that was uploaded as the text of a YAML file.

    Raises
    ------
    ScenarioError
        It cannot be read.
    """
    if upload.form == "yaml":
        return upload.content.decode("utf-8-sig")
    with upload.at_hand() as path:
        return yaml(content(path))


def scenario_file(upload: Upload, form: Form) -> tuple[str, bytes]:
    """Return the name and content of a scenario in a form: as it was uploaded, or converted.

    Raises
    ------
    ScenarioError
        It cannot be read, or cannot be written in that form.
    """
    stem = PurePath(upload.name).stem
    if form == upload.form:
        return upload.name, upload.content
    if form == "yaml":
        return f"{stem}.yaml", as_yaml(upload).encode()
    with upload.at_hand() as path:
        said = content(path)
    language: Language = "en" if said.get("language") == "en" else "fr"
    return f"{stem}.xlsx", workbook(said, language, f"{stem}.xlsx")


def short_template(language: Language, today: date) -> tuple[str, bytes]:
    """Return the name and content of the short workbook to be filled in."""
    from scenarios.beginning.answers import begun
    from scenarios.short.drawing import book

    name = {"fr": "ma-ville.xlsx", "en": "my-town.xlsx"}[language]
    return name, book(begun(language, today), language, name)


def template(language: Language) -> tuple[str, bytes]:
    """Return the name and content of the whole workbook to be filled in."""
    from scenarios.workbook.template import template_content

    name = "ramasse.xlsx"
    return name, workbook(template_content(language), language, name)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return some files as one archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()
