"""Ways by car along the roads that a scenario names."""

from __future__ import annotations

from pathlib import Path

from models.places import Place
from models.territory import AidPoint, NeedZone
from models.travel import TravelPolicy
from solver.territory.plan import Ask, map_territory
from tests.helpers import roads
from tests.helpers.scenarios import tiny
from tests.helpers.territories import facts


def test_minutes_along_roads_are_given_to_the_checker(tmp_path: Path) -> None:
    roads.write(tmp_path / "rues.osm")
    south, north = (
        Place(commune="Ville", lat=lat, lon=lon) for lat, lon in (roads.at(0, 0), roads.at(2, 0))
    )
    zone = NeedZone(id="a", label="A", place=south, need_low=50)
    point = AidPoint(id="p", label="P", place=north)
    world = tiny("hub").changed(travel=TravelPolicy(roads="rues.osm"))
    study = map_territory(world, facts([zone], [point]), Ask(draws=0), folder=tmp_path)
    assert study.provenance["travel_source"] == "roads"
    (given,) = study.given
    assert given.way == "car"
    # 2.2 km of a primary road at 70 km/h, and time to park
    assert 2 < (given.minutes[0][0] or 0) < 8
    assert study.areas[0].near[0].car_min == given.minutes[0][0]
    assert study.violations == ()
