"""Stability named among the objectives of a week that is planned without it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from models.policy import Stage
from models.scenario import Scenario
from scenarios import dump
from service.asking.given import Given
from service.kinds.week.kind import WEEK
from service.sources import OnDisk
from tests.helpers.depot import depot
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned


def wrong(folder: Path, world: Scenario, *, named: bool) -> list[str]:
    """What is wrong with a week planned beside the one before."""
    if named:
        order = (*world.policy.objectives, Stage(objective="stability"))
        world = world.changed(policy=world.policy.changed(objectives=order))
    path = folder / "town.yaml"
    path.write_text(dump(world), encoding="utf-8")
    before = world.changed(week_of=world.week_of - timedelta(days=7))
    given = Given(OnDisk(str(path)), earlier={"earlier_week": planned().changed(scenario=before)})
    asked = WEEK.asked.model_validate({"kind": "week", "scenario": world.id})
    return [one.text.fr for one in WEEK.wrong(asked, given)]


@pytest.mark.parametrize("named", [True, False])
def test_a_week_of_depots_refuses_a_week_before(tmp_path: Path, named: bool) -> None:
    """By name, with what serves; without the word it is planned and told."""
    found = wrong(tmp_path, depot(), named=named)
    assert len(found) == named
    assert not named or "la stabilité est parmi les objectifs" in found[0]


def test_other_weeks_obey(tmp_path: Path) -> None:
    """A week without depots or sectors takes it."""
    assert wrong(tmp_path, tiny("hub"), named=True) == []
