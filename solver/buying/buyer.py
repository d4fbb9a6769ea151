"""The steps of one purchase: who buys together, what is bought, what is left over, who pays."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from models.buying_study import (
    BuyingBill,
    BuyingLevel,
    BuyingPlan,
    HandedOver,
    PurchaseOrder,
    WishName,
)
from models.scenario import Scenario
from solver.buying.alone import Alones, ByItself
from solver.buying.bills import Alone, bills_of
from solver.buying.cover import Cover, Key, cover, part_of
from solver.buying.extras import extras_of
from solver.buying.handing import crowded_kg, handed
from solver.buying.orders import orders_of, total_cents
from solver.buying.patience import found_in_time
from solver.buying.problem import BuyingProblem, Wishes
from solver.buying.program import HALF_CENT, Basket, Bought, Reached
from solver.buying.repricing import billed, parts_of
from solver.buying.together import Together
from solver.programs.limits import Limits
from solver.programs.solved import NoSolutionError

PURCHASE, LEVELS, ALONE, WISHES = 0.4, 0.08, 0.3, 0.12
"""Parts of the time: the purchase, each of its further levels, all prices alone, all wishes."""
ROUNDS = 4
LITTLE = 1e-3
"""Part of its needs from which it is worth covering anyone's again."""
MARGIN = 1.01
"""Times that units which made a bill exceed a budget are taken to be dearer, beside by how much."""
ALONE_GAP = 2e-3
"""Relative, as wide as the search of a price alone leaves it: the price is then its bound, what
nobody could pay less than."""


