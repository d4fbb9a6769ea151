"""Names to pick from, and pieces that several cards are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.base import Language, Text
from models.calendar import DAY_NAMES, DAYS
from models.scenario import Scenario
from service.asking.cards import CardFaultError, Picked
from service.asking.forms import FormField
from service.kinds.comparison.cards.words import say
from service.words.sentences import listed

Choices = tuple[tuple[str, str], ...]
"""Values and their labels."""


def associations(world: Scenario) -> Choices:
    """Return the associations to pick from."""
    return tuple((one.id, one.label) for one in world.associations)


def vehicles(world: Scenario) -> Choices:
    """Return the vehicles to pick from, with whose they are."""
    return tuple(
        (one.id, f"{one.label} ({world.association[one.owner].name})") for one in world.vehicles
    )


def week(language: Language) -> Choices:
    """Return the days of the week."""
    return tuple((day, DAY_NAMES[day].in_(language)) for day in DAYS)


def choice(name: str, key: str, choices: Choices, language: Language, value: str = "") -> FormField:
    """Return a field in which one name is picked."""
    return FormField(name, say(key, language), "choice", choices, required=True, value=value)


def boxes(name: str, key: str, choices: Choices, language: Language) -> FormField:
    """Return a field in which names are ticked."""
    return FormField(name, say(key, language), "boxes", choices, required=True)


def only(picked: Picked, name: str) -> str:
    """Return what was picked in a field."""
    return next(iter(picked.get(name, ())), "")


def quoted(names: Iterable[str]) -> Text:
    """Return names as a label lists them: in inner quotation marks, since sentences quote it."""
    said = [f"“{one}”" for one in names]
    return Text(fr=listed(said, "fr"), en=listed(said, "en"))


def days_said(days: Sequence[str]) -> Text:
    """Return days as a sentence lists them."""
    ordered = [day for day in DAYS if day in days]
    return Text(
        fr=listed([f"le {DAY_NAMES[day].fr}" for day in ordered], "fr"),
        en=listed([f"on {DAY_NAMES[day].en}" for day in ordered], "en"),
    )


def number(picked: Picked, name: str, most: int) -> int:
    """Return a whole number that was typed, from 1.

    Raises
    ------
    CardFaultError
        It is none.
    """
    text = only(picked, name)
    if not text.isdecimal() or len(text) > 4 or not 1 <= int(text) <= most:
        raise CardFaultError(name, say["bad_number"], found=text, most=most)
    return int(text)
