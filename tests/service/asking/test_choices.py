"""What a form lets choose from is called by words, never by what programs write."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import pytest

from scenarios.fields import slot
from service.asking.asked import OneOf, mark_of
from service.kinds.registry import KINDS


@pytest.mark.parametrize("name", KINDS)
def test_every_choice_has_its_words(name: str) -> None:
    model = KINDS[name].asked
    for field, place in slot(model).keys.items():
        if field == "kind" or get_origin(place.annotation) is not Literal:
            continue
        named = mark_of(model, field, OneOf)
        assert named is not None, field
        assert set(map(str, get_args(place.annotation))) <= named.words.keys(), field
