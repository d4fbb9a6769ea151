"""Pick-ups, streams and rounds are named after ids: those names must fit, and differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

LONGEST = 60
"""Letters of a slug."""

_Name = tuple[str, Loc, tuple[str, ...]]
"""A name, where it comes from, and the ids that make it."""


def too_long(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids too long for the names made from them."""
    for loc, name, more in _uses(scenario):
        if len(name) + more > LONGEST:
            yield problem(
                loc,
                f"L'identifiant {shown(name)} a {len(name)} caractères. Attendu : "
                f"{max(LONGEST - more, 1)} au plus, car d'autres noms en sont faits. "
                "Raccourcissez-le.",
                f"The id {shown(name)} has {len(name)} characters. Expected: "
                f"{max(LONGEST - more, 1)} at most, as other names are made from it. Shorten it.",
            )


def _uses(scenario: Scenario) -> Iterator[tuple[Loc, str, int]]:
    """Yield ids with the length of what is joined to them, at most."""
    for n, donor in enumerate(scenario.donors):
        yield ("donors", n, "id"), donor.id, len("_mon_99")
    for n, delivery in enumerate(scenario.deliveries):
        yield ("deliveries", n, "id"), delivery.id, len(f"_{len(delivery.units)}")
    shift = max(len(shift.id) for shift in scenario.shifts)
    for n, vehicle in enumerate(scenario.vehicles):
        yield ("vehicles", n, "id"), vehicle.id, len("mon--") + shift
    for n, pool in enumerate(scenario.policy.pools):
        collectors = pool.members if pool.collectors is None else pool.collectors
        longest = max((len(who) for who in collectors), default=0)
        yield ("policy", "pools", n, "id"), pool.id, len("--own") + longest


def ambiguous(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids from which one name would be made twice: ``a-b`` and ``c``, ``a`` and ``b-c``."""
    rounds: list[_Name] = [
        (f"{shift.id}-{vehicle.id}", ("vehicles", n, "id"), (shift.id, vehicle.id))
        for n, vehicle in enumerate(scenario.vehicles)
        for shift in scenario.shifts
    ]
    streams: list[_Name] = []
    for n, pool in enumerate(scenario.policy.pools):
        loc: Loc = ("policy", "pools", n, "id")
        own = "" if pool.mode == "alone" else "-own"
        streams += [(f"{pool.id}-{who}{own}", loc, (pool.id, who)) for who in pool.members]
        if own:
            streams.append((pool.id, loc, (pool.id,)))
    yield from _clashes(rounds)
    yield from _clashes(streams)


def _clashes(named: Iterable[_Name]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, ...]] = {}
    for name, loc, parts in named:
        if seen.setdefault(name, parts) != parts:
            first, second = " + ".join(seen[name]), " + ".join(parts)
            yield problem(
                loc,
                f"{first} et {second} donneraient le même nom, {shown(name)}. Attendu : des noms "
                "distincts. Changez l'un des identifiants.",
                f"{first} and {second} would make the same name, {shown(name)}. Expected: distinct "
                "names. Change one of the ids.",
            )


RULES: tuple[Rule, ...] = (too_long, ambiguous)
