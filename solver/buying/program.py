"""The cheapest purchase that covers given needs: a mixed-integer program, level after level.

Whole packs of each deal, the tier that they reach (one binary a tier; a price of all units and a
price by slices differ by a fixed amount alone), orders with their least value and their carriage,
goods kept at the place of delivery from week to week, weeks of handing over. Needs are those of all
members together: what each receives of a week follows its part of a need.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from models.buying_study import BuyingLevelName
from solver.buying.problem import NO_WISHES, BuyingProblem, Deal, Seller, Slice, Wanted, Wishes
from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, Floats, NoSolutionError, SolveLimits

HALF_CENT = 0.005
"""By how much a held cost may be exceeded, €."""
GAP = 1e-6
Terms = list[tuple[int, float]]


@dataclass(frozen=True)
class Basket:
    """What is to be bought, for whom, and what its delivery costs."""

    units: Mapping[str, int]
    """By need, over all weeks."""
    handing_eur: float = 0.0
    """Each week with a handing-over: the last mile of all."""
    rooms: tuple[tuple[float, Mapping[str, float]], ...] = ()
    """What fits at a member's at once, kg, and its part of each need."""
    wishes: Wishes = NO_WISHES


@dataclass(frozen=True)
class Reached:
    """A level's value, and the value that none is below."""

    level: BuyingLevelName
    value: float
    bound: float
    proved: bool


@dataclass(frozen=True)
class Bought:
    """A purchase."""

    packs: dict[tuple[str, int], int]
    """By offer and week."""
    given: dict[tuple[str, str, int], int]
    """Units of all members together, by need, article and week."""
    free: frozenset[tuple[str, int]]
    """Orders whose carriage is free, by supplier and week."""
    weeks: tuple[int, ...]
    cost: float
    """€, VAT and last mile included."""
    bound: float
    """No purchase costs less."""
    levels: tuple[Reached, ...]
    values: Floats = field(default_factory=lambda: np.zeros(0), compare=False, repr=False)
    """(columns,): from which another program with the same columns may start."""


@dataclass
class _Columns:
    packs: dict[tuple[str, int], int] = field(default_factory=dict)
    units: dict[tuple[str, int], Terms] = field(default_factory=lambda: defaultdict(list))
    value: dict[tuple[str, int], Terms] = field(default_factory=lambda: defaultdict(list))
    order: dict[tuple[str, int], int] = field(default_factory=dict)
    paid: dict[tuple[str, int], int] = field(default_factory=dict)
    given: dict[tuple[str, str, int], int] = field(default_factory=dict)
    handing: dict[int, int] = field(default_factory=dict)


