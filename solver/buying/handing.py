"""From what all receive together to what each receives in each week, in whole units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.buying_study import HandedOver
from solver.buying.cover import Key
from solver.buying.problem import BuyingProblem
from solver.buying.program import Bought


def handed(problem: BuyingProblem, units: Mapping[Key, int], bought: Bought) -> list[HandedOver]:
    """Return what each member receives of each need, article and week.

    Week after week each gets its part, rounded so that what it had before is made up for; all
    units of a week are given, and each member has its own in the end.
    """
    return [one for need in problem.needs for one in _of(need.id, problem, units, bought)]


def _of(
    need: str, problem: BuyingProblem, units: Mapping[Key, int], bought: Bought
) -> Iterator[HandedOver]:
    due = {who: units.get((who, need), 0) for who in problem.members}
    whole, left = sum(due.values()), dict(due)
    columns = sorted((week, name) for one, name, week in bought.given if one == need)
    so_far = 0
    for week, name in columns:
        count = bought.given[need, name, week]
        so_far += count
        owed = {who: due[who] * so_far / whole - (due[who] - left[who]) for who in due}
        gets = {who: max(0, min(left[who], int(owed[who] + 1e-9))) for who in due}
        missing = count - sum(gets.values())
        order = sorted(due, key=lambda who: (gets[who] - owed[who], who))
        while missing > 0:
            for who in order:
                if missing > 0 and gets[who] < left[who]:
                    gets[who] += 1
                    missing -= 1
        while missing < 0:
            who = max(gets, key=lambda who: (gets[who] - owed[who], gets[who], who))
            gets[who] -= 1
            missing += 1
        for who, many in sorted(gets.items()):
            left[who] -= many
            if many:
                yield HandedOver(association=who, need=need, article=name, week=week, units=many)


def crowded_kg(problem: BuyingProblem, handed_over: list[HandedOver]) -> dict[str, float]:
    """Return by how much the fullest week of a member exceeds its room, kg, where it does."""
    kg = {one.article: one.kg for one in problem.deals}
    weeks: dict[tuple[str, int], float] = defaultdict(float)
    for one in handed_over:
        weeks[one.association, one.week] += one.units * kg[one.article]
    over: dict[str, float] = {}
    for (who, _), have in weeks.items():
        beyond = have - problem.storage[who]
        if beyond > 1e-6:
            over[who] = max(beyond, over.get(who, 0.0))
    return over


def left_over(bought: Bought, problem: BuyingProblem) -> dict[tuple[str, int], int]:
    """Return units bought and given to nobody, by article and the week from which they are there.

    What is kept is there from the last week with a handing-over; what must be weekly, at once.
    """
    pack = {one.offer: (one.article, one.pack) for one in problem.deals}
    weekly = {name for one in problem.needs if one.weekly for name in one.articles}
    found: dict[tuple[str, int], int] = defaultdict(int)
    last = max(bought.weeks, default=0)
    for (offer, week), packs in bought.packs.items():
        name, units = pack[offer]
        found[name, week if name in weekly else last] += packs * units
    for (_, name, week), units in bought.given.items():
        found[name, week if name in weekly else last] -= units
    return {key: units for key, units in sorted(found.items()) if units > 0}
