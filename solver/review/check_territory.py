"""The independent checker of a map of needs and offer: it counts all again, from models alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from models.base import Text
from models.findings import Finding
from models.publics import AUDIENCES, LEAST_TOLD, MODES, TEN, written_alike
from models.territory import WAYS
from models.territory_study import AreaClass, Gap, TerritoryStudy
from solver.review.checks.territory_ideas import broken_ideas, broken_sitings
from solver.review.checks.territory_places import places_of, scores_of
from solver.review.checks.territory_ways import FASTEST_KMH, crow_km
from solver.review.checks.territory_world import TerritoryWorld
from solver.review.checks.violations import amount, violation
from solver.review.subtraction import left_open

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
MINUTES, SHARE = 0.05, 1e-6
"""What rounding may make of minutes, and of shares."""


def check_territory(study: TerritoryStudy) -> tuple[Finding, ...]:
    """Return every rule that a map breaks; empty when all it says is so."""
    return tuple(_Checked(study).findings())


class _Checked(TerritoryWorld):
    """What a study says, beside what its own facts give."""

    def findings(self) -> Iterator[Finding]:
        yield from self._needs()
        yield from self._ways()
        yield from self._places()
        yield from self._scores()
        for gap in self.study.gaps:
            yield from self._gap(gap)
        yield from broken_ideas(self)
        yield from broken_sitings(self)
        yield from self._given_away()

    def _needs(self) -> Iterator[Finding]:
        for one, zone, need in zip(self.study.areas, self.zones, self.needs, strict=True):
            said = (
                None
                if one.need_low is None or one.need_high is None
                else (
                    one.need_low,
                    one.need_high,
                )
            )
            if said != need or one.zone != zone.id:
                yield violation(
                    "area_need", (zone.id,), who=zone.label, found=_span(said), limit=_span(need)
                )

    def _ways(self) -> Iterator[Finding]:
        """Yield ways that positions deny, nearest outlets that are not, labels that do not fit."""
        ways = [self.within("foot") | self.within("bus"), self.within("car")]
        for n, one in enumerate(self.study.areas):
            zone = self.zones[n]
            for near in one.near:
                at = self.point[near.point]
                for way in ("foot", "car", "bus"):
                    said = near.minutes(way)
                    known = self.to_points.get(way)
                    real = math.inf if known is None else float(known[n, at])
                    if abs((math.inf if said is None else said) - real) > MINUTES:
                        yield self._way(n, at, said, real)
            least = self.before(self.asked.access_by)[n]
            nearest = self.point.get(one.nearest or "")
            if nearest is not None and abs((one.nearest_min or 0.0) - least) > MINUTES:
                best = int(np.argmin(self.to_points[self.asked.access_by][n]))
                yield violation(
                    "area_near",
                    (zone.id,),
                    who=zone.label,
                    what=self.points[nearest].label,
                    limit=self.points[best].label,
                )
            label: AreaClass = "far"
            if ways[0][n].any() or ways[1][n].any():
                label = "near" if ways[0][n].any() else "car_only"
            label = label if self.points else "unknown"
            if label != one.label:
                yield violation(
                    "area_label", (zone.id,), who=zone.label, found=one.label, limit=label
                )
        yield from self._too_fast()

    def _too_fast(self) -> Iterator[Finding]:
        """Yield given minutes that nobody could drive, to outlets and to where one would open."""
        start = [one.place for one in self.zones]
        for one in self.study.given:
            names = [*(point.id for point in self.points), *one.sites]
            places = [point.place for point in self.points]
            places += [self.zones[self.area[name]].place for name in one.sites]
            if not places:
                continue
            said = np.hstack([self.to_points[one.way], self.to_sites(one.way, one.sites)])
            least = crow_km(start, places) / FASTEST_KMH * 60
            for n, at in np.argwhere(said < least - MINUTES)[:5]:
                zone, there = self.zones[int(n)], names[int(at)]
                yield violation(
                    "area_way",
                    (zone.id, there),
                    who=zone.label,
                    what=self.name_of(there),
                    found=amount(float(said[n, at])),
                    limit=amount(float(least[n, at])),
                )

    def _way(self, n: int, at: int, said: float | None, real: float) -> Finding:
        where = (self.zones[n].id, self.points[at].id)
        return violation(
            "area_way",
            where,
            who=self.zones[n].label,
            what=self.points[at].label,
            found="–" if said is None else amount(said),
            limit=amount(real),
        )

    def _places(self) -> Iterator[Finding]:
        supply = self.supply()
        within = self.within(self.asked.access_by)
        real = places_of(dict(enumerate(self.high)), supply, within) if supply else {}
        for n, one in enumerate(self.study.areas):
            found, limit = one.places, real.get(n)
            if (found is None) != (limit is None) or abs((found or 0) - (limit or 0)) > SHARE:
                zone = self.zones[n]
                values = {"found": _told(found), "limit": _told(limit)}
                yield violation("area_places", (zone.id,), who=zone.label, **values)

    def _scores(self) -> Iterator[Finding]:
        real = scores_of(self.study)
        for n, one in enumerate(self.study.areas):
            limit = real.get(one.zone)
            if one.score is not None and abs(one.score - (limit or 0.0)) > 1e-4:
                yield violation(
                    "area_score",
                    (one.zone,),
                    who=self.zones[n].label,
                    found=_told(one.score),
                    limit=_told(limit),
                )
        ranked = sorted(
            (one for one in self.study.areas if one.rank is not None), key=lambda one: one.rank or 0
        )
        for better, worse in itertools.pairwise(ranked):
            if (better.score or 0) < (worse.score or 0) - 1e-9:
                yield violation(
                    "area_score",
                    (worse.zone,),
                    who=self.zones[self.area[worse.zone]].label,
                    found=_told(worse.score),
                    limit=_told(better.score),
                )

    def _gap(self, gap: Gap) -> Iterator[Finding]:
        those = [
            n
            for n, one in enumerate(self.points)
            if (gap.audience is None or gap.audience in (one.admits or (gap.audience,)))
            and (gap.mode is None or one.mode == gap.mode)
        ]
        without: Flags = ~np.asarray(self.within(gap.way)[:, those].any(axis=1), dtype=bool)
        names = {zone.id for n, zone in enumerate(self.zones) if without[n]}
        people = round(float(self.low[without].sum()))
        if names != set(gap.zones) or people != gap.people:
            what = WAYS[gap.way]
            if gap.audience is not None:
                what = _joined(AUDIENCES[gap.audience], what)
            if gap.mode is not None:
                what = _joined(MODES[gap.mode], what)
            yield violation("gap_people", gap.zones, what=what, found=gap.people, limit=people)

    def _given_away(self) -> Iterator[Finding]:
        """Yield small counts that stand in the public edition, or follow from its sums."""
        away = set(self.study.hidden)
        counts = self.low - np.array([zone.camp_people for zone in self.zones])
        sums = [np.ones(len(self.zones), dtype=bool)]
        sums.append(
            np.array([one.label in ("car_only", "far") for one in self.study.areas], dtype=bool)
        )
        cells = [n for n, zone in enumerate(self.zones) if zone.id in away]
        known = np.flatnonzero(counts > 0)
        told = [
            (np.where(total[known], 1.0, 0.0), *_ends(float(counts[total].sum())))
            for total in sums
            if total[known].any()
        ]
        ends = [(0.0, math.inf) if int(n) in cells else _ends(float(counts[n])) for n in known]
        for n, zone in enumerate(self.zones):
            if not 0 < counts[n] < LEAST_TOLD:
                continue
            twins = [at for at in cells if all(total[at] == total[n] for total in sums)]
            if n in cells and len(twins) > 1 and float(counts[twins].sum()) >= TEN - 1:
                continue  # they may hold each other's people
            goal = np.where(known == n, 1.0, 0.0)
            if n not in cells or left_open(goal, told, ends) < TEN - 1 - SHARE:
                yield violation("area_hidden", (zone.id,), who=zone.label)


def _ends(count: float) -> tuple[float, float]:
    low, high = written_alike(int(count))
    return float(low), float(high)


def _span(need: tuple[int, int] | None) -> str:
    if need is None:
        return "–"
    return str(need[0]) if need[0] == need[1] else f"{need[0]}–{need[1]}"


def _told(value: float | None) -> Text | str:
    return "–" if value is None else amount(value)


def _joined(one: Text, other: Text) -> Text:
    return Text(fr=f"{one.fr}, {other.fr}", en=f"{one.en}, {other.en}")
