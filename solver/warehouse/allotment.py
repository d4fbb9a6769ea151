"""Who has which pallet places in which week.

Each network asks for the places that its stock would fill if none were lacking. Its level is what
it is given over what it asks, in square metres × weeks, weighted. Levels are settled by
need-weighted leximin: the lowest as high as can be, then the next; a network is held where its row
has a strictly positive dual, as in ``solver.allocation.leximin`` (Ogryczak, Pióro & Tomaszewski,
2005). Then the shortage of each is spread over temperatures and weeks as evenly as can be, in steps
of a tenth of what is asked. Minima come first: a network is given its minimum in every week, as far
as it asks for it.
"""

from __future__ import annotations

import numpy as np

from models.platforms import TEMPERATURES
from models.warehouse import AllotmentRule
from models.warehouse_study import Allotment, NetworkLevel, PlaceShare, PlaceValue
from solver.programs.solved import NoSolutionError, Solved
from solver.programs.staged import Rows, StagedProgram
from solver.warehouse.minima_conflict import MinimaError, conflict
from solver.warehouse.place_claims import Claims
from solver.warehouse.stock_facts import Floats
from solver.warehouse.whole_places import whole

SLACK = 1e-6
"""Slack at which levels are held."""
POSITIVE = 1e-7
"""Share of all duals above which one is strictly positive."""
STEPS = 10


def allot(
    claims: Claims, rule: AllotmentRule, surface: Floats, *, values: bool = True
) -> Allotment:
    """Return the places of each network in each week.

    Parameters
    ----------
    rule
        ``surface`` gives by the surface shares; the others by leximin.
    surface
        (N,) surface shares.
    values
        Whether to tell what one more place is worth, and to whom.

    Raises
    ------
    MinimaError
        When the minima cannot hold together; it names an irreducible set.
    """
    if rule == "surface":
        given, rounds = _by_surface(claims, surface), 0
    else:
        given, rounds = _leximin(claims)
    places = whole(claims, given)
    asked_m2 = claims.asked_m2
    got = np.einsum("nkt,k->n", places, claims.place_m2)
    worth, held_by = _worth(claims, got, values=values and rule != "surface")
    return Allotment(
        rule=rule,
        shares=tuple(
            PlaceShare(
                network=network,
                temperature=temperature,
                asked=tuple(int(one) for one in claims.asked[n, k]),
                given=tuple(int(one) for one in places[n, k]),
            )
            for n, network in enumerate(claims.networks)
            for k, temperature in enumerate(TEMPERATURES)
            if claims.asked[n, k].any() or places[n, k].any()
        ),
        levels=tuple(
            NetworkLevel(
                network=network,
                asked_m2_weeks=round(float(asked_m2[n]), 3),
                given_m2_weeks=round(float(got[n]), 3),
                level=float(got[n] / asked_m2[n]) if asked_m2[n] else 1.0,
                held_by=held_by[n],
            )
            for n, network in enumerate(claims.networks)
        ),
        values=worth,
        rounds=rounds,
    )


class PlaceProgram:
    """Places by network, temperature and week, at most asked, within what there is."""

    def __init__(self, claims: Claims, more: Floats | None = None) -> None:
        """Lay the program; ``more``: (K,) places added in every week."""
        self.claims = claims
        self.program = StagedProgram()
        self.columns = self.program.columns(
            claims.asked.size, upper=claims.asked.ravel().astype(float)
        ).reshape(claims.asked.shape)
        extra = np.zeros(len(TEMPERATURES)) if more is None else more
        rows = Rows()
        for k in range(claims.asked.shape[1]):
            for t in range(claims.asked.shape[2]):
                row = [(int(column), 1.0) for column in self.columns[:, k, t]]
                rows.add(row, float(claims.places[k, t] + extra[k]))
        self.place_rows = self.program.at_most(rows)
        self.minimum_of: list[int] = []
        self.minimum_rows = self.program.at_most(self._minima())

    def _minima(self) -> Rows:
        claims, rows = self.claims, Rows()
        for minimum in claims.minima:
            for t in range(claims.asked.shape[2]):
                factors = minimum.factors(claims.place_m2)
                asked = float((claims.asked[minimum.network, :, t] * factors).sum())
                least = min(minimum.amount, asked)
                if least > 0:
                    mine = self.columns[minimum.network, :, t]
                    pairs = zip(mine, factors, strict=True)
                    rows.add([(int(c), -float(factor)) for c, factor in pairs if factor], -least)
                    self.minimum_of.append(minimum.network)
        return rows

    def level(self, network: int) -> list[tuple[int, float]]:
        """Return the level of a network as (column, factor) pairs.

        m² × weeks given over those asked, weighted.
        """
        claims = self.claims
        scale = claims.asked_m2[network] * claims.weight[network]
        return [
            (int(column), float(claims.place_m2[k] / scale))
            for k in range(claims.asked.shape[1])
            for column in self.columns[network, k]
        ]

    def given(self, values: Floats) -> Floats:
        """Return the places in a solution, (N, K, T): by network, temperature and week.

        Parameters
        ----------
        values : (columns,)
        """
        given: Floats = values[self.columns]
        return given


