"""What the facts of a map give, beside what its study says: minutes, needs, what is in reach."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.territory import Way
from models.territory_study import GivenMinutes, TerritoryStudy
from solver.review.checks.territory_places import need_of, supply_of
from solver.review.checks.territory_ways import minutes_of

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Rows = Sequence[Sequence[float | None]]


class TerritoryWorld:
    """A study, and its own facts as arrays."""

    def __init__(self, study: TerritoryStudy) -> None:
        self.study, self.asked = study, study.scenario.territory
        self.zones, self.points = study.facts.zones, study.facts.points
        self.area = {one.id: n for n, one in enumerate(self.zones)}
        self.point = {one.id: n for n, one in enumerate(self.points)}
        self.to_points = minutes_of(study, [one.place for one in self.points])
        self._given: dict[Way, GivenMinutes] = {one.way: one for one in study.given}
        for way, one in self._given.items():
            self.to_points[way] = self._table(one.minutes, len(self.points))
        self.needs = [need_of(one) for one in self.zones]
        self.low = np.array([0.0 if one is None else one[0] for one in self.needs])
        self.high = np.array([0.0 if one is None else one[1] for one in self.needs])

    def _table(self, rows: Rows, columns: int) -> Floats:
        told = [[math.inf if cell is None else cell for cell in row] for row in rows]
        return np.array(told, dtype=np.float64).reshape(len(self.zones), columns)

    def within(self, way: Way) -> Flags:
        """Return which outlets are within reach of which areas."""
        if way not in self.to_points:
            return np.zeros((len(self.zones), len(self.points)), dtype=bool)
        return self.to_points[way] <= self.limit_min(way)

    def limit_min(self, way: Way) -> float:
        """Return beyond how many minutes is too far."""
        return {
            "foot": self.asked.foot_max_min,
            "bus": self.asked.bus_max_min,
            "car": self.asked.car_max_min,
        }[way]

    def before(self, way: Way) -> Floats:
        """Return the minutes of each area to its nearest outlet."""
        known = self.to_points.get(way)
        if known is None:
            return np.full(len(self.zones), np.inf)
        found: Floats = known.min(axis=1, initial=np.inf)
        return found

    def to_sites(self, way: Way, names: Sequence[str]) -> Floats:
        """Return the minutes from each area to some areas, (areas, names).

        As given where no position tells them; what nobody gave is never reached.
        """
        if way not in self._given:
            sites = [self.zones[self.area[name]].place for name in names]
            return minutes_of(self.study, sites)[way]
        one = self._given[way]
        told = self._table(one.to_sites, len(one.sites))
        at = {name: n for n, name in enumerate(one.sites)}
        never = np.full(len(self.zones), np.inf)
        columns = [told[:, at[name]] if name in at else never for name in names]
        return np.array(columns, dtype=np.float64).reshape(len(names), len(self.zones)).T

    def supply(self) -> dict[int, float]:
        """Return the places a week of each outlet of which they are known."""
        known = {n: supply_of(one, self.asked) for n, one in enumerate(self.points)}
        return {n: one for n, one in known.items() if one is not None}

    def name_of(self, name: str) -> str:
        """Return what people call an area or an outlet."""
        if name in self.area:
            return self.zones[self.area[name]].label
        return self.points[self.point[name]].label if name in self.point else name
