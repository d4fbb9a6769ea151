"""Each file of checks has its test file, which breaks every rule that it tells."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import solver.review.checks
from models.delivery_rules import DELIVERY_RULES
from models.opening_rules import OPENING_RULES
from models.rota_rules import ROTA_RULES
from models.rules import RULES
from models.warehouse_rules import WAREHOUSE_RULES
from solver.review.checks.violations import EVERY_RULE

CHECKS = {
    path.stem: path
    for path in Path(solver.review.checks.__file__).parent.glob("*.py")
    if path.stem != "__init__"
}
TESTS = {
    path.stem.removeprefix("test_")
    for path in Path(__file__).parent.glob("test_*.py")
    if path != Path(__file__)
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


def test_every_rule_of_weeks_rotas_and_warehouses_is_told_by_some_file() -> None:
    told = set().union(*(told_by(path) for path in CHECKS.values()))
    assert told == {*RULES, *DELIVERY_RULES, *OPENING_RULES, *ROTA_RULES, *WAREHOUSE_RULES}
