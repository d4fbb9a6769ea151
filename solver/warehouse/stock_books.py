"""The stock as it is written down: every movement, and every week of each network and family."""

from __future__ import annotations

import numpy as np

from models.warehouse_study import Move, StockWeek
from solver.warehouse.fefo import Played
from solver.warehouse.stock_facts import Facts, Ints


def moves(facts: Facts, played: Played) -> tuple[Move, ...]:
    """Return every movement, week after week, in whole kg: in, handed over, out, lost."""
    found: list[Move] = []
    opening = np.array([cohort.opening for cohort in facts.cohorts], dtype=np.int64)
    first = opening if facts.weeks else opening * 0
    kept = np.minimum(first, played.taken_in[:, 0])
    for week in range(facts.weeks):
        if week == 0:
            found += _of(facts, week, "opening", kept)
        arrived = played.taken_in[:, week] - (kept if week == 0 else 0)
        found += _of(facts, week, "arrived", arrived)
        found += _of(facts, week, "turned_away", played.away[:, week])
        for _, giver, taker, kg in (one for one in played.handovers if one[0] == week):
            cohort = facts.cohorts[giver]
            found.append(
                Move(
                    week=week,
                    network=facts.networks[cohort.network],
                    family=facts.families[cohort.family],
                    last_week=cohort.last,
                    kind="given",
                    kg=kg,
                    to=facts.networks[facts.cohorts[taker].network],
                )
            )
        found += _of(facts, week, "issued", played.sent[:, week])
        found += _of(facts, week, "expired", played.expired[:, week])
    return tuple(found)


def _of(facts: Facts, week: int, kind: str, amounts: Ints) -> list[Move]:
    """Return the movements of one kind, alike cohorts together."""
    sums: dict[tuple[int, int, int], int] = {}
    for cohort, kg in zip(facts.cohorts, amounts, strict=True):
        if kg:
            key = (cohort.network, cohort.family, cohort.last)
            sums[key] = sums.get(key, 0) + int(kg)
    return [
        Move.model_validate(
            {
                "week": week,
                "network": facts.networks[network],
                "family": facts.families[family],
                "last_week": last,
                "kind": kind,
                "kg": kg,
            }
        )
        for (network, family, last), kg in sums.items()
    ]


def ledger(facts: Facts, played: Played) -> tuple[StockWeek, ...]:
    """Return each network's week of each family that it holds, needs or receives."""
    tables = {
        name: played.by_family(facts, getattr(played, name))
        for name in ("taken_in", "away", "taken", "given", "sent", "expired", "closing")
    }
    opening = np.zeros(facts.need.shape, dtype=np.int64)
    for cohort, kg in zip(facts.cohorts, played.taken_in[:, 0], strict=True):
        opening[cohort.network, cohort.family] += min(cohort.opening, int(kg))
    found = []
    for n, network in enumerate(facts.networks):
        for f, family in enumerate(facts.families):
            row = {name: table[n, f] for name, table in tables.items()}
            if not facts.need[n, f] and not any(one.any() for one in row.values()):
                continue
            before = int(opening[n, f])
            for t in range(facts.weeks):
                arrived = int(row["taken_in"][t]) - (before if t == 0 else 0)
                found.append(
                    StockWeek(
                        week=t,
                        network=network,
                        family=family,
                        opening_kg=before,
                        arrived_kg=arrived,
                        turned_away_kg=int(row["away"][t]),
                        taken_kg=int(row["taken"][t]),
                        given_kg=int(row["given"][t]),
                        issued_kg=int(row["sent"][t]),
                        expired_kg=int(row["expired"][t]),
                        closing_kg=int(row["closing"][t]),
                        need_kg=int(facts.need[n, f]),
                        safety_kg=int(facts.safety[n, f]),
                        pallets=round(float(row["closing"][t] / facts.kg_per_pallet[f]), 4),
                    )
                )
                before = int(row["closing"][t])
    return tuple(found)
