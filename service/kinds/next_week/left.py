"""Food that is left when a week ends: received for later, or held and not given out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from models.allocation import Allocation
from models.calendar import DAY_NUMBER
from models.plan import Round
from models.scenario import Scenario
from models.stocks import Held
from models.study import Study
from models.visits import Journal

WEEK_S = 7 * 86_400
CRUMB_KG = 0.05
"""Less than this left is nothing."""
Kept = Mapping[tuple[str, str], float]
"""kg that an association keeps of a family."""
Key = tuple[str, str, date, bool]
"""Association, family, last day of distribution, whether it covered need of the week that ends."""


def left_over(
    week: Scenario,
    plan: Study | Allocation | None,
    journal: Journal,
    kept: Kept | None = None,
) -> dict[str, tuple[Held, ...]]:
    """Return what associations still hold on the Monday after a week, by their id.

    What a plan or a split gives them for a distribution after the week's Sunday, and what they held
    already and give out no sooner; nothing that is no longer good by then. Where visits of a round
    were weighed, what really came of a family counts, in the plan's proportions; a visit that was
    not told counts as planned. What covered need of the week that ends covers none of the next.

    Parameters
    ----------
    week
        The week that ends.
    plan
        What was planned or split; nothing is known to be received when absent.
    journal
        What was told of the week.
    kept
        What the ledger says that each keeps of the week, once what came in was split: a plan's
        shares are then taken in its proportions instead.
    """
    monday = week.week_of + timedelta(days=7)
    kg: dict[Key, float] = defaultdict(float)
    for who, stock in week.stocks.items():
        for one in stock:
            if one.until_s > WEEK_S:
                kg[who, one.family, one.until, one.serves or one.counted] += one.kg
    if isinstance(plan, Study):
        for whose, amount in _shared(week, plan, journal, kept):
            kg[whose] += amount
    elif plan is not None:
        for portion in plan.portions:
            lot = plan.supply.lot[portion.lot]
            if portion.opening_s >= WEEK_S:
                until = week.week_of + timedelta(days=lot.use_by)
                kg[portion.association, lot.family, until, True] += portion.kg
    found: dict[str, list[Held]] = defaultdict(list)
    for (who, family, until, counted), amount in sorted(kg.items()):
        if until >= monday and amount >= CRUMB_KG:
            held = Held(family=family, kg=round(amount, 1), until=until, counted=counted)
            found[who].append(held)
    return {who: tuple(lots) for who, lots in found.items()}


def _shared(
    week: Scenario, plan: Study, journal: Journal, kept: Kept | None
) -> Iterator[tuple[Key, float]]:
    """Yield what a plan keeps for after the week, as far as it came."""
    came = {item.id: _came(plan.scenario, item, journal) for item in plan.plan.rounds}
    planned: dict[tuple[str, str], float] = defaultdict(float)
    for share in plan.plan.shares:
        planned[share.association, share.family] += share.kg
    for share in plan.plan.shares:
        if share.opening_s < WEEK_S or share.kg <= 0:
            continue
        whose = (share.association, share.family)
        part = came[share.origin].get(share.family, 1.0)
        if kept is not None:
            part = kept.get(whose, 0.0) / planned[whose]
        until = week.week_of + timedelta(days=share.use_by)
        yield (*whose, until, True), share.kg * part


def _came(week: Scenario, item: Round, journal: Journal) -> Mapping[str, float]:
    """Return, by family, what came of a round as a part of what was expected; 1 where not told.

    A visit that nobody told is taken as planned: not told is not nothing.
    """
    when = week.week_of + timedelta(days=DAY_NUMBER[item.day])
    told = [one for one in journal.visits if one.round == item.id and one.day == when]
    if not told:
        return {}
    stores = {one.donor for one in told}
    expected: dict[str, float] = defaultdict(float)
    came: dict[str, float] = defaultdict(float)
    for stop in item.collected:
        pickup = week.pickups[str(stop.pickup)]
        for family, kg in stop.kg.items():
            usable = kg * (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
            expected[family] += usable
            if stop.site not in stores:
                came[family] += usable
    for visit in told:
        for one in visit.food:
            came[one.family] += one.kept_kg
    return {family: came[family] / kg for family, kg in expected.items() if kg > 0}
