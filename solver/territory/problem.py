"""Areas and outlets as arrays, in ascending order of ids: the order of a file decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.publics import Audience, Mode
from models.territory import AidPoint, NeedZone, Territory, Way
from models.territory_study import Facts
from solver.territory.places import places_for_each
from solver.territory.reach import Reach

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Mapped:
    """Everything that the map is made of."""

    asked: Territory
    zones: tuple[NeedZone, ...]
    points: tuple[AidPoint, ...]
    reach: Reach
    low: Floats
    """(areas,) people in need, at least; not a number where nobody knows."""
    high: Floats
    """The same, at most."""
    supply: Floats
    """(outlets,) places a week; not a number where nobody knows."""

    def within(self, way: Way) -> Flags:
        """Return which outlets are within reach, (areas, outlets)."""
        minutes = self.reach.to_points.get(way)
        if minutes is None:
            return np.zeros((len(self.zones), len(self.points)), dtype=bool)
        return minutes <= self.asked.limit_min(way)

    def areas_within(self, way: Way) -> Flags:
        """Return which areas are within reach of each other, (areas, areas)."""
        minutes = self.reach.to_areas.get(way)
        if minutes is None:
            return np.zeros((len(self.zones), len(self.zones)), dtype=bool)
        return minutes <= self.asked.limit_min(way)

    @property
    def asks(self) -> Floats:
        """People in need, at most; 0 where nobody knows."""
        return np.nan_to_num(self.high)

    @property
    def sure(self) -> Floats:
        """People in need, at least; 0 where nobody knows."""
        return np.nan_to_num(self.low)

    def places(self) -> Floats | None:
        """Return the places a week for each in need, (areas,); none where no outlet tells any."""
        known = ~np.isnan(self.supply)
        if not known.any():
            return None
        within = self.within(self.asked.access_by)[:, known]
        return places_for_each(self.asks, self.supply[known], within)

    def receives(self, audience: Audience | None, mode: Mode | None) -> Flags:
        """Return which outlets receive a public with a form of help, (outlets,)."""
        return np.array(
            [
                (audience is None or not one.admits or audience in one.admits)
                and (mode is None or one.mode == mode)
                for one in self.points
            ],
            dtype=bool,
        )


def mapped(asked: Territory, facts: Facts, reach: Reach) -> Mapped:
    """Return the areas and outlets as arrays; facts stand in ascending order of ids."""
    needs = [one.need for one in facts.zones]
    supply = [
        one.places_a_week if one.places_a_week is not None else asked.people_if_unknown
        for one in facts.points
    ]
    return Mapped(
        asked,
        facts.zones,
        facts.points,
        reach,
        np.array([np.nan if one is None else float(one[0]) for one in needs]),
        np.array([np.nan if one is None else float(one[1]) for one in needs]),
        np.array([np.nan if one is None else float(one) for one in supply]),
    )
