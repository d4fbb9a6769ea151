"""Nothing in the service names a system but its own room, and one line of the registry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import networkx as nx
import pytest

import service
from service.kinds import registry
from service.kinds.registry import KINDS

SERVICE = Path(service.__file__).parent
ROOMS = SERVICE / "kinds"
STUDIES = {kind.study.__module__ for kind in KINDS.values()} | {"models.replan"}
"""Modules of what kinds give: only rooms know their shape."""
NAMED = {
    "models.allocation": {"ledger", "backend", "cli/remembering.py"},
    "models.study": {"pages"},
    "service.kinds.openings": {"cli/hours.py"},
}
"""Who else may import a system's modules.

The ledger is the memory of splits: what it keeps and publishes is an allocation, whichever kind of
run it comes from. Opening hours that are read from a list are said as a calendar says them.
"""
LEDGER = {"ledger", "api/ledger.py", "web/ledger_pages.py"}
SAID = {"week": LEDGER}
"""Words that are the name of a kind too: a correction of the ledger is about a week."""
COMMON = {"words", "web/tables.py"}
"""Who has words for all: for stages of searches and parts of a scenario, called as kinds are."""
PAST = SERVICE / "store" / "migrations"
"""What was renamed is named there, old and new."""


def outside() -> Iterator[Path]:
    """Every module but those of rooms and the registry."""
    for path in sorted(SERVICE.rglob("*.py")):
        if not path.is_relative_to(ROOMS) and not path.is_relative_to(PAST):
            yield path


def allowed(path: Path, places: set[str]) -> bool:
    where = path.relative_to(SERVICE)
    return str(where) in places or where.parts[0] in places


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def said(tree: ast.AST) -> Iterator[str]:
    """Every text of a module that is no docstring."""
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("path", list(outside()), ids=lambda path: str(path.relative_to(SERVICE)))
def test_no_module_outside_the_rooms_names_a_system(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rooms = {f"service.kinds.{name}" for name in KINDS}
    for name in imported(tree):
        for barred in rooms | STUDIES:
            if name == barred or name.startswith(f"{barred}."):
                assert allowed(path, NAMED.get(barred, set())), f"{path} imports {name}"
    for text in said(tree):
        if text in KINDS:
            assert allowed(path, SAID.get(text, set()) | COMMON), f'{path} says "{text}"'


def test_no_template_of_the_page_names_a_system() -> None:
    for path in (SERVICE / "web" / "templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(rf'["\']({"|".join(KINDS)})["\']', text), path


def test_every_room_has_one_line_in_the_registry() -> None:
    rooms = {path.name for path in ROOMS.iterdir() if (path / "kind.py").exists()}
    assert set(KINDS) == rooms
    lines = Path(registry.__file__).read_text(encoding="utf-8").splitlines()
    for name in rooms:
        assert sum(f'"{name}"' in line for line in lines) == 1
    for name, kind in KINDS.items():
        assert kind.name == name
        assert kind.asked.__module__ == f"service.kinds.{name}.kind"


def test_modules_import_each_other_in_one_direction() -> None:
    graph = grimp.build_graph("service", cache_dir=None)
    imports = nx.DiGraph(
        (one, other)
        for one in graph.modules
        for other in graph.find_modules_directly_imported_by(one)
    )
    assert [found for found in nx.strongly_connected_components(imports) if len(found) > 1] == []


def test_few_modules_are_loose() -> None:
    loose = [path.name for path in SERVICE.glob("*.py") if path.name != "__init__.py"]
    assert len(loose) <= 12, loose
