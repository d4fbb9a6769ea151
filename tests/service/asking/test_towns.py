"""A run of another town is told by the names of both."""

from __future__ import annotations

from models.base import Language
from service.asking.towns import of_other_town
from tests.helpers.studies import planned


def test_only_another_town_is_told() -> None:
    study = planned("alone")
    world = study.scenario
    assert of_other_town("week", None, world) == []
    assert of_other_town("week", study, world.changed(label="Autrement")) == []
    (fault,) = of_other_town("week", study, world.changed(id="other", label="Ailleurs"))
    language: Language = "en"
    told = fault.told(lambda name: f"--{name}", language)
    assert told.startswith('--week: this is a run of "Trois associations", another town than')
    assert "Ailleurs" in told
