"""One Aubagne of which a single thing grows, to measure how cost grows with each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.town import town
from models.scenario import Scenario

Record = dict[str, Any]
THINGS = ("donors", "associations", "means", "days", "all")
"""What may grow alone; means are vehicles and people; ``all`` is stores, associations and means."""
FIRST = "_01"
"""End of the names of the first Aubagne of a town of many."""


def grown(thing: str, size: int, seed: int = 1) -> Scenario:
    """Return a fictional Aubagne of which one thing is there some times.

    Parameters
    ----------
    thing
        One of ``THINGS``.
    size
        How many times; of days, how many of the week's first.

    Raises
    ------
    ValueError
        If the thing is none of them.
    """
    if thing not in THINGS:
        raise ValueError(f"one of {', '.join(THINGS)}, not {thing}")
    if thing == "all":
        return town(seed, size)
    large = town(seed, 1 if thing == "days" else size).model_dump()
    kept = ("vehicles", "people") if thing == "means" else (thing,)
    made = large | {
        name: _first(large[name])
        for name in ("donors", "associations", "vehicles", "people")
        if name not in kept
    }
    if thing == "days":
        made["days"] = large["days"][:size]
    if thing != "associations":  # whoever belongs to another Aubagne joins the first
        made["donors"] = [_moved(one, "holder") for one in made["donors"]]
        made["vehicles"] = [_moved_vehicle(one) for one in made["vehicles"]]
        made["people"] = [_moved(one, "association") for one in made["people"]]
    members = [one["id"] for one in made["associations"]]
    pools = [pool | {"members": members} for pool in made["policy"]["pools"]]
    label = f"Ville fictive : {thing} × {size}"
    return Scenario.model_validate(
        made
        | {"id": f"{thing}-{size}-{seed}", "label": label}
        | {"policy": made["policy"] | {"pools": pools}}
    )


def of_some(scenario: Scenario, number: int) -> Scenario:
    """Return a week of the first associations, with what is theirs."""
    made = scenario.model_dump()
    own = {"associations": "id", "donors": "holder", "vehicles": "owner", "people": "association"}
    names = [one["id"] for one in made["associations"]][:number]
    for of, whose in own.items():
        made[of] = [one for one in made[of] if one[whose] in names]
    for vehicle in made["vehicles"]:
        vehicle["loans"] = [loan for loan in vehicle["loans"] if loan["to"] in names]
    pools = [pool | {"members": names} for pool in made["policy"]["pools"]]
    return Scenario.model_validate(made | {"policy": made["policy"] | {"pools": pools}})


def _first(records: Sequence[Record]) -> list[Record]:
    return [one for one in records if one["id"].endswith(FIRST)]


def _here(name: str) -> str:
    """Return the name that a thing of any Aubagne has in the first."""
    return f"{name.rpartition('_')[0]}{FIRST}"


def _moved(record: Record, reference: str) -> Record:
    return record | {reference: _here(record[reference])}


def _moved_vehicle(record: Record) -> Record:
    loans = [loan | {"to": _here(loan["to"])} for loan in record["loans"]]
    return _moved(record, "owner") | {"loans": loans}
