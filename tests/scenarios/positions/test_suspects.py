from __future__ import annotations

from typing import Any

import pytest

from models.places import Place
from models.scenario import Scenario
from scenarios.positions.suspects import Suspect, sites, suspects
from scenarios.positions.told import told
from scenarios.sense import problems
from scenarios.shortfalls import means
from tests.helpers.funded import world
from tests.helpers.scenarios import tiny

TOWN = tiny("hub")


def moved(number: int, lat: float, lon: float, **more: Any) -> Scenario:
    """The small town with one of its stores elsewhere."""
    donors = list(TOWN.donors)
    place = Place(**(donors[number].place.model_dump() | {"lat": lat, "lon": lon} | more))
    donors[number] = donors[number].changed(place=place)
    return TOWN.changed(donors=tuple(donors))


def shifted(scenario: Scenario, commune: str, **changes: Any) -> Scenario:
    """A town whose sites all lie elsewhere: latitude and longitude by functions."""

    def place(old: Place) -> Place:
        lat, lon = changes["at"](old.lat, old.lon)
        return Place(lat=lat, lon=lon, commune=commune)

    return scenario.changed(
        donors=tuple(one.changed(place=place(one.place)) for one in scenario.donors),
        associations=tuple(one.changed(place=place(one.place)) for one in scenario.associations),
    )


@pytest.mark.parametrize("commune", ["Aubagne", "Un bourg inconnu"])
@pytest.mark.parametrize(
    ("lat", "lon", "doubt", "meant"),
    [
        (5.56, 43.29, "swapped", (43.29, 5.56)),
        (0.0, 0.0, "zero", None),
        (0.0, 5.56, "zero", None),
        (43.29, -5.56, "sign", (43.29, 5.56)),
        (-43.29, 5.56, "sign", (43.29, 5.56)),
        (-43.29, -5.56, "sign", (43.29, 5.56)),
        (-5.56, 43.29, "swapped", (43.29, 5.56)),
    ],
)
def test_a_point_that_cannot_be_is_a_fault(
    commune: str, lat: float, lon: float, doubt: str, meant: tuple[float, float] | None
) -> None:
    town = moved(1, lat, lon, commune=commune)
    (one,) = suspects(town)
    assert (one.doubt, one.meant, one.sure) == (doubt, meant, True)
    (problem,) = problems(town)
    assert problem.loc == ("donors", 1, "place", "lat")
    if meant is not None:
        # followed, the advice ends it
        assert f"lat {meant[0]:g}, lon {meant[1]:g}" in problem.text.fr
        assert not suspects(moved(1, *meant, commune=commune))


@pytest.mark.parametrize(
    ("lat", "lon", "commune", "doubt"),
    [
        (48.85, 2.35, "Un bourg inconnu", "far"),
        (43.05, 5.56, "Aubagne", "outside"),
        (43.35, 5.45, "Aubagne", "outside"),
        (43.12, 6.40, "Aubagne", "outside"),
    ],
)
def test_a_point_that_may_be_is_a_warning_that_stands_first(
    lat: float, lon: float, commune: str, doubt: str
) -> None:
    town = moved(1, lat, lon, commune=commune)
    assert [(one.doubt, one.sure) for one in suspects(town)] == [(doubt, False)]
    assert not problems(town)
    first = means(town)[0]
    assert (first.code, first.severity) == (f"position_{doubt}", "warning")


def test_at_sea_is_said_as_far_as_the_table_tells() -> None:
    (one,) = suspects(moved(1, 43.05, 5.56))
    assert "en mer, ou dans un département voisin" in told(one).fr
    (one,) = suspects(moved(1, 43.3527, 5.5114))
    assert "Allauch" in told(one).fr


@pytest.mark.parametrize(
    ("commune", "at"),
    [
        ("Saint-Denis", lambda lat, lon: (lat - 64.2, lon + 49.9)),
        ("Pointe-à-Pitre", lambda lat, lon: (lat - 27.05, lon - 67.1)),
        ("Nouméa", lambda lat, lon: (lat - 65.5, lon + 160.9)),
        ("Bruxelles", lambda lat, lon: (lat + 7.5, lon - 1.2)),
        ("Montréal", lambda lat, lon: (lat + 2.2, lon - 79.1)),
        ("Accra", lambda lat, lon: (lat - 37.7, lon - 5.5)),
    ],
)
def test_towns_anywhere_are_no_false_alarm(commune: str, at: Any) -> None:
    assert not suspects(shifted(TOWN, commune, at=at))


@pytest.mark.parametrize("commune", ["Aubagne", "Un bourg inconnu"])
def test_both_columns_taken_for_one_another(commune: str) -> None:
    found = suspects(shifted(TOWN, commune, at=lambda lat, lon: (lon, lat)))
    assert {one.doubt for one in found} == {"swapped"}
    assert len(found) == len(TOWN.donors) + len(TOWN.associations)
    assert all(one.sure for one in found)


def test_a_town_without_any_position_is_no_false_alarm() -> None:
    town = shifted(TOWN, "Aubagne", at=lambda *_: (0.0, 0.0))
    assert len(suspects(town)) == len(TOWN.donors) + len(TOWN.associations)
    unknown = Place(lat=0, lon=0, commune="Aubagne", assumed=True)
    assert not suspects(
        TOWN.changed(
            donors=tuple(one.changed(place=unknown) for one in TOWN.donors),
            associations=tuple(one.changed(place=unknown) for one in TOWN.associations),
        )
    )


def test_every_kind_of_site_is_looked_at() -> None:
    town = world()
    kinds = {one.loc[:-2] + one.loc[-1:] for one in sites(town)}
    assert {("warehouse", "points", "place"), ("warehouse", "platforms", "place")} <= kinds
    warehouse = town.warehouse
    assert warehouse is not None
    first = warehouse.points[0]
    wrong = Place(lat=0, lon=0, commune=first.place.commune)
    points = (first.changed(place=wrong), *warehouse.points[1:])
    spoilt = town.changed(warehouse=warehouse.changed(points=points))
    assert [one.site.id for one in suspects(spoilt)] == [first.id]


def test_shipped_towns_are_sound() -> None:
    from scenarios import library, load

    found: list[Suspect] = []
    for name in library():
        found += suspects(load(name).scenario)
    assert not found
