"""What happened, told as a scenario: the same rules then hold, and the same checker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.base import Slug, Text, clock
from models.calendar import DAY_NUMBER, DAYS, Day, Window
from models.donors import Donor, DonorKind, Offer
from models.events import Absent, Call, Closed, Down, Gives, Surprise
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Taken

DAY_END = "23:59"
LOADING_MIN = 15.0
"""Time to load a pallet that nobody expected, minutes."""
PALLET = Text(fr="Palette surprise, {site}", en="Surprise pallet, {site}")


def days_of(call: Call, until: Day | None) -> tuple[Day, ...]:
    """Return the days that an event covers: from that of the call to ``until``, if any."""
    last = DAY_NUMBER[until or call.day]
    return tuple(day for day in DAYS if DAY_NUMBER[call.day] <= DAY_NUMBER[day] <= last)


def hours_of(call: Call, until: Day | None, from_s: int | None = None) -> tuple[Taken, ...]:
    """Return the hours at which someone or something is away: from now on, then whole days.

    Parameters
    ----------
    until
        Last day; that of the call when absent.
    from_s
        Seconds since midnight of the first day; not before the call.
    """
    first = call.now_s if from_s is None else max(call.now_s, from_s)
    start = clock(min(-(-first // 60) * 60, 86_340))
    return tuple(
        Taken(day=day, starts=start if day == call.day else "00:00", ends=DAY_END)
        for day in days_of(call, until)
    )


def away(scenario: Scenario, call: Call, event: Absent) -> Scenario:
    """Return the week without a person."""
    hours = hours_of(call, event.until)
    people = tuple(
        one.changed(busy=(*one.busy, *hours)) if one.id == event.person else one
        for one in scenario.people
    )
    return scenario.changed(people=people)


def off_road(scenario: Scenario, call: Call, event: Down, from_s: int) -> Scenario:
    """Return the week without a vehicle, from a moment of the day on."""
    hours = hours_of(call, event.until, from_s)
    vehicles = tuple(
        one.changed(busy=(*one.busy, *hours)) if one.id == event.vehicle else one
        for one in scenario.vehicles
    )
    return scenario.changed(vehicles=vehicles)


def shut(scenario: Scenario, call: Call, event: Closed, until_s: int) -> Scenario:
    """Return the week in which an association neither receives nor distributes for some days.

    Parameters
    ----------
    until_s
        It still receives until this moment of the day, seconds since midnight: the call, or when
        what is on the road has come.
    """
    days = days_of(call, event.until)
    found = []
    for one in scenario.associations:
        if one.id == event.association:
            always = one.reception or (Window(opens="00:00", closes=DAY_END),)
            windows = [
                part
                for window in always
                for day in (scenario.days if window.day is None else (window.day,))
                for part in _before(window.changed(day=day), call, days, until_s)
            ]
            if not windows:  # empty would mean "at any time"
                windows = [Window(day=call.day, opens="00:00", closes="00:00")]
            openings = tuple(
                opening
                for opening in one.openings
                if opening.day not in days
                or (opening.day == call.day and opening.starts_s < call.now_s)
            )
            found.append(one.changed(reception=tuple(windows), openings=openings))
        else:
            found.append(one)
    return scenario.changed(associations=tuple(found))


def _before(window: Window, call: Call, days: tuple[Day, ...], until_s: int) -> tuple[Window, ...]:
    """Return what is left of a window of one day."""
    if window.day not in days:
        return (window,)
    if window.day != call.day or window.opens_s >= until_s:
        return ()
    return (window.changed(closes=min(window.closes, clock(-(-until_s // 60) * 60))),)


def gives(scenario: Scenario, day: Day, event: Gives, number: int) -> Scenario:
    """Return the week in which a store gives another quantity on a day.

    Parameters
    ----------
    number
        Which of its donations of the day, from 0.
    """
    factor = scenario.policy.day_factors.get(day, 1.0)
    kg = event.kg / factor if factor > 0 else 0.0

    def offers(donor: Donor) -> tuple[Offer, ...]:
        found: list[Offer] = []
        seen = -1
        for offer in donor.offers:
            seen += day in offer.days
            if day not in offer.days or seen != number:
                found.append(offer)
                continue
            others = tuple(other for other in offer.days if other != day)
            if others:
                left = {key: value for key, value in offer.day_kg.items() if key != day}
                found.append(offer.changed(days=others, day_kg=left))
            found.append(offer.changed(days=(day,), day_kg={day: kg}, no_show_rate=0.0))
        return tuple(found)

    now = scenario.donors_now[event.donor]
    donors = tuple(
        now.changed(offers=offers(now)) if one.id == event.donor else one for one in scenario.donors
    )
    return scenario.changed(donors=donors)


def pallet(
    scenario: Scenario, travel: TravelMatrix, call: Call, event: Surprise
) -> tuple[Scenario, TravelMatrix, Slug]:
    """Return the week with a surprise pallet as a donor of its own, and the id of its pick-up."""
    food = WaitingFood(
        event.site,
        {event.family: event.kg},
        name="surprise",
        label=PALLET,
        hours=(event.opens or call.now, event.until or last_end(scenario)),
        holder=event.holder,
    )
    return waiting(scenario, travel, call.day, food)


def last_end(scenario: Scenario) -> str:
    """Return when the last shift of a day ends."""
    return max(shift.ends for shift in scenario.shifts)


@dataclass(frozen=True)
class WaitingFood:
    """Food that waits at a site on the day of a call."""

    site: Slug
    kg: Mapping[Slug, float]
    """By family."""
    name: str
    """What its id begins with."""
    label: Text
    hours: tuple[str, str]
    """From when until when it can be had."""
    holder: Slug | None = None
    """Who collects; whoever collects at the site when absent."""
    reject_rate: float = 0.0
    shelf_days: Mapping[Slug, int] = field(default_factory=dict)


def waiting(
    scenario: Scenario, travel: TravelMatrix, day: Day, food: WaitingFood
) -> tuple[Scenario, TravelMatrix, Slug]:
    """Return the week with food that waits somewhere that day, and the id of its pick-up."""
    kg, site = food.kg, food.site
    number = 1
    while f"{food.name}-{number}" in scenario.sites:
        number += 1
    new = f"{food.name}-{number}"
    total = sum(kg.values())
    kind = DonorKind(
        id=new,
        label=new,
        family_shares={family: amount / total for family, amount in kg.items()},
        loading_min=LOADING_MIN,
        reject_rate=food.reject_rate,
        shelf_days=dict(food.shelf_days),
    )
    there = scenario.donor.get(site)
    where = scenario.sites[site]
    called = there.label if there is not None else scenario.association[site].name
    donor = Donor(
        id=new,
        label=food.label.format(site=called).in_(scenario.language)[:200],
        kind=new,
        place=where,
        holder=food.holder or (there.holder if there is not None else site),
        private=there is not None and there.private and food.holder is None,
        contact=there.contact if there is not None else scenario.association[site].contact,
        offers=(
            Offer(
                days=(day,),
                kg=total / (scenario.policy.day_factors.get(day, 1.0) or 1.0),
                opens=food.hours[0],
                closes=food.hours[1],
            ),
        ),
    )
    opened = (new,) if there is not None and there.id in scenario.policy.opened else ()
    changed = scenario.changed(
        donor_kinds=(*scenario.donor_kinds, kind),
        donors=(*scenario.donors, donor),
        vehicles=tuple(
            one.changed(forbidden=(*one.forbidden, new)) if site in one.forbidden else one
            for one in scenario.vehicles
        ),
        policy=scenario.policy.changed(opened=(*scenario.policy.opened, *opened)),
    )
    return changed, beside(travel, site, new), f"{new}_{day}"


def beside(travel: TravelMatrix, site: Slug, new: Slug) -> TravelMatrix:
    """Return the travel with one more site, last in every table, at the place of another.

    Parameters
    ----------
    site
        The one it lies at.
    new
        Its id.
    """
    at = travel.index[site]

    def wider(table: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
        rows = [(*row, row[at]) for row in table]
        return (*rows, rows[at])

    return TravelMatrix(
        sites=(*travel.sites, new),
        seconds=wider(travel.seconds),
        metres=wider(travel.metres),
        source=travel.source,
        detail=travel.detail,
    )
