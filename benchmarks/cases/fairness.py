"""Who eats: tiny towns against trying everything, and what changes nothing."""

from __future__ import annotations

from argparse import Namespace

from benchmarks.booking_properties import Tally
from benchmarks.fair_odd_words import odd_tallies
from benchmarks.fair_properties import PROVED, tallies
from benchmarks.registry import Case, register
from benchmarks.tables import Table

TOWNS = 60
"""Towns drawn; those with too many sets of rounds to try them all are passed over."""
ODD_TOWNS = 10
"""One odd town of each kind for so many tiny ones."""


def run_case(options: Namespace) -> Table:
    """Try every property on tiny towns; with ``--full``, what is said on odd ones too."""
    seeds = options.scale or TOWNS
    found = tallies(range(seeds))
    odd_towns = odd_tallies(range(seeds // ODD_TOWNS)) if options.full else {}
    for name, odd in odd_towns.items():
        known = found.setdefault(name, Tally())
        known.tried += odd.tried
        known.missed += odd.missed
    rows = tuple(
        {
            "what": name,
            "tried": tally.tried,
            "share %": round(tally.share, 2),
            "missed": ", ".join(tally.missed) or "none",
            "violations": len(tally.missed),
        }
        for name, tally in found.items()
    )
    lowest = min(tally.share for tally in found.values())
    towns = found[PROVED].tried
    held = "held" if lowest == 100.0 else "MISSED"
    return Table(
        "fairness",
        rows,
        f"{towns} tiny towns: each property holds in {lowest:.1f} % at least; bar: 100 %, {held}",
    )


CASE = register(
    Case(
        "fairness",
        "who eats: tiny towns against every set of rounds",
        run_case,
        smoke={"scale": 2},
    )
)