class Purchase:
    """The program of one basket."""

    def __init__(self, problem: BuyingProblem, basket: Basket) -> None:
        self.problem, self.basket = problem, basket
        self.needs = tuple(one for one in problem.needs if basket.units.get(one.id, 0) > 0)
        self._weeks = range(problem.weeks)
        self._program = LinearProgram()
        self._costs: dict[int, float] = {}
        self._whole: set[int] = set()
        self._at = _Columns()
        self._short: list[tuple[Deal, int, int]] = []
        wanted = {name for one in self.needs for name in one.articles}
        self._deals = tuple(one for one in problem.deals if one.article in wanted)
        self._demand = {
            name: sum(basket.units[one.id] for one in self.needs if name in one.articles)
            for name in wanted
        }
        self._lay()

    # columns and rows

    def _column(self, upper: float, cost: float = 0.0, *, whole: bool = False) -> int:
        number = int(self._program.add_columns(1, upper=upper)[0])
        if cost:
            self._costs[number] = cost
        if whole:
            self._whole.add(number)
        return number

    def _row(self, terms: Terms, low: float, high: float) -> None:
        summed: dict[int, float] = defaultdict(float)
        for column, factor in terms:
            summed[column] += factor
        self._program.add_row(
            low,
            high,
            np.array(list(summed), dtype=np.int64),
            np.array(list(summed.values()), dtype=np.float64),
        )

    def _lay(self) -> None:
        for seller in self.problem.sellers:
            mine = [one for one in self._deals if one.supplier == seller.id]
            for week in self._weeks if mine else ():
                self._lay_order(seller, mine, week)
        for week in self._weeks:
            one = self._column(1, self.basket.handing_eur, whole=True)
            self._at.handing[week] = one
        for need in self.needs:
            self._lay_need(need)
        for name in sorted(self._demand):
            self._lay_article(name)
        self._lay_rooms()
        self._lay_wishes(self.basket.wishes)

    def _lay_order(self, seller: Seller, deals: list[Deal], week: int) -> None:
        order = self._at.order[seller.id, week] = self._column(1, whole=True)
        for deal in deals:
            self._lay_deal(deal, seller, week, order)
        value = self._at.value[seller.id, week]
        if seller.minimum:
            self._row([*value, (order, -seller.minimum)], 0.0, INFINITY)
        if seller.carriage:
            paid = self._at.paid[seller.id, week] = self._column(1, seller.carriage, whole=True)
            if seller.free_from is None:
                self._row([(paid, 1.0), (order, -1.0)], 0.0, INFINITY)
            else:
                free = seller.free_from
                self._row([*value, (order, -free), (paid, free)], 0.0, INFINITY)

    def _lay_deal(self, deal: Deal, seller: Seller, week: int, order: int) -> None:
        slices, most = useful(deal, seller, self._demand[deal.article])
        key = (deal.offer, week)
        packs = self._at.packs[key] = self._column(most // deal.pack, whole=True)
        link: Terms = [(packs, float(deal.pack))]
        chosen: Terms = []
        for one in slices:
            high = float(min(one.high or most, most))
            reached = self._column(1, one.fixed * deal.gross, whole=True)
            units = self._column(high, one.price * deal.gross)
            self._row([(units, 1.0), (reached, -high)], -INFINITY, 0.0)
            if one.low:
                self._row([(units, 1.0), (reached, -float(one.low))], 0.0, INFINITY)
            link.append((units, -1.0))
            chosen.append((reached, 1.0))
            self._at.value[seller.id, week] += [(units, one.price), (reached, one.fixed)]
            self._at.units[key].append((units, 1.0))
        self._row(link, 0.0, 0.0)
        self._row([*chosen, (order, -1.0)], -INFINITY, 0.0)

    def _lay_need(self, need: Wanted) -> None:
        """Lay what each week receives: enough by each week's end, or its part where it must."""
        whole = self.basket.units[need.id]
        most = math.ceil(self.basket.wishes.variety * whole - 1e-9)
        by_week: dict[int, Terms] = {}
        for week in self._weeks:
            by_week[week] = []
            for name in need.articles:
                one = self._column(whole, whole=True)
                self._at.given[need.id, name, week] = one
                by_week[week].append((one, 1.0))
            handing = (self._at.handing[week], -float(whole))
            self._row([*by_week[week], handing], -INFINITY, 0.0)
        so_far: Terms = []
        for week in self._weeks:
            due, before = _due(whole, self.problem.weeks, week + 1), len(so_far)
            so_far = so_far + by_week[week]
            if need.weekly:
                part = due - _due(whole, self.problem.weeks, week)
                self._row(so_far[before:], part, part)
            else:
                last = week == self.problem.weeks - 1
                self._row(so_far, due, due if last else INFINITY)
        if len(need.articles) > 1 and most < whole:
            for name in need.articles:
                mine = [(self._at.given[need.id, name, week], 1.0) for week in self._weeks]
                self._row(mine, -INFINITY, most)

    def _lay_article(self, name: str) -> None:
        """Lay what is kept: bought so far covers given so far; what must be weekly is not kept."""
        deals = [one for one in self._deals if one.article == name]
        needs = [one for one in self.needs if name in one.articles]
        kept = all(not one.weekly for one in needs)
        so_far: Terms = []
        for week in self._weeks:
            here: Terms = []
            for deal in deals:
                here.append((self._at.packs[deal.offer, week], float(deal.pack)))
            here += [(self._at.given[one.id, name, week], -1.0) for one in needs]
            so_far = so_far + here if kept else here
            self._row(so_far, 0.0, INFINITY)

    def _lay_rooms(self) -> None:
        kg = {one.article: one.kg for one in self._deals}
        for room, parts in self.basket.rooms:
            for week in self._weeks:
                terms = [
                    (self._at.given[one.id, name, week], parts[one.id] * kg[name])
                    for one in self.needs
                    if parts.get(one.id)
                    for name in one.articles
                ]
                if terms:
                    self._row(terms, -INFINITY, room)

    def _lay_wishes(self, wishes: Wishes) -> None:
        def kg(which: Callable[[Deal], bool], share: float) -> Terms:
            return [
                (column, deal.kg * (float(which(deal)) - share) * factor)
                for deal in self._deals
                for week in self._weeks
                for column, factor in self._at.units[deal.offer, week]
            ]

        if wishes.local:
            self._row(kg(lambda one: one.local, wishes.local), 0.0, INFINITY)
        if wishes.organic:
            self._row(kg(lambda one: one.organic, wishes.organic), 0.0, INFINITY)
        if wishes.supermarket < 1:
            self._row(kg(lambda one: one.supermarket, wishes.supermarket), -INFINITY, 0.0)
        for seller in self.problem.sellers if wishes.supplier_share else ():
            if seller.most_share < 1:
                of = partial(_sells, seller.id)
                self._row(kg(of, seller.most_share), -INFINITY, 0.0)

    # solving

    def solve(
        self,
        limits: SolveLimits,
        then: SolveLimits | None = None,
        start: Floats | None = None,
    ) -> Bought:
        """Return the cheapest purchase; of these the fewest deliveries, then the most regular.

        Parameters
        ----------
        limits
            Of the search for the least cost.
        then
            Of each level after; only the cost is sought when absent.
        start : (columns,) or more
            A purchase of the same basket that this program allows too.

        Raises
        ------
        NoSolutionError
            When no purchase covers the basket, or none was found in time.
        """
        if not self.needs:
            return Bought({}, {}, frozenset(), (), 0.0, 0.0, ())
        self._say_whole()
        costs = self._goal(list(self._costs.items()))
        self._program.aim(costs)
        known = None if start is None or not len(start) else start[: self._program.columns]
        found = self._program.solve(limits, start=known)
        values, cost = found.values, found.objective
        bound = min(found.bound, cost)
        reached = [Reached("cost", cost, bound, _near(cost, bound))]
        if then is not None:
            self._row(list(self._costs.items()), -INFINITY, cost + HALF_CENT)
            values, one = self._next("deliveries", self._deliveries(), values, then)
            reached.append(one)
            self._row(self._deliveries(), -INFINITY, one.value + 0.5)
            shortfalls = self._lay_shortfalls()
            if shortfalls:
                values, one = self._next("regularity", shortfalls, values, then)
                reached.append(one)
        return self._bought(values, cost, bound, tuple(reached))

    def _say_whole(self) -> None:
        flags = np.zeros(self._program.columns, dtype=np.bool_)
        flags[sorted(self._whole)] = True
        self._program.make_whole(flags)

    def _next(
        self, name: BuyingLevelName, goal: Terms, values: Floats, limits: SolveLimits
    ) -> tuple[Floats, Reached]:
        """Return the best of a further level; the plan so far where nothing better is found."""
        aim = self._goal(goal)
        start = np.append(values, np.zeros(len(aim) - len(values)))
        for deal, week, short in self._short:
            bought = deal.pack * round(start[self._at.packs[deal.offer, week]])
            start[short] = max(0.0, deal.wanted - bought)
        self._say_whole()
        self._program.aim(aim)
        try:
            found = self._program.solve(limits, start=start)
        except NoSolutionError:
            value = float(aim @ start)
            return start, Reached(name, value, 0.0, value < HALF_CENT)
        value = found.objective
        bound = min(value, max(0.0, found.bound))
        return found.values, Reached(name, value, bound, _near(value, bound))

    def _goal(self, terms: Terms) -> Floats:
        goal = np.zeros(self._program.columns)
        for column, factor in terms:
            goal[column] += factor
        return goal

    def _deliveries(self) -> Terms:
        return [(one, 1.0) for one in (*self._at.order.values(), *self._at.handing.values())]

    def _lay_shortfalls(self) -> Terms:
        """Lay the units short of what producers want each week; none where nobody wants any."""
        for deal in self._deals:
            for week in self._weeks if deal.wanted else ():
                short = self._column(deal.wanted)
                bought = (self._at.packs[deal.offer, week], float(deal.pack))
                self._row([bought, (short, 1.0)], deal.wanted, INFINITY)
                self._short.append((deal, week, short))
        return [(short, 1.0) for _, _, short in self._short]

    def _bought(
        self, values: Floats, cost: float, bound: float, levels: tuple[Reached, ...]
    ) -> Bought:
        whole = {column: round(float(values[column])) for column in self._whole}
        packs = {key: whole[one] for key, one in self._at.packs.items() if whole[one]}
        given = {key: whole[one] for key, one in self._at.given.items() if whole[one]}
        supplier = {one.offer: one.supplier for one in self._deals}
        ordered = {(supplier[offer], week) for offer, week in packs}
        paid = {key for key, one in self._at.paid.items() if whole[one]}
        weeks = sorted({week for _, _, week in given})
        return Bought(
            packs, given, frozenset(ordered - paid), tuple(weeks), cost, bound, levels, values
        )


def _sells(supplier: str, deal: Deal) -> bool:
    return deal.supplier == supplier


def _near(value: float, bound: float) -> bool:
    return value - bound <= max(HALF_CENT, GAP * abs(value))


def _due(whole: int, weeks: int, week: int) -> int:
    """Return what the first so many weeks need of a whole: rounded up, all at the end."""
    return -(-whole * week // weeks)


def useful(deal: Deal, seller: Seller, demand: int) -> tuple[tuple[Slice, ...], int]:
    """Return the tiers that a cheapest purchase may reach, and the most units that it may take.

    More than is needed is bought to reach a tier that costs less in all, to reach the least order,
    or to save carriage: nothing else pays for more.
    """
    lasting = min(one.price for one in deal.slices)
    limit = math.inf if deal.available is None else deal.available
    step = deal.pack
    enough = -(-demand // step) * step
    enough = min(enough, int(limit // step) * step if limit < math.inf else enough)
    at_enough = _price(deal, enough)
    spare = seller.minimum + (seller.carriage if seller.free_from is not None else 0.0)
    keep, most = list[Slice](), enough
    for one in deal.slices:
        entry = -(-one.low // step) * step
        if entry > limit:
            continue
        beyond = entry > enough
        if beyond and one.fixed + one.price * entry >= at_enough + spare + one.price * step:
            continue
        keep.append(one)
        if beyond:
            most = max(most, entry)
    if spare and lasting > 0:
        most += math.ceil(spare / lasting / step) * step
    return tuple(keep), int(min(most, limit // step * step if limit < math.inf else most))


def _price(deal: Deal, units: int) -> float:
    reached = [one for one in deal.slices if one.low <= units][-1]
    return reached.fixed + reached.price * units
