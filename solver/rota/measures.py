"""What placements cost at each level, counted from the placements themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.rota_study import RotaLevel
from solver.rota.network import LOWEST_RANK, places_by_association, shortage_ranks
from solver.rota.problem import RotaProblem

Pair = tuple[int, int]
"""A person and a duty, by number."""
Pairs = Iterable[Pair]


def empties(problem: RotaProblem, placements: Pairs) -> tuple[int, ...]:
    """Return how many places of each duty stay empty."""
    taken = Counter(duty for _, duty in placements)
    return tuple(one.places - taken[n] for n, one in enumerate(problem.duties))


def level_costs(problem: RotaProblem, placements: Pairs) -> dict[RotaLevel, int]:
    """Return the cost of each level that has a meaning here, as the network counts it."""
    made = tuple(placements)
    left = empties(problem, made)
    lacks: Counter[str] = Counter()
    for number, duty in enumerate(problem.duties):
        lacks[duty.association] += left[number]
    ranks = shortage_ranks(places_by_association(problem))
    loads = Counter(person for person, _ in made)
    costs: dict[RotaLevel, int] = {
        "filled": sum(
            (LOWEST_RANK - duty.priority) * left[n] for n, duty in enumerate(problem.duties)
        ),
        "spread": sum(sum(ranks[who][:count]) for who, count in lacks.items()),
    }
    if problem.rules.kept is not None:
        costs["changes"] = -sum(one in problem.kept for one in made)
    costs["loads"] = sum(count * (count + 1) // 2 for count in loads.values())
    half_of = [{duty: half for half in mine for duty in half.duties} for mine in problem.half_days]
    costs["wishes"] = sum(problem.cost(who, half_of[who][duty], duty) for who, duty in made)
    if problem.rules.before is not None:
        costs["continuity"] = sum(one not in problem.continued for one in made)
    return costs
