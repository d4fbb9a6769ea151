"""From a choice of trips to rounds with stops and times."""

from __future__ import annotations

import numpy as np

from models.plan import Round, Stop, StopKind
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.week_search.arrays import (
    ASSOCIATIONS,
    FIRST_LOADING,
    I64,
    LOADING,
    SLOTS,
    STARTS,
    TRIPS,
    UNITS,
    UNLOADING,
    Arrays,
    Memo,
    Names,
    State,
)
from solver.week_search.pace import NONE, serve
from solver.week_search.state import filled
from solver.week_search.tour_order import MOST_STOPS, cheapest, gather


def rounds_of(
    scenario: Scenario, travel: TravelMatrix, p: Arrays, names: Names, memo: Memo, trips: I64
) -> tuple[Round, ...]:
    """Return the rounds in which items ride where they are said to, without people.

    Parameters
    ----------
    trips : (items,)
        Trip of each item, or -1.
    """
    s = filled(p, memo, trips)
    return tuple(
        _Writer(scenario, travel, p, names, s, int(tour)).round()
        for tour in np.flatnonzero(s.key != 0)
    )


class _Writer:
    """One tour, being written stop after stop."""

    def __init__(
        self,
        scenario: Scenario,
        travel: TravelMatrix,
        p: Arrays,
        names: Names,
        s: State,
        tour: int,
    ) -> None:
        self.scenario, self.travel, self.p, self.names, self.s = scenario, travel, p, names, s
        self.tour = tour
        self.vehicle = scenario.vehicle[names.vehicles[tour // int(p.facts[SLOTS])]]
        self.day, self.shift = names.slots[tour % int(p.facts[SLOTS])]
        self.stops: list[Stop] = []
        self.leaves_s = scenario.shift[self.shift].starts_s

    def round(self) -> Round:
        """Return the tour as a round."""
        lay = np.empty((3, MOST_STOPS), np.int64)
        best = np.empty(MOST_STOPS, np.int64)
        n = gather(self.p, self.s, self.tour, lay)
        groups = lay[1, :n].copy()
        eur = cheapest(self.p, self.tour, n, lay, best)
        assert eur < NONE
        first = self.tour * int(self.p.facts[TRIPS])
        trips = [
            k
            for k in range(first, first + int(self.p.facts[TRIPS]))
            if self.s.trips[k, :2].sum() > 0
        ]
        self._add("depart", self.vehicle.owner, 0)
        for number, k in enumerate(trips):
            stops = [int(stop) for stop in best[:n][groups == number]]
            self._load(number, delivers=stops[0] < self.p.facts[ASSOCIATIONS])
            for stop in stops:
                self._serve(k, stop)
            if stops[-1] >= self.p.facts[ASSOCIATIONS]:
                self._add("unload", self.names.hub, int(self.p.facts[UNLOADING]))
        self._add("return", self.vehicle.owner, 0)
        return Round(
            id=f"{self.day}-{self.shift}-{self.vehicle.id}",
            stream=self.names.stream,
            vehicle=self.vehicle.id,
            day=self.day,
            shift=self.shift,
            crew=(),
            stops=tuple(self.stops),
        )

    def _load(self, number: int, *, delivers: bool) -> None:
        """Stop at the hub before a trip, if it loads or if the one before has just come back."""
        if number == 0:
            if delivers:
                here = self.vehicle.owner == self.names.hub
                self._add(
                    "load", self.names.hub, int(self.p.facts[FIRST_LOADING if here else LOADING])
                )
        elif delivers:
            self._add("load", self.names.hub, int(self.p.facts[LOADING]))
        else:  # nothing to load: the time between two trips is spent unloading
            last = self.stops[-1]
            self.stops[-1] = last.changed(leave_s=last.leave_s + int(self.p.facts[LOADING]))

    def _serve(self, k: int, stop: int) -> None:
        items = range(int(self.p.first_item[stop]), int(self.p.first_item[stop + 1]))
        if stop < self.p.facts[ASSOCIATIONS]:
            units = tuple(self.names.units[i] for i in items if self.s.trip[i] == k)
            site = self.names.associations[stop]
            service_s = round(self.scenario.association[site].unloading_min * 60)
            self._add("drop", site, service_s, units=units, errand=bool(self.p.errand[k] == stop))
            return
        (item,) = items
        pickup = self.scenario.pickups[self.names.pickups[item - int(self.p.facts[UNITS])]]
        self._add("collect", pickup.donor, pickup.loading_s, pickup=pickup.id, kg=pickup.kg)

    def _add(self, kind: StopKind, site: str, service_s: int, **more: object) -> None:
        """Add a stop, as early as it can be."""
        if not self.stops:
            start = arrive = self.leaves_s
        else:
            last = self.stops[-1]
            elapsed_s = last.leave_s - self.leaves_s
            arrive = last.leave_s + self._way_s(last.site, site, elapsed_s)
            start = self._starts_s(kind, site, arrive, more.get("pickup"))
        self.stops.append(
            Stop.model_validate(
                {
                    "kind": kind,
                    "site": site,
                    "arrive_s": arrive,
                    "start_s": start,
                    "leave_s": start + service_s,
                    **more,
                }
            )
        )

    def _way_s(self, origin: str, destination: str, elapsed_s: int) -> int:
        return self.travel.way(origin, destination, elapsed_s)[0]

    def _starts_s(self, kind: str, site: str, arrive_s: int, pickup: object) -> int:
        """Return when a stop starts that is reached at some time, as early as it can be."""
        if kind == "drop":
            stop = self.names.associations.index(site)
        elif kind == "collect":
            stop = int(self.p.facts[ASSOCIATIONS]) + self.names.pickups.index(str(pickup))
        else:
            return arrive_s
        slot = self.tour % int(self.p.facts[SLOTS])
        starts_s = int(self.p.slots[slot, STARTS])
        return starts_s + int(serve(self.p, slot, stop, arrive_s - starts_s)[0])