class Buyer:
    """The steps of one purchase."""

    def __init__(self, scenario: Scenario, problem: BuyingProblem, limits: Limits) -> None:
        self.scenario, self.problem, self.limits = scenario, problem, limits
        each = ALONE / max(1, len(problem.members))
        alone_limits = replace(limits.of(each), gap=max(ALONE_GAP, limits.gap))
        self.alones = Alones(scenario.buying, problem, alone_limits)
        self.prices: dict[Key, float] = {}
        self.reached: dict[Key, float] = {}
        self.first_come: tuple[float, ...] = ()
        self.began = time.monotonic()

    # who gets how much

    def together(self, by_itself: Mapping[str, ByItself]) -> tuple[Together, Cover]:
        """Return the purchase, and who gets how much.

        What each would pay alone limits what budgets cover. As the group pays less, they cover
        more: the needs are covered again at what a unit is billed to each, as long as no budget is
        exceeded and the least covered have more. Where more units make a bill exceed a budget, they
        are tried again as that much dearer. Whose bill still exceeds its budget has what it would
        have alone, which costs no more together.
        """
        self.prices = {
            key: price for one in by_itself.values() for key, price in one.prices.items()
        }
        best, dearer = self._within_budgets(by_itself), dict[str, float]()
        self.reached = self._billed(best[0], by_itself)
        for _ in range(ROUNDS):
            given = best[1]
            if min(given.level.values(), default=1.0) >= 1 - 1e-6 or self._late():
                break
            prices = {key: one * dearer.get(key[0], 1.0) for key, one in self.reached.items()}
            more = cover(self.problem, prices, floors=by_itself)
            had, have = (parts_of(self.problem, one.units) for one in (given, more))
            gained = max((b - a for a, b in zip(had, have, strict=True)), default=0.0)
            if have <= had or gained < LITTLE:
                break
            tried = self._joint(self.problem.members, more.units, self.problem.wishes)
            over = self._over_budget(tried, by_itself)
            if not over:
                best, self.reached = (tried, more), self._billed(tried, by_itself)
            for who, times in over.items():
                dearer[who] = dearer.get(who, 1.0) * times * MARGIN
        return self._settled(best[0], by_itself), best[1]

    def _settled(self, made: Together, by_itself: Mapping[str, ByItself]) -> Together:
        """Return a purchase of the same goods and cost that is also best by the further levels.

        Where its orders, rounded to cents, would make a bill exceed a budget, the purchase stays.
        """
        if not made.members:
            return made
        try:
            bought, given = self.solve(
                made.members, made.units, made.wishes, LEVELS, levels=True, start=made.bought
            )
        except NoSolutionError:
            return made
        known = made.bought
        if known.bound > bought.bound and bought.cost > known.cost - HALF_CENT:
            # the longer search proved more of the same cost
            levels = (*known.levels[:1], *bought.levels[1:])
            bought = replace(bought, bound=known.bound, levels=levels)
        total = self._total(bought, made.members, made.units)
        better = replace(made, bought=bought, handed=tuple(given), total=total)
        alone = sum(one.least_cents for one in made.alone.values())
        held = total <= alone and not self._over_budget(better, by_itself)
        return better if held else made

    def _late(self) -> bool:
        """Tell whether the time of everything is over, or the search is stopped."""
        seconds = self.limits.seconds if self.limits.iterations is None else None
        over = seconds is not None and time.monotonic() - self.began > seconds
        return over or self.limits.stop.is_set()

    def _billed(self, made: Together, by_itself: Mapping[str, ByItself]) -> dict[Key, float]:
        orders = orders_of(self.scenario.buying, made.bought)
        bills = {one.association: one.cents for one in self._bills(made, by_itself, orders)}
        alone = sum(one.least_cents for one in made.alone.values())
        saved = made.total / alone if alone else 1.0
        return billed(self.problem, made.units, bills, self.prices, saved)

    def _within_budgets(self, by_itself: Mapping[str, ByItself]) -> tuple[Together, Cover]:
        given = cover(self.problem, self.prices, floors=by_itself)
        units, as_alone = dict(given.units), set[str]()
        while True:
            made = self._joint(self.problem.members, units, self.problem.wishes)
            over = self._over_budget(made, by_itself).keys() - as_alone
            if not over:
                return made, replace(given, units=units)
            as_alone |= over
            for who in over:
                units |= by_itself[who].units

    def _over_budget(self, made: Together, by_itself: Mapping[str, ByItself]) -> dict[str, float]:
        """Return whose bill exceeds its budget, and how many times it is."""
        bills = self._bills(made, by_itself, orders_of(self.scenario.buying, made.bought))
        return {
            one.association: one.own_cents / max(100 * self.problem.budget[one.association], 1.0)
            for one in bills
            if one.own_cents > 100 * self.problem.budget[one.association] + 1e-6
        }

    # how it is bought

    def solve(
        self,
        members: tuple[str, ...],
        units: Mapping[Key, int],
        wishes: Wishes,
        share: float = WISHES,
        *,
        levels: bool = False,
        start: Bought | None = None,
    ) -> tuple[Bought, list[HandedOver]]:
        """Return the cheapest purchase for some members and what each is handed.

        Raises
        ------
        NoSolutionError
            When no purchase covers the units under the wishes, or none was found in time.
        """
        problem = self.problem.only(members)
        mine = {key: many for key, many in units.items() if key[0] in members and many}
        whole: dict[str, int] = defaultdict(int)
        for (_, need), many in mine.items():
            whole[need] += many
        served = sorted({who for who, _ in mine})
        handing = sum(problem.last_mile[who].cents for who in served) / 100
        margin = dict.fromkeys(served, 0.0)
        for _ in range(ROUNDS):
            rooms = tuple(
                (
                    problem.storage[who] - margin[who],
                    {need: many / whole[need] for (one, need), many in mine.items() if one == who},
                )
                for who in served
                if problem.storage[who] < math.inf and problem.weeks > 1
            )
            basket = Basket(dict(whole), handing, rooms, wishes)
            then = self.limits.of(LEVELS) if levels else None
            known = None if start is None else start.values
            bought = found_in_time(problem, basket, self.limits, share, then, known)
            made = handed(problem, mine, bought)
            crowded = crowded_kg(problem, made)
            if not crowded:
                return bought, made
            for who, kg in crowded.items():
                margin[who] += kg * 1.01 + 0.01
        raise NoSolutionError("rooms")

    def _joint(self, members: tuple[str, ...], units: dict[Key, int], wishes: Wishes) -> Together:
        """Return a purchase that costs no more than all apart.

        A wish that cannot be held, or that costs more than what is saved, is given up: the one
        whose loss costs least in all; without wishes, who buys cheaper alone does so.
        """
        alone = {
            who: self.alones.price(who, {n: u for (one, n), u in units.items() if one == who})
            for who in members
        }
        given_up, apart = list[WishName](), list[str]()
        nothing = Bought({}, {}, frozenset(), (), 0.0, 0.0, ())
        made: tuple[Bought, list[HandedOver]] | None = (nothing, [])
        while members:
            made = self._try(members, units, wishes, PURCHASE)
            total = math.inf if made is None else self._total(made[0], members, units)
            if total <= sum(alone[who].least_cents for who in members):
                break
            if total <= sum(alone[who].found_cents for who in members):
                # no bound says whether someone could pay less alone: nothing better was found
                alone = {who: Alone(one.found_cents, one.found_cents) for who, one in alone.items()}
                break
            asked = wishes.asked()
            if asked:
                wish = self._dearest(members, units, wishes)
                given_up.append(wish)
                wishes = wishes.without(wish)
            else:
                who = self._better_alone(members, units, alone)
                apart.append(who)
                members = tuple(one for one in members if one != who)
        bought, given = made if made is not None and members else (nothing, [])
        mine = {key: many for key, many in units.items() if key[0] in members}
        return Together(
            members=members,
            units=mine,
            bought=bought,
            handed=tuple(given),
            alone={who: alone[who] for who in members},
            total=self._total(bought, members, units),
            wishes=wishes,
            given_up=tuple(given_up),
            apart=tuple(sorted(apart)),
        )

    def _try(
        self,
        members: tuple[str, ...],
        units: Mapping[Key, int],
        wishes: Wishes,
        share: float,
    ) -> tuple[Bought, list[HandedOver]] | None:
        try:
            return self.solve(members, units, wishes, share)
        except NoSolutionError:
            return None

    def _total(self, bought: Bought, members: tuple[str, ...], units: Mapping[Key, int]) -> int:
        served = {who for (who, _), many in units.items() if many and who in members}
        each = sum(self.problem.last_mile[who].cents for who in served)
        return total_cents(orders_of(self.scenario.buying, bought)) + each * len(bought.weeks)

    def _dearest(
        self, members: tuple[str, ...], units: Mapping[Key, int], wishes: Wishes
    ) -> WishName:
        """Return the wish without which the purchase costs least."""
        asked = wishes.asked()

        def cost(wish: WishName) -> tuple[float, int]:
            made = self._try(members, units, wishes.without(wish), WISHES / len(asked))
            return math.inf if made is None else made[0].cost, asked.index(wish)

        return min(asked, key=cost)

    def _better_alone(
        self, members: tuple[str, ...], units: Mapping[Key, int], alone: Mapping[str, Alone]
    ) -> str:
        """Return the member whose leaving saves the others most, less what it pays alone."""

        def without(who: str) -> tuple[float, str]:
            others = tuple(one for one in members if one != who)
            made = self._try(others, units, Wishes(), WISHES / len(members))
            cost = math.inf if made is None else made[0].cost
            return cost + alone[who].least_cents / 100, who

        return min(members, key=without)

    # what is told

    def cents_of(self, made: Together) -> Callable[[Bought], int]:
        """Return what tells of any purchase of the same units what it is invoiced, cents."""
        return lambda bought: self._total(bought, made.members, made.units)

    def plan(self, made: Together, by_itself: Mapping[str, ByItself]) -> BuyingPlan:
        """Return the plan of a purchase, its remainders given and its bills made."""
        asked = self.scenario.buying
        orders = orders_of(asked, made.bought)
        extras, self.first_come = extras_of(self.problem, made)
        given = [*made.handed, *extras]
        served = {who for (who, _), many in made.units.items() if many}
        each = [self.problem.last_mile[who] for who in sorted(served)]
        return BuyingPlan(
            orders=orders,
            handed=tuple(
                sorted(given, key=lambda one: (one.week, one.association, one.need, one.article))
            ),
            last_mile=tuple(each),
            weeks=made.bought.weeks,
            last_mile_cents=sum(one.cents for one in each) * len(made.bought.weeks),
            bills=self._bills(made, by_itself, orders),
            apart=made.apart,
            given_up=made.given_up,
        )

    def _bills(
        self,
        made: Together,
        by_itself: Mapping[str, ByItself],
        orders: tuple[PurchaseOrder, ...],
    ) -> tuple[BuyingBill, ...]:
        covers = {
            who: (part_of(self.problem, made.units, who), by_itself[who].level)
            for who in made.members
        }
        return bills_of(
            self.scenario.buying,
            orders,
            made.total,
            list(made.handed),
            made.alone,
            covers,
            self.problem.people,
        )

    def levels(self, made: Together, given: Cover) -> tuple[BuyingLevel, ...]:
        """Return the objectives in their order, each with its bound."""
        parts = [part_of(self.problem, made.units, who) for who in self.problem.members]
        lowest = min(parts, default=1.0)
        rest = [_level(one, made.total) for one in made.bought.levels]
        return (
            BuyingLevel(
                level="cover",
                value=lowest,
                bound=max(lowest, given.lowest),
                proved=given.lowest - lowest <= 1e-6,
            ),
            *rest,
        )


def _level(one: Reached, cents: int) -> BuyingLevel:
    """Return a level; a cost as it is invoiced, which rounding may leave under its bound."""
    value = cents / 100 if one.level == "cost" else one.value
    bound = min(one.bound, value) if one.level == "cost" else one.bound
    return BuyingLevel(level=one.level, value=value, bound=bound, proved=one.proved)
