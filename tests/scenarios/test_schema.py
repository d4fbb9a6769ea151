import json
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from models.scenario import Scenario
from scenarios.nodes import plain
from scenarios.schema import PATH, schema, text
from scenarios.source import library, read
from scenarios.yaml_text import parse
from tests.scenarios.files import SOUND, spoilt

jsonschema = import_module("jsonschema")


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(schema())


def content(yaml: str) -> Any:
    node, complaints = parse(yaml, "f")
    assert node is not None
    assert not complaints
    return plain(node)


def test_the_schema_committed_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == text(), "run python -m scenarios.schema"


def test_it_is_a_schema_of_the_file() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert set(schema()["properties"]) == {*Scenario.model_fields, "default_variant", "variants"}
    assert json.loads(text()) == schema()


@pytest.mark.parametrize("name", library())
def test_it_accepts_the_library(name: str) -> None:
    assert not list(validator().iter_errors(content(read(name).text)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people: 100", "peopel: 100"),
        ("people: 100", "people: '100'"),
        ("id: van-1", "id: Van 1"),
        ("    extends: alone", "    extend: alone"),
    ],
)
def test_it_refuses_what_loading_refuses(old: str, new: str) -> None:
    assert not list(validator().iter_errors(content(SOUND)))
    assert list(validator().iter_errors(content(spoilt(old, new))))
