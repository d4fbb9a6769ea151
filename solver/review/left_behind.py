"""What stays behind of the food on offer, and how much of it someone could use."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from models.base import Text
from models.calendar import DAY_NUMBER
from models.donors import Pickup
from models.plan import Plan, Round
from models.scenario import Scenario
from models.words import TOO_LATE, UNSAID
from pools.gifts import parts_at_once
from pools.streams import Stream, streams

LEAST_KG = 0.5
"""Less usable food than this is not worth a reason of its own."""
DAY_S = 86_400


@dataclass(frozen=True)
class Left:
    """A pick-up left behind, whole or in part."""

    pickup: Pickup
    stream: Stream | None
    """Who would collect it; none when no pool does."""
    item: Round | None
    """The round that takes a part of it."""
    kg: dict[str, float]
    """By family, kg that stay behind."""
    wanted: dict[str, float]
    """By family, kg to take in all so that what someone could use is taken."""
    useful_kg: float
    """Usable kg that someone could still use, at most."""
    why: Text
    """Why no more would be used."""
    widening: Left | None = None
    """Of a gift larger than any vehicle, of which this is one visit more: what its only visit
    might take instead."""


def left_behind(
    scenario: Scenario, plan: Plan, only: Collection[str] | None = None
) -> tuple[Left, ...]:
    """Return every pick-up that stays behind, whole or in part, in the order of the week.

    Parameters
    ----------
    only
        The pick-ups to look at; all when absent.
    """
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    taken: dict[str, tuple[Round, dict[str, float]]] = {}
    for item in plan.rounds:
        for stop in item.collected:  # a large gift may be visited several times
            had = taken.get(str(stop.pickup), (item, {}))[1]
            both = {f: had.get(f, 0.0) + stop.kg.get(f, 0.0) for f in {**had, **stop.kg}}
            taken[str(stop.pickup)] = (item, both)
    found = []
    for pickup in scenario.pickups.values():
        if only is not None and pickup.id not in only:
            continue
        last, had = taken.get(pickup.id, (None, {}))
        left = {f: kg - had.get(f, 0.0) for f, kg in pickup.kg.items()}
        left = {f: kg for f, kg in left.items() if kg > 1e-3}
        if left:
            found.append(_left(scenario, plan, of_donor.get(pickup.donor), pickup, left, last))
    return tuple(found)


def _left(
    scenario: Scenario,
    plan: Plan,
    stream: Stream | None,
    pickup: Pickup,
    left: dict[str, float],
    item: Round | None,
) -> Left:
    if stream is None:
        return Left(pickup, None, item, left, {}, 0.0, UNSAID)
    visit, part = _next_visit(scenario, stream, pickup, left)
    if visit is None:
        return _of(scenario, plan, stream, pickup, left, item)
    again = _of(scenario, plan, stream, visit, part, None)
    alone = item is not None and _visits(plan, pickup) == 1
    widening = _of(scenario, plan, stream, pickup, left, item) if alone else None
    return replace(again, kg=left, widening=widening)


def _visits(plan: Plan, pickup: Pickup) -> int:
    return sum(stop.pickup == pickup.id for item in plan.rounds for stop in item.collected)


def _of(
    scenario: Scenario,
    plan: Plan,
    stream: Stream,
    pickup: Pickup,
    left: dict[str, float],
    item: Round | None,
) -> Left:
    useful, why = useful_by_family(scenario, plan, stream, pickup, left)
    if scenario.policy.all_due:  # wanted whether or not someone needs it this week
        useful = {family: _usable_kg(pickup, kg) for family, kg in left.items()}
    lasts = _usable_kg(pickup, 1.0)
    wanted = {
        family: pickup.kg[family] - left.get(family, 0.0) + useful.get(family, 0.0) / lasts
        for family in pickup.kg
        if lasts > 0
    }
    wanted = {family: min(kg, pickup.kg[family]) for family, kg in wanted.items() if kg > 1e-3}
    return Left(pickup, stream, item, left, wanted, sum(useful.values()), why)


def _next_visit(
    scenario: Scenario, stream: Stream, pickup: Pickup, left: dict[str, float]
) -> tuple[Pickup | None, dict[str, float]]:
    """Return what one more visit would take of a gift larger than any vehicle; none of others."""
    parts = parts_at_once(scenario, stream, pickup)
    if not parts or parts[0] >= 1:
        return None, left
    part = min(1.0, parts[0] * pickup.gross_kg / sum(left.values()))
    taken = {family: kg * part for family, kg in left.items()}
    return pickup.changed(kg=taken), taken


def _usable_kg(pickup: Pickup, kg: float) -> float:
    """Return what is expected of some kg on offer, after no-shows and rejects."""
    return kg * (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)


def useful_kg(
    scenario: Scenario, plan: Plan, stream: Stream, pickup: Pickup, left: dict[str, float]
) -> tuple[float, Text]:
    """Return how many kg of what is left someone could still use, at most, and why not more.

    Parameters
    ----------
    left
        By family, kg that stay behind, no-shows and rejects not deducted.
    """
    useful, why = useful_by_family(scenario, plan, stream, pickup, left)
    return sum(useful.values()), why


def useful_by_family(
    scenario: Scenario, plan: Plan, stream: Stream, pickup: Pickup, left: dict[str, float]
) -> tuple[dict[str, float], Text]:
    """Return how many usable kg of each family left someone could still use, and why not more.

    Parameters
    ----------
    left
        By family, kg that stay behind, no-shows and rejects not deducted.
    """
    after = DAY_NUMBER[pickup.day] * DAY_S + pickup.opens_s
    useful: dict[str, float] = {}
    late = False
    for family, kg in left.items():
        wanted = 0.0
        for who in stream.members:
            short = scenario.need_kg(who, family) - plan.received_kg(who, family)
            if short <= 0:
                continue
            if not _opens_in_time(scenario, who, after, pickup.use_by[family]):
                late = late or short > LEAST_KG
                continue
            wanted += short
        useful[family] = min(_usable_kg(pickup, kg), wanted)
    return useful, TOO_LATE if late else COVERED


def _opens_in_time(scenario: Scenario, association: str, after_s: int, use_by: int) -> bool:
    return any(
        after_s <= start and start // DAY_S <= use_by for start in scenario.openings_s[association]
    )


COVERED = Text(
    fr="Les besoins de cette semaine en ces produits sont déjà couverts ou refusés.",
    en="This week's needs of these products are covered or refused already.",
)
