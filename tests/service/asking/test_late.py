"""Every function that a kind names by its place is there, and takes what it is called with."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import Any

import pytest

from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper
from service.kinds.registry import KINDS


def named(kind: Kind) -> Iterator[Late]:
    """Yield what a kind names, in its papers and tabs too."""
    for one in (kind, kind.telephones, *kind.tabs):
        values: list[Any] = []
        if is_dataclass(one):
            values = [getattr(one, field.name) for field in fields(one)]
        yield from (value for value in values if isinstance(value, Late))
    yield from (Late(one.made_by) for one in kind.papers if isinstance(one, Paper))


@pytest.mark.parametrize("name", list(KINDS))
def test_what_a_kind_names_is_there(name: str) -> None:
    found = list(named(KINDS[name]))
    assert found or name == "replan"
    for one in found:
        module, _, function = one.place.partition(":")
        assert len(inspect.signature(getattr(import_module(module), function)).parameters) >= 2
