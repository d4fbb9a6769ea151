"""What binds each stop, found by relaxing it and choosing the cycle again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.base import Text
from models.itinerary import Itinerary, VanStop, VisitingVan
from models.itinerary_study import MoreHalfDays, PricedWish, StopServed
from models.numbers import percent
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.itinerary.choose import Chosen, choose
from solver.itinerary.problem import Need, VisitProblem, takes_households, visit_problem
from solver.itinerary.program import Effort

MOST_EXTRA = 3
"""Half-days more a week that are tried."""
QUESTION_SHARE = 0.4
"""Of the time that is left, what one question may take."""
QUESTION_S = 0.5
"""Seconds of one question, at least."""
Code = Literal["met", "too_far", "too_many", "half_days", "busy", "not_found"]


@dataclass(frozen=True)
class Tried:
    """One cycle with something relaxed."""

    problem: VisitProblem
    chosen: Chosen

    def low(self, stop: str) -> float:
        """Return the low level of a stop; 1 where it needs nothing."""
        return level_of(self.problem, self.chosen, stop)[0]

    @property
    def lowest(self) -> float:
        """The lowest low level."""
        return min((self.low(one.id) for one in self.problem.needs if one.low), default=1.0)

    @property
    def households(self) -> int:
        """Household-visits served, low end."""
        return sum(self.chosen.served["low"].values())

    @property
    def proved(self) -> bool:
        """Whether the level is proved."""
        return self.chosen.values.get("low", (0.0, False))[1]


def level_of(problem: VisitProblem, chosen: Chosen, stop: str) -> tuple[float, float]:
    """Return served over needed of a stop, at the low end and at the high end."""
    need = next((one for one in problem.needs if one.id == stop), Need(stop, 0, 0, 1))
    found = []
    for served, households in (
        (chosen.served["low"], need.low),
        (chosen.served["high"], need.high),
    ):
        due = households * need.weeks
        found.append(served.get(stop, 0) / due if due else 1.0)
    return found[0], found[1]


class Reasons:
    """A cycle chosen, and cycles with one thing relaxed."""

    def __init__(
        self, scenario: Scenario, travel: TravelMatrix, plan: Tried, effort: Effort
    ) -> None:
        self._scenario, self._travel, self._plan, self._effort = scenario, travel, plan, effort
        self._began = time.monotonic()
        self._more: dict[int, Tried] = {}

    def again(self, asked: Itinerary | None = None, extra: int = 0) -> Tried:
        """Return the cycle chosen again under a change, at the low end."""
        problem = visit_problem(self._scenario, self._travel, asked=asked, extra=extra)
        effort = self._effort
        if effort.seconds is not None:
            left = effort.seconds - (time.monotonic() - self._began)
            effort = replace(effort, seconds=max(QUESTION_S, left * QUESTION_SHARE))
        return Tried(problem, choose(problem, effort, levels=("low",)))

    def with_half_days(self, extra: int) -> Tried:
        """Return the cycle with some half-days a week more, or fewer; made once."""
        if extra not in self._more:
            self._more[extra] = self.again(extra=extra)
        return self._more[extra]

    def curve(self) -> tuple[MoreHalfDays, ...]:
        """Return what half-days more, and one fewer, would change."""
        given = len(self._plan.problem.slots)
        steps = [*([-1] if given > 1 else []), *range(1, MOST_EXTRA + 1)]
        found = list[MoreHalfDays]()
        for extra in steps:
            tried = self.with_half_days(extra)
            if not tried.chosen.found or not tried.proved:  # too short a search says nothing
                break
            names = [one.id for one in self._plan.problem.needs]
            taken = {tour.slot for _, tour in tried.chosen.outings} & tried.problem.spare
            found.append(
                MoreHalfDays(
                    extra=extra,
                    lowest=tried.lowest,
                    households=tried.households,
                    raised=tuple(n for n in names if tried.low(n) > self._plan.low(n) + 1e-9),
                    lowered=tuple(n for n in names if tried.low(n) < self._plan.low(n) - 1e-9),
                    added=tuple(sorted(taken)),
                    proved=tried.proved and self._plan.proved,
                )
            )
            if tried.lowest >= 1.0:
                break
        return tuple(found)

    def wishes(self) -> tuple[PricedWish, ...]:
        """Return what the stops' own days and hours cost."""
        found = []
        for stop in self._scenario.itinerary.stops:
            if not _has_wishes(stop):
                continue
            tried = self.again(self._without_wishes(stop))
            if tried.chosen.found:
                found.append(
                    PricedWish(
                        stop=stop.id,
                        own_low=tried.low(stop.id),
                        lowest=tried.lowest,
                        households=tried.households - self._plan.households,
                        proved=tried.proved and self._plan.proved,
                    )
                )
        return tuple(found)

    def _without_wishes(self, stop: VanStop) -> Itinerary:
        return _with_stop(
            self._scenario.itinerary, stop.changed(days=None, opens=None, closes=None)
        )

    def served(self) -> tuple[StopServed, ...]:
        """Return what each stop gets, and what binds it."""
        found = []
        visits = [name for _, one in self._plan.chosen.outings for name in one.stops]
        for stop in self._scenario.itinerary.stops:
            low, high = level_of(self._plan.problem, self._plan.chosen, stop.id)
            code, reason = self._binding(stop, low, high)
            found.append(
                StopServed(
                    stop=stop.id,
                    visits=visits.count(stop.id),
                    low=low,
                    high=high,
                    code=code,
                    reason=reason,
                    households_short=max(0, stop.households_high - self._receives()),
                )
            )
        return tuple(found)

    def _receives(self) -> int:
        """Return how many households one visit receives, at most."""
        return max((one.takes for one in self._plan.problem.tours), default=0)

    def _binding(self, stop: VanStop, low: float, high: float) -> tuple[Code, Text]:
        if low >= 1 and high >= 1:
            return "met", MET
        if not any(stop.id in one.stops for one in self._plan.problem.tours):
            return self._out_of_reach(stop)
        if _has_wishes(stop):
            tried = self.again(self._without_wishes(stop))
            if tried.low(stop.id) > low + 1e-9:
                return "busy", _raised(OWN_TIMES, low, tried.low(stop.id))
        if stop.households_high > self._receives():
            wider = tuple(
                van.changed(households_per_stop=max(van.households_per_stop, stop.households_high))
                for van in self._scenario.itinerary.vans
            )
            tried = self.again(self._scenario.itinerary.changed(vans=wider))
            if tried.low(stop.id) > low + 1e-9:
                words = TOO_MANY.format(most=stop.households_high)
                return "too_many", _raised(words, low, tried.low(stop.id))
        tried = self.with_half_days(1)
        if tried.low(stop.id) > low + 1e-9:
            return "half_days", _raised(ONE_MORE, low, tried.low(stop.id))
        if low >= 1:
            return "not_found", HIGH_END.format(high=_share(high))
        if not tried.chosen.found:
            return "not_found", UNTRIED
        return "not_found", NOTHING if _has_wishes(stop) else NO_MORE

    def _out_of_reach(self, stop: VanStop) -> tuple[Code, Text]:
        scenario = self._scenario
        free = _with_stop(scenario.itinerary, stop.changed(days=None, opens=None, closes=None))
        if _has_wishes(stop):
            problem = visit_problem(scenario, self._travel, asked=free)
            if any(stop.id in one.stops for one in problem.tours):
                return "busy", NO_HALF_DAY
        needed = min(self._round_trip_min(van, stop) for van in scenario.itinerary.vans)
        longest = max(
            min(shift.max_min, (shift.ends_s - shift.starts_s) // 60)
            for van in scenario.itinerary.vans
            for shift in (scenario.shift[one.shift] for one in van.half_days)
        )
        if needed > longest:
            return "too_far", TOO_FAR.format(needed=needed, longest=longest)
        vans = scenario.itinerary.vans
        if all(takes_households(scenario.itinerary, van) < 1 for van in vans):
            return "not_found", NO_ROOM
        return "not_found", TIGHT

    def _round_trip_min(self, van: VisitingVan, stop: VanStop) -> int:
        at, seconds = self._travel.index, self._travel.seconds
        home, there = at[van.base], at[stop.id]
        return -(-(seconds[home][there] + seconds[there][home]) // 60) + stop.minutes


def _has_wishes(stop: VanStop) -> bool:
    return not (stop.days is None and stop.opens is None and stop.closes is None)


def _with_stop(itinerary: Itinerary, stop: VanStop) -> Itinerary:
    stops: Sequence[VanStop] = [stop if one.id == stop.id else one for one in itinerary.stops]
    return itinerary.changed(stops=tuple(stops))


def _raised(what: Text, low: float, then: float) -> Text:
    return RAISED.format(what=what, low=_share(low), then=_share(then))


def _share(value: float) -> Text:
    return Text(fr=percent(value, "fr"), en=percent(value, "en"))


MET = Text(fr="Tout le besoin est servi.", en="All of the need is served.")
RAISED = Text(
    fr="{what}, sa part passerait de {low} à {then}.",
    en="{what}, its share would go from {low} to {then}.",
)
OWN_TIMES = Text(fr="Sans ses propres jours et heures", en="Without its own days and hours")
TOO_MANY = Text(fr="Si une halte recevait {most} foyers", en="If a stop received {most} households")
ONE_MORE = Text(fr="Avec une demi-journée de plus par semaine", en="With one half-day more a week")
NOTHING = Text(
    fr="Ni une demi-journée de plus ni d'autres heures ne l'ont fait monter.",
    en="Neither one half-day more nor other hours raised it.",
)
NO_MORE = Text(
    fr="Une demi-journée de plus ne l'a pas fait monter.", en="One half-day more did not raise it."
)
NO_ROOM = Text(
    fr="La camionnette ne peut charger aucun colis : sa charge, ou son froid, est sous celui d'un "
    "seul.",
    en="The van cannot load any parcel: its payload, or its cold room, is below that of one.",
)
TIGHT = Text(
    fr="Aucune sortie n'y tient dans les heures des demi-journées.",
    en="No outing there fits within the hours of the half-days.",
)
UNTRIED = Text(
    fr="Le temps a manqué pour chercher ce qui la ferait monter : donnez-en plus.",
    en="Time was too short to seek what would raise it: give it more.",
)
HIGH_END = Text(
    fr="Tout le besoin sûr est servi ; si tous viennent, {high}.",
    en="All of the sure need is served; if all come, {high}.",
)
NO_HALF_DAY = Text(
    fr="Aucune demi-journée de la camionnette ne tombe dans ses jours et ses heures.",
    en="No half-day of the van falls within its days and hours.",
)
TOO_FAR = Text(
    fr="Trop loin : trajet et halte demandent {needed} min, la plus longue demi-journée en a "
    "{longest}.",
    en="Too far: way and stop take {needed} min, the longest half-day has {longest}.",
)
