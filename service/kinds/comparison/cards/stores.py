"""Cards about stores: shared, kept, given up, collected on one more day."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language, Text
from models.calendar import DAYS
from models.scenario import Scenario
from pools.streams import is_private, streams
from service.asking.cards import Card, CardFaultError, Picked
from service.asking.forms import FormField
from service.kinds.comparison.cards.names import (
    Choices,
    boxes,
    choice,
    days_said,
    only,
    quoted,
    week,
)
from service.kinds.comparison.cards.words import say
from solver.edits.edit import Edit, Edits


def _kept(world: Scenario) -> Choices:
    """Return the stores that would be shared, were they not for their holder alone."""
    return tuple(
        (one.id, one.label)
        for one in world.donors
        if is_private(world, one.id) and _shares(world, one.holder)
    )


def _shared(world: Scenario) -> Choices:
    return tuple(
        (one.id, one.label)
        for one in world.donors
        if not is_private(world, one.id) and _shares(world, one.holder)
    )


def _shares(world: Scenario, who: str) -> bool:
    """Tell whether an association collects for others."""
    return any(pool.mode != "alone" and who in pool.members for pool in world.policy.pools)


def _share_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    there = _kept(world)
    return [boxes("stores", "share_stores", there, language)] if there else []


def _share(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    opened = [*world.policy.opened, *picked["stores"]]
    names = quoted([world.donor[one].label for one in picked["stores"]])
    told = say["share_told"].format(names=names)
    return (Edit("policy.opened", list(dict.fromkeys(opened)), told),)


def _keep_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    there = _shared(world)
    return [choice("store", "keep_store", there, language)] if there else []


def _keep(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    store = only(picked, "store")
    told = say["keep_told"].format(names=quoted([world.donor[store].label]))
    edits = [Edit(f"donors.{store}.private", value=True, words=told)]
    if store in world.policy.opened:
        left = [one for one in world.policy.opened if one != store]
        edits.insert(0, Edit("policy.opened", left, told))
    return tuple(edits)


def _stores(world: Scenario) -> Choices:
    collected = {name for stream in streams(world) for name in stream.donors}
    return tuple((one.id, one.label) for one in world.donors if one.id in collected)


def _drop_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    there = _stores(world)
    return [choice("store", "drop_store", there, language)] if len(there) > 1 else []


def _drop(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    store = only(picked, "store")
    told = say["drop_told"].format(names=quoted([world.donor[store].label]))
    return (*_forgotten(world, store, told), Edit(f"donors.{store}", None, told))


def _forgotten(world: Scenario, store: str, told: Text) -> Edits:
    """Return the edits after which nothing names a store."""
    found = []
    if store in world.policy.opened:
        left = [one for one in world.policy.opened if one != store]
        found.append(Edit("policy.opened", left, told))
    promised = [one for one in world.policy.commitments if one.donor != store]
    if len(promised) < len(world.policy.commitments):
        kept = [one.model_dump(mode="json") for one in promised]
        found.append(Edit("policy.commitments", kept, told))
    for one in world.vehicles:
        if store in one.forbidden:
            sites = [site for site in one.forbidden if site != store]
            found.append(Edit(f"vehicles.{one.id}.forbidden", sites, told))
    return tuple(found)


def _day_fields(world: Scenario, language: Language) -> Sequence[FormField]:
    there = _stores(world)
    if not there:
        return []
    return [
        choice("store", "day_store", there, language),
        choice("day", "day", week(language), language),
    ]


def _day(world: Scenario, picked: Picked, language: Language) -> Edits:
    del language
    store, day = world.donor[only(picked, "store")], only(picked, "day")
    if any(day in offer.days for offer in store.offers):
        raise CardFaultError("day", say["day_there"])
    told = say["day_told"].format(names=quoted([store.label]), days=days_said([day]))
    days = [one for one in DAYS if one in store.offers[0].days or one == day]
    edits = [Edit(f"donors.{store.id}.offers.0.days", days, told)]
    if day not in world.days:
        edits.append(Edit("days", [one for one in DAYS if one in world.days or one == day], told))
    return tuple(edits)


def _still_shared(world: Scenario, picked: Picked) -> bool:
    found = [world.donor.get(one) for one in picked["stores"]]
    return all(one is not None and _shares(world, one.holder) for one in found)


def _still_there(world: Scenario, picked: Picked) -> bool:
    return only(picked, "store") in world.donor


CARDS = (
    Card("share", say["share_title"], _share_fields, _share, _still_shared),
    Card("keep", say["keep_title"], _keep_fields, _keep, _still_there),
    Card("day", say["day_title"], _day_fields, _day, _still_there),
    Card("drop", say["drop_title"], _drop_fields, _drop),
)
