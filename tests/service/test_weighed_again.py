"""A list that is given twice, with the plan or without it, is written once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scenarios.weighing import Told, read_visits
from service.ledger import Ledger
from service.ledger.week_visits import planned_visits
from service.ledger.weighing import Weighed, weigh
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned

WORLD = tiny("hub")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


def told(tmp_path: Path, line: str) -> Told:
    path = tmp_path / "journal.csv"
    path.write_text(f"date;magasin;famille;kg\n{line}", encoding="utf-8")
    return read_visits(path, WORLD)


def weighed(ledger: Ledger, found: Told, **how: Any) -> Weighed:
    return weigh(ledger, WORLD, found, today=date(2026, 11, 30), **how)


def test_a_list_that_does_not_say_who_went_is_written_once(ledger: Ledger, tmp_path: Path) -> None:
    """Whoever the plan sends is kept, though another holds the agreement: no second visit."""
    study = planned("hub")
    rows = planned_visits(WORLD, study.plan)
    other = next(one for one in rows if one.association != WORLD.donor[one.donor].holder)
    label = WORLD.donor[other.donor].label
    line = f"{other.day:%d/%m/%Y};{label};Pain;7\n"
    assert weighed(ledger, told(tmp_path, line), planned=rows).written == 1
    assert weighed(ledger, told(tmp_path, line), planned=rows).written == 0
    assert weighed(ledger, told(tmp_path, line)).written == 0
    again = told(tmp_path, line.replace(";7", ";8"))
    (refused,) = weighed(ledger, again, planned=rows).faults
    assert "already" in refused.text.en
    assert weighed(ledger, again, correcting=True, reason="misread").written == 1
    (visit,) = ledger.journal("tiny").visits
    assert (visit.kg, visit.association, visit.round) == (8.0, other.association, other.round)


def test_a_list_weighed_without_the_plan_is_not_doubled_by_it(
    ledger: Ledger, tmp_path: Path
) -> None:
    """What was written stands: the plan that is given afterwards makes no second visit."""
    rows = planned_visits(WORLD, planned("hub").plan)
    other = next(one for one in rows if one.association != WORLD.donor[one.donor].holder)
    line = f"{other.day:%d/%m/%Y};{WORLD.donor[other.donor].label};Pain;7\n"
    assert weighed(ledger, told(tmp_path, line)).written == 1
    assert weighed(ledger, told(tmp_path, line), planned=rows).written == 0
    assert len(ledger.journal("tiny").visits) == 1


def test_a_whole_journal_of_another_town_is_refused_by_one_sentence(tmp_path: Path) -> None:
    """By the town that it names, or since no store of it is known; few of them are each told."""

    def read(text: str) -> list[str]:
        path = tmp_path / "elsewhere.csv"
        path.write_text(text, encoding="utf-8")
        return [one.text.en for one in read_visits(path, WORLD).complaints]

    lines = "".join(f"valley;24/11/2026;shop {n};Apples;{n + 1}\n" for n in range(9))
    (one,) = read("ville;date;magasin;famille;kg\n" + lines)
    assert one.startswith('All of this file is of "valley", not of')
    (one,) = read("date;magasin;famille;kg\n" + lines.replace("valley;", ""))
    assert "is it the journal of another town?" in one
    two = read("date;magasin;famille;kg\n24/11/2026;Supper;Pain;1\n25/11/2026;Hypper;Pain;1\n")
    assert sum("Did you mean" in one for one in two) == 2
