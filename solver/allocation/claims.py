"""Who has what of whole lots so far, what each could still use, and who is owed most."""

from __future__ import annotations

import numpy as np

from solver.allocation.base import Flags, Floats, Ints, Scope
from solver.allocation.lots import Entries, Lots

SLACK_KG = 1e-6
"""Rounding allowed on limits and needs."""
OWED_DIGITS = 4
"""Accounts are compared to this many digits of a lot: rounding must not decide."""
LEVEL_DIGITS = 9
NONE = -1
KINDS = (0, 1)
"""Of use to someone; of use when nothing is to anyone."""


class Claims:
    """What is known while whole lots are handed out one by one.

    What one unit changes is brought up to date for its family, and for the stores of its owner.
    """

    def __init__(self, lots: Lots) -> None:
        """Start with nothing given."""
        split = lots.split
        self.lots = lots
        self.kg = lots.kg[lots.lot]
        self.who, self.family = split.association, split.family
        self.need_kg = split.need_kg[self.who, self.family]
        self.units = np.zeros(len(lots.lot), dtype=np.int64)
        self.left = lots.units.copy()
        self.got_kg = np.zeros_like(split.need_kg)
        self.fair_kg = np.zeros_like(split.need_kg)
        self.slack = split.limits.copy()
        self.rows, self.later = Entries(split.rows), Entries(lots.later)
        self.arcs_of = [np.flatnonzero(self.who == who) for who in range(len(split.need_kg))]
        # by family, those of which some is left
        self.arcs_in = [np.flatnonzero(self.family == one) for one in range(len(split.points))]
        every = len(lots.lot)
        self.credit_kg = lots.fair[lots.lot, self.who] * self.kg
        self.most_kg = self.need_kg * lots.weeks + SLACK_KG
        self.group = lots.lot * len(lots.alike) + lots.alike[self.who]
        self.alone = len(np.unique(lots.alike)) == len(lots.alike)
        self.missing_kg, self.owed = np.zeros(every), np.zeros(every)
        self.lasts, self.paid, self.first = np.zeros((3, every), dtype=np.bool_)
        self.room, self.later_room = np.zeros(every), np.zeros(every)
        for family in range(len(self.arcs_in)):
            self._weigh(family)
        self._measure(np.arange(every))
        half = (self.need_kg >= self.kg / 2 - SLACK_KG) & (self.kg <= self.room + SLACK_KG)
        self.too_large = np.bincount(lots.lot, weights=half, minlength=len(lots.kg)) == 0

    def _measure(self, arcs: Ints) -> None:
        """Bring up to date how much more the rows hold along some arcs, now and later."""
        self.room[arcs] = self.rows.least(self.slack, arcs)
        self.later_room[arcs] = self.later.least(self.slack, arcs)

    def _weigh(self, family: int) -> None:
        """Bring needs and accounts of a family up to date."""
        lots, arcs = self.lots, self.arcs_in[family]
        who, kg, need, credit = (
            self.who[arcs],
            self.kg[arcs],
            self.need_kg[arcs],
            self.credit_kg[arcs],
        )
        got, fair = self.got_kg[:, family], self.fair_kg[:, family]
        before = lots.account_kg[:, family] - got
        owed = before + fair
        missing = (lots.split.need_kg[:, family] - lots.carried_kg[:, family] - got)[who]
        self.missing_kg[arcs] = missing
        self.owed[arcs] = np.round((owed[who] + credit) / kg, OWED_DIGITS)
        self.lasts[arcs] = need - missing + kg <= self.most_kg[arcs]
        # a fair part pays for the week's need at most: where there is plenty, nobody hoards
        self.paid[arcs] = before[who] + np.minimum(fair[who] + credit, need) >= kg - SLACK_KG
        self.first[arcs] = self.alone or self._first_of_alike(arcs, np.round(owed, OWED_DIGITS))

    def _first_of_alike(self, arcs: Ints, owed: Floats) -> Flags:
        """Return where nobody alike who may have the lot is owed more of its family."""
        _, group = np.unique(self.group[arcs], return_inverse=True)
        mine = owed[self.who[arcs]]
        most = np.full(len(arcs), -np.inf)
        np.maximum.at(most, group, mine)
        first: Flags = mine >= most[group]
        return first

    def free(self, arcs: Ints) -> Flags:
        """Return along which arcs one more unit is there, and held; beyond the need, later too."""
        kg = self.kg[arcs]
        beyond = np.clip(kg - self.missing_kg[arcs], 0.0, kg)
        kept = (beyond <= self.later_room[arcs] + SLACK_KG) | (self.lots.weeks[arcs] == 1)
        there = self.left[self.lots.lot[arcs]] > 0
        found: Flags = there & (kg <= self.room[arcs] + SLACK_KG) & kept
        return found

    def half_needed(self, arcs: Ints) -> Flags:
        """Return along which arcs at least half of a unit is still needed."""
        missing = self.missing_kg[arcs]
        found: Flags = (missing >= self.kg[arcs] / 2 - SLACK_KG) & (missing > SLACK_KG)
        return found

    def useful(self, arcs: Ints) -> tuple[Flags, Flags]:
        """Return along which arcs one more unit is of use, and of use when nothing else is."""
        free = self.free(arcs) & self.first[arcs]
        wanted = self.missing_kg[arcs] > SLACK_KG
        lasts, paid = self.lasts[arcs], self.paid[arcs]
        first = free & (self.half_needed(arcs) | (wanted & lasts & paid))
        too_large = self.too_large[self.lots.lot[arcs]]
        return first, free & lasts & (paid | (wanted & too_large))

    def take(self, arc: int) -> None:
        """Give one unit along an arc: all who have a right to it are credited, its owner pays."""
        lots, kg = self.lots, float(self.kg[arc])
        lot, who, family = int(lots.lot[arc]), int(self.who[arc]), int(self.family[arc])
        self.units[arc] += 1
        self.left[lot] -= 1
        self.rows.use(self.slack, arc, kg)
        if lots.weeks[arc] > 1:
            self.later.use(self.slack, arc, min(kg, max(0.0, kg - float(self.missing_kg[arc]))))
        if self.left[lot] == 0:
            arcs = self.arcs_in[family]
            self.arcs_in[family] = arcs[lots.lot[arcs] != lot]
        self.got_kg[who, family] += kg
        self.fair_kg[:, family] += lots.fair[lot] * kg
        self._weigh(family)
        self._measure(self.arcs_of[who])


