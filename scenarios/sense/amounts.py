"""Quantities that must agree with one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.numbers import decimal
from models.scenario import Scenario
from scenarios.records import records_with
from scenarios.sense.problem import Loc, Problem, Rule, problem

SUM_TOLERANCE = 1e-6


def family_shares(scenario: Scenario) -> Iterator[Problem]:
    """Yield family shares that do not add up to 1, whatever they are of."""
    for at, record in records_with(scenario, "family_shares"):
        if record.family_shares is not None:
            yield from _sum_to_one((*at, "family_shares"), record.family_shares)


def _sum_to_one(loc: Loc, shares: Mapping[str, float]) -> Iterator[Problem]:
    """Yield the problem of family shares that do not add up to 1."""
    total = sum(shares.values())
    if abs(total - 1) > SUM_TOLERANCE:
        written, apart = (decimal(f"{one:.6g}").fr for one in (total, total - 1))
        yield problem(
            loc,
            f"Les parts des familles font {written} au total. Attendu : 1. Corrigez-les "
            f"(écart : {apart}).",
            f"The shares of the families add up to {total:.6g}. Expected: 1. Correct them "
            f"(difference: {total - 1:+.6g}).",
        )


def cold_boxes(scenario: Scenario) -> Iterator[Problem]:
    """Yield vehicles whose boxes and way of keeping cold contradict each other."""
    for n, vehicle in enumerate(scenario.vehicles):
        if vehicle.cold == "boxes" and vehicle.boxes == 0:
            yield problem(
                ("vehicles", n, "cold"),
                "Le froid est « boxes » (norvégiennes), mais il y en a 0. Attendu : au moins une. "
                "Donnez « boxes: nombre », ou écrivez « cold: none ».",
                'Cold is "boxes" (insulated boxes), but there are 0. Expected: at least one. '
                'Give "boxes: number", or write "cold: none".',
            )
        if vehicle.cold == "none" and vehicle.boxes > 0:
            yield problem(
                ("vehicles", n, "boxes"),
                f"Trouvé {vehicle.boxes} norvégiennes, mais « cold: none ». Attendu : 0, ou "
                "« cold: boxes ». Corrigez l'un des deux.",
                f'Found {vehicle.boxes} insulated boxes, but "cold: none". Expected: 0, or '
                '"cold: boxes". Correct one of them.',
            )


def margin(scenario: Scenario) -> Iterator[Problem]:
    """Yield a capacity margin that leaves nothing to load."""
    if scenario.policy.capacity_margin >= 1:
        yield problem(
            ("policy", "capacity_margin"),
            "Une marge de 1 laisse toute la charge libre. Attendu : moins que 1, par exemple 0.1. "
            "Réduisez-la.",
            "A margin of 1 keeps the whole payload free. Expected: less than 1, such as 0.1. "
            "Reduce it.",
        )


RULES: tuple[Rule, ...] = (family_shares, cold_boxes, margin)
