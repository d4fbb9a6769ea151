"""The files of a planned week, by name."""

from __future__ import annotations

from models.base import Language
from models.study import Study
from service import files
from service.kinds.week import calendars, messages, tracks
from service.kinds.week.driver_sheets import driver_sheets
from service.kinds.week.page import week_page
from service.kinds.week.phone_page import phone_pages
from service.kinds.week.poster import poster
from service.kinds.week.words import POSTER, SHEETS


def contents(study: Study, language: Language) -> dict[str, bytes]:
    """Return the files of a run by name, those of a folder as ``folder/name``."""
    return {
        **files.contents(study, week_page(study, language), language),
        SHEETS: driver_sheets(study, language),
        POSTER: poster(study, language),
        **tracks.tracks(study, language),
        **calendars.round_calendars(study, language),
        **messages.messages(study, language),
        **phone_pages(study, language),
    }
