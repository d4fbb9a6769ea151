"""What is granted to a planned week to see what binds it: means, people, days, cold."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from models.associations import Association
from models.base import Text
from models.calendar import Day
from models.history import History
from models.means import MeansCode
from models.plan import Plan
from models.recurrence import takes_place
from models.scenario import Scenario
from models.vehicles import Person, Vehicle
from pools.streams import streams
from solver.ramasse.fairness import all_levels
from solver.remedies.change_words import ONE_LIKE, REFRIGERATED
from solver.remedies.newcomers import USUAL_CREW, USUAL_KG
from solver.review.left_behind import LEAST_KG, left_behind

MORE_COLD = 1.25
MORE_SHIFTS = 2


@dataclass(frozen=True)
class Granted:
    """One thing granted."""

    code: MeansCode
    what: Text
    scenario: Scenario
    association: str | None = None


def granted_to_each(scenario: Scenario, behind: list[str]) -> Iterator[Granted]:
    """Yield what is granted to each association far behind: to each one thing, then to each more.

    What is likelier to bind comes first, as time may be over before the last is tried.
    """
    rows = [list(_for_one(scenario, who)) for who in behind]
    for grants in itertools.zip_longest(*rows):
        yield from (one for one in grants if one is not None)


def _for_one(scenario: Scenario, who: str) -> Iterator[Granted]:
    mine = scenario.association[who]
    crew = own_crew(scenario, who)
    if crew:
        world = scenario.changed(people=(*scenario.people, *crew))
        yield Granted("own_crew", ITS_CREW, world, who)
    model = _model(scenario)
    if model is not None:
        van = _twin(scenario, _refrigerated(model), owner=who, lent=True)
        yield Granted("own_van", ITS_VAN, _crewed(scenario, van, who), who)
    missing = _shut(scenario, mine)
    if missing:
        opened = _opened(mine, missing)
        yield Granted("own_days", EVERY_DAY, _with(scenario, opened), who)
    people = [one for one in scenario.people if one.association == who]
    if people:
        freer = tuple(
            one.changed(max_shifts=one.most_shifts + MORE_SHIFTS) if one in people else one
            for one in scenario.people
        )
        more = ITS_PEOPLE.format(more=MORE_SHIFTS)
        yield Granted("own_people", more, scenario.changed(people=freer), who)


def own_crew(scenario: Scenario, who: str) -> tuple[Person, ...]:
    """Return a full crew for the most capable vehicle of an association; none where it has none."""
    own = [one for one in scenario.vehicles if one.owner == who]
    if not own or not scenario.policy.named_crews:
        return ()
    return _crew(scenario, max(own, key=_capable), who)


def granted_to_all(scenario: Scenario, past: History, plan: Plan) -> Iterator[Granted]:
    """Yield one more vehicle, crew and day of distribution, and more cold aboard and in stores."""
    ranked = _most_used(scenario, plan)
    if ranked:
        most = ranked[0]
        twin = _twin(scenario, most)
        fleet = scenario.changed(vehicles=(*scenario.vehicles, twin))
        yield Granted("vehicle", ONE_LIKE.format(what=most.label), fleet)
        if scenario.policy.named_crews:
            world = scenario.changed(people=(*scenario.people, *_crew(scenario, most, most.owner)))
            yield Granted("crew", ONE_CREW.format(what=most.label), world)
            # where both bind, neither brings anything by itself
            both = _crewed(scenario, twin, most.owner)
            yield Granted("crewed", ONE_CREWED.format(what=most.label), both)
    else:
        first = _first_vehicle(scenario)
        fleet = scenario.changed(vehicles=(*scenario.vehicles, first))
        kg = f"{first.payload_kg:g}"
        yield Granted("vehicle", FIRST_VEHICLE.format(kg=kg), fleet)
        if scenario.policy.named_crews:
            both = _crewed(scenario, first, first.owner)
            yield Granted("crewed", FIRST_CREWED.format(kg=kg), both)
    warm = next((one for one in ranked if one.cold != "refrigerated"), None)
    if warm is not None and _leaves_cold(scenario, plan):
        refitted = tuple(_refrigerated(one) if one is warm else one for one in scenario.vehicles)
        text = REFRIGERATED.format(what=warm.label)
        yield Granted("refrigerated", text, scenario.changed(vehicles=refitted))
    levels = all_levels(scenario, past, plan)
    for who in sorted(levels, key=lambda one: (levels[one], one)):
        mine = scenario.association[who]
        missing = _shut(scenario, mine)
        if missing:
            day = missing[len(missing) // 2]
            text = ONE_DAY.format(who=mine.label)
            yield Granted("day", text, _with(scenario, _opened(mine, [day])))
            break
    stores = [one for one in scenario.associations if one.cold_storage_kg]
    if stores:
        larger = tuple(
            one.changed(cold_storage_kg=MORE_COLD * (one.cold_storage_kg or 0.0))
            if one in stores
            else one
            for one in scenario.associations
        )
        yield Granted("cold", MORE_STORE, scenario.changed(associations=larger))


def granted_longer(scenario: Scenario) -> Iterator[Granted]:
    """Yield rounds as long as their shift."""
    shifts = tuple(
        one.changed(max_min=max(one.max_min, (one.ends_s - one.starts_s) // 60))
        for one in scenario.shifts
    )
    fleet = tuple(one.changed(max_round_min=None, max_round_km=None) for one in scenario.vehicles)
    if shifts != scenario.shifts or fleet != scenario.vehicles:
        yield Granted("longer", LONGER, scenario.changed(shifts=shifts, vehicles=fleet))


def _most_used(scenario: Scenario, plan: Plan) -> list[Vehicle]:
    """Return the vehicles that work for a pool, the most used first."""
    used = {one.id: 0 for one in scenario.vehicles if _pooled(scenario, one)}
    for item in plan.rounds:
        if item.vehicle in used:
            used[item.vehicle] += item.duration_s
    mine = [one for one in scenario.vehicles if one.id in used]
    return sorted(mine, key=lambda one: (used[one.id], *_capable(one)), reverse=True)


def _first_vehicle(scenario: Scenario) -> Vehicle:
    """Return a refrigerated vehicle of a pool that has none: as large as any, or as is usual."""
    model = _model(scenario)
    return Vehicle(
        id=free_name("vehicle", set(scenario.vehicle)),
        label="Véhicule de plus",
        owner=next(who for stream in streams(scenario) for who in stream.collectors),
        payload_kg=USUAL_KG if model is None else model.payload_kg,
        cold="refrigerated",
        crew=USUAL_CREW if model is None else model.crew,
        days=scenario.days,
    )


def _leaves_cold(scenario: Scenario, plan: Plan) -> bool:
    """Tell whether chilled or frozen food of use to someone stays behind."""
    return any(
        scenario.family[family].temperature != "ambient"
        and left.wanted.get(family, 0.0) - (left.pickup.kg[family] - kg) >= LEAST_KG
        for left in left_behind(scenario, plan)
        for family, kg in left.kg.items()
    )


def _pooled(scenario: Scenario, vehicle: Vehicle) -> bool:
    return vehicle.lent and any(vehicle.owner in one.members for one in streams(scenario))


def _model(scenario: Scenario) -> Vehicle | None:
    """Return the vehicle that a further one is made like: refrigerated and large first."""
    return max(scenario.vehicles, key=_capable, default=None)


def _refrigerated(vehicle: Vehicle) -> Vehicle:
    """Return a refrigerated vehicle like another, which carries whatever it may."""
    return vehicle.changed(cold="refrigerated", carries=())


def _capable(vehicle: Vehicle) -> tuple[bool, float, str]:
    return vehicle.cold == "refrigerated", vehicle.payload_kg, vehicle.id


def _twin(scenario: Scenario, vehicle: Vehicle, **values: object) -> Vehicle:
    name = free_name(f"{vehicle.id}-2", set(scenario.vehicle))
    return vehicle.changed(id=name, days=scenario.days, loans=(), busy=(), **values)


def _crewed(scenario: Scenario, vehicle: Vehicle, who: str) -> Scenario:
    """Return the scenario with a vehicle and the people that it needs."""
    crew = _crew(scenario, vehicle, who) if scenario.policy.named_crews else ()
    return scenario.changed(
        vehicles=(*scenario.vehicles, vehicle), people=(*scenario.people, *crew)
    )


def _crew(scenario: Scenario, vehicle: Vehicle, who: str) -> tuple[Person, ...]:
    """Return a driver and the helpers of a vehicle, there on every day."""
    taken = set(scenario.person)
    made = []
    for number in range(vehicle.crew):
        name = free_name(f"crew-{number + 1}", taken)
        taken.add(name)
        made.append(
            Person(
                id=name,
                label=name,
                association=who,
                roles=("helper",) if number else ("driver",),
                licences=("B", "C"),
                days=scenario.days,
                max_shifts=len(scenario.days) * len(scenario.shifts),
            )
        )
    return tuple(made)


def _shut(scenario: Scenario, mine: Association) -> list[Day]:
    """Return the days on which one that distributes does not; none where it never does."""
    open_ = {
        one.day
        for one in mine.openings
        if takes_place(scenario.date_of(one.day), one.weeks, one.of_month, scenario.odd_week)
    }
    return [day for day in scenario.days if day not in open_] if mine.openings else []


def _opened(mine: Association, days: list[Day]) -> Association:
    """Return an association that distributes on further days, at the hours of its first."""
    every = mine.openings[0].changed(weeks="any", of_month=())
    return mine.changed(openings=(*mine.openings, *(every.changed(day=day) for day in days)))


def _with(scenario: Scenario, changed: Association) -> Scenario:
    return scenario.changed(
        associations=tuple(
            changed if one.id == changed.id else one for one in scenario.associations
        )
    )


def free_name(name: str, taken: set[str]) -> str:
    """Return a name like one given that is not taken yet."""
    while name in taken:
        name += "-2"
    return name[:60]


EVERY_DAY = Text(fr="distribuer chaque jour", en="distributing every day")
ITS_PEOPLE = Text(
    fr="{more} tournées de plus par semaine pour chacun de ses bénévoles",
    en="{more} rounds more a week for each of its volunteers",
)
ITS_CREW = Text(
    fr="un équipage complet pour son véhicule, chaque jour où il sort",
    en="a full crew for its vehicle, on every day on which it goes out",
)
ITS_VAN = Text(
    fr="un véhicule frigorifique à elle, avec son équipage",
    en="a refrigerated vehicle of its own, with its crew",
)
ONE_CREW = Text(fr="un équipage de plus, pour « {what} »", en='one more crew, for "{what}"')
ONE_CREWED = Text(
    fr="un véhicule de plus, comme « {what} », avec son équipage",
    en='one more vehicle like "{what}", with its crew',
)
FIRST_VEHICLE = Text(
    fr="un véhicule frigorifique de {kg} kg", en="a refrigerated vehicle of {kg} kg"
)
FIRST_CREWED = Text(
    fr="un véhicule frigorifique de {kg} kg avec son équipage",
    en="a refrigerated vehicle of {kg} kg with its crew",
)
LONGER = Text(fr="des tournées aussi longues que leur plage", en="rounds as long as their shift")
ONE_DAY = Text(
    fr="un jour de distribution de plus pour {who}", en="one more day of distribution for {who}"
)
MORE_STORE = Text(fr="un quart de froid en plus partout", en="a quarter more cold store everywhere")
