"""Further files of a study, each declared once: made, offered beside the result, explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.base import Language, Text
from service.asking.late import Late


@dataclass(frozen=True)
class Paper:
    """A file that every study of a kind has beside those made of its page."""

    name: str
    made_by: str
    """``module:function`` that makes it of a study in a language; imported when it is made."""
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
        made: bytes = Late(self.made_by)(study, language)
        return made
