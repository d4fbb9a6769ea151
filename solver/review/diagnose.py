"""Too little food, saturated means, or a way of pooling that loses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from models.base import Text
from models.calendar import DAY_NUMBER
from models.plan import Plan, Share
from models.scenario import Scenario
from models.study import Diagnosis, Usage
from models.words import NO_NEED
from pools.streams import streams
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY

DAY_S = 86_400
PROVED = 0.01
"""Food within this part of a bound counts as all there is to have."""
SMALL = 0.02
"""A part of the shortage under this share of the need is not worth naming."""


def diagnose(scenario: Scenario, plan: Plan) -> Diagnosis:
    """Return what part of the need is lost to supply, to rules and openings, and to means.

    Three figures, kg: what is on offer and needed; the most that free and unlimited transport
    could bring (``free_logistics_kg``); what the plan brings. What parts them is the verdict.
    """
    need = sum(
        scenario.need_kg(who.id, family.id)
        for who in scenario.associations
        for family in scenario.families
    )
    supply = sum(p.usable_kg(family) for p in scenario.pickups.values() for family in p.kg)
    useful = _useful_supply_kg(scenario)
    free = free_logistics_kg(scenario)
    planned = plan.usable_kg
    verdict, cause = _verdict(need, useful, max(free, planned), planned)
    return Diagnosis(
        need_kg=need,
        supply_kg=supply,
        free_logistics_kg=free,
        planned_kg=planned,
        verdict=verdict,
        cause=cause,
    )


def _useful_supply_kg(scenario: Scenario) -> float:
    """Return the usable kg on offer, no family beyond its need."""
    offered: dict[str, float] = defaultdict(float)
    for pickup in scenario.pickups.values():
        for family in pickup.kg:
            offered[family] += pickup.usable_kg(family)
    return sum(
        min(kg, sum(scenario.need_kg(who.id, family) for who in scenario.associations))
        for family, kg in offered.items()
    )


def free_logistics_kg(scenario: Scenario) -> float:
    """Return an upper bound of the usable kg of any plan: transport is free and unlimited.

    A linear program over lots and associations: each lot may go to any member of its stream that
    distributes after it can be had and before its use-by date; no association receives more of a
    family than it needs. Vehicles, people and stores are left out.
    """
    return sum((_most_given(*of) for of in _by_family(scenario)), 0.0)


Receivers = frozenset[str]


def _by_family(
    scenario: Scenario,
) -> Iterator[tuple[dict[Receivers, float], dict[str, float]]]:
    """Yield, of each family, kg of its lots by who may receive them, and what each needs.

    Lots that the same associations may receive are one: nothing else tells them apart.
    """
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    needs = {
        family.id: {
            who.id: need
            for who in scenario.associations
            if (need := scenario.need_kg(who.id, family.id)) > 0
        }
        for family in scenario.families
    }
    lots: dict[str, dict[Receivers, float]] = defaultdict(lambda: defaultdict(float))
    open_to: dict[tuple[str, int, int], Receivers] = {}
    for pickup in scenario.pickups.values():
        stream = of_donor.get(pickup.donor)
        if stream is None:
            continue
        ready = DAY_NUMBER[pickup.day] * DAY_S + pickup.opens_s + pickup.loading_s
        for family in pickup.kg:
            key = (stream.id, ready, pickup.use_by[family])
            if key not in open_to:
                open_to[key] = frozenset(
                    who for who in stream.members if _distributes(scenario, who, ready, key[2])
                )
            lots[family][open_to[key].intersection(needs[family])] += pickup.usable_kg(family)
    for family, some in lots.items():
        yield some, needs[family]


def _most_given(lots: Mapping[Receivers, float], needs: Mapping[str, float]) -> float:
    """Return the most of some lots that can be given to who needs them, kg.

    Associations that may receive the same lots are one, as such lots are.
    """
    kinds = [receivers for receivers in lots if receivers]
    wanted: dict[tuple[int, ...], float] = defaultdict(float)
    for who, kg in needs.items():
        mine = tuple(n for n, receivers in enumerate(kinds) if who in receivers)
        if mine:
            wanted[mine] += kg
    arcs = [(lot, need) for need, mine in enumerate(wanted) for lot in mine]
    if not arcs:
        return 0.0
    rows = [
        (row, column) for column, (lot, need) in enumerate(arcs) for row in (lot, len(kinds) + need)
    ]
    matrix = csr_array(
        (np.ones(len(rows)), np.array(rows).T), shape=(len(kinds) + len(wanted), len(arcs))
    )
    limits = np.array([*(lots[one] for one in kinds), *wanted.values()])
    return float(minimise(-np.ones(len(arcs)), (matrix, -INFINITY, limits)).values.sum())


def _distributes(scenario: Scenario, association: str, after_s: int, use_by: int) -> bool:
    """Tell whether an association distributes between a moment and the end of a day."""
    return any(
        start >= after_s and start // DAY_S <= use_by for start in scenario.openings_s[association]
    )


def _verdict(need: float, useful: float, free: float, planned: float) -> tuple[Text, Cause]:
    if need <= 0:
        return NO_NEED, ""
    short: dict[Cause, float] = {
        "supply": max(0.0, need - useful) / need,
        "pooling": max(0.0, useful - free) / need,
        "means": max(0.0, free - planned) / need,
    }
    total = max(0.0, need - planned) / need
    if total < SMALL:
        return Text(fr="Les besoins sont couverts.", en="Needs are covered."), "covered"
    main = max(short, key=lambda part: short[part])
    if main == "supply" and planned < (1 - PROVED) * min(useful, free):
        main = "unproved"  # food is only said to lack where no organisation brings notably more
    head = MAIN[main]
    whole = round(100 * total)
    points = {"total": whole, **_adding_up(short, whole)}
    detail = Text(
        fr=DETAIL.fr.format(**{name: f"{part} %" for name, part in points.items()}),
        en=DETAIL.en.format(**{name: f"{part}%" for name, part in points.items()}),
    )
    return Text(fr=f"{head.fr} {detail.fr}", en=f"{head.en} {detail.en}"), main


def _adding_up(parts: Mapping[Cause, float], whole: int) -> dict[str, int]:
    """Return parts of a need in whole points that add up to what is missing, if they can."""
    points = {name: int(100 * part) for name, part in parts.items()}
    over = whole - sum(points.values())
    if not 0 <= over <= len(points):
        return {name: round(100 * part) for name, part in parts.items()}
    largest = sorted(parts, key=lambda name: points[name] - 100 * parts[name])
    return {name: points[name] + (name in largest[:over]) for name in parts}


Cause = Literal["", "covered", "supply", "pooling", "means", "unproved"]
MAIN: dict[Cause, Text] = {
    "supply": Text(
        fr="C'est surtout la nourriture qui manque : aucune organisation n'y suffirait.",
        en="It is mostly food that is missing: no way of organising would be enough.",
    ),
    "unproved": Text(
        fr="Les dons ne couvrent pas les besoins, mais ce plan n'apporte pas tout ce qui pourrait "
        "l'être : moyens et organisation comptent aussi.",
        en="Donations do not cover needs, but this plan does not bring all that could be brought: "
        "means and organisation count too.",
    ),
    "pooling": Text(
        fr="La nourriture existe, mais l'organisation choisie (magasins propres, jours de "
        "distribution, dates limites) en perd la plus grande part.",
        en="Food is there, but the organisation chosen (private stores, distribution days, use-by "
        "dates) loses most of what is missing.",
    ),
    "means": Text(
        fr="La nourriture existe, mais les tournées de ce plan (véhicules, équipages, stockage) "
        "n'apportent pas la plus grande part de ce qui manque.",
        en="Food is there, but the rounds of this plan (vehicles, crews, storage) do not bring "
        "most of what is missing.",
    ),
}
DETAIL = Text(
    fr="Il manque {total} du besoin : {supply} que les dons ne couvrent pas, même avec une "
    "logistique parfaite ; {pooling} par l'organisation choisie ; {means} faute de moyens.",
    en="{total} of the need is missing: {supply} that donations do not cover, even with perfect "
    "logistics; {pooling} by the organisation chosen; {means} for want of means.",
)


def usage(scenario: Scenario, plan: Plan) -> tuple[Usage, ...]:
    """Return how far vehicles, people and cold stores are used.

    Vehicles: hours of rounds over the longest rounds of every shift they may work. People: rounds
    over the most they do in a week. Cold stores: the greatest kg at any moment over what they hold.
    """
    found = []
    for vehicle in scenario.vehicles:
        shifts = [s for s in scenario.shifts if not vehicle.shifts or s.id in vehicle.shifts]
        days = [day for day in scenario.days if scenario.is_there(vehicle, day)]
        found.append(
            Usage(
                kind="vehicle",
                id=vehicle.id,
                used=sum(r.duration_s for r in plan.rounds if r.vehicle == vehicle.id) / 3600,
                available=len(days)
                * sum(min(s.max_min, vehicle.max_round_min or s.max_min) for s in shifts)
                / 60,
                unit="h",
            )
        )
    found += [
        Usage(
            kind="person",
            id=person.id,
            used=sum(person.id in item.crew for item in plan.rounds),
            available=person.most_shifts,
            unit="shift",
        )
        for person in scenario.people
    ]
    for who in scenario.associations:
        if who.cold_storage_kg is not None:
            peak = _cold_peak_kg(scenario, plan, who.id)
            found.append(
                Usage(
                    kind="storage", id=who.id, used=peak, available=who.cold_storage_kg, unit="kg"
                )
            )
    return tuple(found)


def _cold_peak_kg(scenario: Scenario, plan: Plan, association: str) -> float:
    """Return the most chilled and frozen kg held at a site, what only passes through included."""
    stays = [
        (start, end, share.kg)
        for share in plan.shares
        if scenario.family[share.family].temperature != "ambient"
        for place, start, end in _stays(plan, share)
        if place == association
    ]
    return max(
        (
            sum(kg for a, b, kg in stays if a <= moment < b)
            + scenario.stored_kg(association, True, moment)
            for moment in (0, *(start for start, _, _ in stays))
        ),
        default=0.0,
    )


def _stays(plan: Plan, share: Share) -> list[tuple[str, int, int]]:
    """Return where a share waits, from when until when, in absolute seconds.

    At the sorting place from the last unloading until it is loaded, if it is carried on; then at
    its association until the distribution.
    """
    origin = plan.round[share.origin]
    unloads = [stop for stop in origin.stops if stop.kind == "unload"]
    unloaded = DAY_NUMBER[origin.day] * DAY_S + (unloads[-1].leave_s if unloads else 0)
    if share.carried_by is None:
        return [(share.association, unloaded, share.opening_s)]
    carrier = plan.round[share.carried_by]
    midnight = DAY_NUMBER[carrier.day] * DAY_S
    load = None
    for stop in carrier.stops:
        if stop.kind in ("load", "collect"):
            load = stop
        elif stop.kind == "drop" and stop.site == share.association and load is not None:
            at_door = (share.association, midnight + stop.leave_s, share.opening_s)
            passed = [(load.site, unloaded, midnight + load.start_s)] * (load.kind == "load")
            return [*passed, at_door]
    return []
