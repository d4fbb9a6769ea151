"""A page on which the study of a run is changed step by step, as data that the web page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.base import Language, Model, Text

Query = Mapping[str, Sequence[str]]
"""What an address asks for: texts by name."""


@dataclass(frozen=True)
class Looked:
    """What to show of an address, or the address to go to."""

    leads: str | None = None
    """The query of another address of the same page: a step was made."""
    content: Mapping[str, Any] = field(default_factory=dict)
    """What the template shows."""
    wrong: str = ""
    """Why the step that was asked for was not made."""


@dataclass(frozen=True)
class Editor:
    """How a study is changed on a page: every step stands in the page's address."""

    tab: str
    """The last part of the page's address."""
    title: Text
    template: str
    field: str
    """Of what is asked: the one that names the run."""
    look: Callable[[str, Callable[[], Model], Query, Language], Looked]
    """Given a run's id, what reads its study if it is not at hand, and the address."""
    asks: Callable[[Query], Mapping[str, Any]]
    """What a form that keeps the steps asks for, as JSON has it."""
    offers: Callable[[Model, Language], Sequence[tuple[str, str]]]
    """Steps that a study advises: what each is, and the query of the page that makes it."""
    offered: Text
    """What stands over them."""
