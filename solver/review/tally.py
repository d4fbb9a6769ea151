"""What moved between two plans of one week, counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.calendar import Day
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.tally import RETIMED_S, MovedDoor, MovedRound, MovedStop, RoundChange, Tally


def tally(
    scenario: Scenario,
    before: Plan,
    after: Plan,
    *,
    wanted: Collection[str] = (),
    gone: Collection[str] = (),
) -> Tally:
    """Return the changes between two plans of one week.

    Parameters
    ----------
    scenario
        The week as it is now.
    wanted
        Pick-ups that no round made and that are asked for.
    gone
        Pick-ups that were made by a vehicle now off the road: their food counts elsewhere.
    """
    old, new = made_by(before), made_by(after)
    stops = []
    for pickup, was in old.items():
        now = new.get(pickup)
        if pickup in gone or now == was:
            continue
        offered = pickup in scenario.pickups and scenario.pickups[pickup].gross_kg > 0
        change = "moved" if now is not None else "left" if offered else "given_up"
        stops.append(MovedStop(pickup=pickup, change=change, before=was, after=now))
    stops += [
        MovedStop(pickup=pickup, change="added", before=None, after=now)
        for pickup, now in new.items()
        if pickup not in old
    ]
    stops += [
        MovedStop(pickup=pickup, change="left", before=None, after=None)
        for pickup in sorted(set(wanted) - set(new))
    ]
    rounds = []
    for name in dict.fromkeys((*before.round, *after.round)):
        was_round, is_round = before.round.get(name), after.round.get(name)
        changes = _changes(was_round, is_round)
        if changes:
            rounds.append(MovedRound(round=name, changes=changes))
    return Tally(stops=tuple(stops), doors=tuple(_doors(before, after)), rounds=tuple(rounds))


def made_by(plan: Plan) -> dict[str, str]:
    """Return the round of each pick-up that a plan makes."""
    return {str(stop.pickup): item.id for item in plan.rounds for stop in item.collected}


def _changes(before: Round | None, after: Round | None) -> tuple[RoundChange, ...]:
    if before is None:
        return ("added",)
    if after is None:
        return ("cancelled",)
    found: list[RoundChange] = []
    if [_what(stop) for stop in before.stops] != [_what(stop) for stop in after.stops]:
        found.append("stops")
    elif any(
        abs(_when(a) - _when(b)) > RETIMED_S for a, b in zip(before.stops, after.stops, strict=True)
    ):
        found.append("times")
    if set(before.crew) != set(after.crew) or before.crew[:1] != after.crew[:1]:
        found.append("people")
    return tuple(found)


def _what(stop: Stop) -> tuple[str, str, str | None]:
    return stop.kind, stop.site, stop.pickup


def _when(stop: Stop) -> int:
    return stop.leave_s if stop.kind == "depart" else stop.start_s


def _doors(before: Plan, after: Plan) -> Iterator[MovedDoor]:
    """Yield the drops that are new or gone, one for another where both are of a day."""
    old, new = _dropped(before), _dropped(after)
    gone = [one for one in old if one not in new]
    for name, door in new:
        if (name, door) in old:
            continue
        day = new[name, door]
        was = next((one for one in gone if one[1] == door and old[one] == day), None)
        if was is not None:
            gone.remove(was)
        instead = None if was is None else was[0]
        yield MovedDoor(association=door, round=name, added=True, instead_of=instead)
    for name, door in gone:
        yield MovedDoor(association=door, round=name, added=False)


def _dropped(plan: Plan) -> dict[tuple[str, str], Day]:
    """Return the day of each drop, by round and door."""
    return {
        (item.id, stop.site): item.day
        for item in plan.rounds
        for stop in item.stops
        if stop.kind == "drop"
    }
