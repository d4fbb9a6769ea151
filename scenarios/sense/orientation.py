"""Attendance of today: aggregates of groups and outlets, each once; an outline is of one sector."""

from __future__ import annotations

from collections.abc import Iterator

from models.publics import LEAST_TOLD
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("orientation", "flows")


def small_counts(scenario: Scenario) -> Iterator[Problem]:
    """Yield counts of a few households, which are not written down."""
    for n, one in enumerate(scenario.orientation.flows):
        if 0 < one.households < LEAST_TOLD:
            yield problem(
                (*AT, n, "households"),
                f"Trouvé {one.households} foyers. Attendu : 0, ou {LEAST_TOLD} au moins, car un "
                "plus petit nombre pourrait désigner quelqu'un. Effacez la ligne, ou réunissez des "
                "groupes.",
                f"Found {one.households} households. Expected: 0, or {LEAST_TOLD} at least, since "
                "a smaller number might point at someone. Delete the line, or join groups.",
            )


def told_twice(scenario: Scenario) -> Iterator[Problem]:
    """Yield attendances that stand twice."""
    known = set[tuple[str, str]]()
    for n, one in enumerate(scenario.orientation.flows):
        if (one.group, one.outlet) in known:
            yield problem(
                (*AT, n),
                f"{shown(one.group)} et {shown(one.outlet)} ont déjà une ligne. Attendu : une "
                "seule. Additionnez-les.",
                f"{shown(one.group)} and {shown(one.outlet)} have a line already. Expected: one. "
                "Add them up.",
            )
        known.add((one.group, one.outlet))


def outlined_twice(scenario: Scenario) -> Iterator[Problem]:
    """Yield sectors that have the outline of another."""
    known = dict[str, str]()
    for n, one in enumerate(scenario.openings.sectors):
        if one.outline and one.outline in known:
            yield problem(
                ("openings", "sectors", n, "outline"),
                f"Trouvé {shown(one.outline)}, déjà le contour de {shown(known[one.outline])}. "
                "Attendu : un contour par secteur. Donnez un autre code, ou laissez vide.",
                f"Found {shown(one.outline)}, the outline of {shown(known[one.outline])} already. "
                "Expected: an outline for each sector. Give another code, or leave it empty.",
            )
        known.setdefault(one.outline, one.label)


RULES: tuple[Rule, ...] = (small_counts, told_twice, outlined_twice)
