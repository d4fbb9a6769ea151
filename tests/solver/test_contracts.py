"""The contract of the checkers names every checker, and everything that solves."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOLVER = ROOT / "solver"
READ = {"review"}
"""What checkers may read of the solver: themselves. What pools mean has a floor of its own."""


def contract() -> dict[str, list[str]]:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (found,) = [one for one in linter["contracts"] if one["name"].startswith("checkers read")]
    return dict(found)


def names_in(folder: Path) -> set[str]:
    return {
        path.stem
        for path in folder.iterdir()
        if not path.name.startswith("_") and (path.suffix == ".py" or path.is_dir())
    }


def test_every_checker_is_under_contract() -> None:
    checkers = {name for name in names_in(SOLVER / "review") if name.startswith("check")}
    assert set(contract()["source_modules"]) == {f"solver.review.{name}" for name in checkers}


def test_everything_that_solves_is_forbidden_to_checkers() -> None:
    others = {f"solver.{name}" for name in names_in(SOLVER) - READ}
    assert set(contract()["forbidden_modules"]) == others | {"scenarios", "service"}
