from __future__ import annotations

import pyproj
import pytest

from scenarios.positions.lambert import is_lambert, to_degrees


@pytest.mark.parametrize(
    ("east", "north"), [(908000, 6246500), (100000, 6800000), (1200000, 6100000), (652000, 6862000)]
)
def test_as_proj_does(east: float, north: float) -> None:
    there = pyproj.Transformer.from_crs("EPSG:2154", "EPSG:4326").transform(east, north)
    assert to_degrees(east, north) == pytest.approx(there, abs=1e-7)
    assert is_lambert(east, north)
    assert not is_lambert(north, east)
