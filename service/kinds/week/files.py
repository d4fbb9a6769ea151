"""The files of a planned week."""

from __future__ import annotations

from models.base import Language
from models.study import Study
from service.files import BOOK, REPORT, STUDY
from service.kinds.week import calendars, messages, tracks
from service.kinds.week.driver_sheets import driver_sheets
from service.kinds.week.report import report
from service.kinds.week.run_workbook import run_workbook
from service.kinds.week.words import SHEETS

FOLDERS = (tracks.FOLDER, calendars.FOLDER, messages.FOLDER)
"""Folders of small files: they are named once."""


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
