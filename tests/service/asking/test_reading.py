"""What is asked has the same faults whichever surface it comes from, fields named as it does."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pytest

from service.asking.reading import read
from service.asking.telling import line_of, title_of
from service.cli.parameters import spelling
from service.kinds.registry import KINDS


def told(kind: str, **values: Any) -> list[str]:
    """What the command, the API and the page say of some values."""
    model = KINDS[kind].asked
    asked, faults = read(model, {"scenario": "tiny", **values})
    assert (asked is None) == bool(faults)
    names = (partial(spelling, model), str, lambda field: title_of(model, field, "en"))
    return [line_of(one, name, "en") for one in faults for name in names]


@pytest.mark.parametrize(
    ("kind", "values", "sentences"),
    [
        (
            "week",
            {"time_limit_s": -3},
            (
                "--time-limit -3: expected a number above 0. For example --time-limit 30.",
                "time_limit_s -3: expected a number above 0. For example time_limit_s 30.",
                "“Time of the search (seconds)” -3: expected a number above 0. For example "
                "“Time of the search (seconds)” 30.",
            ),
        ),
        ("bookings", {"time_limit_s": math.nan}, ("--time-limit nan: expected a number",)),
        ("bookings", {"time_limit_s": math.inf}, ("--time-limit inf: expected a number",)),
        ("week", {"seed": -1}, ("--seed -1: expected a whole number, 0 or more.",)),
        ("levers", {"seeds": 0}, ("--seeds 0: expected a number of at least 1.",)),
        (
            "costs",
            {"rule": "shaply"},
            ("--rule shaply: unknown rule. Expected: shapley, nucleolus",),
        ),
        ("week", {"engine": "{zut}"}, ("--engine {zut}: unknown. Expected: pyvrp",)),
        ("week", {"seed": "a"}, ('--seed: Found "a". Expected: a whole number',)),
        ("week", {"time_limit_s": 3, "iterations": 3}, ("Both --time-limit and --iterations.",)),
        (
            "split",
            {"supply": "0" * 16, "lots": {"name": "a.csv", "content": "YQ=="}},
            ("Both --supply and --lots.", "Both supply and lots."),
        ),
    ],
)
def test_faults_name_fields_as_each_surface_does(
    kind: str, values: dict[str, Any], sentences: tuple[str, ...]
) -> None:
    found = told(kind, **values)
    assert len(found) == 3
    for one, sentence in zip(found, sentences, strict=False):
        assert one.startswith(sentence), one


def test_what_is_sound_is_read() -> None:
    asked, faults = read(KINDS["week"].asked, {"scenario": "tiny", "seed": 7, "sets": ["a=1"]})
    assert faults == []
    assert asked is not None
    assert asked.model_dump()["seed"] == 7