class Queue:
    """Who is owed most, family by family, as units are given in one stage of the picking."""

    def __init__(self, claims: Claims, scope: Scope, families: Ints) -> None:
        """Look at some families, with the levels of a scope for ties."""
        self.claims, self.scope, self.families = claims, scope, families
        self.levels = self._levels()
        self.useful = np.zeros((len(KINDS), len(claims.kg)), dtype=np.bool_)
        self.best = np.full((len(KINDS), len(claims.arcs_in)), NONE)
        for family in families.tolist():
            self._look(family)

    def _levels(self) -> Floats:
        """Return received over entitled (I,), the weeks that count included."""
        claims, families = self.claims, self.families
        points = claims.got_kg[:, families] @ claims.lots.split.points[families]
        return np.round(self.scope.reached(self.scope.past + points), LEVEL_DIGITS)

    def next(self) -> int | None:
        """Return the arc whose association is owed most, in lots; none when no one has a use."""
        for kind in KINDS:
            arcs = self.best[kind, self.families]
            arcs = arcs[arcs != NONE]
            if len(arcs):
                return self._foremost(arcs)
        return None

    def take(self, arc: int) -> None:
        """Give one unit along an arc."""
        claims = self.claims
        who, family = int(claims.who[arc]), int(claims.family[arc])
        claims.take(arc)
        self.levels = self._levels()
        # in the other families only its own room and level have changed
        mine = claims.arcs_of[who]
        changed = (self.useful[:, mine] != np.stack(claims.useful(mine))).any(axis=0)
        owners = np.where(self.best == NONE, NONE, claims.who[self.best])
        led = np.flatnonzero((owners == who).any(axis=0))
        for one in {family, *claims.family[mine[changed]].tolist(), *led.tolist()}:
            if one in self.families:
                self._look(one)

    def _look(self, family: int) -> None:
        """Find the foremost arc of a family, of each kind of use; its largest lots first."""
        claims, arcs = self.claims, self.claims.arcs_in[family]
        self.useful[:, claims.family == family] = False
        for kind, useful in enumerate(claims.useful(arcs)):
            self.useful[kind, arcs] = useful
            found = arcs[useful]
            if not len(found):
                self.best[kind, family] = NONE
                continue
            kg = claims.kg[found]
            self.best[kind, family] = self._foremost(found[kg >= kg.max() - SLACK_KG])

    def _foremost(self, arcs: Ints) -> int:
        """Return the arc of the highest account, then lowest level, lowest id, barest family."""
        claims, lots = self.claims, self.claims.lots
        arcs = arcs[claims.owed[arcs] >= claims.owed[arcs].max()]
        who = claims.who[arcs]
        bare = np.round(claims.missing_kg[arcs] / claims.need_kg[arcs], LEVEL_DIGITS)
        order = np.lexsort((lots.turn[lots.lot[arcs]], -bare, lots.rank[who], self.levels[who]))
        return int(arcs[order[0]])
