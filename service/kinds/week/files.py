"""The files of a run, written all together or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from models.base import Language
from models.study import Study
from service.kinds.week import calendars, messages, tracks
from service.kinds.week.driver_sheets import driver_sheets
from service.kinds.week.report import report
from service.kinds.week.run_workbook import run_workbook

STUDY = "study.json"
SHEETS = "feuilles-de-route.pdf"
REPORT = "report.html"
BOOK = "classeur.xlsx"
NAMES = (STUDY, SHEETS, REPORT, BOOK)
OWNED = (*tracks.OWNED, *calendars.OWNED, *messages.OWNED)
"""Patterns of the files that one run makes and another may not."""
FOLDERS = (tracks.FOLDER, calendars.FOLDER, messages.FOLDER)
"""Folders of small files: they are named once."""


def check_writable(folder: Path, names: Sequence[str] = NAMES) -> None:
    """Make sure that the files can be put in a folder, leaving nothing behind.

    Raises
    ------
    OSError
        When it, or what is above it, is a file or a link to nowhere, or cannot be written; when
        one of the files could not take its place.
    """
    above = _existing(folder)
    if not above.is_dir():
        raise _error(errno.ENOTDIR, above)
    for name in names:
        if (folder / name).is_dir():
            raise _error(errno.EISDIR, folder / name)
    with tempfile.TemporaryDirectory(dir=above, prefix=".ramasse-"):
        pass


def write(study: Study, folder: Path, language: Language) -> tuple[Path, ...]:
    """Write a study and all that is made of it: sheets, report, workbook, tracks, agendas, texts.

    They are made in a folder beside, then moved: a run that fails leaves what was there.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    return place(contents(study, language), folder, owned=OWNED)


def contents(study: Study, language: Language) -> dict[str, bytes]:
    """Return the files of a run by name, those of a folder as ``folder/name``."""
    return {
        STUDY: study.model_dump_json(indent=1).encode(),
        SHEETS: driver_sheets(study, language),
        REPORT: report(study, language).encode(),
        BOOK: run_workbook(study, language),
        **tracks.tracks(study, language),
        **calendars.round_calendars(study, language),
        **messages.messages(study, language),
    }


def place(
    made: Mapping[str, bytes], folder: Path, *, owned: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Put files in a folder, all of them or none, and return their paths.

    Parameters
    ----------
    owned
        Patterns of names that are ours: those of an earlier time that are not made again go.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _beside(folder) as aside:
        for name, content in made.items():
            (aside / name).parent.mkdir(exist_ok=True)
            (aside / name).write_bytes(content)
        folder.mkdir(exist_ok=True)
        for name in made:
            (folder / name).parent.mkdir(exist_ok=True)
            (aside / name).replace(folder / name)
    for pattern in owned:
        for path in sorted(folder.glob(pattern)):
            if str(path.relative_to(folder)) not in made:
                path.unlink()
    return tuple(folder / name for name in made)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Yield a folder for the time of writing, on the same disk."""
    made = Path(
        tempfile.mkdtemp(dir=folder if folder.is_dir() else folder.parent, prefix=".ramasse-")
    )
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that exists, be it a link to nowhere."""
    here = folder.absolute()
    while not os.path.lexists(here):
        here = here.parent
    return here


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))
