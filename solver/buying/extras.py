"""What packs leave over, and who gets it."""

from __future__ import annotations

from collections import defaultdict

from models.buying_study import HandedOver
from solver.buying.handing import left_over
from solver.buying.problem import BuyingProblem
from solver.buying.remainders import Remainders, first_come, groups_of, shared
from solver.buying.together import Together


def extras_of(problem: BuyingProblem, made: Together) -> tuple[list[HandedOver], tuple[float, ...]]:
    """Return the remainders of packs, by leximin of their worth over each one's needs.

    Beside them the lowest level that first come, first served would leave, and theirs; nothing
    where packs leave nothing.
    """
    levels: tuple[float, ...] = ()
    # who ordered nothing is not delivered: a remainder does not pay for its way
    served = sorted({who for (who, _), many in made.units.items() if many})
    left = left_over(made.bought, problem)
    kg = {one.article: one.kg for one in problem.deals}
    price = {name: one.list_price for one in problem.needs for name in one.articles}
    kinds = {f"{name} {week}": (name, week) for name, week in left}
    had: dict[tuple[str, int], float] = defaultdict(float)
    for one in made.handed:
        had[one.association, one.week] += one.units * kg[one.article]
    spare = {
        key: most - made.units.get(key, 0) for key, most in problem.high.items() if key[0] in served
    }
    weeks = {week for _, week in left}
    given = Remainders(
        units={kind: left[key] for kind, key in kinds.items()},
        worth={kind: price[name] for kind, (name, _) in kinds.items()},
        room={
            (who, kind): sum(
                spare.get((who, one.id), 0) for one in problem.needs if name in one.articles
            )
            for kind, (name, _) in kinds.items()
            for who in served
        },
        together={
            (who, group): sum(spare.get((who, need), 0) for need in needs)
            for group, needs in groups_of(problem, kinds)
            for who in served
        },
        size={
            who: max(
                1e-6,
                sum(one.list_price * problem.high.get((who, one.id), 0) for one in problem.needs),
            )
            for who in served
        },
        kg={kind: kg[name] for kind, (name, _) in kinds.items()},
        room_kg={
            who: problem.storage[who] - max((had[who, week] for week in weeks), default=0.0)
            for who in served
        },
    )
    found = shared(given)
    if left:
        levels = tuple(
            min(given.levels(one).values(), default=0.0) for one in (first_come(given), found)
        )
    extras = list[HandedOver]()
    for (who, kind), many in sorted(found.items()):
        name, week = kinds[kind]
        for need in problem.needs:
            if name in need.articles and many > 0:
                here = min(many, spare.get((who, need.id), 0))
                if here > 0:
                    spare[who, need.id] -= here
                    many -= here
                    extras.append(
                        HandedOver(
                            association=who,
                            need=need.id,
                            article=name,
                            week=week,
                            units=here,
                            extra=True,
                        )
                    )
    return extras, levels
