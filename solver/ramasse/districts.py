"""Cut a large pool into sectors around its sorting place, each a week that can be enumerated.

Cluster first, route second, by angle (Gillett & Miller 1974, "sweep"): associations with
their vehicles and people are cut in sectors of like numbers of shifts, donors in sectors of kg in
proportion. The rounds of all sectors meet at one sorting place, and the split is made over all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from models.associations import Association
from models.donors import Donor
from models.policy import Pool
from models.scenario import Scenario
from pools.streams import Stream, streams

SECTOR_PICKUPS = 9
"""Pick-ups of a day that a sector should have, on average."""
HURRIED_PICKUPS = 4
"""The same where time is short: half the work in all, for about a seventh of the food."""
LARGE_DAY = 24
"""Pick-ups of a day beyond which a pool is cut in sectors."""
CRUMB = 1e-3
"""Weight of what has no people or food, so that it is cut somewhere."""


def large_stream(scenario: Scenario) -> Stream | None:
    """Return the hub stream whose busiest day is too long to plan at once, or none."""
    large = [
        stream
        for stream in streams(scenario)
        if stream.mode == "hub"
        and len(stream.collectors) > 1
        and busiest_day(scenario, stream) > LARGE_DAY
    ]
    return max(large, key=lambda stream: (busiest_day(scenario, stream), stream.id), default=None)


def busiest_day(scenario: Scenario, stream: Stream) -> int:
    """Return the number of pick-ups of a stream on its busiest day."""
    donors = set(stream.donors)
    counts = dict.fromkeys(scenario.days, 0)
    for pickup in scenario.pickups.values():
        counts[pickup.day] += pickup.donor in donors
    return max(counts.values())


def sectors(
    scenario: Scenario, stream: Stream, turn: float, *, pickups: int = SECTOR_PICKUPS
) -> list[Scenario]:
    """Return the sub-weeks of a scenario.

    Parameters
    ----------
    stream
        The large stream that is cut.
    turn
        Where the cutting starts, as a share of the full circle; other turns, other sectors.
    pickups
        That a sector should have on the busiest day, on average.
    """
    count = sectors_of(scenario, stream, pickups)
    shifts = {who: CRUMB + _shifts(scenario, who) for who in stream.members}
    members = _cut(scenario, stream, shifts, [1.0] * count, turn)
    strength = [sum(shifts[who] for who in group if who in stream.collectors) for group in members]
    kg = dict.fromkeys(stream.donors, CRUMB)
    for pickup in scenario.pickups.values():
        if pickup.donor in kg:
            kg[pickup.donor] += pickup.gross_kg
    donors = _cut(scenario, stream, kg, strength, turn)
    _keep_promises(scenario, members, donors)
    others = [a.id for a in scenario.associations if a.id not in stream.members]
    return [
        _part(scenario, stream, group, mine, [] if number else others, count)
        for number, (group, mine) in enumerate(zip(members, donors, strict=True))
    ]


def sectors_of(scenario: Scenario, stream: Stream, pickups: int = SECTOR_PICKUPS) -> int:
    """Return in how many sectors a stream is cut; each has somebody who collects."""
    count = math.ceil(busiest_day(scenario, stream) / pickups)
    return min(count, len(stream.collectors))


def _shifts(scenario: Scenario, association: str) -> float:
    return float(
        sum(
            person.most_shifts
            for person in scenario.people
            if person.association == association and "driver" in person.roles
        )
    )


def _cut(
    scenario: Scenario, stream: Stream, weight: dict[str, float], parts: list[float], turn: float
) -> list[list[str]]:
    """Cut sites in groups of consecutive angles whose weights are in proportion to ``parts``."""
    assert stream.hub is not None
    hub = scenario.sites[stream.hub]

    def angle(site: str) -> float:
        place = scenario.sites[site]
        north = place.lat - hub.lat
        east = (place.lon - hub.lon) * math.cos(math.radians(hub.lat))
        return (math.atan2(north, east) / (2 * math.pi) - turn) % 1.0

    groups: list[list[str]] = [[] for _ in parts]
    total, whole = sum(weight.values()), sum(parts)
    ends = [sum(parts[: number + 1]) / whole * total for number in range(len(parts))]
    reached, group = 0.0, 0
    for site in sorted(weight, key=lambda site: (angle(site), site)):
        while group < len(parts) - 1 and reached + weight[site] / 2 > ends[group]:
            group += 1
        groups[group].append(site)
        reached += weight[site]
    return groups


def _keep_promises(scenario: Scenario, members: list[list[str]], donors: list[list[str]]) -> None:
    """Put each promised donor where the vehicle promised to it is."""
    for promise in scenario.promises:
        owner = scenario.vehicle[promise.vehicle].owner
        home = next((n for n, group in enumerate(members) if owner in group), 0)
        for number, group in enumerate(donors):
            if promise.donor in group and number != home:
                group.remove(promise.donor)
                donors[home].append(promise.donor)


def _part(
    scenario: Scenario,
    stream: Stream,
    members: list[str],
    donors: list[str],
    others: list[str],
    count: int,
) -> Scenario:
    """Return the sub-week of one sector; one of them also has the associations of other pools."""
    inside = {*members, *others}
    associations = tuple(
        _sharing_hub(one, inside, count) if one.id == stream.hub else one
        for one in scenario.associations
        if one.id in inside or one.id == stream.hub
    )
    found = tuple(_donors_of(scenario, stream, members, donors, inside))
    vehicles = tuple(vehicle for vehicle in scenario.vehicles if vehicle.owner in inside)
    owned = {vehicle.id for vehicle in vehicles}
    given = {donor.id for donor in found}
    policy = scenario.policy.changed(
        pools=tuple(
            _members(pool, members if pool.id == stream.pool else others)
            for pool in scenario.policy.pools
            if pool.id == stream.pool or others
        ),
        commitments=tuple(
            c for c in scenario.policy.commitments if c.donor in given and c.vehicle in owned
        ),
    )
    return scenario.changed(
        associations=associations,
        donors=found,
        vehicles=vehicles,
        people=tuple(p for p in scenario.people if p.association in inside),
        policy=policy,
    )


def _sharing_hub(hub: Association, inside: set[str], count: int) -> Association:
    """Return the sorting place as one of so many sectors has it: with its part of the stores.

    Its own share of the food is planned in its own sector.
    """
    cold, ambient = hub.cold_storage_kg, hub.ambient_storage_kg
    part = hub.changed(
        cold_storage_kg=None if cold is None else cold / count,
        ambient_storage_kg=None if ambient is None else ambient / count,
    )
    return part if hub.id in inside else part.changed(people=0, stock=())


def _donors_of(
    scenario: Scenario, stream: Stream, members: list[str], donors: list[str], inside: set[str]
) -> Iterator[Donor]:
    """Yield the donors of a sector, held by its collectors, and the private ones of its members."""
    collectors = [who for who in members if who in stream.collectors]
    mine = set(donors) if collectors else set()
    for donor in scenario.donors:
        if donor.id in mine:
            holder = donor.holder if donor.holder in collectors else collectors[0]
            yield donor.changed(holder=holder)
        elif donor.holder in inside and donor.id not in stream.donors:
            yield donor


def _members(pool: Pool, inside: list[str]) -> Pool:
    """Return a pool with those of its members that are inside; the others keep it as it is."""
    if not any(who in inside for who in pool.members):
        return pool
    collectors = pool.members if pool.collectors is None else pool.collectors
    return pool.changed(
        members=tuple(who for who in pool.members if who in inside),
        collectors=tuple(who for who in collectors if who in inside),
    )
