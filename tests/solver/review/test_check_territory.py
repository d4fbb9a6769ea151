"""Every rule of a map, broken once: the checker says which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from models.base import Model
from models.territory_rules import TERRITORY_RULES
from models.territory_study import GivenMinutes, TerritoryStudy
from models.timetable import Timetable
from solver.review.check_territory import check_territory
from tests.helpers.territories import area, mapped, point

Break = Callable[[TerritoryStudy], TerritoryStudy]


@cache
def sound() -> TerritoryStudy:
    """Four areas, one with few people, two outlets."""
    zones = [area("a", 400), area("b", 90, 6), area("c", 60, 40), area("d", 5, 61)]
    return mapped(zones, [point("p"), point("q", 39)], new_points=1)


def first(study: TerritoryStudy, field: str, **values: object) -> TerritoryStudy:
    """Return a study with other values of the first thing of a list."""
    found: tuple[Model, ...] = getattr(study, field)
    return study.changed(**{field: (found[0].changed(**values), *found[1:])})


def _near(study: TerritoryStudy) -> TerritoryStudy:
    one = study.areas[0]
    return first(study, "areas", near=(one.near[0].changed(foot_min=99.0), *one.near[1:]))


def _ranked(study: TerritoryStudy) -> TerritoryStudy:
    ranks = [one.rank or 0 for one in study.areas]
    worst = max(ranks)
    return study.changed(
        areas=tuple(one.changed(rank=worst + 1 - (one.rank or 0)) for one in study.areas)
    )


def _too_fast(study: TerritoryStudy) -> TerritoryStudy:
    rows = tuple(tuple(0.5 for _ in study.facts.points) for _ in study.facts.zones)
    return study.changed(given=(GivenMinutes(way="bus", minutes=rows),))


BREAKS: dict[str, tuple[str, Break]] = {
    "fewer in need": ("area_need", lambda s: first(s, "areas", need_low=399)),
    "a way too long": ("area_way", _near),
    "a bus too fast": ("area_way", _too_fast),
    "another is nearer": ("area_near", lambda s: first(s, "areas", nearest="q", nearest_min=50.0)),
    "more places": ("area_places", lambda s: first(s, "areas", places=0.9)),
    "another label": ("area_label", lambda s: first(s, "areas", label="far")),
    "another score": ("area_score", lambda s: first(s, "areas", score=0.123)),
    "ranks the other way": ("area_score", _ranked),
    "fewer without": ("gap_people", lambda s: first(s, "gaps", people=1)),
    "areas forgotten": ("gap_people", lambda s: first(s, "gaps", zones=())),
    "an idea too good": ("idea_people", lambda s: first(s, "ideas", people_short=0)),
    "an idea that nobody walks to": (
        "idea_reached",
        lambda s: first(s, "ideas", people_reached=77),
    ),
    "an idea for the least": ("idea_lowest", lambda s: first(s, "ideas", lowest=0.9)),
    "today too good": ("idea_people", lambda s: s.changed(people_short=1)),
    "a siting too good": ("sited_value", lambda s: first(s, "sited", value=9_999.0)),
    "a bound too low": ("sited_value", lambda s: first(s, "sited", bound=1.0)),
    "too many outlets": ("sited_value", lambda s: first(s, "sited", areas=("a", "b"))),
    "a small count shown": ("area_hidden", lambda s: s.changed(hidden=())),
}


def test_a_sound_map_passes() -> None:
    assert check_territory(sound()) == ()
    assert sound().hidden == ("d",)


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_named(name: str) -> None:
    code, change = BREAKS[name]
    found = {one.code for one in check_territory(change(sound()))}
    assert code in found
    text = next(one.text for one in check_territory(change(sound())) if one.code == code)
    assert "{" not in text.fr + text.en


def test_every_rule_is_broken() -> None:
    assert {code for code, _ in BREAKS.values()} == set(TERRITORY_RULES)


@cache
def by_bus() -> TerritoryStudy:
    """The same by a bus that leaves each area at nine, and takes ten minutes to the others."""
    zones = [area("a", 400), area("b", 90, 6), area("c", 60, 40), area("d", 50, 61)]
    rides = sorted(
        (9 * 3600 + 600 * k, start, end, 4 * n + k)
        for n, start in enumerate(range(4))
        for k, end in enumerate(one for one in range(4) if one != start)
    )
    table = Timetable(
        lat=tuple(one.place.lat for one in zones),
        lon=tuple(one.place.lon for one in zones),
        start=tuple(one[1] for one in rides),
        end=tuple(one[2] for one in rides),
        leaves_s=tuple(one[0] for one in rides),
        arrives_s=tuple(one[0] + 600 * 5 for one in rides),
        trip=tuple(one[3] for one in rides),
        day=date(2026, 12, 1),
        until=date(2026, 12, 31),
    )
    asked: dict[str, Any] = {"access_by": "bus", "new_points": 2, "bus_max_min": 70.0}
    return mapped(zones, [point("p")], timetable=table, **asked)


def test_ideas_and_sitings_by_bus_are_counted_again() -> None:
    sound = by_bus()
    assert check_territory(sound) == ()
    assert {one.way for one in sound.sited} == {"foot", "bus"}
    (given,) = sound.given
    assert given.sites
    n = next(n for n, one in enumerate(sound.ideas) if one.idea == "point")
    ideas = tuple(
        one.changed(people_short=one.people_short + 1) if k == n else one
        for k, one in enumerate(sound.ideas)
    )
    assert {one.code for one in check_territory(sound.changed(ideas=ideas))} == {"idea_people"}
    better = tuple(one.changed(value=1.0, bound=1.0) for one in sound.sited)
    assert "sited_value" in {one.code for one in check_territory(sound.changed(sited=better))}
    # minutes that nobody gave reach nothing, and none is faster than can be
    none = (given.changed(sites=(), to_sites=tuple(() for _ in given.minutes)),)
    assert check_territory(sound.changed(given=none))
    fast = (given.changed(to_sites=tuple(tuple(0.1 for _ in row) for row in given.to_sites)),)
    assert "area_way" in {one.code for one in check_territory(sound.changed(given=fast))}
