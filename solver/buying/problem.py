"""A purchase in common as numbers: deals with their tiers, needs of each member, last mile.

All is in ascending order of ids, so that the order of a file decides nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from models.buying import Buying, SupplierOffer
from models.buying_study import LastMile, WishName
from models.scenario import Scenario
from models.travel import TravelMatrix

ROUNDING = 1e-9


@dataclass(frozen=True)
class Slice:
    """A tier: units from ``low`` to ``high`` cost ``fixed`` and ``price`` each, stated basis, €."""

    low: int
    high: int
    fixed: float
    price: float


@dataclass(frozen=True)
class Deal:
    """What one supplier asks for one article."""

    offer: str
    supplier: str
    article: str
    pack: int
    kg: float
    """Of one unit."""
    slices: tuple[Slice, ...]
    gross: float
    """VAT included over stated basis."""
    available: int | None
    """Units a week."""
    wanted: int
    """Units a week that the producer wants to sell."""
    local: bool
    organic: bool
    supermarket: bool


@dataclass(frozen=True)
class Seller:
    """A supplier's conditions; euros, of goods in its basis, but for carriage."""

    id: str
    minimum: float
    carriage: float
    free_from: float | None
    most_share: float


@dataclass(frozen=True)
class Wanted:
    """One need, whoever has it."""

    id: str
    articles: tuple[str, ...]
    weekly: bool
    """Whether each week must receive its part."""
    list_price: float
    """€ a unit, VAT included: the least first-tier price of any offer for it."""
    kg: float
    """Of one unit: the heaviest article."""
    payer: str | None


@dataclass(frozen=True)
class Wishes:
    """What the group asks of its purchase beside its price."""

    local: float = 0.0
    organic: float = 0.0
    supermarket: float = 1.0
    variety: float = 1.0
    supplier_share: bool = False
    """Whether the suppliers' largest shares hold."""

    def asked(self) -> tuple[WishName, ...]:
        """Return the wishes that ask for something."""
        asked: dict[WishName, bool] = {
            "local": self.local > 0,
            "organic": self.organic > 0,
            "supermarket": self.supermarket < 1,
            "variety": self.variety < 1,
            "supplier_share": self.supplier_share,
        }
        return tuple(wish for wish, some in asked.items() if some)

    def without(self, wish: WishName) -> Wishes:
        """Return the others."""
        nothing: dict[WishName, Wishes] = {
            "local": replace(self, local=0.0),
            "organic": replace(self, organic=0.0),
            "supermarket": replace(self, supermarket=1.0),
            "variety": replace(self, variety=1.0),
            "supplier_share": replace(self, supplier_share=False),
        }
        return nothing[wish]


NO_WISHES = Wishes()


@dataclass(frozen=True)
class BuyingProblem:
    """Everything that a purchase is chosen from."""

    weeks: int
    deals: tuple[Deal, ...]
    sellers: tuple[Seller, ...]
    needs: tuple[Wanted, ...]
    members: tuple[str, ...]
    low: dict[tuple[str, str], int]
    """Units at least, by member and need; only what someone sells."""
    high: dict[tuple[str, str], int]
    budget: dict[str, float]
    """€; infinite without limit."""
    storage: dict[str, float]
    """kg at once, in its room or on the trip that goes there; infinite without limit."""
    ceilings: dict[str, float]
    """€, by payer."""
    pays_for: dict[str, frozenset[str]]
    """Members that each payer pays for."""
    people: dict[str, int]
    last_mile: dict[str, LastMile]
    wishes: Wishes
    unsold: tuple[tuple[str, str], ...] = ()
    """Needs of members that nobody sells anything for."""

    def only(self, members: tuple[str, ...]) -> BuyingProblem:
        """Return the problem of some members alone."""
        keep = frozenset(members)
        return replace(
            self,
            members=tuple(one for one in self.members if one in keep),
            low={key: units for key, units in self.low.items() if key[0] in keep},
            high={key: units for key, units in self.high.items() if key[0] in keep},
        )


def units_of(rate: float, heads: int) -> tuple[int, int]:
    """Return a need in whole units, rounded up and rounded down.

    Examples
    --------
    >>> units_of(0.5, 7), units_of(0.1, 30)
    ((4, 3), (3, 3))
    """
    exact = rate * heads
    return math.ceil(exact - ROUNDING), math.floor(exact + ROUNDING)


