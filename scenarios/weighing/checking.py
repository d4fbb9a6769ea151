"""What is wrong, doubtful or worth a word in what came in, against the scenario of its town."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from models.base import Text
from models.calendar import DAY_NAMES, DAYS
from models.dates import dated, span
from models.exceptions import away_on
from models.numbers import figure
from models.scenario import Scenario
from models.visits import OUTCOME_NAMES, Visit
from scenarios.faults import choices, did_you_mean, nearest, shown
from scenarios.weighing import words
from scenarios.weighing.before import Before
from scenarios.weighing.cells import Said
from scenarios.weighing.food import far_apart
from scenarios.weighing.rows import Told, hours_on

GRAMS = 1_000
OFTEN = 10.0
"""Times what is expected, from which a weight is asked about."""
LONG_AGO = timedelta(days=366)


@dataclass(frozen=True)
class Remark:
    """Something to say about one thing told."""

    said: Said
    field: str
    text: Text
    kind: Literal["fault", "doubt", "warning"] = "fault"
    """A doubt is no fault any more once someone says that it is so; a warning refuses nothing."""
    meanwhile: bool = False
    """Whether it is about what somebody else wrote since."""


def checked(
    told: Told,
    world: Scenario,
    today: date,
    expected: Mapping[str, Mapping[str, float]] | None = None,
) -> list[Remark]:
    """Return all that is to say about visits and outings, in their order.

    Parameters
    ----------
    today
        In the town: nothing can have come in later.
    expected
        kg by donation, then family; the scenario's own when absent.
    """
    known = expected or {name: one.kg for name, one in world.pickups.items()}
    largest = max((one.payload_kg for one in world.vehicles), default=None)
    found: list[Remark] = []
    gone = told.before
    for said, visit in told.visits:
        found += _names(said, visit, world, gone)
        found += _day(said, visit.day, today)
        found += _weights(said, visit, largest, known.get(visit.pickup or "", {}))
        found += _counted(said, visit, world)
        found += _outcome(said, visit)
        found += _its_day(said, visit, world)
    for said, outing in told.outings:
        found += _unknown(said, "vehicle", outing.vehicle, [*world.vehicle, *gone.vehicles])
        found += _unknown(said, "owner", outing.owner, [*world.association, *gone.associations])
        found += _day(said, outing.day, today)
    return found


def _names(said: Said, visit: Visit, world: Scenario, gone: Before) -> Iterator[Remark]:
    yield from _unknown(said, "donor", visit.donor, [*world.donor, *gone.stores])
    for field, who in (("association", visit.association), ("holder", visit.holder)):
        yield from _unknown(said, field, who, [*world.association, *gone.associations])
    for one in visit.food:
        yield from _unknown(said, "family", one.family, [*world.family, *gone.families])


def _unknown(said: Said, field: str, value: str, known: Sequence[str]) -> Iterator[Remark]:
    if value not in known:
        close = nearest(value, known)
        named = words.CORRECT.format(known=choices(known))
        remedy = named if close is None else did_you_mean(close)
        yield Remark(said, field, words.UNKNOWN.format(found=shown(value), remedy=remedy))


def _day(said: Said, day: date, today: date) -> Iterator[Remark]:
    if day > today:
        yield Remark(said, "day", words.FUTURE.format(day=dated(day), today=dated(today)))
    elif day < today - LONG_AGO:
        yield Remark(said, "day", words.LONG_AGO.format(day=dated(day)), "doubt")


def _weights(
    said: Said, visit: Visit, largest: float | None, expected: Mapping[str, float]
) -> Iterator[Remark]:
    sound = True
    for one in visit.food:
        gone = sum(one.rejected_kg.values())
        if gone > one.kg + 1e-3:
            values = {"rejected": figure(gone), "kg": figure(one.kg)}
            yield Remark(said, "rejected", words.REJECTED.format(**values))
        usual, grams = expected.get(one.family, 0.0), one.kg / GRAMS
        if usual > 0 and one.kg > OFTEN * usual:
            text = words.GRAMS if usual / OFTEN <= grams <= usual * OFTEN else words.MUCH
            values = {"kg": figure(one.kg), "usual": figure(usual, 0), "grams": figure(grams)}
            yield Remark(said, f"kg:{one.family}", text.format(**values), "doubt")
            sound = False
    if sound and largest is not None and visit.kg > largest:
        values = {
            "kg": figure(visit.kg),
            "usual": figure(largest),
            "grams": figure(visit.kg / GRAMS),
        }
        yield Remark(said, "kg", words.TOO_HEAVY.format(**values), "doubt")


def _counted(said: Said, visit: Visit, world: Scenario) -> Iterator[Remark]:
    """Yield food whose kg are not what its crates would make."""
    for one in visit.food:
        family = world.family.get(one.family)
        if one.crates is None or family is None or family.kg_per_crate is None:
            continue
        each, made = family.kg_per_crate, one.crates * family.kg_per_crate
        if far_apart(one.kg, made, each):
            figures = {"kg": one.kg, "crates": one.crates, "made": made, "each": each}
            values = {name: figure(value) for name, value in figures.items()}
            text = words.COUNTED.format(family=family.label, **values)
            yield Remark(said, f"crates:{one.family}", text, "doubt")


def _outcome(said: Said, visit: Visit) -> Iterator[Remark]:
    if visit.outcome != "done" and visit.kg > 0:
        values = {"outcome": OUTCOME_NAMES[visit.outcome], "kg": figure(visit.kg)}
        yield Remark(said, "outcome", words.EMPTY_HANDED.format(**values))
    if visit.outcome == "done" and visit.kg == 0:
        nothing = OUTCOME_NAMES["nothing_ready"]
        yield Remark(said, "outcome", words.NO_KG.format(nothing=nothing))


def _its_day(said: Said, visit: Visit, world: Scenario) -> Iterator[Remark]:
    store = world.donor.get(visit.donor)
    away = None if store is None else away_on(store.absences, visit.day)
    if store is not None and visit.outcome == "done" and away is not None:
        text = words.SHUT.format(store=store.label, days=span(away.first, away.until))
        yield Remark(said, "day", text, "warning")
    elif store is not None and visit.outcome == "done" and not hours_on(world, store, visit.day):
        day = DAY_NAMES[DAYS[visit.day.weekday()]]
        text = words.NOT_ITS_DAY.format(store=store.label, day=day)
        yield Remark(said, "day", text, "warning")
