"""What tours count of: what is a whole number in every plan, whichever of its vehicles does it.

Vehicles that are nearly alike take each other's place, so that saying of one of them what it does
raises no bound; what all of them do together does (Ryan & Foster 1981; Laporte, Nobert & Desrochers
1985).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from solver.week_search.arrays import ASSOCIATIONS, B8, I64, KIND, SLOTS, TRIPS, Arrays
from solver.week_search.catalogue import Catalogue

MOST_SETS = 1200
"""Sets of associations of which the tours are counted that call at any of them, about."""


@dataclass(frozen=True)
class Counts:
    """How often each tour does what may be counted."""

    table: npt.NDArray[np.uint8]
    """(tours, whats)"""
    sort: I64
    """(whats,): what sort of thing each counts."""


def counts(p: Arrays, c: Catalogue) -> Counts:
    """Return what each tour counts.

    Tours of a kind of vehicle; visits to each stop, of all and of that kind; trips after the
    first; trips that call at two associations, tours that make a pick-up and call elsewhere; tours
    that call at any of a set of associations.
    """
    associations, trips = int(p.facts[ASSOCIATIONS]), int(p.facts[TRIPS])
    drops = np.zeros((len(c.calls), len(p.stops)), np.uint8)
    for load, stops in enumerate(c.calls):
        drops[load, list(stops)] = 1
    picks = np.zeros((len(c.collections), len(p.stops)), np.uint8)
    for number, stops in enumerate(c.collections):
        picks[number, list(stops)] = 1
    picked = picks[c.collects]
    calls = np.stack([drops[c.loads[:, trip]] for trip in range(trips)])
    visits = calls.sum(axis=0, dtype=np.uint8) + picked
    kinds = p.tours[:, KIND].reshape(-1, int(p.facts[SLOTS]))
    kind = np.array([kinds[c.vehicles[group][0], slot] for group, slot in c.outings])[c.outing]
    of_kind = [(kind == one)[:, None] for one in np.unique(kind)]
    met = np.flatnonzero(visits.any(axis=0))
    a, b = np.array(list(combinations(met, 2)), dtype=np.int64).reshape(-1, 2).T
    both = (calls[:, :, a] & calls[:, :, b]).sum(axis=0, dtype=np.uint8)
    either = np.minimum(visits[:, a], picked[:, b])
    parts = [
        np.concatenate(of_kind, axis=1),
        visits[:, met],
        np.concatenate([visits[:, met] * own for own in of_kind], axis=1),
        (c.loads[:, 1:] > 0).sum(axis=1, keepdims=True),
        np.where(b < associations, both, either),
        _any_of(visits[:, met[met < associations]] > 0),
    ]
    table = np.concatenate(parts, axis=1).astype(np.uint8)
    sort = np.repeat(np.arange(len(parts)), [part.shape[1] for part in parts])
    _, first = np.unique(table, axis=1, return_index=True)
    kept = np.sort(first[table[:, first].any(axis=0)])
    return Counts(np.ascontiguousarray(table[:, kept]), sort[kept])


def _any_of(calls: B8) -> B8:
    """Return (tours, sets): whether each calls at any of some associations, two at least."""
    many = calls.shape[1]
    found = [np.zeros((len(calls), 0), dtype=np.bool_)]
    size, sets = 2, 0
    while size <= many and sets < MOST_SETS:
        members = list(combinations(range(many), size))
        sets += len(members)
        if sets <= MOST_SETS:
            found.append(np.stack([calls[:, one].any(axis=1) for one in members], axis=1))
        size += 1
    return np.concatenate(found, axis=1)
