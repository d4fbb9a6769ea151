"""Help and ``check`` start at once: what they do not need is not imported, by name."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from service.asking.asked import kind_of
from service.kinds.registry import KINDS

HEAVY = {"numpy", "pandas", "scipy", "ortools", "highspy", "pyvrp", "numba", "networkx", "osmnx"}
PAGES = {"fastapi", "sqlalchemy", "alembic", "jinja2", "openpyxl", "typst", "segno", "rich"}
BRAKED = {"psutil", "ruamel.yaml.main", "scenarios.workbook.layout", "scenarios.point_tables"}
ROOMS = {f"service.kinds.{name}.kind" for name in KINDS}
NEVER = {
    "--help": HEAVY | PAGES | BRAKED | ROOMS | {"pydantic", "models.base", "scenarios", "yaml"},
    "check aubagne": HEAVY | PAGES | BRAKED | ROOMS,
}


def run_alone(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code in a process of its own, in which nothing is imported yet."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("command", NEVER)
def test_nothing_is_imported_that_is_not_needed(command: str) -> None:
    code = (
        f"import sys; sys.argv = ['ramasse', *{command.split()!r}]\n"
        "from service.cli.app import main\n"
        "try:\n    main()\n"
        "finally:\n    print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = run_alone(code)
    assert "/ Check a scenario" in done.stdout or "Aubagne" in done.stdout
    loaded = set(done.stderr.split())
    assert "service.cli.app" in loaded
    assert not loaded & NEVER[command]


MODULES = {
    "service.server, service.cli.serve": HEAVY,  # nothing is computed where pages are served
    "service.cli.kind_command, service.kinds.week.kind, solver.study": PAGES - {"rich"},
}


@pytest.mark.parametrize("modules", MODULES)
def test_what_serves_brings_no_engine_and_what_plans_no_page(modules: str) -> None:
    code = (
        f"import sys, {modules}\n"
        "from service.kinds.registry import KINDS\n"
        "if 'service.server' in sys.modules: list(KINDS.values())\n"
        "print('\\n'.join(sys.modules))"
    )
    assert not set(run_alone(code).stdout.split()) & MODULES[modules]


def test_rooms_say_of_themselves_what_their_kinds_say() -> None:
    for name, kind in KINDS.items():
        assert kind.room.name == name == kind_of(kind.asked)
        assert kind.room.place == f"service.kinds.{name}"
        assert kind.room.summary is kind.summary
    assert len(KINDS.commands) == len(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_handed_to_the_process_that_runs_it(name: str) -> None:
    assert pickle.loads(pickle.dumps(KINDS[name])).command == KINDS[name].command