def _leximin(claims: Claims) -> tuple[Floats, int]:
    """Return the places by leximin, and how many programs it took."""
    lowest = PlaceProgram(claims)
    opened = [n for n, asked in enumerate(claims.asked_m2) if asked > 0]
    held: dict[int, float] = {}
    rounds = 0
    while opened:
        stage = PlaceProgram(claims)
        (top,) = stage.program.columns(1)
        rows = Rows()
        for n in opened:
            rows.add([(int(top), 1.0), *((c, -f) for c, f in stage.level(n))], 0.0)
        for n, level in held.items():
            rows.add([(c, -f) for c, f in stage.level(n)], -(level - SLACK))
        laid = stage.program.at_most(rows)
        found = _solved(claims, stage, [(int(top), -1.0)])
        rounds += 1
        mine = np.abs(found.duals[laid[: len(opened)]])
        bound = (mine > POSITIVE) | (mine == mine.max())
        for n, binds in zip(list(opened), bound, strict=True):
            if binds:
                held[n] = -found.objective
                opened.remove(n)
    return _evened(claims, lowest, held), rounds + 1


def _solved(claims: Claims, program: PlaceProgram, goal: list[tuple[int, float]]) -> Solved:
    try:
        return program.program.minimise(goal)
    except NoSolutionError as error:
        found = conflict(claims.minima, claims.asked, claims.places, claims.place_m2)
        if found is None:
            raise
        raise MinimaError(*found) from error


def _evened(claims: Claims, program: PlaceProgram, held: dict[int, float]) -> Floats:
    """Spread shortages over temperatures and weeks: each tenth of what is asked costs more."""
    rows = Rows()
    for n, level in held.items():
        rows.add([(c, -f) for c, f in program.level(n)], -(level - SLACK))
    goal: list[tuple[int, float]] = []
    lacks = Rows()
    for n, k, t in np.argwhere(claims.asked > 0):
        asked = float(claims.asked[n, k, t])
        steps = program.program.columns(STEPS, upper=np.full(STEPS, asked / STEPS))
        lacks.add([(int(program.columns[n, k, t]), 1.0), *((int(s), 1.0) for s in steps)], asked)
        cost = float(claims.place_m2[k])
        goal += [(int(step), cost * (2 * m + 1)) for m, step in enumerate(steps)]
    program.program.equal(lacks)
    program.program.at_most(rows)
    return program.given(_solved(claims, program, goal).values)


def _by_surface(claims: Claims, surface: Floats) -> Floats:
    """Return each network's part of the places by surface shares; guests have what is not used."""
    total = surface.sum()
    part = surface / total if total > 0 else np.zeros(len(surface))
    own = np.minimum(part[:, None, None] * claims.places[None], claims.asked)
    free = claims.places - own.sum(axis=0)
    guests = claims.asked * (surface == 0)[:, None, None]
    sought = guests.sum(axis=0)
    ratio = np.minimum(1.0, free / np.maximum(sought, 1))
    given: Floats = own + guests * ratio[None]
    return given


def _worth(
    claims: Claims, got: Floats, *, values: bool
) -> tuple[tuple[PlaceValue, ...], list[str]]:
    """Return what one more place of a temperature gives each network, and what holds each.

    The others are held where they are: the dual of the places is what one more gives, checked by
    solving again with one more.
    """
    found = []
    held_by = ["asked"] * len(claims.networks)
    for n, network in enumerate(claims.networks):
        if got[n] >= claims.asked_m2[n] - 1e-6:
            continue
        most, program, duals = _most(claims, got, n)
        minima = -duals[program.minimum_rows]
        others = [dual for dual, who in zip(minima, program.minimum_of, strict=True) if who != n]
        held_by[n] = "minima" if any(dual > 1e-6 for dual in others) else "places"
        if not values:
            continue
        rows = -duals[program.place_rows]
        by_place = rows.reshape(claims.asked.shape[1:]).sum(axis=1)
        for k, temperature in enumerate(TEMPERATURES):
            if by_place[k] <= 1e-6:
                continue
            more = np.zeros(len(TEMPERATURES))
            more[k] = 1.0
            again, _, _ = _most(claims, got, n, more)
            found.append(
                PlaceValue(
                    network=network,
                    temperature=temperature,
                    m2_weeks=round(float(by_place[k]), 3),
                    checked_m2_weeks=round(max(0.0, again - most), 3),
                    per_m2=round(float(by_place[k] / claims.place_m2[k]), 3),
                )
            )
    return tuple(found), held_by


def _most(
    claims: Claims, got: Floats, network: int, more: Floats | None = None
) -> tuple[float, PlaceProgram, Floats]:
    """Return the most m² × weeks that one can have, the others held where they are."""
    program = PlaceProgram(claims, more)
    rows = Rows()
    for n in range(len(claims.networks)):
        if n != network and claims.asked_m2[n] > 0:
            level = got[n] / (claims.asked_m2[n] * claims.weight[n])
            rows.add([(c, -f) for c, f in program.level(n)], -(float(level) - SLACK))
    program.program.at_most(rows)
    scale = float(claims.asked_m2[network] * claims.weight[network])
    goal = [(c, -f * scale) for c, f in program.level(network)]
    found = _solved(claims, program, goal)
    return -found.objective, program, found.duals
