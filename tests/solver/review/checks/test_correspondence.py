"""Each file of checks has its test file, which breaks every rule that it tells.

Systems whose checks are tried on one study have one test file for all of theirs.
"""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import solver.review.checks
from models.buying_rules import BUYING_RULES
from models.delivery_rules import DELIVERY_RULES
from models.fridge_rules import FRIDGE_RULES
from models.grants_rules import GRANT_RULES
from models.opening_rules import OPENING_RULES
from models.rota_rules import ROTA_RULES
from models.rules import RULES
from models.territory_rules import TERRITORY_RULES
from models.transfers_rules import TRANSFERS_RULES
from models.warehouse_rules import WAREHOUSE_RULES
from solver.review.checks.violations import EVERY_RULE

SYSTEMS = {
    "buying": ("review.checks.test_buying", "BROKEN", BUYING_RULES),
    "fridge": ("fridge.test_plan", "CASES", FRIDGE_RULES),
    "grants": ("review.test_check_grants", "CASES", GRANT_RULES),
    "territory": ("review.test_check_territory", "BREAKS", TERRITORY_RULES),
    "transfers": ("review.checks.test_transfers", "CASES", TRANSFERS_RULES),
}
"""By the first word of their files: where their rules are broken, under which name, which rules."""
CHECKS = {
    path.stem: path
    for path in Path(solver.review.checks.__file__).parent.glob("*.py")
    if path.stem != "__init__" and path.stem.partition("_")[0] not in SYSTEMS
}
TESTS = {
    path.stem.removeprefix("test_")
    for path in Path(__file__).parent.glob("test_*.py")
    if path != Path(__file__) and path.stem.removeprefix("test_") not in SYSTEMS
}


def told_by(path: Path) -> set[str]:
    """The rules whose names a file gives to a function: those that it tells."""
    calls = (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call))
    given = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    return {one for one in given if isinstance(one, str) and one in EVERY_RULE}


def broken_in(name: str) -> set[str]:
    tests = importlib.import_module(f"tests.solver.review.checks.test_{name}")
    broken = getattr(tests, "BROKEN", ())
    return set(broken) if isinstance(broken, dict) else {one.code for one in broken}


def test_both_folders_have_the_same_files() -> None:
    assert set(CHECKS) == TESTS


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_rule_that_a_file_tells_is_broken_in_its_tests(name: str) -> None:
    assert broken_in(name) == told_by(CHECKS[name])


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_rule_of_a_system_is_broken_once(system: str) -> None:
    place, name, rules = SYSTEMS[system]
    tests = importlib.import_module(f"tests.solver.{place}")
    broken = getattr(tests, name)
    codes = {one[0] if isinstance(one, tuple) else code for code, one in broken.items()}
    assert codes | getattr(tests, "BROKEN_APART", set()) == set(rules)


def test_every_rule_of_weeks_rotas_and_warehouses_is_told_by_some_file() -> None:
    told = set().union(*(told_by(path) for path in CHECKS.values()))
    assert told == {*RULES, *DELIVERY_RULES, *OPENING_RULES, *ROTA_RULES, *WAREHOUSE_RULES}
