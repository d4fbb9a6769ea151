"""A list that the model of a scenario gains is in the file, the workbook, the page and the rules.

No other file names it: everything is read from its field.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

GLEANING = """
import io, json, sys
from pathlib import Path
from typing import Annotated

import models.scenario
from models.base import Model, Slug
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import table


class Gleaning(Model):
    id: Annotated[Slug, fr("Glanage"), en("Gleaning")]
    label: Name
    owner: Annotated[Slug, fr("Qui"), en("Who"), refers("associations")]


class Scenario(models.scenario.Scenario):
    gleanings: Annotated[
        tuple[Gleaning, ...],
        fr("Glanages", "Qui glane."),
        en("Gleanings", "Who gleans."),
        table("un glanage", "a gleaning", "label owner"),
    ] = ()


models.scenario.Scenario = Scenario

from openpyxl import load_workbook

from scenarios import ScenarioError, load
from scenarios.forms import content, workbook
from service.web.tables import TABLES, offered

said = content("aubagne")
found = {"offered": "gleanings" in [one.name for one in offered(said)]}
found["table"] = [TABLES["gleanings"].title.fr, TABLES["gleanings"].one.en]
said["gleanings"] = [{"id": "plums", "label": "Prunes", "owner": "restoz"}]
book = Path(sys.argv[1])
book.write_bytes(workbook(said, "fr", "f.xlsx"))
sheet = load_workbook(book)["Glanages"]
found["sheet"] = [[cell.value for cell in row] for row in sheet.iter_rows()]
found["read"] = content(book)["gleanings"] == said["gleanings"]
try:
    load(book)
except ScenarioError as error:
    found["faults"] = [[one.place, one.path, one.text.en] for one in error.faults]
print(json.dumps(found))
"""


def test_it_appears_everywhere(tmp_path: Path) -> None:
    book = tmp_path / "town.xlsx"
    made = subprocess.run(
        [sys.executable, "-c", GLEANING, str(book)], capture_output=True, text=True, check=True
    )
    found = json.loads(made.stdout)
    assert found["offered"]
    assert found["table"] == ["Glanages", "a gleaning"]
    assert found["sheet"] == [
        ["Glanage", "Nom", "Qui"],
        ["id", "label", "owner"],
        ["plums", "Prunes", "restoz"],
    ]
    assert found["read"]
    ((place, path, text),) = found["faults"]
    assert place == f"{book}:Glanages!C3"
    assert path == "Qui"
    assert text.startswith('Found "restoz", which does not exist. Expected: an association among')
