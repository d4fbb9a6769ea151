"""What each member would pay alone: the same goods, to its own door, without the group's wishes.

Of what all want and there is not enough of, a payer's ceiling or a producer's weekly volume, a
member alone has the part of its people.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.buying import Buying
from solver.buying.bills import Alone
from solver.buying.cover import Eased, Key, cover, part_of
from solver.buying.orders import orders_of, total_cents
from solver.buying.problem import BuyingProblem, Deal
from solver.buying.program import Basket, Bought, Purchase
from solver.programs.solved import NoSolutionError, SolveLimits

EXACT = 0.006
"""€ between a purchase and its bound up to which it is the least, to the cent."""
ROUNDS = 8
DEARER = 1.02
"""By how much a unit is taken to be dearer, at least, where a budget was exceeded."""


@dataclass(frozen=True)
class ByItself:
    """A member that buys alone."""

    prices: dict[Key, float]
    """What a unit of each of its needs costs it, €: its list price, as much dearer or cheaper as
    all that it can buy is."""
    units: dict[Key, int]
    """What its money covers."""
    level: float
    """The part of its needs that this is."""


class Alones:
    """Prices alone, each sought once."""

    def __init__(self, asked: Buying, problem: BuyingProblem, limits: SolveLimits) -> None:
        """Seek nothing yet.

        Parameters
        ----------
        limits
            Of one search.
        """
        self._asked, self._problem, self._limits = asked, problem, limits
        self._known: dict[tuple[str, tuple[tuple[str, int], ...]], Alone] = {}
        self._list = {one.id: one.list_price for one in problem.needs}

    def price(self, who: str, units: Mapping[str, int]) -> Alone:
        """Return what a member pays alone for units of its needs.

        Raises
        ------
        NoSolutionError
            When nobody sells as much, or no purchase was found in time.
        """
        key = (who, tuple(sorted((need, many) for need, many in units.items() if many)))
        if key not in self._known:
            bought = self._purchase(who, dict(key[1]))
            found = total_cents(orders_of(self._asked, bought))
            exact = bought.cost - bought.bound <= EXACT
            least = found if exact else min(found, math.floor(100 * bought.bound))
            self._known[key] = Alone(found, least)
        return self._known[key]

    def _purchase(self, who: str, units: Mapping[str, int]) -> Bought:
        """Return the cheapest purchase of a member alone, delivered to its door.

        Where its part of a volume is too small for these units, it may take from the whole.
        """
        room = self._problem.storage[who]
        rooms: tuple[tuple[float, Mapping[str, float]], ...] = ()
        if room < math.inf and self._problem.weeks > 1:
            rooms = ((room, dict.fromkeys(units, 1.0)),)
        basket = Basket(units, rooms=rooms)
        try:
            return Purchase(self._by_people(who), basket).solve(self._limits)
        except NoSolutionError:
            return Purchase(self._problem, basket).solve(self._limits)

    def _by_people(self, who: str) -> BuyingProblem:
        """Return the problem of a member, with its part of what is not enough for all."""
        problem, people = self._problem, self._problem.people
        takers: dict[str, set[str]] = defaultdict(set)
        for need in problem.needs:
            for name in need.articles:
                takers[name] |= {one for one, other in problem.low if other == need.id}

        def limited(deal: Deal) -> Deal:
            if deal.available is None or who not in takers[deal.article]:
                return deal
            all_ = sum(people[one] for one in takers[deal.article])
            return replace(deal, available=deal.available * people[who] // all_)

        ceilings = {
            payer: eur * people[who] / sum(people[one] for one in problem.pays_for[payer])
            for payer, eur in problem.ceilings.items()
            if who in problem.pays_for[payer]
        }
        mine = problem.only((who,))
        deals = tuple(limited(one) for one in problem.deals)
        return replace(mine, deals=deals, ceilings=ceilings)

    def by_itself(self, who: str) -> ByItself:
        """Return what a member's money covers alone, as it would really be invoiced."""
        mine = self._by_people(who)
        units = cover(
            mine, dict.fromkeys(mine.low, 0.0), eased=Eased(budget=frozenset((who,)))
        ).units
        prices = self._prices(mine, who, units)
        budget = mine.budget[who]
        for _ in range(ROUNDS):
            units = cover(mine, prices).units
            own = self._own_eur(mine, who, units)
            if own <= budget + 1e-9:
                prices = self._prices(mine, who, units) if any(units.values()) else prices
                return ByItself(prices, units, part_of(self._problem, units, who))
            dearer = max(DEARER, own / budget) if budget > 0 else math.inf
            if dearer == math.inf:
                break
            prices = {key: price * dearer for key, price in prices.items()}
        nothing = dict.fromkeys(units, 0)
        return ByItself(prices, nothing, part_of(self._problem, nothing, who))

    def _eur(self, who: str, units: Mapping[Key, int]) -> float:
        try:
            return self.price(who, {need: u for (_, need), u in units.items()}).least_cents / 100
        except NoSolutionError:
            return math.inf

    def _prices(self, mine: BuyingProblem, who: str, units: Mapping[Key, int]) -> dict[Key, float]:
        worth = sum(self._list[need] * many for (_, need), many in units.items())
        eur = self._eur(who, units)
        ratio = eur / worth if worth and eur < math.inf else 1.0
        return {key: self._list[key[1]] * ratio for key in mine.low}

    def _own_eur(self, mine: BuyingProblem, who: str, units: Mapping[Key, int]) -> float:
        """Return what a member pays itself: payers take over their lines, up to their ceilings."""
        worth = sum(self._list[need] * many for (_, need), many in units.items())
        if not worth:
            return 0.0
        eur, payer_of = self._eur(who, units), {one.id: one.payer for one in mine.needs}
        own = eur
        for payer, ceiling in mine.ceilings.items():
            lines = sum(
                self._list[need] * many
                for (_, need), many in units.items()
                if payer_of[need] == payer
            )
            own -= min(ceiling, eur * lines / worth)
        return own
