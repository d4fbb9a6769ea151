"""A fictional town ten times Aubagne: a good plan in five minutes, under 2 GB."""

from __future__ import annotations

import resource
from argparse import Namespace

from benchmarks.cases.aubagne import figure, measure
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from benchmarks.town import town
from solver.settings import Settings

TIME_LIMIT_S = 300.0
SCALE = 10


def run_case(options: Namespace) -> Table:
    """Plan the town with some seeds; memory counts this process and its largest worker."""
    limit, scale = options.time_limit or TIME_LIMIT_S, options.scale or SCALE
    rows = []
    for seed in options.seeds or (1,):
        settings = Settings(time_limit_s=limit, seed=seed, weeks=0)
        row = measure(town(1, scale), f"town-{scale}", settings, keeps=options.keep)
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        rows.append(row | {"own MB": own / 1024, "largest worker MB": workers / 1024})
    return Table("town", tuple(rows), figure(rows, f"town of {scale} Aubagnes, {limit:g} s"))


register(
    Case(
        name="town",
        summary="a town ten times Aubagne: 180 donors, 60 associations, 50 vehicles",
        run=run_case,
        smoke={"time_limit": 4.0, "seeds": [1], "scale": 1},
    )
)
