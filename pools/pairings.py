"""Who goes out with whom: people who come only together, or never together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from models.scenario import Scenario
from models.vehicles import Person, Vehicle


class Pair(NamedTuple):
    """Two people, of whom one goes aboard only or never with the other."""

    rule: Literal["with", "apart"]
    one: str
    other: str

    def broken(self, crew: Sequence[str]) -> bool:
        """Tell whether people who are aboard together do not keep it.

        Examples
        --------
        >>> Pair("with", "ana", "bea").broken(["ana", "zoe"])
        True
        >>> Pair("with", "ana", "bea").broken(["bea", "zoe"])
        False
        >>> Pair("apart", "ana", "bea").broken(["bea", "ana"])
        True
        """
        return self.one in crew and (self.other in crew) is (self.rule == "apart")


def pairings(scenario: Scenario) -> tuple[Pair, ...]:
    """Return who goes aboard only or never with whom, once each, in the order of people."""
    found: dict[Pair, None] = {}
    for person in scenario.people:
        found |= dict.fromkeys(Pair("with", person.id, one) for one in person.only_with)
        for one in person.never_with:
            first, second = sorted((person.id, one))
            found[Pair("apart", first, second)] = None
    return tuple(found)


def crew_among(
    scenario: Scenario, vehicle: Vehicle, drivers: Sequence[Person], helpers: Sequence[Person]
) -> tuple[str, ...] | None:
    """Return the first full crew of a vehicle that goes together, the driver first, or none.

    Parameters
    ----------
    drivers, helpers
        Who is free and may drive it, or help; whoever stands earlier is taken sooner.
    """
    pairs, may_help = pairings(scenario), [one.id for one in helpers]
    for driver in drivers:
        crew = _filled(pairs, (driver.id,), may_help, vehicle.crew)
        if crew is not None:
            return crew
    return None


def _filled(
    pairs: Sequence[Pair], crew: tuple[str, ...], helpers: Sequence[str], size: int
) -> tuple[str, ...] | None:
    """Return a crew with helpers added up to a size; those whom someone needs come first."""
    broken = [pair for pair in pairs if pair.broken(crew)]
    needed = tuple(dict.fromkeys(pair.other for pair in broken if pair.rule == "with"))
    if any(pair.rule == "apart" for pair in broken) or len(crew) + len(needed) > size:
        return None
    if needed:
        there = set(needed) <= set(helpers)
        return _filled(pairs, (*crew, *needed), helpers, size) if there else None
    if len(crew) == size:
        return crew
    for number, one in enumerate(helpers):
        # whoever stands before was tried, in vain
        left = helpers[number:]
        found = None if one in crew else _filled(pairs, (*crew, one), left, size)
        if found is not None:
            return found
    return None
