"""Rounds that go on from where they are: what was done stays, the rest may be another."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.plan import Round, Stop
from solver.ramasse.outing_limits import stops_allowed
from solver.ramasse.timing import Nodes, Timetable
from solver.ramasse.week import Ints, Slot, Week


@dataclass(frozen=True)
class StopToMake:
    """A stop still to be made."""

    stop: Stop
    """Its kind, site, pick-up and kg; its times do not count."""
    service_s: int
    opens_s: int
    closes_s: int


def continued(
    week: Week,
    item: Round,
    done: int,
    nodes: Nodes,
    sequences: Ints,
    first: int,
    slot: Slot,
) -> Timetable:
    """Return the times of sequences that begin with what a round has done.

    Parameters
    ----------
    done
        Stops of the round that are made or headed for, the departure included.
    sequences : (M, L)
        Node numbers; the first ``first`` of each are the stops made.
    slot
        It begins when the round can go on, at the soonest.
    """
    means = week.scenario.vehicle[item.vehicle]
    home = week.site(means.owner)
    longest_s = min(slot.max_s, (means.max_round_min or 1440) * 60)
    furthest_m = np.inf if means.max_round_km is None else means.max_round_km * 1000
    count, length = sequences.shape
    real = sequences >= 0
    node = np.where(real, sequences, 0)
    site = np.where(real, nodes.site[node], home)
    service = np.where(real, nodes.service_s[node], 0)
    opens = np.where(real, nodes.opens_s[node], 0)
    latest = np.where(real, nodes.closes_s[node] - nodes.service_s[node], 10**9)
    made = item.stops[done - first : done]
    last = item.stops[done - 1]
    now = np.full(count, max(last.leave_s, slot.starts_s), dtype=np.int64)
    here = np.full(count, week.site(last.site))
    starts = np.zeros((count, length), dtype=np.int64)
    starts[:, :first] = [stop.start_s for stop in made]
    feasible = np.ones(count, dtype=bool)
    driven = sum(
        int(week.metres[week.site(a.site), week.site(b.site)])
        for a, b in itertools.pairwise(item.stops[:done])
    )
    metres = np.full(count, driven, dtype=np.int64)
    for position in range(first, length):
        starts[:, position] = np.maximum(
            now + week.seconds[here, site[:, position]], opens[:, position]
        )
        feasible &= starts[:, position] <= latest[:, position]
        now = starts[:, position] + service[:, position]
        metres += week.metres[here, site[:, position]]
        here = site[:, position]
    back = now + week.seconds[here, home]
    metres += week.metres[here, home]
    depart = np.full(count, item.stops[0].leave_s, dtype=np.int64)
    feasible &= (back <= slot.ends_s) & (back - depart <= longest_s) & (metres <= furthest_m)
    return Timetable(starts, depart, back, metres, feasible)


def stops_after(
    week: Week, item: Round, done: int, steps: Sequence[StopToMake], slot: Slot
) -> tuple[Stop, ...] | None:
    """Return the stops of a round that goes on with some steps; none when windows forbid it."""
    made = list(item.stops[:done])
    for step in steps:
        before = made[-1]
        leave = before.leave_s if len(made) > done else max(before.leave_s, slot.starts_s)
        arrive = leave + int(week.seconds[week.site(before.site), week.site(step.stop.site)])
        start = max(arrive, step.opens_s)
        if start + step.service_s > step.closes_s:
            return None
        made.append(
            step.stop.changed(arrive_s=arrive, start_s=start, leave_s=start + step.service_s)
        )
    home = week.scenario.vehicle[item.vehicle].owner
    leave = made[-1].leave_s if len(made) > done else max(made[-1].leave_s, slot.starts_s)
    back = leave + int(week.seconds[week.site(made[-1].site), week.site(home)])
    longest_s = min(slot.max_s, (week.scenario.vehicle[item.vehicle].max_round_min or 1440) * 60)
    if back > slot.ends_s or back - made[0].leave_s > longest_s:
        return None
    end = item.stops[-1].changed(site=home, arrive_s=back, start_s=back, leave_s=back)
    stream = next(one for one in week.streams if one.id == item.stream)
    return (*made, end) if stops_allowed(week, stream, (*made, end)) else None
