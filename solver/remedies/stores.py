"""Larger stores, where a pick-up that a round could bring finds no room."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from models.scenario import Scenario
from pools.streams import Stream
from solver.edits.edit import Edit, Edits, rounded_up
from solver.remedies import change_words as say
from solver.remedies.whole import Inserted, WholePlans
from solver.review.checks.violations import amount
from solver.review.insertion import InsertionTrial
from solver.review.left_behind import Left

MOST = 8
"""Stores tried for one pick-up, at most."""


def with_larger_stores(
    whole: WholePlans, stream: Stream, left: Left, trial: InsertionTrial, edits: Edits
) -> tuple[Inserted, Edits] | None:
    """Return the plan with a pick-up in it and what is changed, one or two stores among it.

    None where no larger store lets more food through, or something else is broken as well.
    """
    stores = _stores(whole.worlds.scenario, stream, left)
    without_limits = tuple(replace(edit, value=None) for edit in stores.values())
    if not stores or not whole.inserted(trial, (*edits, *without_limits)).stands:
        return None
    for more in itertools.islice(_larger(stores, stream), MOST):
        found = whole.inserted(trial, (*edits, *more))
        if found.stands:
            return found, (*edits, *more)
    return None


def _stores(scenario: Scenario, stream: Stream, left: Left) -> dict[tuple[str, bool], Edit]:
    """Return every store with a limit, larger by what is of use: by association, and ambient."""
    kg = rounded_up(left.useful_kg)
    kinds = {scenario.family[name].temperature == "ambient" for name in left.wanted}
    return {
        (who, ambient): edit
        for who in dict.fromkeys((*([stream.hub] if stream.hub else []), *stream.members))
        for ambient in sorted(kinds)
        for edit in [_store(scenario, who, kg, ambient=ambient)]
        if edit is not None
    }


def _larger(stores: dict[tuple[str, bool], Edit], stream: Stream) -> Iterator[Edits]:
    """Yield larger stores: each by itself, then with the hub's."""
    for edit in stores.values():
        yield (edit,)
    for (who, ambient), edit in stores.items():
        own = stores.get((str(stream.hub), ambient))
        if own is not None and who != stream.hub:
            yield own, edit


def _store(scenario: Scenario, who: str, kg: int, *, ambient: bool) -> Edit | None:
    at = scenario.association[who]
    old = at.ambient_storage_kg if ambient else at.cold_storage_kg
    if old is None:
        return None
    values = {"what": at.name, "new": amount(old + kg), "old": amount(old)}
    name, words = "cold_storage_kg", say.COLD_STORAGE
    if ambient:
        name, words = "ambient_storage_kg", say.AMBIENT_STORAGE
    return Edit(f"associations.{who}.{name}", old + kg, words, values, kg=kg)
