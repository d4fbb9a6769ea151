"""The files of a planned week, by name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

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
    """Return the files of a run by name, those of a folder as ``folder/name``.

    The printer needs as long for the papers of a large town as all else together: it works beside,
    on one paper at a time, as each takes memory.
    """
    with ThreadPoolExecutor(1) as printer:
        sheets = printer.submit(driver_sheets, study, language)
        stop_times = printer.submit(poster, study, language)
        others = {
            **tracks.tracks(study, language),
            **calendars.round_calendars(study, language),
            **messages.messages(study, language),
            **phone_pages(study, language),
        }
        whole = files.contents(study, week_page(study, language), language)
        return {**whole, SHEETS: sheets.result(), POSTER: stop_times.result(), **others}
