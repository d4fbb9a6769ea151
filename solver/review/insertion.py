"""Real insertion trials: what happens if a pick-up is put into a plan after all."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from models.calendar import Day, Shift
from models.donors import Pickup
from models.findings import Finding
from models.plan import Plan, Round, Share, Stop, StopKind
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.pairings import crew_among
from pools.streams import Stream, may_crew, may_drop, may_work
from solver.review.check import check, check_round
from solver.review.retiming import retimed

NO_CREW = "no_crew"
"""Code of a trial for which nobody is free."""
SWAPS = 6
"""Busy vehicles, the nearest to the donor, whose round is tried the other way."""
NEAREST = 6
"""Hopeless places that are tried when nothing else is: the nearest."""
WHOLE_ROUNDS = 80
"""Plans of more rounds are not checked whole for each pick-up."""


Wanted = dict[str, float]
"""kg by family, as they are offered when the donation takes place."""


@dataclass(frozen=True)
class InsertionTrial:
    """One way to collect a pick-up, and the rules that it breaks."""

    item: Round
    before: Round | None
    """The round it was put in; none when it is a new one."""
    broken: tuple[str, ...]
    """Codes; none when the trial is feasible."""
    instead: Round | None = None
    """A round of the same vehicle that would have to stay at home."""


@dataclass(frozen=True)
class _Place:
    """Where a stop could be put in a round."""

    item: Round
    position: int
    kg: dict[str, float]
    detour_s: int


class Insertions:
    """The rounds of a plan, looked up by day, vehicle and person, to try insertions in."""

    def __init__(self, scenario: Scenario, travel: TravelMatrix, plan: Plan) -> None:
        self.scenario, self.travel, self.plan = scenario, travel, plan
        self.on: dict[str, list[Round]] = defaultdict(list)
        self.of: dict[str, list[Round]] = defaultdict(list)
        """By vehicle and by person."""
        self.through: dict[str, list[Share]] = defaultdict(list)
        """Shares by the rounds that collect and carry them."""
        for item in plan.rounds:
            self.on[item.day].append(item)
            for who in (item.vehicle, *item.crew):
                self.of[who].append(item)
        for share in plan.shares:
            for name in {share.origin, share.carried_by} - {None}:
                self.through[str(name)].append(share)

    @cached_property
    def told(self) -> frozenset[str]:
        """What the plan breaks already: no fault of a trial."""
        return frozenset(f.code for f in check(self.scenario, self.travel, self.plan))

    def trials(
        self, stream: Stream, pickup: Pickup, wanted: Wanted | None = None
    ) -> list[InsertionTrial]:
        """Return ways to collect a pick-up: in each round of its stream, or by a new one.

        Parameters
        ----------
        wanted
            kg by family that are of use; all that is offered when absent.

        Places where the work alone outlasts the shift, or the load the payload, break a rule for
        sure: only the nearest of them are tried, and only when nothing else fits. Rounds that
        would have to stay at home come last.
        """
        scenario = self.scenario
        choices = choices_of(scenario, pickup.kg if wanted is None else wanted)
        hopeful: list[_Place] = []
        hopeless: list[_Place] = []
        for item in self.on[pickup.day]:
            if item.stream == stream.id and may_work(
                scenario, stream, item.vehicle, item.day, collects=True
            ):
                for place in self._places(stream, item, pickup, choices):
                    fits = self._may_fit(stream, place)
                    (hopeful if fits else hopeless).append(place)
        tried = [self._put(stream, place, pickup) for place in hopeful]
        free: list[tuple[str, Shift]] = []
        busy: list[tuple[str, Shift]] = []
        for vehicle, shift in itertools.product(scenario.vehicle, scenario.shifts):
            means = scenario.vehicle[vehicle]
            if may_work(scenario, stream, vehicle, pickup.day, collects=True) and (
                not means.shifts or shift.id in means.shifts
            ):
                taken = self._busy(vehicle, pickup.day, shift)
                (busy if taken else free).append((vehicle, shift))
        for vehicle, shift in free:
            tried += self.new_rounds(stream, pickup, vehicle, shift, choices)
        if any(not trial.broken for trial in tried):
            return tried
        busy.sort(key=lambda one: (self._from_home_s(one[0], pickup), one[0], one[1].id))
        for vehicle, shift in busy[:SWAPS]:
            tried += self.new_rounds(stream, pickup, vehicle, shift, choices)
        if not any(not trial.broken for trial in tried):
            hopeless.sort(key=lambda place: (place.detour_s, place.item.id, place.position))
            tried += [self._put(stream, place, pickup) for place in hopeless[:NEAREST]]
        return tried

    def confirmed(self, trial: InsertionTrial) -> bool:
        """Tell whether the whole plan stands with a trial in it.

        Plans of very many rounds are not checked whole for each pick-up: what such a trial could
        still break is a store that other rounds fill.
        """
        if len(self.plan.rounds) > WHOLE_ROUNDS:
            return True
        before = None if trial.before is None else trial.before.id
        rounds = tuple(item for item in self.plan.rounds if item.id != before)
        whole = Plan(rounds=(*rounds, trial.item), shares=self.plan.shares)
        return {f.code for f in check(self.scenario, self.travel, whole)} <= self.told

    def _places(
        self, stream: Stream, item: Round, pickup: Pickup, choices: list[Wanted]
    ) -> Iterator[_Place]:
        for position in collect_positions(stream, item):
            here, after = item.stops[position - 1].site, item.stops[position].site
            detour = self._way_s(here, pickup.donor) + self._way_s(pickup.donor, after)
            detour += pickup.loading_s - self._way_s(here, after)
            for kg in choices:
                yield _Place(item, position, kg, detour)

    def _way_s(self, origin: str, destination: str) -> int:
        return 0 if origin == destination else self.travel.fastest_s(origin, destination)

    def _from_home_s(self, vehicle: str, pickup: Pickup) -> int:
        return self._way_s(self.scenario.vehicle[vehicle].owner, pickup.donor)

    def _may_fit(self, stream: Stream, place: _Place) -> bool:
        """Tell whether neither the work nor the load rules a place out by itself."""
        item = place.item
        means, shift = self.scenario.vehicle[item.vehicle], self.scenario.shift[item.shift]
        longest = min(shift.max_min, means.max_round_min or shift.max_min) * 60
        work = place.detour_s + sum(
            after.leave_s - after.start_s + self._way_s(stop.site, after.site)
            for stop, after in itertools.pairwise(item.stops)
        )
        if work > min(longest, shift.ends_s - shift.starts_s):
            return False
        if stream.mode == "direct":
            return True
        kg = sum(place.kg.values())
        for stops in (reversed(item.stops[: place.position]), item.stops[place.position :]):
            for stop in stops:
                if stop.kind != "collect":
                    break
                kg += sum(stop.kg.values())
        limit = means.payload_kg * (1 - self.scenario.policy.capacity_margin)
        return kg <= limit * (1 + 1e-6)

    def _put(self, stream: Stream, place: _Place, pickup: Pickup) -> InsertionTrial:
        stops = list(place.item.stops)
        added = [_collect(pickup, place.kg)]
        if stream.mode == "hub" and stops[place.position].kind not in ("collect", "unload"):
            added.append(_at("unload", str(stream.hub)))  # the round came home empty until now
        stops[place.position : place.position] = added
        tried = retimed(self.scenario, self.travel, stream, place.item, tuple(stops))
        return InsertionTrial(tried, place.item, self.broken(tried, place.item))

    def broken(self, tried: Round, before: Round | None, *without: Round) -> tuple[str, ...]:
        """Return the codes of rules that a round breaks, by itself or with those around it.

        Parameters
        ----------
        tried
            The round as it would be.
        before
            The round of the plan that it would replace; none for one more.
        """
        codes = dict.fromkeys(f.code for f in check_round(self.scenario, self.travel, tried))
        if codes:
            return tuple(codes)
        out = {item.id for item in (before, *without) if item is not None}
        shares = tuple(self.through[tried.id]) if before is not None else ()
        related = {name for s in shares for name in (s.origin, s.carried_by) if name is not None}
        near = {
            item.id: item
            for who in (tried.vehicle, *tried.crew)
            for item in self.of[who]
            if item.id not in out
        }
        near |= {name: self.plan.round[name] for name in related - out if name != tried.id}
        part = Plan(rounds=(*near.values(), tried), shares=shares)
        faults: tuple[Finding, ...] = check(self.scenario, self.travel, part)
        # What stays with the collectors is counted over all shares, which do not change, and
        # errands of other vehicles are made by rounds that are not looked at.
        mine = (tried.vehicle, tried.day)
        return tuple(
            dict.fromkeys(
                f.code
                for f in faults
                if f.code != "share_keep" and (f.code != "errand" or f.where[:2] == mine)
            )
        )

    def _busy(self, vehicle: str, day: Day, shift: Shift) -> list[Round]:
        return [
            item
            for item in self.of[vehicle]
            if item.day == day and _overlap(self.scenario.shift[item.shift], shift)
        ]

    def new_rounds(
        self, stream: Stream, pickup: Pickup, vehicle: str, shift: Shift, choices: list[Wanted]
    ) -> Iterator[InsertionTrial]:
        """Yield the trials of collecting a pick-up by a round of its own.

        Parameters
        ----------
        choices
            kg by family that may be taken.
        """
        scenario, means = self.scenario, self.scenario.vehicle[vehicle]
        instead = next(iter(self._busy(vehicle, pickup.day, shift)), None)
        doors = [stream.hub] if stream.hub is not None else [*stream.members]
        for door in doors:
            if stream.mode == "direct" and not may_drop(
                scenario, stream, vehicle, pickup.day, door
            ):
                continue
            for kg in choices:
                kind: StopKind = "drop" if stream.mode == "direct" else "unload"
                stops = (
                    _at("depart", means.owner),
                    _collect(pickup, kg),
                    _at(kind, door),
                    _at("return", means.owner),
                )
                empty = Round(
                    id="trial",
                    stream=stream.id,
                    vehicle=vehicle,
                    day=pickup.day,
                    shift=shift.id,
                    crew=(),
                    stops=stops,
                )
                yield self.manned(stream, empty, instead)

    def manned(self, stream: Stream, item: Round, instead: Round | None) -> InsertionTrial:
        """Return the trial of one more round, by people who are free for it.

        Parameters
        ----------
        item
            Its stops; their times and its crew are not looked at.
        instead
            A round of the same vehicle that would stay at home.
        """
        tried = retimed(self.scenario, self.travel, stream, item, item.stops)
        crew = self._free_crew(stream, tried, self.scenario.shift[item.shift], instead)
        if crew is None:
            alone = check_round(self.scenario, self.travel, tried.changed(crew=()))
            codes = dict.fromkeys(f.code for f in alone if f.code != "crew_size")
            return InsertionTrial(tried, None, (*codes, NO_CREW), instead)
        tried = tried.changed(crew=crew)
        out = () if instead is None else (instead,)
        return InsertionTrial(tried, None, self.broken(tried, None, *out), instead)

    def again(self, stream: Stream, trial: InsertionTrial) -> InsertionTrial:
        """Return a trial made elsewhere, as it is in this scenario."""
        if trial.before is None:
            return self.manned(stream, trial.item, trial.instead)
        tried = retimed(self.scenario, self.travel, stream, trial.item, trial.item.stops)
        return InsertionTrial(tried, trial.before, self.broken(tried, trial.before))

    def _free_crew(
        self, stream: Stream, tried: Round, shift: Shift, instead: Round | None
    ) -> tuple[str, ...] | None:
        """Return people free for a round, the driver first, or none; nobody where none is named."""
        if not self.scenario.policy.named_crews:
            return ()
        scenario, means = self.scenario, self.scenario.vehicle[tried.vehicle]
        collects = bool(tried.collected)
        free = []
        for person in scenario.people:
            mine = [item for item in self.of[person.id] if item is not instead]
            hours = sum(item.duration_s for item in mine) + tried.duration_s
            taken = any(
                item.day == tried.day and _overlap(scenario.shift[item.shift], shift)
                for item in mine
            )
            if (
                not taken
                and scenario.is_there(person, tried.day)
                and (not person.shifts or tried.shift in person.shifts)
                and not any(t.meets(tried.day, shift.starts_s, shift.ends_s) for t in person.busy)
                and len(mine) < person.most_shifts
                and (person.max_hours is None or hours <= person.max_hours * 3600)
                and may_crew(scenario, stream, person.id, means.id, tried.day, collects=collects)
            ):
                free.append(person)
        drivers = [p for p in free if "driver" in p.roles and means.licence in p.licences]
        # A driver who cannot help is better at the wheel than one who can do both.
        drivers.sort(key=lambda person: ("helper" in person.roles, person.id))
        return crew_among(scenario, means, drivers, [p for p in free if "helper" in p.roles])

    def widened(self, item: Round, pickup: Pickup, wanted: Wanted) -> InsertionTrial:
        """Return the trial of taking more of a pick-up that a round takes in part.

        Parameters
        ----------
        wanted
            kg by family that are to be taken in all.
        """
        stops = tuple(
            stop.changed(kg=dict(wanted)) if stop.pickup == pickup.id else stop
            for stop in item.stops
        )
        tried = item.changed(stops=stops)
        return InsertionTrial(tried, item, self.broken(tried, item))


def choices_of(scenario: Scenario, wanted: Wanted) -> list[Wanted]:
    """Return what may be taken: all that is wanted, or without what must be kept cold."""
    ambient = {
        family: kg
        for family, kg in wanted.items()
        if scenario.family[family].temperature == "ambient"
    }
    return [wanted] if ambient == wanted or not ambient else [wanted, ambient]


def _at(kind: StopKind, site: str) -> Stop:
    return Stop(kind=kind, site=site, arrive_s=0, start_s=0, leave_s=0)


def _collect(pickup: Pickup, kg: dict[str, float]) -> Stop:
    return Stop(
        kind="collect",
        site=pickup.donor,
        pickup=pickup.id,
        arrive_s=0,
        start_s=0,
        leave_s=0,
        kg=kg,
    )


def collect_positions(stream: Stream, item: Round) -> list[int]:
    """Return where a collect stop may stand: before another one, or before what takes it off."""
    found = []
    for position in range(1, len(item.stops)):
        after = item.stops[position]
        off = after.kind == "unload" or (stream.mode == "direct" and after.kind == "drop")
        # a round that delivers comes home empty: it may collect before each return to the hub
        empty = bool(stream.deliveries) and after.kind in ("load", "return")
        if after.kind == "collect" or off or empty:
            found.append(position)
    return found


def _overlap(one: Shift, other: Shift) -> bool:
    return one.starts_s < other.ends_s and other.starts_s < one.ends_s
