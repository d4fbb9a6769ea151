"""The content of a table beside a scenario, if it is one that can be read."""

from __future__ import annotations

from pathlib import Path

from models.base import Text
from models.unread import why_unread
from scenarios.faults import Complaint, Mark, ScenarioError, ordered

LARGEST = 10_000_000
"""Bytes of a file, at most."""
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")


def content_of(path: Path, otherwise: Text | None = None) -> bytes:
    """Return what a file of a table holds.

    Parameters
    ----------
    otherwise
        What is said of a file that is no table by its name.

    Raises
    ------
    ScenarioError
        It cannot be read, is too large, or is no table.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise _refused(path, why_unread(path, error)) from error
    if size > LARGEST:
        raise _refused(path, TOO_LARGE.format(size=size, limit=LARGEST))
    if path.suffix.lower() not in ENDINGS:
        raise _refused(path, otherwise or NO_TABLE)
    return content


def _refused(path: Path, text: Text) -> ScenarioError:
    return ScenarioError(ordered([Complaint(Mark(path.name), "", text)]))


TOO_LARGE = Text(
    fr="{size} octets. Attendu : {limit} au plus. Retirez ce qui n'est pas une ligne du tableau.",
    en="{size} bytes. Expected: at most {limit}. Remove what is not a line of the table.",
)
NO_TABLE = Text(
    fr="Attendu : un fichier .csv ou .xlsx. Enregistrez-le dans votre tableur sous l'un de ces "
    "formats.",
    en="Expected: a .csv or .xlsx file. Save it in your spreadsheet program in one of these "
    "formats.",
)
