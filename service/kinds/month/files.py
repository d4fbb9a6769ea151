"""The files of a month: its page, its workbook, and papers by body."""

from __future__ import annotations

from models.base import Language
from models.month import MonthStudy
from service import files
from service.kinds.month.page import month_page
from service.kinds.month.papers import Papers

SETTLEMENT = "reglement.pdf"


def contents(study: MonthStudy, language: Language) -> dict[str, bytes]:
    """Return the files by name; each body's papers are in files of its own."""
    made = files.contents(study, month_page(study, language), language)
    if study.period.year:
        return made
    papers = Papers(study, language)
    rows = {one.association: one for one in study.holders}
    for body in papers.bodies:
        made[f"dons/{body}.pdf"] = papers.gifts(body)
        made[f"registre/{body}.pdf"] = papers.register(body)
        made[f"releves/{body}.pdf"] = papers.statement(rows[body])
        if rows[body].done:
            made[f"bons/{body}.pdf"] = papers.notes(body)
    if study.settlements:
        made[SETTLEMENT] = papers.settlement()
    return made
