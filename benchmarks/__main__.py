"""``python -m benchmarks list``, ``CASE`` or ``report``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.instances import InstanceError
from benchmarks.registry import load
from benchmarks.report import write
from benchmarks.tables import save, show


def main(arguments: list[str]) -> int:
    """Run a case and print its table; the last line is its figure.

    Returns 1 when the checker finds violations, 2 when what is given cannot be used.
    """
    cases = load()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("case", choices=["list", "report", *cases])
    parser.add_argument("--time-limit", type=float, default=None, help="seconds of each run")
    parser.add_argument("--seeds", type=int, nargs="+", default=None, help="seeds to run")
    parser.add_argument("--variants", nargs="+", default=None, help="variants of the scenario")
    parser.add_argument("--scale", type=int, default=None, help="size of the fictional town")
    parser.add_argument(
        "--data", type=Path, default=None, help="folder of instances or extracts, where one is read"
    )
    parser.add_argument(
        "--keep", action="store_true", help="store a plan that is better than the best known"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="whole sizes, up to hours",
    )
    parser.add_argument(
        "--cluster", default=None, help="scaling: address of a running Dask scheduler"
    )
    parser.add_argument("--instance", nargs="+", default=None, help="instances of the folder")
    parser.add_argument("--week", type=int, nargs="+", choices=(1, 2), help="odd (1) or even (2)")
    parser.add_argument(
        "--out", type=Path, default=None, help="folder for the dated table; restos31: a plan's file"
    )
    options = parser.parse_args(arguments)
    if options.case == "list":
        for case in cases.values():
            print(f"{case.name:12} {case.summary}")
        return 0
    if options.case == "report":
        path = (options.out or Path("out")) / "benchmarks.html"
        for line in write(path):
            print(line)
        print(path)
        return 0
    case = cases[options.case]
    try:
        table = case.run(options)
    except InstanceError as error:
        print(error, file=sys.stderr)
        return 2
    print(show(table))
    if options.out is not None and (not case.writes or options.out.is_dir()):
        save(table, options.out)
    return int(any(row.get("violations") for row in table.rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
