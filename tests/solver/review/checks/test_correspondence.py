"""Each file of checks has its test file, which breaks every rule that it tells."""

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
    "buying": BUYING_RULES,
    "fridge": FRIDGE_RULES,
    "grants": GRANT_RULES,
    "territory": TERRITORY_RULES,
    "transfers": TRANSFERS_RULES,
}
"""By the first word of their files: systems with rules of their own, beside the shared ones."""
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
WHOLE = {"territory": "test_check_territory"}
"""Systems some of whose rules are told by the check of the whole, with its tests."""


def told_by(path: Path) -> set[str]:
    """The rules whose names a file gives to a function: those that it tells."""
    calls = (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call))
    given = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    return {one for one in given if isinstance(one, str) and one in EVERY_RULE}


def broken_in(name: str) -> set[str]:
    tests = importlib.import_module(f"tests.solver.review.{name}")
    broken = getattr(tests, "BROKEN", ())
    if not isinstance(broken, dict):
        return {one.code for one in broken}
    return {one[0] if type(one) is tuple else code for code, one in broken.items()}


def of_system(name: str) -> set[str] | None:
    """The rules of a file's system; none for a file of weeks and all that they share."""
    rules = SYSTEMS.get(name.partition("_")[0])
    return None if rules is None else set(rules)


def test_both_folders_have_the_same_files() -> None:
    assert set(CHECKS) == TESTS


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_rule_that_a_file_tells_is_broken_in_its_tests(name: str) -> None:
    told, own = told_by(CHECKS[name]), of_system(name)
    broken = broken_in(f"checks.test_{name}")
    assert broken == told if own is None else told & own <= broken <= own


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_rule_of_a_system_is_broken(system: str) -> None:
    broken = set().union(
        *(broken_in(f"checks.test_{name}") for name in CHECKS if name.split("_")[0] == system)
    )
    whole = broken_in(WHOLE[system]) if system in WHOLE else set()
    assert broken | whole == set(SYSTEMS[system])


def test_every_rule_of_weeks_rotas_and_warehouses_is_told_by_some_file() -> None:
    weeks = {name: path for name, path in CHECKS.items() if of_system(name) is None}
    told = set().union(*(told_by(path) for path in weeks.values()))
    assert told == {*RULES, *DELIVERY_RULES, *OPENING_RULES, *ROTA_RULES, *WAREHOUSE_RULES}
