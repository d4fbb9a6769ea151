from __future__ import annotations

from argparse import Namespace

import pytest

from benchmarks.__main__ import main
from benchmarks.registry import load
from benchmarks.tables import show

OPTIONS = {"time_limit": None, "seeds": None, "variants": None, "scale": None, "keep": False}


@pytest.mark.parametrize("name", sorted(load()))
def test_every_case_runs_at_its_smoke_size(name: str) -> None:
    case = load()[name]
    table = case.run(Namespace(**(OPTIONS | case.smoke)))
    assert table.rows
    assert all(row.get("violations", 0) == 0 for row in table.rows)
    assert any("violations" in row or "core" in row for row in table.rows)
    assert show(table).splitlines()[-1] == table.figure


def test_cases_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "aubagne" in capsys.readouterr().out
