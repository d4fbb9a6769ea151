"""A cycle of visits: a scenario in, a reviewed study out."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from models.base import Text
from models.calendar import DAY_NUMBER
from models.findings import Finding
from models.itinerary_study import (
    ItineraryStudy,
    ServedLevel,
    StopServed,
    VanOuting,
    VanVisit,
    VisitPlan,
)
from models.numbers import decimal
from models.scenario import Scenario
from models.travel import ESTIMATED, TravelMatrix
from solver.itinerary.choose import Chosen, choose
from solver.itinerary.problem import Tour, VisitProblem, travel_of, visit_problem
from solver.itinerary.program import WORK, Effort, Visited
from solver.itinerary.reasons import Reasons, Tried
from solver.parallel import Brake
from solver.review.check_itinerary import check_itinerary
from solver.run_record import origin_of
from solver.settings import Stages, Watcher

CALENDAR_SHARE = 0.5
"""Part of the time for the calendar itself; the rest is for what is asked about it."""


@dataclass(frozen=True)
class Limits:
    """How long to search."""

    seconds: float | None = 20.0
    iterations: int | None = None
    seed: int = 1
    stop: Brake = field(default_factory=threading.Event)

    def effort(self, share: float) -> Effort:
        """Return a part of the time, or of the work of each solve."""
        if self.iterations is not None:
            return Effort(None, WORK * self.iterations, self.seed, self.stop)
        return Effort((self.seconds or 0.0) * share, seed=self.seed, stop=self.stop)


def plan_visits(
    scenario: Scenario,
    limits: Limits,
    *,
    folder: Path | None = None,
    keep: ItineraryStudy | None = None,
    food_kg_week: float | None = None,
    watch: Watcher | None = None,
) -> ItineraryStudy:
    """Choose the visits of a cycle, and answer what is asked about them.

    Parameters
    ----------
    folder
        Where the scenario's own travel files lie.
    keep
        An earlier study, to be changed the least.
    food_kg_week
        What a split gives the associations that the vans leave from, kg a week.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    tell = Stages(watch)
    tell("prepare")
    travel = travel_of(scenario, folder)
    problem = visit_problem(scenario, travel)
    kept = None if keep is None else visited(keep.plan)
    tell("visits")
    chosen = choose(problem, limits.effort(CALENDAR_SHARE), kept=kept)
    plan = _plan(scenario, travel, problem, chosen)
    tell("reasons")
    reasons = Reasons(scenario, travel, Tried(problem, chosen), limits.effort(1 - CALENDAR_SHARE))
    asking = not limits.stop.is_set()
    served = reasons.served()
    week_kg = _parcels_kg(scenario, plan)
    study = ItineraryStudy(
        scenario=scenario,
        travel=travel,
        plan=plan,
        levels=tuple(
            ServedLevel(level=name, value=value, proved=proved)
            for name, (value, proved) in chosen.values.items()
        ),
        served=served,
        more=reasons.curve() if asking else (),
        wishes=reasons.wishes() if asking else (),
        moved=None if kept is None else len(visited(plan) ^ kept),
        km=sum(one.metres for one in plan.outings) / 1000,
        crew_hours=sum(
            (one.returns_s - one.leaves_s) / 3600 * scenario.itinerary.van[one.van].crew
            for one in plan.outings
        ),
        parcels_kg_week=week_kg,
        food_kg_week=food_kg_week,
        violations=(),
        made_at=datetime.now(UTC).replace(microsecond=0),
        provenance=origin_of(
            scenario, "ortools", seed=limits.seed, travel=travel.source, elapsed_s=tell.elapsed_s
        ),
    )
    tell("check")
    return study.changed(
        violations=check_itinerary(scenario, travel, study.plan),
        findings=tuple(_findings(study, chosen)),
    )


def visited(plan: VisitPlan) -> Visited:
    """Return what is visited when."""
    return frozenset(
        (one.week, (one.van, one.day, one.shift), visit.stop)
        for one in plan.outings
        for visit in one.visits
    )


