"""How people see the lists of a scenario: sheets of a workbook, tables of forms.

Beside the words of a list's field, its annotation may say the name of its sheet, and that forms
have a table of it::

    donors: Annotated[
        tuple[Donor, ...],
        fr("Magasins et donateurs", "Qui donne."),
        en("Stores and donors", "Who gives."),
        sheet("Magasins", "Donors"),
        table("un magasin", "a store", "label place.commune"),
    ]
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from models.base import Text
from models.fields import titled_of, told_of


@dataclass(frozen=True, slots=True)
class SheetName:
    """What the sheet of a list is called, where its title is too long or not its alone."""

    name: Text


@dataclass(frozen=True, slots=True)
class One:
    """What one thing of a list is called, with its article."""

    name: Text


@dataclass(frozen=True, slots=True)
class Tabled:
    """How forms show a list, or a list within each thing of a list, as a table."""

    one: Text
    """What one row is, with its article."""
    columns: tuple[str, ...]
    """Fields that the table shows, dotted where they lie in a record within."""
    seldom: bool = False
    """Whether the table is offered only where there are rows."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """Marks a part of a scenario whose sheets are shown even when they are empty."""


EVERYDAY = Everyday()


def sheet(fr: str, en: str) -> SheetName:
    """Return the name of a list's sheet, 31 letters at most, to be put in its annotation."""
    return SheetName(Text(fr=fr, en=en))


def one(fr: str, en: str) -> One:
    """Return what one thing of a list is called, with its article, to be put in its annotation.

    A list that forms show as a table says it there, unless rows are called otherwise.
    """
    return One(Text(fr=fr, en=en))


def table(fr: str, en: str, columns: str, *, seldom: bool = False) -> Tabled:
    """Return how forms show a list as a table, to be put in its annotation.

    Parameters
    ----------
    fr, en
        What one row is, with its article: "un magasin", "a store".
    columns
        Fields that the table shows, with blanks between, dotted where they lie in a record within.
    seldom
        Whether the table is offered only where there are rows.
    """
    return Tabled(Text(fr=fr, en=en), tuple(columns.split()), seldom)


def is_everyday(model: type[BaseModel], field: str) -> bool:
    """Tell whether most have something to say in a field: it is required, or marked so.

    Raises
    ------
    LookupError
        The model has no such field.
    """
    return bool(told_of(model, field, Everyday)) or model.model_fields[field].is_required()


def sheet_of(model: type[BaseModel], field: str) -> Text:
    """Return the name of the sheet of a list: the title of its field, unless it says another.

    Raises
    ------
    LookupError
        The model has no such field, or the field has no title.

    Examples
    --------
    >>> from models.scenario import Scenario
    >>> sheet_of(Scenario, "donors").fr, sheet_of(Scenario, "families").fr
    ('Magasins', 'Familles')
    """
    named = told_of(model, field, SheetName)
    return named[-1].name if named else titled_of(model, field).title


def table_of(model: type[BaseModel], field: str) -> Tabled | None:
    """Return how forms show a list as a table, none when they do not.

    Raises
    ------
    LookupError
        The model has no such field.
    """
    found = told_of(model, field, Tabled)
    return found[-1] if found else None


def one_of(model: type[BaseModel], field: str) -> Text | None:
    """Return what one thing of a list is called, with its article; none when it is not said.

    Raises
    ------
    LookupError
        The model has no such field.

    Examples
    --------
    >>> from models.scenario import Scenario
    >>> one_of(Scenario, "donors").en, one_of(Scenario, "vehicles").en, one_of(Scenario, "errands")
    ('a donor', 'a vehicle', None)
    """
    named = told_of(model, field, One)
    if named:
        return named[-1].name
    shown = table_of(model, field)
    return shown.one if shown is not None else None
