"""Cards about who works together: joining, leaving, sorting, opening on one more day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.base import Clock, Language, seconds
from models.policy import Pool
from models.scenario import Scenario
from models.words import EACH_ALONE
from scenarios.fields import slot
from scenarios.naming import free_id
from service.asking.cards import Card, CardFaultError, Picked
from service.asking.forms import FormField
from service.asking.typed import value_of
from service.kinds.comparison.cards.names import Choices, choice, days_said, only, quoted, week
from service.kinds.comparison.cards.words import say
from solver.edits.edit import Edit, Edits

NOWHERE = "*"
"""Stands for no sorting place: no id."""


def _together(world: Scenario) -> list[Pool]:
    return [pool for pool in world.policy.pools if pool.mode != "alone"]


def _names(world: Scenario, ids: Sequence[str]) -> Choices:
    return tuple((one, world.association[one].label) for one in ids)


def _join_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    pools = _together(world)
    inside = {who for pool in pools for who in pool.members}
    outside = [one.id for one in world.associations if one.id not in inside]
    if not pools or not outside:
        return []
    there = tuple((pool.id, pool.label) for pool in pools)
    return [
        choice("who", "join_who", _names(world, outside), language),
        choice("pool", "join_pool", there, language, value=pools[0].id),
    ]


def _join(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    who, joined = only(picked, "who"), only(picked, "pool")
    pool = next(one for one in world.policy.pools if one.id == joined)
    told = say["join_told"].format(
        names=quoted([world.association[who].name]), pool=quoted([pool.label])
    )
    edits = [_without(one, who, told) for one in world.policy.pools if _collects(one, who)]
    edits.append(Edit(f"policy.pools.{joined}.members", [*pool.members, who], told))
    if pool.collectors is not None:
        collectors = [*pool.collectors, who]
        edits.append(Edit(f"policy.pools.{joined}.collectors", collectors, told))
    return tuple(edits)


def _collects(pool: Pool, who: str) -> bool:
    return who in (pool.members if pool.collectors is None else pool.collectors)


def _without(pool: Pool, who: str, told: Any) -> Edit:
    """Return the edit after which an association does not collect alone in a pool."""
    members = [one for one in pool.members if one != who]
    if not members:
        return Edit(f"policy.pools.{pool.id}", None, told)
    return Edit(f"policy.pools.{pool.id}.members", members, told)


def _leave_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    inside = [
        one.id
        for one in world.associations
        if any(one.id in pool.members for pool in _together(world))
    ]
    return [choice("who", "leave_who", _names(world, inside), language)] if inside else []


def _leave(world: Scenario, picked: Picked, language: Language) -> Edits:
    who = only(picked, "who")
    told = say["leave_told"].format(names=quoted([world.association[who].name]))
    edits, collected = [], False
    for pool in _together(world):
        if who not in pool.members:
            continue
        if pool.hub == who:
            raise CardFaultError("who", say["leave_hub"], card=say["sort_title"])
        members = [one for one in pool.members if one != who]
        if not members:
            raise CardFaultError("who", say["leave_last"])
        edits.append(Edit(f"policy.pools.{pool.id}.members", members, told))
        collected = collected or _collects(pool, who)
        if pool.collectors is not None and who in pool.collectors:
            left = [one for one in pool.collectors if one != who]
            edits.append(Edit(f"policy.pools.{pool.id}.collectors", left or None, told))
    if collected:
        edits.append(_by_itself(world, who, told, language))
    return tuple(edits)


def _by_itself(world: Scenario, who: str, told: Any, language: Language) -> Edit:
    """Return the edit by which an association collects for itself alone."""
    for pool in world.policy.pools:
        if pool.mode == "alone" and pool.collectors is None:
            return Edit(f"policy.pools.{pool.id}.members", [*pool.members, who], told)
    name = free_id("apart", "apart", [one.id for one in world.policy.pools])
    label = EACH_ALONE.in_(language).capitalize()
    said = {"label": label, "mode": "alone", "members": [who]}
    return Edit(f"policy.pools.{name}", said, told)


def _sort_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    pools = _together(world)
    if len(pools) != 1 or len(pools[0].members) < 2:
        return []
    nowhere = ((NOWHERE, say("no_sorting", language)),)
    return [choice("at", "sort_at", (*nowhere, *_names(world, pools[0].members)), language)]


def _sort(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    at, pool = only(picked, "at"), _together(world)[0]
    hub = None if at == NOWHERE else at
    if pool.hub == hub:
        raise CardFaultError("at", say["sort_same"])
    if hub is not None and hub not in pool.members:
        raise CardFaultError("at", say["sort_outside"])
    where = f"policy.pools.{pool.id}"
    if hub is None:
        told = say["unsorted_told"]
        fetched = [Edit(f"{where}.fetch_only", value=False, words=told)] if pool.fetch_only else []
        return (*fetched, Edit(f"{where}.hub", None, told), Edit(f"{where}.mode", "direct", told))
    told = say["sort_told"].format(names=quoted([world.association[hub].name]))
    return (Edit(f"{where}.mode", "hub", told), Edit(f"{where}.hub", hub, told))


def _open_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    return [
        choice("who", "open_who", _names(world, [one.id for one in world.associations]), language),
        choice("day", "day", week(language), language),
        FormField("starts", say("open_from", language), "clock", required=True, value="14:00"),
        FormField("ends", say("open_until", language), "clock", required=True, value="17:00"),
    ]


def _open(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    who, day = world.association[only(picked, "who")], only(picked, "day")
    starts, ends = (value_of(slot(Clock), only(picked, name)) for name in ("starts", "ends"))
    try:
        sound = seconds(starts) < seconds(ends) <= 24 * 3600
    except ValueError:
        sound = False
    if not sound:
        raise CardFaultError("starts", say["open_hours"], starts=starts, ends=ends)
    told = say["open_told"].format(names=quoted([who.name]), days=days_said([day]))
    there = [one.model_dump(mode="json") for one in who.openings]
    made = [*there, {"day": day, "starts": starts, "ends": ends}]
    return (Edit(f"associations.{who.id}.openings", made, told),)


CARDS = (
    Card("join", say["join_title"], _join_fields, _join),
    Card("leave", say["leave_title"], _leave_fields, _leave),
    Card("sort", say["sort_title"], _sort_fields, _sort),
    Card("open", say["open_title"], _open_fields, _open),
)
