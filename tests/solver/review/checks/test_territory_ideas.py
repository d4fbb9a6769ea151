"""Ideas and sitings of a map that bring something else are told, by foot and by bus."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from models.territory_study import TerritoryStudy
from models.timetable import Timetable
from solver.review.check_territory import check_territory
from tests.helpers.territories import area, mapped, point
from tests.solver.review.checks.mapped_again import Breaks, first, is_named

BROKEN: Breaks = {
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
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named(name: str) -> None:
    is_named(*BROKEN[name])


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
