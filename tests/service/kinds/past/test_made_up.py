"""What is made up of a week, and where it may not be."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios import load
from service.kinds.past.made_up import came, driven, mondays, shipped, visits_of, with_half_years
from service.ledger import Ledger, Telling
from service.ledger.week_visits import planned_visits
from tests.helpers.studies import planned
from tests.helpers.visits import visit
from tests.service.commands import app


def test_what_the_plan_leaves_is_not_visited_and_the_rest_bears_its_round() -> None:
    """Of a visit that was of no donation nothing changes."""
    study = planned()
    rows = planned_visits(study.scenario, study.plan)
    monday = study.scenario.week_of
    mine = [visit(0, 0, row.donor, 50.0).changed(day=row.day, pickup=row.pickup) for row in rows]
    left = visit(0, 0, "super", 50.0).changed(day=monday, pickup="super_left")
    alone = visit(0, 0, "super", 50.0).changed(day=monday, pickup=None)
    found = came(study, [*mine, left, alone])
    assert [(one.round, one.association) for one in found[: len(rows)]] == [
        (row.round, row.association) for row in rows
    ]
    assert (found[-2].outcome, found[-2].food) == ("not_visited", ())
    assert found[-1] == alone


def test_each_round_has_an_outing_of_about_its_km_and_hours_the_same_each_time() -> None:
    """Of those aboard, by the vehicle's owner."""
    study = planned()
    found = driven(study, 7)
    assert found == driven(study, 7) != driven(study, 8)
    assert {one.round for one in found} == {one.id for one in study.plan.rounds}
    for one in found:
        item = study.plan.round[str(one.round)]
        assert 0.9 < one.hours / (item.duration_s / 3600) < 1.3
        assert one.km > 0


def test_half_a_year_ships_for_aubagne_alone() -> None:
    """26 weeks that end before the week of its file."""
    assert with_half_years() == ["aubagne"]
    assert shipped("tiny") is None
    world = load("aubagne", None, []).scenario
    assert world.pooling.key == "kg"  # what a month settles has figures
    weeks = mondays(visits_of(world))
    assert len(weeks) == 26
    assert weeks[-1] + timedelta(weeks=1) == world.week_of


def test_a_town_with_weeks_of_its_own_gets_none_that_are_made_up(tmp_path: Path) -> None:
    """Nothing is written where anything was told by somebody."""
    url = f"sqlite:///{tmp_path / 'own.db'}"
    with Ledger(url) as ledger:
        ledger.tell("aubagne", Telling((visit(0, 0, "super-1", 10.0),)))
    done = CliRunner().invoke(app, ["past", "aubagne", "--database", url, "--lang", "en"])
    assert done.exit_code == 2
    assert "has weeks that are published or weighed already" in " ".join(done.output.split())
    with Ledger(url) as ledger:
        assert (ledger.weeks("aubagne"), len(ledger.journal("aubagne").visits)) == ([], 1)


@pytest.mark.parametrize("town", ["vallee", "marseille"])
def test_other_towns_are_refused(tmp_path: Path, town: str) -> None:
    """It says which town ships with one."""
    url = f"sqlite:///{tmp_path / 'other.db'}"
    done = CliRunner().invoke(app, ["past", town, "--database", url, "--lang", "en"])
    assert done.exit_code == 2
    assert "aubagne" in done.output
    assert not (tmp_path / "other.db").exists()
