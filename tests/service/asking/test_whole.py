"""Studies that are given back: what they name exists, and their tables are whole."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from service.asking.whole import UnsoundStudyError
from service.kinds.registry import KINDS
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.results import result
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.service.commands import app

SPOILT: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "a vehicle": (("plan", "rounds", 0, "vehicle"), "zut"),
    "a person": (("plan", "rounds", 0, "crew", 0), "zut"),
    "a stream": (("plan", "rounds", 0, "stream"), "zut"),
    "a site": (("plan", "rounds", 0, "stops", 0, "site"), "zut"),
    "a family of a stop": (("plan", "rounds", 0, "stops", 1, "kg"), {"zut": 3.0}),
    "a round": (("plan", "shares", 0, "origin"), "zut"),
    "an association": (("balances", 0, "association"), "zut"),
    "what is left behind": (("unserved", 0, "pickup"), "zut"),
    "families left behind": (("unserved", 0, "families", 0), "zut"),
    "means in use": (("usage", 0, "id"), "zut"),
    "a row": (("travel", "seconds", 0), [0]),
    "no rows": (("travel", "metres"), []),
    "a site without a row": (("travel", "sites", 0), "zut"),
    "a store's agreement": (("scenario", "donors", 0, "holder"), "zut"),
}


def _spoilt(where: tuple[str | int, ...], what: Any) -> bytes:
    content = json.loads(planned().model_dump_json())
    place: Any = content
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = what
    return json.dumps(content).encode()


def test_a_study_that_ramasse_wrote_is_whole() -> None:
    """It comes back as it was."""
    assert KINDS.handed_on("week", planned().model_dump_json().encode()) == planned()


@pytest.mark.parametrize("what", SPOILT)
def test_a_study_that_was_edited_is_refused_where_it_does_not_hold(what: str) -> None:
    """The first place is named, and what stands there."""
    where, value = SPOILT[what]
    with pytest.raises(UnsoundStudyError) as caught:
        KINDS.handed_on("week", _spoilt(where, value))
    for told in (caught.value.text.fr, caught.value.text.en):
        assert str(where[0]) in told
        assert "ramasse" in told


def test_the_command_refuses_it(tmp_path: Path) -> None:
    """With the place, and what to do."""
    path = tmp_path / "study.json"
    path.write_bytes(_spoilt(*SPOILT["a vehicle"]))
    told = CliRunner().invoke(app, ["replan", str(path), "--day", "tue", "--down", "car"])
    assert told.exit_code == 2
    assert "plan.rounds.0.vehicle" in told.output
    assert "zut" in told.output


def test_a_split_without_a_cell_of_its_envy_is_refused() -> None:
    """A row with a cell less, and a table with a row less."""
    world = tiny("hub")
    split = allocate(world, expected(world), compare=False)
    KINDS.handed_on("split", split.model_dump_json().encode())
    for spoilt in ((split.envy[0][1:], *split.envy[1:]), split.envy[1:], ()):
        hurt = split.changed(envy=spoilt).model_dump_json().encode()
        with pytest.raises(UnsoundStudyError, match="envy"):
            KINDS.handed_on("split", hurt)


GIVEN_BACK = ("rota", "warehouse", "bookings", "openings", "itinerary", "costs")


@pytest.mark.parametrize("kind", [*GIVEN_BACK, "transfers", "fridge", "territory", "buying"])
def test_studies_of_every_kind_come_back_as_they_were(kind: str) -> None:
    made = result(KINDS[kind].study)
    found = KINDS.handed_on(kind, made.model_dump_json().encode())
    assert found == KINDS[kind].hands_on(made)


def _renamed(content: Any, rng: random.Random) -> None:
    """Name something that is not there, or take a row out, somewhere beside the scenario."""
    places: list[tuple[Any, Any]] = []
    held: list[Any] = [{key: one for key, one in content.items() if key != "scenario"}]
    while held:
        here = held.pop()
        for key, one in here.items() if isinstance(here, dict) else enumerate(here):
            if isinstance(one, dict | list):
                held.append(one)
            if (isinstance(one, str) and one and key not in ("fr", "en")) or (
                isinstance(one, list) and one
            ):
                places.append((here, key))
    here, key = rng.choice(places)
    if isinstance(here[key], list):
        here[key].pop(rng.randrange(len(here[key])))
    else:
        here[key] = "absent"


@pytest.mark.parametrize("kind", [*GIVEN_BACK, "transfers", "fridge", "territory", "buying"])
def test_a_study_whose_ids_dangle_is_refused_or_can_be_shown(kind: str) -> None:
    """Nothing else is raised, by any of fifteen of them; some are refused."""
    made, rng, refused = result(KINDS[kind].study).model_dump_json(), random.Random(1), 0
    for _ in range(15):
        content = json.loads(made)
        _renamed(content, rng)
        sent = json.dumps(content).encode()
        try:
            KINDS.handed_on(kind, sent)
        except (UnsoundStudyError, ValidationError) as error:
            refused += bool(str(error))
        else:
            KINDS[kind].html(KINDS[kind].study.model_validate_json(sent), "fr")
    assert refused


def test_the_command_says_in_one_sentence_what_an_edited_study_names(tmp_path: Path) -> None:
    content = json.loads(result(KINDS["openings"].study).model_dump_json())
    content["plan"]["slots"][0]["slot"] = "absent"
    path = tmp_path / "study.json"
    path.write_text(json.dumps(content))
    told = CliRunner().invoke(app, ["openings-change", str(path)])
    assert told.exit_code == 2
    assert "Traceback" not in told.output
