from __future__ import annotations

from models.base import Text
from service.words.field_faults import FieldFault

TEXT = Text(fr="{field} {value} : {why}, sauf {other}.", en="{field} {value}: {why}, but {other}.")


def dashed(name: str) -> str:
    return f"--{name}"


def test_fields_values_and_what_people_typed_fill_the_sentence() -> None:
    why = Text(fr="trop", en="too many")
    fault = FieldFault("seeds", TEXT, {"value": "{other} {0}", "why": why})
    assert fault.told(dashed, "fr") == "--seeds {other} {0} : trop, sauf --other."
    assert fault.line(dashed, "en") == "--seeds {other} {0}: too many, but --other."


def test_a_whole_sentence_follows_its_field_and_braces_stay() -> None:
    fault = FieldFault("seeds", Text(fr="Trouvé {a}.", en="Found {a}."))
    assert fault.told(dashed, "en") == "Found {a}."
    assert fault.line(dashed, "en") == "--seeds: Found {a}."
    assert FieldFault("", fault.text).line(dashed, "en") == "Found {a}."


def test_people_are_told_by_the_names_that_they_gave() -> None:
    plain = Text(fr="{name} : trop.", en="{name}: too many.")
    fault = FieldFault("absent", TEXT, {"value": "rene", "name": "René", "why": ""}, plain)
    assert fault.told(dashed, "en", to_people=True) == "René: too many."
    assert fault.told(dashed, "en").startswith("--absent rene")
