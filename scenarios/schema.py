"""The JSON Schema of a scenario file, made from the models.

Run ``python -m scenarios.schema`` to write ``scenarios/schema.json`` again after a change of the
models; a test says when it is due.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scenarios.fields import records, slot
from scenarios.variants import ScenarioFile

PATH = Path(__file__).parent / "schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file: the base's fields, and its variants.

    Examples
    --------
    >>> schema()["properties"]["week_of"]["description"]
    'The Monday of the week planned.'
    """
    made = ScenarioFile.model_json_schema(mode="validation")
    for model in records(ScenarioFile):
        told = made["$defs"].get(model.__name__, {})
        if "required" in told:
            told["required"] = list(slot(model).required)
    return {"$schema": DIALECT, **made, "title": "ramasse: a scenario file"}


def text() -> str:
    """Return the schema as the text that is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