def _plan(
    scenario: Scenario, travel: TravelMatrix, problem: VisitProblem, chosen: Chosen
) -> VisitPlan:
    """Return the outings with whom each halt serves: who came first that week is served."""
    order = {slot: number for number, slot in enumerate(problem.slots)}
    made = sorted(
        chosen.outings,
        key=lambda one: (one[0], DAY_NUMBER[one[1].slot[1]], one[1].leaves_s, order[one[1].slot]),
    )
    had: dict[tuple[int, str, str], int] = defaultdict(int)
    outings = []
    for week, tour in made:
        visits = []
        for place, (name, starts_s) in enumerate(zip(tour.stops, tour.starts_s, strict=True)):
            stop = scenario.itinerary.stop[name]
            serves = {}
            for scope, households in (("low", stop.households_low), ("high", stop.households_high)):
                here = min(tour.takes, households - had[week, name, scope])
                had[week, name, scope] += here
                serves[scope] = here
            visits.append(
                VanVisit(
                    stop=name,
                    starts_s=starts_s,
                    leaves_s=starts_s + stop.minutes * 60,
                    metres=_metres(scenario, travel, tour, place),
                    households_low=serves["low"],
                    households_high=serves["high"],
                )
            )
        van, day, shift = tour.slot
        outings.append(
            VanOuting(
                van=van,
                week=week,
                day=day,
                shift=shift,
                leaves_s=tour.leaves_s,
                returns_s=tour.returns_s,
                metres=tour.metres,
                visits=tuple(visits),
            )
        )
    return VisitPlan(outings=tuple(outings))


def _metres(scenario: Scenario, travel: TravelMatrix, tour: Tour, place: int) -> int:
    base = scenario.itinerary.van[tour.slot[0]].base
    before = tour.stops[place - 1] if place else base
    return travel.metres[travel.index[before]][travel.index[tour.stops[place]]]


def _parcels_kg(scenario: Scenario, plan: VisitPlan) -> float:
    """Return the kilograms of parcels of the fullest week, if all come who might."""
    weeks: dict[int, int] = defaultdict(int)
    for one in plan.outings:
        weeks[one.week] += sum(visit.households_high for visit in one.visits)
    return scenario.itinerary.parcel_kg * max(weeks.values(), default=0)


def _findings(study: ItineraryStudy, chosen: Chosen) -> Iterator[Finding]:
    """Yield what must be known first: nobody reached, too many for a visit, food that lacks."""
    stops = study.scenario.itinerary.stop
    if not chosen.found:
        yield _warning("visits_unsolved", UNSOLVED)
        return
    for one in study.served:
        label = stops[one.stop].label
        if one.visits == 0 and stops[one.stop].households_high:
            yield _warning("visits_none", NONE.format(stop=label, why=one.reason), one.stop)
        elif one.households_short:
            yield _warning("visits_too_many", _too_many(study, one), one.stop)
    if study.food_kg_week is not None and study.food_kg_week < study.parcels_kg_week - 0.5:
        values = {
            "food": decimal(f"{study.food_kg_week:.0f}"),
            "parcels": decimal(f"{study.parcels_kg_week:.0f}"),
        }
        yield _warning("visits_food", FOOD.format(**values))
    if not all(proved for _, proved in chosen.values.values()):
        yield Finding(code="visits_not_proved", severity="info", text=NOT_PROVED)
    if study.travel.source == "estimate":
        yield Finding(code="estimated_travel", severity="info", text=ESTIMATED)


def _too_many(study: ItineraryStudy, one: StopServed) -> Text:
    stop = study.scenario.itinerary.stop[one.stop]
    return TOO_MANY.format(
        stop=stop.label,
        households=stop.households_high,
        most=stop.households_high - one.households_short,
        short=one.households_short,
    )


def _warning(code: str, text: Text, *where: str) -> Finding:
    return Finding(code=code, severity="warning", text=text, where=where)


UNSOLVED = Text(
    fr="Aucun calendrier n'a été trouvé dans le temps donné. Donnez plus de temps.",
    en="No calendar was found in the time given. Give it more time.",
)
NONE = Text(fr="{stop} : aucune visite. {why}", en="{stop}: no visit. {why}")
TOO_MANY = Text(
    fr="{stop} : jusqu'à {households} foyers, une visite en reçoit {most} ; {short} resteraient "
    "sans colis ce jour-là.",
    en="{stop}: up to {households} households, one visit receives {most}; {short} would be left "
    "without a parcel that day.",
)
FOOD = Text(
    fr="Le partage donne {food} kg par semaine, les colis en demandent jusqu'à {parcels}.",
    en="The split gives {food} kg a week, the parcels ask for up to {parcels}.",
)
NOT_PROVED = Text(
    fr="Le meilleur calendrier n'est pas prouvé : plus de temps pourrait l'améliorer.",
    en="The best calendar is not proved: more time might improve it.",
)
