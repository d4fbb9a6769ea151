"""A map printed on A3: as large as the sheet lets it be, its key in words, its table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.base import Language
from service.pages.drawn_choropleth import drawn_choropleth
from service.pages.drawn_map import Mark, drawn_map
from service.pages.html import SVG, svg
from service.pages.page import Cell, Number, Table
from service.pages.pictures import Choropleth, Map
from service.pages.printed import printed

TEMPLATE = Path(__file__).with_name("map_paper.typ")
NARROW, MOST_COLUMNS = 3, 3
"""Columns of a table up to which it is printed several times side by side; how many times."""


def map_paper(
    pictures: Sequence[Map | Choropleth],
    table: Table | None,
    *,
    of: str,
    foot: str,
    language: Language,
    answer: str = "",
) -> bytes:
    """Return the PDF of maps, A3 across, a page each.

    Parameters
    ----------
    pictures
        The title of each is its page's; without any, the table stands alone.
    table
        What equals it; None where another page of the same paper has it.
    of
        What it is a map of: the town, the week.
    foot
        What stands at the foot of each page: where the figures are from.
    answer
        What the maps say at a glance, one sentence.
    """
    shown = None if table is None else table.on("report")
    rows = () if shown is None else shown.rows
    heads = () if shown is None else shown.columns
    first = rows[0] if rows else ()
    data = {
        "language": language,
        "title": pictures[0].title if pictures else of,
        "of": of,
        "answer": answer,
        "foot": foot,
        "maps": [_map(one, language) for one in pictures],
        "heads": [one.text for one in heads],
        "numbers": [isinstance(one, Number) for one in first],
        "rows": [[_said(cell, language) for cell in row] for row in rows],
        "columns": MOST_COLUMNS if len(heads) <= NARROW else 2 if len(heads) <= 2 * NARROW else 1,
    }
    return printed(TEMPLATE, data)


def _map(picture: Map | Choropleth, language: Language) -> dict[str, Any]:
    drawn = (
        drawn_choropleth(picture, language)
        if isinstance(picture, Choropleth)
        else drawn_map(picture, language)
    )
    return {
        "title": picture.title,
        # the sheet has the title over it; drawings lose the narrow space between thousands
        "drawn": svg(replace(picture, title=""), language).replace("\u202f", "\u00a0"),
        "classes": [[one.shade, one.text] for one in drawn.classes],
        "marks": [[_sample(one), one.title] for one in drawn.key],
        "ways": [[one.colour, one.dash != "", one.title] for one in drawn.way_key],
        "note": drawn.note,
    }


def _sample(mark: Mark) -> str:
    fill = (
        f'fill="#fff" stroke="{mark.colour}" stroke-width="2"'
        if mark.hollow
        else f'fill="{mark.colour}"'
    )
    return f'{SVG} viewBox="0 0 16 16"><path d="{mark.path}" {fill}/></svg>'


def _said(cell: Cell, language: Language) -> str:
    if isinstance(cell, Number):
        return cell.written(language)
    return cell if isinstance(cell, str) else cell.text
