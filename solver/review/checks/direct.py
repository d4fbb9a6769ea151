"""Which drop of a direct round serves which share, and how much is aboard for it by then."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.calendar import DAY_NUMBER
from models.plan import Round, Share, Stop
from models.scenario import Scenario

DAY_S = 86_400


@dataclass(frozen=True)
class ShareDrop:
    """Part of a share that one stop takes off."""

    position: int
    """Of the stop in its round."""
    share: Share
    kg: float


def usable_of(scenario: Scenario, stop: Stop, family: str, use_by: int) -> float:
    """Return the expected usable kg that a stop adds to a lot; 0 when it collects nothing."""
    pickup = scenario.pickups.get(stop.pickup or "")
    if stop.kind != "collect" or pickup is None or pickup.use_by.get(family) != use_by:
        return 0.0
    return stop.kg.get(family, 0.0) * (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)


def visits(item: Round, association: str) -> list[int]:
    """Return the positions at which a round stops at a door with something collected."""
    collected = False
    found = []
    for position, stop in enumerate(item.stops):
        collected = collected or stop.kind == "collect"
        if collected and stop.kind == "drop" and stop.site == association:
            found.append(position)
    return found


def in_time(scenario: Scenario, item: Round, share: Share) -> list[int]:
    """Return those of the visits after which a share is sorted before its distribution."""
    midnight = DAY_NUMBER[item.day] * DAY_S
    sorting_s = round(scenario.policy.sorting_min * 60)
    return [
        position
        for position in visits(item, share.association)
        if midnight + item.stops[position].leave_s + sorting_s <= share.opening_s
    ]


def deliveries(scenario: Scenario, item: Round, carried: Sequence[Share]) -> list[ShareDrop]:
    """Return what each drop takes off for each share, as early as the others allow.

    A round that goes out twice cannot drop on its first trip what it collects on its second: each
    share draws on what was collected before the last visit that serves it in time. What a share
    lacks in the end exists nowhere.
    """
    lots: dict[tuple[str, int], list[Share]] = defaultdict(list)
    for share in carried:
        lots[share.family, share.use_by].append(share)
    found: list[ShareDrop] = []
    for (family, use_by), shares in lots.items():
        supply = [usable_of(scenario, stop, family, use_by) for stop in item.stops]
        found += _of_lot(scenario, item, shares, supply)
    return found


def _of_lot(
    scenario: Scenario, item: Round, shares: list[Share], supply: list[float]
) -> list[ShareDrop]:
    served = {n: in_time(scenario, item, share) for n, share in enumerate(shares)}
    # Sorted too late at every visit is said elsewhere: here the food must still leave the vehicle.
    served = {n: at or visits(item, shares[n].association)[:1] for n, at in served.items()}
    left = {n: shares[n].kg for n, at in served.items() if at}
    order = sorted(left, key=lambda n: (served[n][-1], n))
    aboard = 0.0
    found = []
    for position, stop in enumerate(item.stops):
        aboard += supply[position]
        if stop.kind != "drop":
            continue
        for n in order:
            if position not in served[n]:
                continue
            # Shares that no later visit serves go first: leave them what only they can take.
            spare = math.inf
            for until in range(position, served[n][-1]):
                due = sum(left[m] for m in order if served[m][-1] <= until)
                spare = min(spare, aboard + sum(supply[position + 1 : until + 1]) - due)
            kg = max(0.0, min(left[n], aboard, spare))
            if kg > 0:
                found.append(ShareDrop(position, shares[n], kg))
                left[n] -= kg
                aboard -= kg
    return found
