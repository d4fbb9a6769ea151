from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.instances import InstanceError, read
from benchmarks.registry import load
from benchmarks.report import write
from benchmarks.tables import show

OPTIONS = {
    "time_limit": None,
    "seeds": None,
    "variants": None,
    "scale": None,
    "keep": False,
    "full": False,
    "data": None,
    "instance": None,
    "week": None,
    "cluster": None,
    "out": None,
}


HEAVY = {
    "costs",
    "endurance",
    "page",
    "replan",
    "service",
    "start",
    "town",
    "trucks",
    "warehouse",
    "weeks",
}
"""Cases run by hand: long even at their smoke size, or judged by how busy a machine is."""
QUICK = {"addresses", "allocation", "aubagne", "classics", "tables", "travel"}
"""Cases whose smoke size takes a moment; the others belong to the long tests."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in QUICK else pytest.mark.long)
        for name in sorted(set(load()) - HEAVY)
    ],
)
def test_every_case_runs_at_its_smoke_size(name: str) -> None:
    case = load()[name]
    table = case.run(Namespace(**(OPTIONS | case.smoke)))
    assert table.rows or "skipped" in table.figure
    assert all(row.get("violations", 0) == 0 for row in table.rows)
    assert show(table).splitlines()[-1] == table.figure


def test_cases_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "aubagne" in capsys.readouterr().out


def test_the_report_shows_every_case_and_what_is_worse(tmp_path: Path) -> None:
    results, out = tmp_path / "results", tmp_path / "report.html"
    results.mkdir()
    for day, seconds, gap in (("2026-01-01", 1.0, 0.2), ("2026-02-01", 3.0, 1.4)):
        rows = [{"instance": "a", "engine": "ours", "s": seconds, "gap %": gap}]
        content = {"date": day, "case": "c", "machine": {"processor": "p"}, "rows": rows}
        text = json.dumps(content | {"figure": "the figure"})
        (results / f"{day}-c.json").write_text(text, encoding="utf-8")
    said = write(out, results)
    assert len(said) == 2
    assert "s 1.00 → 3.00" in said[0]
    page = out.read_text(encoding="utf-8")
    assert "the figure" in page
    assert "<svg" in page


def test_the_stored_results_make_a_report(tmp_path: Path) -> None:
    assert main(["report", "--out", str(tmp_path)]) == 0
    assert "aubagne" in (tmp_path / "benchmarks.html").read_text(encoding="utf-8")


CVRP = """NAME : t
CAPACITY : 10
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 0 3
3 4 0
DEMAND_SECTION
1 0
2 6
3 6
EOF
"""


def test_instances_and_best_known_solutions_that_do_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "t.vrp"
    path.write_text(CVRP, encoding="utf-8")
    (tmp_path / "t.sol").write_text("Route #1: 1\nRoute #2: 2\nCost 14\n", encoding="utf-8")
    instance = read(path)
    assert (instance.best, len(instance.problem.visits)) == (14.0, 2)
    for wrong, said in (
        ("Route #1: 1\nCost 14\n", "not a solution"),
        ("Route #1: 1\nRoute #2: 2\nCost 13\n", "says 13, its routes cost 14"),
    ):
        (tmp_path / "t.sol").write_text(wrong, encoding="utf-8")
        with pytest.raises(InstanceError, match=said):
            read(path)
    path.write_text(CVRP.replace("2 0 3", "2 zero 3"), encoding="utf-8")
    with pytest.raises(InstanceError, match=r"t\.vrp:6"):
        read(path)
    (tmp_path / "s.txt").write_text("CUSTOMER\n", encoding="utf-8")
    with pytest.raises(InstanceError, match="Solomon"):
        read(tmp_path / "s.txt")
    text = "1 10 1\n0 0 0 0 0 9 0 0 0\n1 1 1 5 0 9 0 0 7\n"
    (tmp_path / "l.txt").write_text(text, encoding="utf-8")
    with pytest.raises(InstanceError, match=r"l\.txt:3"):
        read(tmp_path / "l.txt")


def test_routing_without_instances_is_skipped_with_a_word() -> None:
    table = load()["routing"].run(Namespace(**OPTIONS))
    assert "skipped" in table.figure
