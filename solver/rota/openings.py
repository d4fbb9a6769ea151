"""Openings of a calendar as duties: each asks the rota for the people that it takes to open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.base import Text
from models.calendar import DAYS, Day, Shift
from models.duties import Duty, RegularDuty, Seat
from models.findings import Finding
from models.opening_days import OpeningDays
from models.openings_study import OpeningPlan, OpeningStudy, held
from models.outlets import HalfDay, OutletSlot, half_day
from models.rota import dated_duties
from models.scenario import Scenario

RANK = 5
MOST_PLACES = 99
LONGEST_ID = 60


def regular_openings(
    world: Scenario, town: Scenario, plan: OpeningPlan, first: date, weeks: int
) -> Iterator[tuple[RegularDuty | None, tuple[str, Day, HalfDay]]]:
    """Yield a duty for each slot that opens in some weeks, none where no shift holds it.

    Beside it whose it is, on which day and in which part of it.

    Parameters
    ----------
    world
        The scenario of the rota: its shifts.
    town
        That of the calendar.
    first
        The Monday of the first week.
    """
    days, asked = OpeningDays(town), town.openings
    opened: dict[tuple[str, str, str], list[date]] = defaultdict(list)
    slots: dict[tuple[str, str, str], OutletSlot] = {}
    ends = first + timedelta(weeks=weeks)
    for one in held(days, plan):
        who = asked.outlet[one.outlet].association
        if one.relay is not None:
            who = asked.relay[one.relay].association
        if first <= one.when < ends:
            key = (one.outlet, one.slot.name, who)
            slots[key] = one.slot
            opened[key].append(one.when)
    for number, (key, dates) in enumerate(sorted(opened.items())):
        slot, who = slots[key], key[2]
        where = (who, slot.day, half_day(slot.starts_s))
        shift = _shift(world, slot)
        if shift is None or not slot.people:
            if slot.people:
                yield None, where
            continue
        relayed = "" if who == asked.outlet[key[0]].association else f"-{who}"
        every = (first + timedelta(days=DAYS.index(slot.day) + 7 * n) for n in range(weeks))
        yield (
            RegularDuty(
                id=_named(world, f"opening-{key[0]}-{key[1]}{relayed}", number),
                label=asked.outlet[key[0]].label,
                association=who,
                kind="opening",
                days=(slot.day,),
                except_on=tuple(when for when in every if when not in dates),
                shift=shift.id,
                starts=slot.starts,
                ends=slot.ends,
                seats=(Seat(places=min(MOST_PLACES, slot.people), priority=RANK),),
            ),
            where,
        )


def _named(world: Scenario, name: str, number: int) -> str:
    """Return an id that no duty of the scenario has, the same in other weeks where it can be."""
    told = name if len(name) <= LONGEST_ID else f"{name[: LONGEST_ID - 4]}-{number}"
    while any(one.id == told for one in world.rota.duties):
        told = f"x{told[: LONGEST_ID - 1]}"
    return told


def _shift(world: Scenario, slot: OutletSlot) -> Shift | None:
    """Return the shift in which a slot starts, none where there is none."""
    fits = (one for one in world.shifts if one.starts_s <= slot.starts_s < one.ends_s)
    return next(fits, None)


def opening_duties(
    world: Scenario, calendar: OpeningStudy
) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """Return the places at the openings of a calendar in the weeks of a rota, and what is left out.

    An opening of an association or at an hour that the rota's scenario does not have is told and
    left out; so is a calendar of other weeks.
    """
    asked = regular_openings(
        world, calendar.scenario, calendar.plan, world.week_of, world.rota.weeks
    )
    made = list(asked)
    if not made:
        return (), (Finding(code="rota_openings", severity="warning", text=OTHER_WEEKS),)
    known = [one for one, (who, _, _) in made if one is not None and who in world.association]
    rota = world.rota.changed(duties=tuple(known))
    found = tuple(dated_duties(rota, world.shift, world.week_of, world.odd_week_of))
    left = len(made) - len(known)
    if not left:
        return found, ()
    text = LEFT.format(count=left)
    return found, (Finding(code="rota_openings", severity="warning", text=text),)


def without_openings(duties: Sequence[Duty], openings: Sequence[Duty]) -> tuple[Duty, ...]:
    """Return the duties without openings of the weeks in which a calendar says what opens."""
    weeks = {one.on.isocalendar()[:2] for one in openings}
    return tuple(
        one for one in duties if one.kind != "opening" or one.on.isocalendar()[:2] not in weeks
    )


OTHER_WEEKS = Text(
    fr="Le calendrier d'ouvertures n'ouvre rien qui demande du monde dans les semaines du "
    "planning : ses ouvertures n'y sont pas.",
    en="The calendar of openings opens nothing that needs people in the weeks of the rota: its "
    "openings are not in it.",
)
LEFT = Text(
    fr="Créneaux du calendrier d'une association ou à une heure que ce scénario n'a pas : {count}. "
    "Leurs ouvertures ne sont pas dans le planning.",
    en="Slots of the calendar of an association or at an hour that this scenario does not have: "
    "{count}. Their openings are not in the rota.",
)
