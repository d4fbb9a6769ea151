"""What stores, associations, families are called; by their id where a scenario lost them."""

from __future__ import annotations

from datetime import date

from models.base import Language
from models.dates import full_date
from models.letters import lower
from models.scenario import Scenario
from models.visits import Visit, Weighed
from service.words.sentences import listed
from service.words.sentences import weighed as told

Hand = tuple[str, date | None]
"""A store, and the last day of what it was then; none for what it is now."""
MOST_DAYS = 12
"""Days named in one sentence."""


def donor(world: Scenario, name: str, when: date | None = None) -> str:
    """Return what a store is called; on a day, if one is given, with its brand if it changed."""
    store = world.donor.get(name)
    if store is None or when is None or not store.formerly:
        return name if store is None else store.label
    then = store.on(when)
    shown = then.brand is None or then.brand.casefold() in then.label.casefold()
    return then.label if shown else f"{then.label} ({then.brand})"


def hand(world: Scenario, name: str, when: date) -> Hand:
    """Return which a store was on a day: each name, brand and holder of its own is another."""
    store = world.donor.get(name)
    was = None if store is None else store.before_change(when)
    return name, None if was is None else was.until


def of_hand(world: Scenario, which: Hand) -> str:
    """Return what a store was called."""
    name, until = which
    return donor(world, name, until or date.max)


def association(world: Scenario, name: str) -> str:
    """Return what an association is called in full."""
    return world.association[name].label if name in world.association else name


def short(world: Scenario, name: str) -> str:
    """Return the short name of an association."""
    return world.association[name].name if name in world.association else name


def family(world: Scenario, name: str) -> str:
    """Return what a family is called."""
    return world.family[name].label if name in world.family else name


def weighed(world: Scenario, name: str, kg: float, language: Language) -> str:
    """Return some kg of a family after what it is called, with the units that it is counted in."""
    return f"{family(world, name)} {told(world.family.get(name), kg, language, 1)}"


def vehicle(world: Scenario, name: str) -> str:
    """Return what a vehicle is called."""
    return world.vehicle[name].label if name in world.vehicle else name


def outing(world: Scenario, name: str | None) -> str:
    """Return what a round is called: its vehicle and the part of the day, as its id says them.

    A dash where the round is not told, or of a vehicle that the town has no more.
    """
    rest = (name or "").partition("-")[2]
    shift = next((one for one in world.shifts if rest.startswith(f"{one.id}-")), None)
    if shift is None:
        return "–"
    car = rest.removeprefix(f"{shift.id}-")
    return f"{world.vehicle[car].label}, {lower(shift.label)}" if car in world.vehicle else "–"


def day(when: date, language: Language) -> str:
    """Return a date in figures.

    Examples
    --------
    >>> day(date(2026, 11, 3), "fr"), day(date(2026, 11, 3), "en")
    ('03/11/2026', '2026-11-03')
    """
    return f"{when:%d/%m/%Y}" if language == "fr" else when.isoformat()


def days(when: list[date], language: Language) -> str:
    """Return days of one period as a sentence lists them, the month told once.

    Examples
    --------
    >>> days([date(2026, 11, 3), date(2026, 11, 5)], "fr")
    '3 et 5 novembre 2026'
    """
    months = {(one.year, one.month) for one in when}
    if len(months) == 1 and language == "fr":
        own = ["1er" if one.day == 1 else str(one.day) for one in when]
        *_, month, year = full_date(when[0], language).split()
        return f"{listed(own, language, MOST_DAYS)} {month} {year}"
    return listed([full_date(one, language) for one in when], language, MOST_DAYS)


def store_order(world: Scenario, visit: Visit) -> tuple[str, str, date]:
    """Return what visits are put in order by: the store's name of then, its id, what it was."""
    until = hand(world, visit.donor, visit.day)[1] or date.max
    return donor(world, visit.donor, visit.day).casefold(), visit.donor, until


def rejects(food: Weighed) -> float:
    """Return what was thrown away of it, kg."""
    return sum(food.rejected_kg.values())
