"""Small towns with a van that visits stops."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.itinerary import HalfDay, Itinerary, VanStop, VisitingVan
from models.scenario import Scenario
from tests.helpers.scenarios import place, tiny


def halt(name: str, low: int, high: int | None = None, **fields: Any) -> VanStop:
    """A stop near Aubagne, further to the south for each letter."""
    far = 0.02 * (ord(name[0]) - ord("a") + 1)
    given: dict[str, Any] = {
        "id": name,
        "label": name.upper(),
        "place": place(43.29 - far, 5.57),
        "households_low": low,
        "households_high": low if high is None else high,
        "parking": "place",
        "minutes": 45,
    }
    return VanStop(**(given | fields))


def van(*half_days: tuple[str, str], **fields: Any) -> VisitingVan:
    """A van of the Secours, on some half-days of each week."""
    given: dict[str, Any] = {
        "id": "bus",
        "label": "Bus",
        "base": "secours",
        "half_days": tuple(HalfDay.model_validate({"day": d, "shift": s}) for d, s in half_days),
    }
    return VisitingVan(**(given | fields))


def visiting(stops: list[VanStop], vans: list[VisitingVan], **fields: Any) -> Scenario:
    """The tiny town with stops and vans."""
    asked = Itinerary(stops=tuple(stops), vans=tuple(vans), **fields)
    return tiny(itinerary=asked)


def drawn(seed: int) -> Scenario:
    """A town drawn from a seed, small enough to try every calendar."""
    rng = np.random.default_rng(seed)
    stops = []
    for name in "abcd"[: int(rng.integers(2, 5))]:
        low = int(rng.integers(2, 20))
        high = low + int(rng.integers(0, 12))
        days = None if rng.random() < 0.7 else ("mon",)
        stops.append(halt(name, low, high, days=days, every_weeks=int(rng.integers(1, 3))))
    half_days = [("mon", "morning"), ("tue", "morning")][: int(rng.integers(1, 3))]
    one = van(
        *half_days,
        max_stops=int(rng.integers(1, 3)),
        households_per_stop=int(rng.integers(8, 20)),
        households_per_half_day=int(rng.integers(15, 40)),
    )
    return visiting(stops, [one], cycle_weeks=2)
