"""The files of a month: its page, its workbook, and papers by body."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from models.base import Language
from models.month import MonthStudy
from service import files
from service.kinds.month.gifts import gifts
from service.kinds.month.notes import notes
from service.kinds.month.page import month_page
from service.kinds.month.register import register
from service.kinds.month.settlement import settlement
from service.kinds.month.statement import statement
from service.kinds.month.writer import Writer


def contents(study: MonthStudy, language: Language) -> Mapping[str, bytes]:
    """Return the files by name; each body's papers are in files of its own, made when asked for."""
    made = files.makers(study, cache(lambda: month_page(study, language)), language)
    if study.period.year:
        return files.MadeWhenAsked(made)
    writer = Writer(study, language)
    rows = {one.association: one for one in study.holders}
    for body in writer.bodies:
        made[f"dons/{body}.pdf"] = partial(gifts, writer, body)
        made[f"registre/{body}.pdf"] = partial(register, writer, body)
        made[f"releves/{body}.pdf"] = partial(statement, writer, rows[body])
        if rows[body].done:
            made[f"bons/{body}.pdf"] = partial(notes, writer, body)
    if study.settlements:
        made["reglement.pdf"] = partial(settlement, writer)
    return files.MadeWhenAsked(made)
