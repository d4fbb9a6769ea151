"""Why food stays behind, and the smallest change that lets it come along: tried before it is told.

A change is put into a copy of the scenario. There the pick-up joins the plan and the independent
checker accepts it whole, shares included; then the week is planned again from that plan, and the
new plan still serves it, while one without it brings clearly less. What passes only the first is
worded so; what passes nothing is not told.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from models.base import Text
from models.findings import Unserved
from models.plan import Plan, Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.edits.edit import Edits
from solver.remedies import told_words as say
from solver.remedies.change_words import PERSON_ROUND
from solver.remedies.changes import CHANGES
from solver.remedies.effort import Effort
from solver.remedies.last_mile import with_last_mile
from solver.remedies.newcomers import NO_VEHICLE, VEHICLE_FIELDS, one_more_vehicle, other_times
from solver.remedies.reasons import Reason, bound_by, crowded, extra, nothing_fits, swapped
from solver.remedies.smallest import Smallest, Way
from solver.remedies.stores import with_larger_stores
from solver.remedies.whole import Inserted, Replans, WholePlans, taken_kg
from solver.remedies.worlds import Worlds
from solver.review.checks.violations import round_name
from solver.review.insertion import NO_CREW, WHOLE_ROUNDS, InsertionTrial
from solver.review.left_behind import LEAST_KG, Left, left_behind
from solver.review.promises import broken_promises

SOUGHT = 40
"""Pick-ups for which changes are sought, the most useful first; none in plans of very many rounds,
which take too long to check whole."""
MOST_INSERTIONS = 120
"""Insertions under changes, for one pick-up."""
MOST_WHOLE = 3
"""Whole plans checked for one pick-up."""
MOST_LAST_MILES = 4
"""Pick-ups for which a round more from the sorting place is tried."""
MOST_PLANS_EACH = 2
"""New plans for one pick-up."""


def explain(
    scenario: Scenario,
    travel: TravelMatrix,
    plan: Plan,
    only: Collection[str] | None = None,
    effort: Effort | None = None,
) -> tuple[Unserved, ...]:
    """Return why every pick-up left behind is, whole or in part, and what would change it.

    Parameters
    ----------
    only
        The pick-ups to look at; all when absent.
    effort
        How much is planned again.
    """
    every = left_behind(scenario, plan, only)
    asked = effort or Effort()
    explaining = _Explaining(scenario, travel, plan, asked)
    most = SOUGHT if len(plan.rounds) <= WHOLE_ROUNDS else 0
    by_use = sorted(every, key=lambda one: (-one.useful_kg, one.pickup.id))
    found, began = {}, time.monotonic()
    for place, left in enumerate(by_use):
        most_s = asked.most_now_s
        if most_s is not None and time.monotonic() - began > most_s:
            found[left.pickup.id] = _unexamined(left)
        else:
            found[left.pickup.id] = explaining.unserved(left, sought=place < most)
    return tuple(found[left.pickup.id] for left in every)


def _unexamined(left: Left) -> Unserved:
    """Return that no reason was looked for."""
    return Unserved(
        pickup=left.pickup.id,
        kg=sum(left.kg.values()),
        families=tuple(left.kg),
        code="unexamined",
        reason=say.UNEXAMINED,
        remedy=say.MORE_TIME,
    )


@dataclass(frozen=True)
class _Told:
    """What is told of a pick-up left."""

    reason: Reason
    remedy: Text
    edits: Edits = ()
    """What new plans confirm."""


class _Explaining:
    """A plan, what may join it, and the new plans that may be made still."""

    def __init__(
        self, scenario: Scenario, travel: TravelMatrix, plan: Plan, effort: Effort
    ) -> None:
        self._scenario, self._travel, self._plan = scenario, travel, plan
        self._worlds = Worlds(scenario, travel, plan)
        self._rounds = self._worlds.rounds(())
        self._whole = WholePlans(self._worlds)
        self._replans = Replans(self._whole, effort)
        self._last_miles = MOST_LAST_MILES

    def unserved(self, left: Left, *, sought: bool) -> Unserved:
        """Return the reason of one pick-up, and what would change it."""
        told = self._told(left, sought=sought)
        return Unserved(
            pickup=left.pickup.id,
            kg=sum(left.kg.values()),
            families=tuple(left.kg),
            code=told.reason.code,
            reason=told.reason.text,
            remedy=told.remedy,
            changes=tuple(map(str, told.edits)),
        )

    def _told(self, left: Left, *, sought: bool) -> _Told:
        if left.stream is None:
            return _Told(nothing_fits(self._scenario, left), say.NO_POOL)
        if left.useful_kg < LEAST_KG:
            return _Told(Reason("no_use", left.why), say.NO_USE)
        trials = self._trials(left)
        if not sought:
            return self._untried(left, trials)
        stream = left.stream

        def again(trial: InsertionTrial, edits: Edits) -> InsertionTrial:
            return self._worlds.rounds(edits).again(stream, trial)

        search = Smallest(self._worlds, stream, MOST_INSERTIONS, again)
        first = [Way(trial) for trial in trials if trial.instead is None]
        first.sort(key=lambda way: extra(self._scenario, self._travel, way.trial))
        groups: list[tuple[int, Iterable[Way]]] = [(0, first)]
        if left.item is None:
            groups.append((1, other_times(search, left)))
            groups.append((VEHICLE_FIELDS, one_more_vehicle(search, left)))
        ways = search.ways(groups)
        told = self._first_confirmed(left, ways)
        if told is None:
            return _Told(self._reason(left, trials), say.NOTHING_ENOUGH)
        if told.reason.code == NO_VEHICLE:  # why none of those there are could go
            return replace(told, reason=self._no_vehicle(left, trials, told.reason))
        return told

    def _trials(self, left: Left) -> list[InsertionTrial]:
        """Return the pick-up in the rounds there are: what is of use of it, or all of it."""
        assert left.stream is not None
        pickup, found = left.pickup, list[InsertionTrial]()
        whole = sum(left.wanted.values()) >= pickup.gross_kg - LEAST_KG
        for wanted in (left.wanted, *([] if whole else [pickup.kg])):
            if left.item is None:
                found += self._rounds.trials(left.stream, pickup, wanted)
            else:
                found.append(self._rounds.widened(left.item, pickup, wanted))
        wider = left.widening
        if wider is not None and wider.item is not None:
            found.append(self._rounds.widened(wider.item, wider.pickup, wider.wanted))
        if self._scenario.policy.all_due:  # giving up another round is no way to serve all
            return [one for one in found if one.instead is None] or found
        return found

    def _untried(self, left: Left, trials: list[InsertionTrial]) -> _Told:
        """Return the reason alone, where no change is sought."""
        feasible = [one for one in trials if not one.broken and one.instead is None]
        if feasible and any(self._rounds.confirmed(one) for one in feasible):
            return _Told(crowded(self._scenario, self._travel, left, feasible), say.BY_HAND)
        large = len(self._plan.rounds) > WHOLE_ROUNDS
        return _Told(self._reason(left, trials), say.TOO_LARGE if large else say.UNTRIED)

    def _no_vehicle(self, left: Left, trials: list[InsertionTrial], reason: Reason) -> Reason:
        """Return why no vehicle there is could go, where that can be said more closely."""
        if not trials:
            return nothing_fits(self._scenario, left)
        sound = [one for one in trials if not one.broken]
        if sound and all(one.instead is not None for one in sound):
            return swapped(self._scenario, sound)
        shared = set.intersection(*(set(one.broken) for one in trials)) - set(CHANGES)
        code = next((one for one in trials[0].broken if one in shared), None)
        return reason if code is None else bound_by(code, self._scenario, trials[0].item)

    def _reason(self, left: Left, trials: list[InsertionTrial]) -> Reason:
        """Return what binds where nothing was found to change it."""
        if not trials:
            return nothing_fits(self._scenario, left)
        sound = [one for one in trials if not one.broken]
        beside = [one for one in sound if one.instead is None]
        if beside:
            return bound_by("no_door", self._scenario, beside[0].item)
        if sound:
            return swapped(self._scenario, sound)
        nearest = min(
            (Way(one) for one in trials), key=lambda way: (way.cost, way.trial.item.id)
        ).trial
        return bound_by(nearest.broken[0], self._scenario, nearest.item)

    def _first_confirmed(self, left: Left, ways: Iterator[Way]) -> _Told | None:
        """Return what is told of the first way that stands whole, and that a new plan keeps."""
        checked = planned = 0
        for way in ways:
            checked += 1
            stands = self._stands(left, way, stores=checked == 1)
            if stands is None and not way.edits:
                told = self._carried_on(left, way)
                if told is not None:
                    return told
            if stands is None:
                if checked >= MOST_WHOLE:
                    return None
                continue
            inserted, edits = stands
            if not edits:
                reason = crowded(self._scenario, self._travel, left, [way.trial])
                return _Told(reason, say.BY_HAND)
            code = way.codes[0] if way.codes else "storage"
            told = self._confirmed(left, inserted, edits, code, way.trial.item)
            planned += 1
            if told is None and planned < MOST_PLANS_EACH:
                told = self._beside_a_promise(left, way, edits, code)
                planned += 1
            if told is not None:
                return told
            if planned >= MOST_PLANS_EACH or checked >= MOST_WHOLE:
                return None
        return None

    def _beside_a_promise(self, left: Left, way: Way, edits: Edits, code: str) -> _Told | None:
        """Return what is told where a promise takes the round more that people would make: two."""
        more = _one_round_more(edits)
        if more == edits or not self._owes_a_promise or not self._replans.may(more):
            return None
        inserted = self._whole.inserted(way.trial, more)
        if not inserted.stands:
            return None
        return self._confirmed(left, inserted, more, code, way.trial.item)

    @cached_property
    def _owes_a_promise(self) -> bool:
        """Whether the plan leaves a promise that a further round may keep."""
        found = broken_promises(self._scenario, self._plan, ())
        return any(one.code == "promise_broken" for one in found)

    def _stands(self, left: Left, way: Way, *, stores: bool) -> tuple[Inserted, Edits] | None:
        """Return the whole plan with a way in it if it stands, be it with larger stores.

        Parameters
        ----------
        stores
            Whether larger stores are tried.
        """
        inserted = self._whole.inserted(way.trial, way.edits)
        if inserted.stands:
            return inserted, way.edits
        if (
            not stores
            or left.stream is None
            or any(one.code != "storage" for one in inserted.faults)
        ):
            return None
        return with_larger_stores(self._whole, left.stream, left, way.trial, way.edits)

    def _carried_on(self, left: Left, way: Way) -> _Told | None:
        """Return what is told of a pick-up that could join with a round more from the hub."""
        if left.stream is None or self._last_miles <= 0:
            return None
        self._last_miles -= 1
        found = with_last_mile(self._whole, left.stream, left, way.trial)
        if found is None:
            return None
        scenario, item = self._scenario, found.carrier.item
        if found.edits:
            return self._confirmed(left, found.inserted, found.edits, NO_CREW, item)
        reason = crowded(scenario, self._travel, left, [way.trial], found.carrier)
        door, who = scenario.association[found.door].name, round_name(scenario, item)
        return _Told(reason, say.BY_HAND_AND_ON.format(door=door, who=who))

    def _confirmed(
        self, left: Left, inserted: Inserted, edits: Edits, code: str, item: Round
    ) -> _Told | None:
        """Return what is told of changes with which a plan stands; nothing if new plans refuse."""
        reason, had = bound_by(code, self._scenario, item), taken_kg(self._plan, left.pickup.id)
        if self._within_tolerance(inserted):
            return _Told(reason, say.worth_less(edits, inserted.gain_kg, self._given_up))
        if not self._replans.may(edits):
            return _Told(reason, say.would(edits))
        verdict = self._replans.verdict(edits, inserted.plan, left.pickup.id, had + LEAST_KG)
        if verdict == "replaced":
            return _Told(reason, say.replaced(edits))
        return _Told(reason, say.enough(edits), edits) if verdict == "served" else None

    @property
    def _given_up(self) -> float:
        """Share of the food that later objectives may give up."""
        stages = self._scenario.policy.objectives
        return next((one.tolerance for one in stages if one.objective == "food"), 1.0)

    def _within_tolerance(self, inserted: Inserted) -> bool:
        """Tell whether a plan may leave what is gained for the sake of later objectives."""
        return inserted.gain_kg <= self._given_up * inserted.plan.usable_kg


def _one_round_more(edits: Edits) -> Edits:
    """Return changes with one round more still for those who were to make one round more."""
    return tuple(
        replace(
            one,
            value=one.value + 1,
            values={**one.values, "new": one.value + 1},
            minutes=one.minutes * (one.value + 1 - old) // (one.value - old),
        )
        if one.words is PERSON_ROUND and isinstance(old := one.values["old"], int)
        else one
        for one in edits
    )
