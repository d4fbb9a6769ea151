"""Faults put into words at the edge: each surface has its own names for fields."""

from __future__ import annotations

from collections.abc import Callable

from models.base import Language, Model, Text
from models.fields import titled_of
from scenarios import Fault
from service.words.field_faults import FieldFault

AnyFault = Fault | FieldFault
"""What is wrong, as data: in a file, or in a field of what is asked."""
OPTIONS = {"--variant": "variant", "--set": "sets"}
"""How faults of a scenario name what is applied on its file, and the fields that say it."""


def place_of(fault: Fault, name: Callable[[str], str]) -> str:
    """Return where a fault of a scenario is, fields called as a surface calls them.

    Examples
    --------
    >>> from models.base import Text
    >>> fault = Fault(place='--variant "x"', path="", text=Text(fr="…", en="…"))
    >>> place_of(fault, str.upper)
    'VARIANT "x"'
    """
    option, space, rest = fault.place.partition(" ")
    return f"{name(OPTIONS[option])}{space}{rest}" if option in OPTIONS else fault.place


def line_of(fault: AnyFault, name: Callable[[str], str], language: Language) -> str:
    """Return a fault as one line that says where it is."""
    if isinstance(fault, FieldFault):
        return fault.line(name, language).strip()
    where = ": ".join(part for part in (place_of(fault, name), fault.path) if part)
    text = fault.text.in_(language)
    return f"{where} — {text}" if where else text


def title_of(asked: type[Model], field: str, language: Language) -> str:
    """Return what people read of a field, in quotes; its name where it has no title."""
    try:
        title = titled_of(asked, field).title.in_(language)
    except LookupError:
        return field
    return f"«\u00a0{title}\u00a0»" if language == "fr" else f"“{title}”"


def titled(fault: FieldFault, asked: type[Model]) -> Text:
    """Return a fault in both languages, fields called as people read them."""

    def told(language: Language) -> str:
        return fault.told(lambda field: title_of(asked, field, language), language, to_people=True)

    return Text(fr=told("fr"), en=told("en"))
