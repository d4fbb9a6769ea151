from __future__ import annotations

import pytest

from scenarios.shortfalls.time_zones import other_time_zone
from tests.helpers.scenarios import tiny


@pytest.mark.parametrize(
    ("lon", "zone", "meant"),
    [
        (5.57, "Europe/Paris", None),
        (-4.5, "Europe/Paris", None),
        (9.4, "Europe/Paris", None),
        (55.45, "Indian/Reunion", None),
        (-176.2, "Pacific/Wallis", None),
        (-52.3, "America/Cayenne", None),
        (55.45, "Europe/Paris", "Indian/Reunion"),
        (45.2, "Europe/Paris", "Indian/Mayotte"),
        (-149.6, "Europe/Paris", "Pacific/Tahiti"),
        (-61.0, "Indian/Reunion", "America/"),
        (2.3, "Indian/Reunion", "Europe/Paris"),
    ],
)
def test_the_clock_is_that_of_the_place(lon: float, zone: str, meant: str | None) -> None:
    town = tiny("hub")
    places = [one.place.changed(lon=lon) for one in town.associations]
    moved = tuple(
        one.changed(place=place) for one, place in zip(town.associations, places, strict=True)
    )
    donors = tuple(one.changed(place=one.place.changed(lon=lon)) for one in town.donors)
    found = list(other_time_zone(town.changed(time_zone=zone, associations=moved, donors=donors)))
    assert [meant in one.text.fr for one in found] == ([] if meant is None else [True])  # type: ignore[operator]
