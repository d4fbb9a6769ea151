"""What was chosen by hand over what the search found, each choice with its price."""

from __future__ import annotations

from models.base import Language, Text
from models.by_hand import ByHand
from service.pages.page import Cell, Number, Section, Table, row
from service.words.labels import word

TITLE = Text(fr="Choisi à la main", en="Chosen by hand")
CHOICE = Text(fr="Choix", en="Choice")
MENDED = Text(fr="Reste arrangé par la recherche", en="Rest mended by the search")
VOID = Text(fr="{what} (défait ensuite)", en="{what} (undone later)")


def hand_section(told: ByHand, language: Language) -> Section:
    """Return every choice with what it costs, what mending brought, and all of it together."""

    def cells(kg: float, hours: float, eur: float) -> list[Cell]:
        return [
            Number(_whole(kg, 0), 0, "kg", sign=True),
            Number(_whole(hours, 1), 1, "h", sign=True),
            Number(_whole(eur, 0), 0, "€", sign=True),
        ]

    rows = []
    for one in told.choices:
        text = one.text.in_(language)
        if one.made is None:
            text = VOID.format(what=text).in_(language)
        rows.append(row(text, cells(one.usable_kg, one.person_hours, one.eur)))
    if told.mended:
        mending = cells(told.mending_kg, told.mending_hours, told.mending_eur)
        rows.append(row(MENDED.in_(language), mending))
    total = cells(
        told.mending_kg + sum(one.usable_kg for one in told.choices),
        told.mending_hours + sum(one.person_hours for one in told.choices),
        told.mending_eur + sum(one.eur for one in told.choices),
    )
    rows.append(row(word("total", language), total))
    heads = (
        CHOICE.in_(language),
        word("usable_kg", language),
        word("person_hours", language),
        word("cost", language),
    )
    return Section(TITLE.in_(language), (Table(heads, tuple(rows), total=True),))


def _whole(value: float, digits: int) -> float:
    """Return a value without the sign of a rounded nothing."""
    return round(value, digits) + 0.0
