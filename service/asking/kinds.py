"""Kinds of runs by name: the value that the command, the API and the page are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field

from models.base import Language, Model, Text
from models.scenario import Scenario
from service.asking.asked import EarlierRun, mark_of
from service.asking.kind import Kind
from service.asking.whole import check_whole


class Kinds(Mapping[str, Kind]):
    """Some kinds, in the order in which they are offered."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}

    def __getitem__(self, name: str) -> Kind:
        """Return a kind by its name."""
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over names."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._kinds)

    @property
    def brief(self) -> tuple[str, ...]:
        """Kinds that a further process does, so that nobody waits for seconds behind minutes."""
        return tuple(name for name, kind in self.items() if kind.brief)

    def called(self, name: str) -> Text:
        """Return what a run of a kind is called; its name, of a kind that is no more."""
        return self[name].called if name in self else Text(fr=name, en=name)

    @property
    def asked(self) -> Any:
        """What may be asked, told apart by ``kind``: a type."""
        return Annotated[
            reduce(or_, (kind.asked for kind in self.values())), Field(discriminator="kind")
        ]

    def handed_on(self, name: str, content: bytes) -> Model:
        """Return what a run of a kind hands on to later ones, from its study as JSON.

        Raises
        ------
        ValidationError
            It is no study of this kind.
        UnsoundStudyError
            It is one that does not hold together.
        """
        kind = self[name]
        handed = kind.hands_on(kind.study.model_validate_json(content))
        check_whole(handed)
        return handed

    def from_study_of(self, name: str) -> Iterator[tuple[Kind, str]]:
        """Yield the kinds whose form starts from a study of a kind, and the field that names it."""
        for kind in self.values():
            for field in kind.asked.model_fields if kind.form is not None else ():
                earlier = mark_of(kind.asked, field, EarlierRun)
                if earlier is not None and name in earlier.kinds:
                    yield kind, field

    def editor_of(self, name: str) -> Kind | None:
        """Return the kind whose page changes a study of a kind, none where there is none."""
        for kind in self.values():
            if kind.editor is not None:
                earlier = mark_of(kind.asked, kind.editor.field, EarlierRun)
                if earlier is not None and name in earlier.kinds:
                    return kind
        return None

    def summary(self, world: Scenario, language: Language) -> tuple[str, ...]:
        """Return what a sound scenario amounts to, in a few lines."""
        told = (kind.summary(world, language) for kind in self.values() if kind.summary)
        return tuple(line for lines in told for line in lines)
