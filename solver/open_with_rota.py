"""Openings and the rota together: openings ask the rota for people, the rota caps openings.

A calendar is made, its openings of the first four weeks become duties of the rota, and where the
rota cannot fill them an association has no more people in that half-day than the rota found. Then
the calendar is made again. Caps only fall, so this ends: when the rota fills what opens, or when
no calendar holds every outlet with the people there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.base import Text
from models.calendar import DAYS, Day, Shift
from models.duties import RegularDuty, Seat
from models.findings import Finding
from models.opening_days import OpeningDays
from models.openings import PeopleAtHand
from models.openings_study import OpeningPlan, OpeningStudy, held
from models.outlets import HalfDay, OutletSlot, half_day
from models.recurrence import monday_of
from models.scenario import Scenario
from solver.openings.plan import ConflictError, open_outlets
from solver.openings.search import Limits
from solver.rota.limits import Limits as RotaLimits
from solver.rota.plan import make_rota
from solver.settings import Watcher

WEEKS = 4
"""Weeks of the calendar that the rota is asked about."""
MOST_ROUNDS = 12
RANK = 5
HalfDayOf = tuple[str, Day, HalfDay]
"""An association, a day of the week and a part of the day."""


@dataclass(frozen=True)
class Asked:
    """What the rota says of the openings of a calendar."""

    caps: dict[HalfDayOf, int]
    """People found, where some lack: the fewest of the weeks."""
    empty: int
    """Places that stay empty, in all weeks."""
    unasked: int
    """Openings at hours of no shift, of which the rota knows nothing."""


def open_with_rota(
    world: Scenario,
    limits: Limits,
    *,
    most_moves: int | None = None,
    watch: Watcher | None = None,
) -> OpeningStudy:
    """Make a calendar that the rota can fill, and say how often it was asked.

    Raises
    ------
    ConflictError
        When no calendar keeps every rule, before the rota is asked at all.
    """
    caps: dict[HalfDayOf, int] = {}
    capped, kept = world, None
    asked = Asked({}, 0, 0)
    for number in range(1, MOST_ROUNDS + 1):
        try:
            study = open_outlets(
                capped, limits, most_moves=most_moves, questions=False, watch=watch
            )
        except ConflictError:
            if kept is None:
                raise
            return _told(kept, number - 1, asked, stuck=True)
        kept, asked = study, ask_rota(world, study.plan)
        if not asked.caps or limits.over:
            break
        caps |= {key: min(people, caps.get(key, people)) for key, people in asked.caps.items()}
        capped = with_caps(world, caps)
    final = open_outlets(capped, limits, most_moves=most_moves, watch=watch)
    return _told(final, number, asked, stuck=bool(asked.caps))


def with_caps(world: Scenario, caps: dict[HalfDayOf, int]) -> Scenario:
    """Return a scenario in which half-days have no more people than some caps."""
    asked, lowered = world.openings, []
    for (who, day, half), people in sorted(caps.items()):
        typed = asked.at_hand(who, day, half)
        most = people if typed is None else min(people, typed)
        lowered.append(PeopleAtHand(association=who, day=day, half=half, people=most))
    named = {(one.association, one.day, one.half) for one in lowered}
    others = (one for one in asked.people if (one.association, one.day, one.half) not in named)
    return world.changed(openings=asked.changed(people=(*lowered, *others)))


def ask_rota(world: Scenario, plan: OpeningPlan) -> Asked:
    """Return what the rota finds for the openings of the first weeks of a calendar."""
    days = OpeningDays(world)
    first = monday_of(days.dates[0])
    weeks = min(WEEKS, -(-(days.dates[-1] - first).days // 7))
    made = list(_duties(world, plan, first, weeks))
    duties = tuple(one for one, _ in made if one is not None)
    unasked = sum(one is None for one, _ in made)
    of = {one.id: key for one, key in made if one is not None}
    rota = world.rota.changed(weeks=weeks, duties=(*world.rota.duties, *duties))
    filled = make_rota(world.changed(rota=rota, week_of=first), RotaLimits(None))
    there: dict[tuple[HalfDayOf, date], int] = defaultdict(int)
    short: set[HalfDayOf] = set()
    empty = 0
    for duty in filled.duties:
        key = of.get(duty.source)
        if key is None:
            continue
        people = len(filled.plan.people.get(duty.id, ()))
        there[key, duty.on] += people
        if people < duty.places:
            short.add(key)
            empty += duty.places - people
    caps = {
        key: min(people for (other, _), people in there.items() if other == key)
        for key in sorted(short)
    }
    return Asked(caps, empty, unasked)


def _duties(
    world: Scenario, plan: OpeningPlan, first: date, weeks: int
) -> Iterator[tuple[RegularDuty | None, HalfDayOf]]:
    """Yield a duty for each slot that opens in some weeks, none where no shift holds it."""
    days, asked = OpeningDays(world), world.openings
    opened: dict[tuple[str, str, str], list[date]] = defaultdict(list)
    slots: dict[tuple[str, str, str], OutletSlot] = {}
    ends = first + timedelta(weeks=weeks)
    for one in held(days, plan):
        who = asked.outlet[one.outlet].association
        if one.relay is not None:
            who = asked.relay[one.relay].association
        key = (one.outlet, one.slot.name, who)
        slots[key] = one.slot
        if one.when < ends:
            opened[key].append(one.when)
    for number, (key, dates) in enumerate(sorted(opened.items())):
        slot, who = slots[key], key[2]
        half = half_day(slot.starts_s)
        where = (who, slot.day, half)
        shift = _shift(world, slot)
        if shift is None or not slot.people:
            if slot.people:
                yield None, where
            continue
        every = (first + timedelta(days=DAYS.index(slot.day) + 7 * n) for n in range(weeks))
        yield (
            RegularDuty(
                id=f"opening-{number:03d}",
                label=asked.outlet[key[0]].label,
                association=who,
                kind="opening",
                days=(slot.day,),
                except_on=tuple(when for when in every if when not in dates),
                shift=shift.id,
                starts=slot.starts,
                ends=slot.ends,
                seats=(Seat(places=min(99, slot.people), priority=RANK),),
            ),
            where,
        )


def _shift(world: Scenario, slot: OutletSlot) -> Shift | None:
    """Return the shift in which a slot starts, none where there is none."""
    fits = (one for one in world.shifts if one.starts_s <= slot.starts_s < one.ends_s)
    return next(fits, None)


def _told(study: OpeningStudy, rounds: int, asked: Asked, *, stuck: bool) -> OpeningStudy:
    text = STUCK if stuck else AGREED
    times = ONCE if rounds == 1 else TIMES.format(rounds=rounds)
    told = text.format(times=times, empty=asked.empty)
    found = [Finding(code="with_rota", severity="warning" if stuck else "info", text=told)]
    if asked.unasked:
        unasked = UNASKED.format(count=asked.unasked)
        found.append(Finding(code="no_shift", severity="warning", text=unasked))
    return study.changed(findings=(*study.findings, *found), rota_rounds=rounds)


ONCE = Text(fr="une fois", en="once")
TIMES = Text(fr="{rounds} fois", en="{rounds} times")
AGREED = Text(
    fr="Le planning des bénévoles a été demandé {times} : il tient chaque ouverture des quatre "
    "premières semaines.",
    en="The volunteers' rota was asked {times}: it fills every opening of the first four weeks.",
)
STUCK = Text(
    fr="Le planning des bénévoles a été demandé {times} : {empty} places restent vides dans les "
    "quatre premières semaines, et aucun calendrier n'ouvre autant avec si peu de monde.",
    en="The volunteers' rota was asked {times}: {empty} places stay empty in the first four weeks, "
    "and no calendar opens as much with so few people.",
)
UNASKED = Text(
    fr="Créneaux hors de toute plage, dont le planning ne sait rien : {count}.",
    en="Slots outside of all shifts, of which the rota knows nothing: {count}.",
)
