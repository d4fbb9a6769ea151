"""Whom to look for: one more person with some skills on one half-day, tried."""

from __future__ import annotations

import numpy as np

from models.rota_study import Recruit
from solver.programs.cp_sat import Limits
from solver.rota.fill import Filled
from solver.rota.flow import cheapest
from solver.rota.hall import Group, empty_groups
from solver.rota.network import Network

MOST = 24
"""Half-days for which someone is tried, those with most empty places first."""


def recruits(filled: Filled, limits: Limits) -> tuple[tuple[Recruit, ...], int]:
    """Return whom to look for, the most useful first, and how many half-days were not tried.

    Each is one more person with just these skills, for whichever association, who comes on that
    half-day every week. What is counted is the places that are filled more, everybody else moved
    as is best; pairings and week-ends apart, which no flow knows, are left aside on both sides.
    """
    problem = filled.problem
    groups = empty_groups(problem, filled.flow.empty)
    before = sum(filled.flow.empty)
    order = sorted(groups, key=lambda group: -groups[group])
    found = []
    tried = 0
    for group in order[:MOST]:
        if limits.over:
            break
        tried += 1
        net = _with_one(filled.net, filled, group)
        flow = cheapest(net, net.lower, net.upper, net.costs["filled"])
        left = sum(int(flow[arc]) for arc, _ in net.empty)
        skills, day, shift = group
        found.append(
            Recruit(skills=skills, day=day, shift=shift, fills=before - left, empty=groups[group])
        )
    found.sort(key=lambda one: -one.fills)
    return tuple(found), len(groups) - tried


def _with_one(net: Network, filled: Filled, group: Group) -> Network:
    """Return the network with one more person: a half-day a week, of some skills."""
    skills, day, shift = group
    problem = filled.problem
    by_week: dict[int, list[int]] = {}
    for number, duty in enumerate(problem.duties):
        if duty.day == day and duty.shift == shift and set(duty.skills) <= set(skills):
            by_week.setdefault(problem.week(number), []).append(number)
    arcs: list[tuple[int, int]] = []
    nodes = len(net.names)
    for number, mine in enumerate(by_week.values()):
        arcs.append((0, nodes + number))
        arcs += [(nodes + number, 1 + duty) for duty in mine]
    more = np.array(arcs, dtype=np.int64).reshape(-1, 2)
    none, one = np.zeros(len(arcs), dtype=np.int64), np.ones(len(arcs), dtype=np.int64)
    added = np.zeros(len(by_week), dtype=np.int64)
    return Network(
        net.names,
        net.parents,
        np.concatenate((net.supply, added)),
        np.concatenate((net.tail, more[:, 0])),
        np.concatenate((net.head, more[:, 1])),
        np.concatenate((net.lower, none)),
        np.concatenate((net.upper, one)),
        {"filled": np.concatenate((net.costs["filled"], none))},
        net.placed,
        net.empty,
        net.kept,
    )
