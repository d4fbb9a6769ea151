"""Further files of a study, each declared once: made, offered beside the result, explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from models.base import Language, Text
from service.asking.late import Late
from service.pages.page import Page
from service.words.labels import word


@dataclass(frozen=True)
class Paper:
    """A file that every study of a kind has beside those made of its page."""

    name: str
    made_by: str
    """``module:function`` that makes it of a study in a language; imported when it is made.

    It returns the bytes of the file, or a page, which is written as the name of the file ends.
    """
    opened: Text | None = None
    """What its link beside the result says; none where it is among the files alone."""
    lead: Text | None = None
    """What to know before opening it."""
    purpose: Text | None = None
    """What it is for, where its ending does not tell."""
    offered: Callable[[Any], bool] = bool
    """Whether its link stands beside the result of a study: not where its pages are none."""

    def of(self, study: Any, language: Language) -> bytes:
        """Return the file of a study."""
        made: bytes | Page = Late(self.made_by)(study, language)
        return (
            made if isinstance(made, bytes) else WRITERS[PurePath(self.name).suffix](made, language)
        )


def _html(page: Page, language: Language) -> bytes:
    from service.pages.html import html

    return html(page, language).encode()


def _workbook(page: Page, language: Language) -> bytes:
    from service.pages.workbook import workbook

    return workbook(page, language)


WRITERS: Mapping[str, Callable[[Page, Language], bytes]] = {".html": _html, ".xlsx": _workbook}


def public_edition(page: str, map_: str, lead: Text) -> tuple[Paper, ...]:
    """Return the public edition of a study: its page, its workbook, its map on A3.

    Parameters
    ----------
    page
        ``module:function`` of what everyone may read, as a page.
    map_
        The same of the map.
    lead
        For whom it is, and what it does not tell.
    """
    purpose = word["public_purpose"]
    return (
        Paper("public.html", page, opened=word["public_open"], lead=lead, purpose=purpose),
        Paper("public.xlsx", page, purpose=purpose),
        Paper("carte_publique.pdf", map_, purpose=purpose),
    )