def buying_problem(scenario: Scenario, travel: TravelMatrix) -> BuyingProblem:
    """Return the problem of a scenario's purchase."""
    asked = scenario.buying
    articles, suppliers = asked.article, asked.supplier
    deals = tuple(
        _deal(asked, one)
        for one in sorted(asked.offers, key=lambda one: one.id)
        if one.article in articles and one.supplier in suppliers
    )
    sold = {one.article for one in deals}
    members = tuple(sorted(asked.member))
    infinite = math.inf
    needs, low, high = list[Wanted](), dict[tuple[str, str], int](), dict[tuple[str, str], int]()
    unsold = list[tuple[str, str]]()
    for need in sorted(asked.needs, key=lambda one: one.id):
        possible = tuple(sorted(set(need.articles) & sold))
        if possible:
            first = [
                deal.slices[0].price * deal.gross for deal in deals if deal.article in possible
            ]
            needs.append(
                Wanted(
                    id=need.id,
                    articles=possible,
                    weekly=any(articles[name].weekly for name in possible),
                    list_price=max(min(first), 1e-6),
                    kg=max(articles[name].kg_per_unit or 0.0 for name in possible),
                    payer=need.payer,
                )
            )
        for who in members:
            if need.members and who not in need.members:
                continue
            heads = scenario.association[who].heads(need.per)
            least = units_of(need.low_units, heads)[0]
            most = max(least, units_of(need.high_units or need.low_units, heads)[1])
            if not most:
                continue
            if possible:
                low[who, need.id], high[who, need.id] = least, most
            elif least:
                unsold.append((who, need.id))
    storage = {
        who: infinite if (kg := asked.member[who].storage_kg) is None else kg for who in members
    }
    ways = {
        who: _last_mile(scenario, travel, who, _most_kg(needs, high, who) / asked.weeks)
        for who in members
    }
    for who, way in ways.items():
        if way.way == "trip":
            storage[who] = min(storage[who], spare_kg(scenario, who))
    payers = sorted(asked.payers, key=lambda one: one.id)
    return BuyingProblem(
        weeks=asked.weeks,
        deals=deals,
        sellers=tuple(
            Seller(one.id, one.minimum_eur, one.carriage_eur, one.carriage_free_eur, one.most_share)
            for one in sorted(asked.suppliers, key=lambda one: one.id)
        ),
        needs=tuple(needs),
        members=members,
        low=low,
        high=high,
        budget={
            who: infinite if (eur := asked.member[who].budget_eur) is None else eur
            for who in members
        },
        storage=storage,
        ceilings={one.id: one.ceiling_eur for one in payers},
        pays_for={one.id: frozenset(one.members or members) for one in payers},
        people={who: max(1, scenario.association[who].people) for who in members},
        last_mile=ways,
        wishes=Wishes(
            asked.local_share,
            asked.organic_share,
            asked.supermarket_share,
            asked.most_of_one,
            supplier_share=any(one.most_share < 1 for one in asked.suppliers),
        ),
        unsold=tuple(unsold),
    )


def _deal(asked: Buying, offer: SupplierOffer) -> Deal:
    article, supplier = asked.article[offer.article], asked.supplier[offer.supplier]
    return Deal(
        offer=offer.id,
        supplier=supplier.id,
        article=article.id,
        pack=offer.pack_units,
        kg=article.kg_per_unit or 0.0,
        slices=slices(offer),
        gross=1.0 if offer.vat_included else 1 + article.vat_percent / 100,
        available=offer.available_units,
        wanted=offer.wanted_units,
        local=supplier.local,
        organic=offer.organic,
        supermarket=supplier.kind == "superstore",
    )


def slices(offer: SupplierOffer) -> tuple[Slice, ...]:
    """Return the tiers of an offer, the last one without end: ``high`` is then 0."""
    made, fixed = list[Slice](), 0.0
    for n, tier in enumerate(offer.tiers):
        later = offer.tiers[n + 1].from_units if n + 1 < len(offer.tiers) else 0
        if offer.tier_kind == "all_units":
            made.append(Slice(tier.from_units, max(0, later - 1), 0.0, tier.price_eur))
        else:
            if n:
                fixed += (offer.tiers[n - 1].price_eur - tier.price_eur) * tier.from_units
            made.append(Slice(tier.from_units, later, fixed, tier.price_eur))
    return tuple(made)


def _most_kg(needs: list[Wanted], high: dict[tuple[str, str], int], who: str) -> float:
    return sum(one.kg * high.get((who, one.id), 0) for one in needs)


def _last_mile(scenario: Scenario, travel: TravelMatrix, who: str, most_kg: float) -> LastMile:
    """Return the least dear way by which goods reach a member's door from where they come in.

    A trip of the week from there costs nothing more, in a vehicle that takes what the member may
    need in a week: no more is then handed to it at once. Else the member fetches, or a stop is made
    for it: priced there and back, which a round of several stops does not exceed.
    """
    asked = scenario.buying
    hub = asked.hub
    if hub is None or who == hub:
        return LastMile(association=who, way="here", cents=0)
    if most_kg <= spare_kg(scenario, who):
        return LastMile(association=who, way="trip", cents=0)
    there, here = travel.index[hub], travel.index[who]
    km = (travel.metres[there][here] + travel.metres[here][there]) / 1000
    stop = round(100 * (asked.stop_eur + asked.eur_per_km * km))
    fetch = asked.member[who].fetch_eur
    if fetch is not None and round(100 * fetch) < stop:
        return LastMile(association=who, way="fetched", cents=round(100 * fetch))
    return LastMile(association=who, way="stop", cents=stop)


def spare_kg(scenario: Scenario, who: str) -> float:
    """Return what the trips of the week from the place of delivery may take to a member besides.

    The largest room of one errand that may take dry goods along, or of one delivery of the depot in
    a vehicle of the largest payload, kg; less than zero where no trip goes there.
    """
    rooms = [
        scenario.vehicle[one.vehicle].payload_kg
        for one in scenario.errands
        if one.to == who and "ambient" in one.rides_along and one.vehicle in scenario.vehicle
    ]
    largest = max((one.payload_kg for one in scenario.vehicles), default=0.0)
    rooms += [
        largest - sum(unit.kg for unit in one.units)
        for one in scenario.deliveries
        if one.to == who and one.source == scenario.buying.hub and one.weeks == "any"
    ]
    return max(rooms, default=-1.0)
