"""A map of needs and offer: a scenario and what its files say in, a reviewed study out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.scenario import Scenario
from models.territory import Way
from models.territory_study import (
    AreaResult,
    Facts,
    GivenMinutes,
    IdeaTried,
    Sited,
    Siting,
    TerritoryStudy,
)
from models.timetable import Timetable
from solver.review.check_territory import check_territory
from solver.run_record import origin_of
from solver.settings import Stages, Watcher
from solver.territory.areas import area_results, scored
from solver.territory.findings import findings
from solver.territory.gaps import gaps
from solver.territory.hiding import hidden
from solver.territory.ideas import ideas, people_short
from solver.territory.problem import Mapped, mapped
from solver.territory.reach import reach_of
from solver.territory.siting import UNLIMITED, Effort, cover_most, furthest_least, least_way
from solver.territory.siting import Siting as Chosen

Floats = npt.NDArray[np.float64]
DRAWS = 1000


@dataclass(frozen=True)
class Ask:
    """How much is asked of the map."""

    draws: int = DRAWS
    seed: int = 1
    effort: Effort = UNLIMITED
    siting: bool = True
    """Whether new outlets are sited."""


def map_territory(
    scenario: Scenario,
    facts: Facts,
    ask: Ask,
    *,
    timetable: Timetable | None = None,
    folder: Path | None = None,
    watch: Watcher | None = None,
) -> TerritoryStudy:
    """Say who is near what, which areas come first, and what would change it.

    Parameters
    ----------
    facts
        Areas and outlets, each in ascending order of ids.
    folder
        Where the scenario's own files lie.

    Raises
    ------
    solver.travel.TravelError
        When the roads that the scenario names cannot be used.
    """
    tell = Stages(watch)
    tell("ways")
    areas, points = ([one.place for one in those] for those in (facts.zones, facts.points))
    reach = reach_of(scenario, areas, points, timetable, folder)
    given = mapped(scenario.territory, facts, reach)
    tell("score")
    places = given.places()
    found = scored(given, places, ask.draws, ask.seed)
    gap_rows = tuple(gaps(given))
    tell("ideas")
    tried = () if places is None else tuple(ideas(given, places))
    tell("sites")
    sited = tuple(_sited(given, ask.effort)) if ask.siting and facts.zones else ()
    counts = np.array([_public(zone.need, zone.camp_people) for zone in facts.zones])
    results = tuple(area_results(given, places, found))
    away = hidden(counts, published(results))
    study = TerritoryStudy(
        scenario=scenario,
        facts=facts,
        given=tuple(_given(given, reach.source, tried, sited)),
        main_roads=reach.main_roads,
        areas=results,
        gaps=gap_rows,
        ideas=tried,
        sited=sited,
        people_short=None if places is None else people_short(given, places),
        hidden=tuple(facts.zones[n].id for n in away),
        criteria=found.criteria,
        draws=ask.draws,
        seed=ask.seed,
        violations=(),
        findings=(),
        provenance=origin_of(
            scenario,
            "highspy",
            beside=(facts,),
            seed=ask.seed,
            travel=reach.source,
            elapsed_s=tell.elapsed_s,
        ),
    )
    tell("check")
    return study.changed(
        violations=check_territory(study), findings=tuple(findings(study, given, reach.source))
    )


def published(areas: Sequence[AreaResult]) -> list[npt.NDArray[np.bool_]]:
    """Return the areas of each sum that a public edition writes: all, and those without a way."""
    every = np.ones(len(areas), dtype=bool)
    return [every, np.array([one.label in ("car_only", "far") for one in areas], dtype=bool)]


def _public(need: tuple[int, int] | None, camps: int) -> float:
    return np.nan if need is None else float(need[0] - camps)


def _given(
    given: Mapped, source: str, tried: Sequence[IdeaTried], sited: Sequence[Sited]
) -> Iterator[GivenMinutes]:
    """Yield the minutes that a checker cannot tell from positions.

    To outlets, and to the areas in which an idea or a siting opens something by that way.
    """
    place = {one.id: n for n, one in enumerate(given.zones)}
    for way, minutes in given.reach.to_points.items():
        if way == "bus" or (way == "car" and source != "estimate"):
            names = {name for one in sited if one.way == way for name in one.areas}
            if way == given.asked.access_by:
                names |= {one.at for one in tried if one.idea == "point"}
            sites = tuple(sorted(names))
            between = given.reach.to_areas[way][:, [place[name] for name in sites]]
            yield GivenMinutes(
                way=way, minutes=_told_min(minutes), sites=sites, to_sites=_told_min(between)
            )


def _told_min(minutes: Floats) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(float(one) if np.isfinite(one) else None for one in row) for row in minutes)


def _sited(given: Mapped, effort: Effort) -> Iterator[Sited]:
    """Yield where new outlets would go, by each aim; the last two by the way that counts."""
    asked, count = given.asked, given.asked.new_points
    reached = given.within("foot").any(axis=1)
    people = np.where(reached, 0.0, given.sure)
    already = float(given.sure[reached].sum())
    found = cover_most(people, given.areas_within("foot"), count, effort.part(1 / 3))
    yield _told(given, "cover", "foot", found, already, already)
    minutes = given.reach.to_areas.get(asked.access_by)
    if minutes is None:
        return
    before = given.reach.to_points[asked.access_by].min(axis=1, initial=np.inf)
    found = furthest_least(minutes, before, count, effort.part(1 / 2))
    yield _told(
        given, "furthest", asked.access_by, found, 0.0, float(np.ceil(before.max() / 5) * 5)
    )
    everyone = float(given.sure.sum())
    if everyone > 0:
        found = least_way(given.sure, minutes, before, count, effort)
        some = given.sure > 0
        mean = float(given.sure[some] @ before[some]) / everyone
        yield _told(given, "total", asked.access_by, found, 0.0, mean, 1 / everyone)


def _told(
    given: Mapped,
    aim: Siting,
    way: Way,
    found: Chosen,
    already: float,
    before: float,
    factor: float = 1.0,
) -> Sited:
    """Return a siting in the unit in which it is told."""
    return Sited(
        aim=aim,
        way=way,
        areas=tuple(given.zones[n].id for n in found.chosen),
        value=found.value * factor + already,
        before=before,
        bound=found.bound * factor + already,
        proved=found.proved,
        levels=found.levels,
    )
