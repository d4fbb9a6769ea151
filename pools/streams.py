"""What the policy's pools mean: which food, vehicles and people work together.

A *stream* is the food of some donors on its way to some associations. Every pool that
collects alone gives one stream per member; a hub or direct pool gives one shared stream, and
one stream per collector that keeps private donors.
"""

from __future__ import annotations

import weakref

from models.base import Model, Slug
from models.calendar import Day
from models.policy import Mode, Pool
from models.scenario import Scenario


class Stream(Model):
    """Food of some donors, the associations it goes to, and who may move it."""

    id: Slug
    pool: Slug
    mode: Mode
    hub: Slug | None
    """The site at which food is unloaded and sorted; none in direct mode."""
    members: tuple[Slug, ...]
    """Associations that may receive."""
    collectors: tuple[Slug, ...]
    """Associations whose donors, vehicles and people collect."""
    donors: tuple[Slug, ...]
    deliveries: tuple[Slug, ...] = ()
    """Deliveries from its hub to its members, due this week or not."""
    own_crews_only: bool
    fetch_only: bool
    collectors_keep: float


def is_private(scenario: Scenario, donor: str) -> bool:
    """Tell whether a donor's food goes to its holder alone in this scenario."""
    return scenario.donor[donor].private and donor not in scenario.policy.opened


_known: dict[int, tuple[weakref.ref[Scenario], tuple[Stream, ...]]] = {}
"""Streams of scenarios that are looked at, by their place in memory: a scenario never changes."""


def streams(scenario: Scenario) -> tuple[Stream, ...]:
    """Return the streams of a scenario, in the order of its pools and members.

    The scenario makes sense: every donor is collected by one pool.
    """
    place = id(scenario)
    there = _known.get(place)
    if there is not None and there[0]() is scenario:
        return there[1]
    found = _streams(scenario)
    _known[place] = (weakref.ref(scenario, lambda _: _known.pop(place, None)), found)
    return found


def depots(scenario: Scenario) -> tuple[Stream, ...]:
    """Return the streams whose hub has deliveries or errands to make this week."""
    due = {unit.delivery for unit in scenario.units.values()}
    sent = {one.to for one in scenario.errands}
    return tuple(
        stream
        for stream in streams(scenario)
        if stream.mode == "hub"
        and (due & set(stream.deliveries) or (stream.deliveries and sent & set(stream.members)))
    )


def _streams(scenario: Scenario) -> tuple[Stream, ...]:
    found: list[Stream] = []
    for pool in scenario.policy.pools:
        collectors = pool.members if pool.collectors is None else pool.collectors
        held = {
            who: tuple(donor.id for donor in scenario.donors if donor.holder == who)
            for who in collectors
        }
        if pool.mode == "alone":
            found += [_alone(pool, who, held[who], f"{pool.id}-{who}") for who in collectors]
            continue
        shared = tuple(
            donor for who in collectors for donor in held[who] if not is_private(scenario, donor)
        )
        found.append(
            Stream(
                id=pool.id,
                pool=pool.id,
                mode=pool.mode,
                hub=pool.hub if pool.mode == "hub" else None,
                members=pool.members,
                collectors=collectors,
                donors=shared,
                deliveries=tuple(
                    delivery.id
                    for delivery in scenario.deliveries
                    if pool.mode == "hub"
                    and delivery.source == pool.hub
                    and delivery.to in pool.members
                ),
                own_crews_only=pool.own_crews_only,
                fetch_only=pool.fetch_only,
                collectors_keep=pool.collectors_keep,
            )
        )
        for who in collectors:
            private = tuple(donor for donor in held[who] if is_private(scenario, donor))
            if private:
                found.append(_alone(pool, who, private, f"{pool.id}-{who}-own"))
    return tuple(found)


def alone_of(scenario: Scenario) -> Scenario:
    """Return the scenario in which each association goes alone, all else being equal."""
    everyone = Pool(
        id="alone",
        label="Chacun seul",
        mode="alone",
        members=tuple(association.id for association in scenario.associations),
    )
    return scenario.changed(policy=scenario.policy.changed(pools=(everyone,), opened=()))


def shares_food(scenario: Scenario, stream: Stream) -> bool:
    """Tell whether members need shares of what is collected; else it stays at the sorting place."""
    return any(
        scenario.need_kg(who, family.id) > 0
        for who in stream.members
        for family in scenario.families
    )


def _alone(pool: Pool, who: str, donors: tuple[str, ...], name: str) -> Stream:
    return Stream(
        id=name,
        pool=pool.id,
        mode="alone",
        hub=who,
        members=(who,),
        collectors=(who,),
        donors=donors,
        own_crews_only=True,
        fetch_only=False,
        collectors_keep=0.0,
    )


def user_of(scenario: Scenario, vehicle: str, day: Day) -> str:
    """Return the association that has the use of a vehicle on a day: its borrower, or its owner."""
    loans = scenario.vehicle[vehicle].loans
    return next((loan.to for loan in loans if day in loan.days), scenario.vehicle[vehicle].owner)


def may_work(scenario: Scenario, stream: Stream, vehicle: str, day: Day, *, collects: bool) -> bool:
    """Tell whether a vehicle may make a round of a stream on a day.

    A round that collects is made by a vehicle of the stream's collectors; one of the last mile
    alone, by a vehicle of any member. None goes out while the place where food is sorted is closed.
    A vehicle that is not lent works in streams whose only
    member is its user, and carries its user's own share.

    Parameters
    ----------
    vehicle
        Its id.
    collects
        Whether the round collects, or is one of the last mile alone.

    Raises
    ------
    KeyError
        There is no such vehicle.
    """
    if not scenario.is_there(scenario.vehicle[vehicle], day):
        return False
    if stream.hub is not None and not scenario.receives_s(stream.hub, day):
        return False
    user = user_of(scenario, vehicle, day)
    if user not in (stream.collectors if collects else stream.members):
        return False
    return scenario.vehicle[vehicle].lent or not collects or stream.members == (user,)


def may_drop(scenario: Scenario, stream: Stream, vehicle: str, day: Day, association: str) -> bool:
    """Tell whether a vehicle may bring food of a stream to an association on a day.

    Where each fetches its own share, and for a vehicle that is not lent: to its user alone.
    """
    if association not in stream.members:
        return False
    user = user_of(scenario, vehicle, day)
    own_only = stream.fetch_only or not scenario.vehicle[vehicle].lent
    return association == user or not own_only


def may_crew(
    scenario: Scenario, stream: Stream, person: str, vehicle: str, day: Day, *, collects: bool
) -> bool:
    """Tell whether a person may work aboard a vehicle in a round of a stream.

    Where a vehicle goes out with its owner's people only: those of its user. Otherwise people of
    the collectors, or of any member where the round does not collect. Nobody goes out for an
    association for which they do not agree to.
    """
    return goes_for(scenario, person, vehicle, day) and crews_stream(
        scenario, stream, person, vehicle, day, collects=collects
    )


def goes_for(scenario: Scenario, person: str, vehicle: str, day: Day) -> bool:
    """Tell whether a person agrees to go out for whoever has the use of a vehicle on a day."""
    return scenario.person[person].goes_out_for(user_of(scenario, vehicle, day))


def crews_stream(
    scenario: Scenario, stream: Stream, person: str, vehicle: str, day: Day, *, collects: bool
) -> bool:
    """Tell whether a pool's rules let a person work aboard a vehicle in a round of a stream."""
    association = scenario.person[person].association
    if stream.own_crews_only:
        return association == user_of(scenario, vehicle, day)
    return association in (stream.collectors if collects else stream.members)
