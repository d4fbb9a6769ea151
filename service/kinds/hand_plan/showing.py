"""What the page of a week being changed shows: choices and their prices, rounds, ways to add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.base import Language, clock
from models.by_hand import AddStop, HandChoice, HandEdit
from models.calendar import DAY_NAMES
from models.findings import Finding
from models.plan import Plan, Round
from models.scenario import Scenario
from models.vehicles import Person, Vehicle
from service.kinds.hand_plan.address import Address
from service.kinds.hand_plan.drafts import Draft
from service.kinds.week.rounds import by_day, handled_kg, label, moved_kg, named
from service.words.labels import word
from service.words.sentences import capital
from solver.by_hand.pricing import step
from solver.by_hand.stops import MOVABLE, called
from solver.by_hand.words import EditError
from solver.review.left_behind import left_behind

WAYS = 8
"""Ways to add a stop that are tried, at most."""


@dataclass(frozen=True)
class Row:
    """What a choice costs."""

    text: str
    kg: float
    hours: float
    eur: float
    lowest: float


@dataclass(frozen=True)
class ShownStop:
    """One stop of the round that is open."""

    number: int
    name: str
    called: str
    """As changes call it; empty where it follows from others."""
    at: str
    what: str
    kg: float
    locked: bool
    collects: bool


@dataclass(frozen=True)
class ShownRound:
    """One round in the list."""

    id: str
    called: str
    hours: str
    crew: str
    stops: int
    kg: float
    locked: bool
    broken: bool


@dataclass(frozen=True)
class Opened:
    """The round that is open."""

    item: ShownRound
    stops: tuple[ShownStop, ...]
    others: tuple[tuple[str, str], ...]
    """Rounds of the day, itself first: ids and names."""
    places: int
    """Places among its own stops."""
    vehicles: tuple[tuple[str, str], ...]
    crew: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    addable: tuple[tuple[str, str], ...]
    leaves: str


@dataclass(frozen=True)
class Way:
    """One way to add a stop, tried."""

    text: str
    row: Row
    broken: tuple[str, ...]
    query: str


def rows_of(choices: Iterable[HandChoice], language: Language) -> list[Row]:
    """Return the choices with their prices."""
    return [row_of(one, language) for one in choices]


def row_of(one: HandChoice, language: Language) -> Row:
    """Return one choice with its price; nothing has no sign."""
    return Row(
        one.text.in_(language),
        round(one.usable_kg) + 0.0,
        round(one.person_hours, 1) + 0.0,
        round(one.eur) + 0.0,
        round(100 * one.lowest_share) + 0.0,
    )


def total_of(draft: Draft) -> Row:
    """Return what all choices cost together."""
    before, now = draft.before, draft.now
    return Row(
        "",
        round(now.totals.usable_kg - before.totals.usable_kg) + 0.0,
        round(now.totals.person_hours - before.totals.person_hours, 1) + 0.0,
        round(now.totals.eur - before.totals.eur) + 0.0,
        round(100 * (now.lowest_share - before.lowest_share)) + 0.0,
    )


def moved(draft: Draft) -> list[tuple[str, float, float]]:
    """Return who receives a kilogram more or less: name, kg before, kg now."""
    had = {one.association: one.received_kg for one in draft.before.balances}
    return [
        (
            draft.world.scenario.association[one.association].label,
            had[one.association],
            one.received_kg,
        )
        for one in draft.now.balances
        if abs(one.received_kg - had[one.association]) >= 1
    ]


def broken_rules(
    broken: Sequence[Finding], plan: Plan, language: Language
) -> list[tuple[str, str]]:
    """Return each broken rule in words, and the round that it is about."""
    found = {
        one.text.in_(language): next((w for w in one.where if w in plan.round), "")
        for one in broken
    }
    return list(found.items())


def days_of(draft: Draft, language: Language) -> list[tuple[str, list[ShownRound]]]:
    """Return the rounds day by day."""
    return [
        (capital(DAY_NAMES[day].in_(language)), [_shown(draft, one, language) for one in rounds])
        for day, rounds in by_day(draft.now.plan)
    ]


def _shown(draft: Draft, item: Round, language: Language) -> ShownRound:
    world, edited = draft.world.scenario, draft.now.edited
    return ShownRound(
        item.id,
        named(world, item, language),
        f"{clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}",
        ", ".join(world.person[who].label for who in item.crew),
        item.visits,
        moved_kg(draft.now.plan, item),
        item.id in edited.fixed,
        any(item.id in one.where for one in draft.now.broken),
    )


def opened(draft: Draft, wanted: str, language: Language) -> Opened | None:
    """Return the round that is open; none where there is none of that name."""
    plan, world = draft.now.plan, draft.world.scenario
    item = plan.round.get(wanted)
    if item is None:
        return None
    same_day = [one for one in plan.rounds if one.day == item.day]
    pooled = [one for one in same_day if one.stream == item.stream]
    others = sorted(pooled, key=lambda one: (one.id != item.id, one.stops[0].leave_s, one.id))
    meanwhile = [one for one in same_day if one.shift == item.shift]
    taken, aboard = {one.vehicle for one in meanwhile}, {w for one in meanwhile for w in one.crew}

    def is_free(one: Vehicle | Person) -> bool:
        works = not one.shifts or item.shift in one.shifts
        return works and world.is_there(one, item.day) and one.id not in aboard

    return Opened(
        _shown(draft, item, language),
        tuple(_stop(draft, item, number, language) for number in range(1, len(item.stops) - 1)),
        tuple((one.id, named(world, one, language)) for one in others),
        len(item.stops) - 2,
        # who is there that day and free comes first
        tuple(
            (one.id, one.label)
            for one in sorted(world.vehicles, key=lambda one: not is_free(one))
            if one.id not in taken
        ),
        tuple((one, world.person[one].label) for one in item.crew),
        tuple(
            (one.id, one.label)
            for one in sorted(world.people, key=lambda one: not is_free(one))
            if one.id not in item.crew
        ),
        tuple(addable(draft, item)),
        clock(item.stops[0].leave_s),
    )


def _stop(draft: Draft, item: Round, number: int, language: Language) -> ShownStop:
    world, stop = draft.world.scenario, item.stops[number]
    name = called(stop)
    return ShownStop(
        number,
        label(world, stop.site),
        name if stop.kind in MOVABLE else "",
        clock(stop.start_s),
        word(stop.kind, language),
        sum(handled_kg(draft.now.plan, item, number).values()),
        draft.now.edited.held.get(name) == item.id,
        stop.kind == "collect",
    )


def addable(draft: Draft, item: Round) -> list[tuple[str, str]]:
    """Return what may be added to a round: pick-ups of its day that are left, then doors."""
    world, plan = draft.world.scenario, draft.now.plan
    stream = draft.world.streams[item.stream]
    there = {called(stop) for stop in item.stops}
    found = [
        (one.pickup.id, _of_pickup(world, one.pickup.id, sum(one.kg.values())))
        for one in left_behind(world, plan)
        if one.pickup.day == item.day
        and one.stream is not None
        and one.stream.id == stream.id
        and one.pickup.id not in there
    ]
    drops = [stop for stop in item.stops if stop.kind == "drop"]
    if drops:
        found += [
            (who, world.association[who].label)
            for who in stream.members
            if who not in there and who != stream.hub
        ]
    return found


def _of_pickup(world: Scenario, pickup: str, kg: float) -> str:
    return f"{label(world, world.pickups[pickup].donor)} ({round(kg)} kg)"


def left_of(draft: Draft, language: Language) -> list[tuple[str, str, str, float]]:
    """Return what nobody collects: its name, the store, the day, kg."""
    world = draft.world.scenario
    return [
        (
            one.pickup.id,
            label(world, one.pickup.donor),
            capital(DAY_NAMES[one.pickup.day].in_(language)),
            sum(one.kg.values()),
        )
        for one in left_behind(world, draft.now.plan)
        if one.stream is not None
    ]


def ways_to_add(draft: Draft, here: Address, language: Language) -> list[Way]:
    """Return ways to add a pick-up, each tried: in each round of its day, or by a new one."""
    world, plan = draft.world.scenario, draft.now.plan
    pickup = world.pickups.get(here.stop)
    if pickup is None:
        return []
    pooled = {one.id for one in draft.world.streams.values() if pickup.donor in one.donors}
    edits: list[HandEdit] = [
        AddStop(stop=pickup.id, to=one.id)
        for one in plan.rounds
        if one.day == pickup.day and one.stream in pooled
    ]
    busy = {(one.vehicle, one.shift) for one in plan.rounds if one.day == pickup.day}
    edits += [
        AddStop(stop=pickup.id, vehicle=vehicle.id, shift=shift.id)
        for vehicle in world.vehicles
        for shift in world.shifts
        if (vehicle.id, shift.id) not in busy
        and world.is_there(vehicle, pickup.day)
        and (not vehicle.shifts or shift.id in vehicle.shifts)
        and shift.starts_s < pickup.closes_s
        and shift.ends_s > pickup.opens_s
    ]
    found = []
    known = {one.code for one in draft.now.broken}
    for edit in edits:
        try:
            one, after = step(draft.world, draft.now, edit)
        except EditError:
            continue
        new = [f.text.in_(language) for f in after.broken if f.code not in known]
        then = here.then(edit, opened=one.made or "").at(one.made or "")
        found.append(Way(one.text.in_(language), row_of(one, language), tuple(new), then.query))
    found.sort(key=lambda one: (len(one.broken), -one.row.kg, one.row.hours, one.text))
    return found[:WAYS]
