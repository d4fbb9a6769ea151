"""What was decided by hand before, and may be left free again: a part of the forms of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.base import Language, Text
from service.asking.forms import Boxes

NAME = "free"
"""The name of its boxes, and of the field that they fill."""
DECIDED = Text(fr="Déjà décidé à la main", en="Decided by hand already")
DECISION = Text(fr="Ce qui est tenu", en="What is kept to")
FREE = Text(fr="Rendre libre", en="Free again")
NOT_DECIDED = Text(
    fr="{found} n'est pas décidé à la main. Attendu : ce qui l'a été{known}. Retirez-le.",
    en="{found} is not decided by hand. Expected: what was{known}. Remove it.",
)


def decided(rows: Sequence[tuple[str, str]], language: Language) -> tuple[Boxes, ...]:
    """Return the boxes of decisions, each by its name and in words; none where none was made."""
    if not rows:
        return ()
    made = tuple((told, (((name, FREE.in_(language)),),)) for name, told in rows)
    title = DECIDED.in_(language)
    return (Boxes(title, title, (DECISION.in_(language), FREE.in_(language)), NAME, made),)


def known(names: Iterable[str]) -> str:
    """Return the names that there are, as ``NOT_DECIDED`` tells them."""
    told = ", ".join(names)
    return f" ({told})" if told else ""
