"""Funders' tables of made-up departments: seconds, levels beside their bounds, and a plain rule."""

from __future__ import annotations

import json
import tempfile
import time
from argparse import Namespace
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from benchmarks.made_grants import made_department
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.grants_study import GrantsStudy
from scenarios import load
from solver.grants.giving import given_of
from solver.grants.plan import fund
from solver.review.checks.grants_levels import Levels

Row = dict[str, object]
SIZES, LARGE = (300, 2_000), (10_000,)
BAR_S, GAP = 2.0, 1e-6
"""Seconds of a processor for 2,000 grants, once read, to the study checked; of a level, how far its
bound may lie above it."""


def run_case(options: Namespace) -> Table:
    """Read, join, spread, place and check the grants of each department."""
    sizes = (*SIZES, *(LARGE if getattr(options, "full", False) else ()))
    if options.scale is not None:
        sizes = (options.scale,)
    made(100, 1)  # imports are not measured
    rows = [made(size, seed) for size in sizes for seed in options.seeds or (1, 2)]
    slow = [row for row in rows if row["grants"] == SIZES[1] and float(str(row["cpu s"])) > BAR_S]
    loose = [row for row in rows if float(str(row["gap"])) > GAP]
    broken = [row for row in rows if row["violations"]]
    for row in (*slow, *loose):
        row["violations"] = int(str(row["violations"])) + 1
    held = "held" if not (slow or loose or broken) else "MISSED"
    return Table(
        "funders",
        tuple(rows),
        f"{len(rows)} departments; bars: 2,000 grants in {BAR_S:g} s of a processor, every level "
        f"within {GAP:g} of its bound, nothing broken: {held}",
    )


def made(grants: int, seed: int) -> Row:
    """Return one department measured."""
    content, table = made_department(seed, grants)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.yaml"
        path.write_text(json.dumps(content), encoding="utf-8")
        (Path(folder) / "grants.csv").write_bytes(table)
        began, worked = time.perf_counter(), time.process_time()
        loaded = load(path)
        read = time.process_time() - worked
        study = fund(loaded.scenario)
        took, work = time.perf_counter() - began, time.process_time() - worked
    levels = [one for one in study.proofs if one.of == "territory"]
    return {
        "grants": grants,
        "seed": seed,
        "s": round(took, 2),
        "cpu s": round(work - read, 2),
        "read cpu s": round(read, 2),
        "levels": len(study.proofs),
        "gap": float(f"{gap(study):.1e}"),
        "lowest €": round(min((one.level for one in levels), default=0.0), 4),
        "in proportion €": round(in_proportion(study), 4),
        "violations": len(study.violations),
    }


def gap(study: GrantsStudy) -> float:
    """Return how far the bound of a level lies above it, at most, in exact arithmetic."""
    levels, settled = Levels(study), dict[tuple[str, str], Fraction]()
    most = 0.0
    for proof in study.proofs:
        most = max(most, float(levels.bound(proof, settled) - Fraction(proof.level)))
        settled |= {(proof.of, name): Fraction(proof.level) for name in proof.who}
    return most


def in_proportion(study: GrantsStudy) -> float:
    """Return the lowest level where each envelope is shared in proportion to what lacks.

    In the order of envelopes, within conditions and limits: what committees do by hand.
    """
    given = given_of(study.scenario.grants, study.of_year)
    level = {one.name: one.have for one in given.territories}
    asked, capped = dict(given.asked), defaultdict[tuple[str, str], float](float)
    for name, kept in sorted(given.envelopes.items()):
        open_to = [one for one in given.choices if one[0] == name]
        lack = {one: asked[f"{one[1]}/{one[2]}"] for one in open_to}
        whole = sum(lack.values())
        for one in open_to:
            part = min(lack[one], kept.eur * lack[one] / whole if whole else 0.0)
            if kept.most_eur is not None:
                part = min(part, kept.most_eur - capped[name, one[1]])
            capped[name, one[1]] += part
            asked[f"{one[1]}/{one[2]}"] -= part
            for place, share in given.grants.structure[one[1]].territories.items():
                if f"territory:{place}" in level:
                    level[f"territory:{place}"] += share * part
    return min((level[one.name] / one.size for one in given.territories), default=0.0)


CASE = register(
    Case(
        "funders",
        "funders' tables: seconds, levels beside their bounds, beside shares in proportion",
        run_case,
        smoke={"scale": 120},
    )
)
