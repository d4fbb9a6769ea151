"""What each association is owed of each family, from all the weeks before: the ledger's memory.

An account is the sum, over the weeks in which there was a need, of the fair part of what was
shared, less what was received. It starts at zero, stands still in weeks without need, and has no
end: what a small need earns in a year counts. Only what exceeds a window's worth fades, over a
window: whoever could store nothing for a year does not take everything for the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.planned_stops import PlannedStop
from models.products import Family

DIGITS = 6
"""Of a kg: the order in which floats are added up must not tell accounts apart."""
ByAssociation = Mapping[str, Mapping[str, float]]
"""By association and family."""


@dataclass(frozen=True)
class PastWeek:
    """One published week, as its lines and corrections leave it."""

    week_of: date
    need_kg: ByAssociation
    received_kg: ByAssociation
    """Promised, as corrected, less what was refused and returned."""
    fair_parts: ByAssociation = field(default_factory=dict)
    """Fractions of what was shared of each family; need over all needs where nothing is noted."""
    largest_lot_kg: Mapping[str, float] = field(default_factory=dict)
    """By family: the largest crate or pallet of the week; none when it was shared by kg."""
    planned: Sequence[PlannedStop] | None = None
    """The stops of the plan that it was published with; none without a plan."""


@dataclass(frozen=True)
class Accounts:
    """What the weeks before leave behind, by association and family, kg."""

    owed_kg: Mapping[str, Mapping[str, float]]
    """Negative for whoever is ahead."""
    carried_kg: Mapping[str, Mapping[str, float]]
    """Left in store by lots that were larger than the need of their week."""


def accounts(
    weeks: Sequence[PastWeek], families: Mapping[str, Family], week_of: date, window: int
) -> Accounts:
    """Return what all published weeks before a week leave behind.

    Parameters
    ----------
    weeks
        In order of their dates.
    window
        Weeks with need whose fair parts never fade.
    """
    kept: dict[tuple[str, str], _Kept] = defaultdict(_Kept)
    lots = _largest_lots(weeks, families)
    dates = [*(one.week_of for one in weeks), week_of]
    for week, following in zip(weeks, dates[1:], strict=True):
        apart = max(1, (following - week.week_of).days // 7)
        for family in sorted({name for needs in week.need_kg.values() for name in needs}):
            lasts = families[family].shelf_days // 7 if family in families else 0
            for who, fair in _fair_kg(week, family).items():
                one = kept[who, family]
                received = week.received_kg.get(who, {}).get(family, 0.0)
                one.settle(fair, received, lots.get(family, 0.0), window)
                one.use(week.need_kg[who][family], received, apart, lasts)
    return Accounts(
        _by_association({at: one.owed_kg for at, one in kept.items()}),
        _by_association({at: one.carried_kg for at, one in kept.items()}),
    )


@dataclass
class _Kept:
    """What one association keeps of one family from week to week, kg."""

    owed_kg: float = 0.0
    carried_kg: float = 0.0
    fair_kg: list[float] = field(default_factory=list)
    """Its fair parts, week by week with need."""

    def settle(self, fair_kg: float, received_kg: float, lot_kg: float, window: int) -> None:
        """Add one week; from a window on, what exceeds its worth and one lot fades."""
        self.fair_kg.append(fair_kg)
        self.owed_kg += fair_kg - received_kg
        lasting = max(lot_kg, sum(self.fair_kg[-window:]))
        over = abs(self.owed_kg) - lasting
        if len(self.fair_kg) > window and over > 0:
            # never to the bound itself: whoever was owed more than an equal still is
            kept = lasting + over * (1 - 1 / (window + 1))
            self.owed_kg = kept if self.owed_kg > 0 else -kept

    def use(self, need_kg: float, received_kg: float, weeks: int, lasts: int) -> None:
        """Use up what is in store for some weeks; no more keeps than serves while it lasts."""
        left = self.carried_kg + received_kg - need_kg * weeks
        self.carried_kg = min(max(0.0, left), need_kg * lasts)


def _fair_kg(week: PastWeek, family: str) -> dict[str, float]:
    """Return what was due to each of those in need, of all that they received."""
    need = {who: needs[family] for who, needs in week.need_kg.items() if needs.get(family, 0.0) > 0}
    shared = sum(week.received_kg.get(who, {}).get(family, 0.0) for who in need)
    noted = {who: week.fair_parts.get(who, {}).get(family, 0.0) for who in need}
    part = noted if sum(noted.values()) > 0 else need
    whole = sum(part.values())
    return {who: shared * part[who] / whole for who in sorted(need)}


def _largest_lots(weeks: Sequence[PastWeek], families: Mapping[str, Family]) -> dict[str, float]:
    largest = {name: family.crate_kg for name, family in families.items()}
    for week in weeks:
        for family, kg in week.largest_lot_kg.items():
            largest[family] = max(largest.get(family, 0.0), kg)
    return largest


def _by_association(table: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (who, family), kg in table.items():
        found[who][family] = round(kg, DIGITS)
    return dict(found)
