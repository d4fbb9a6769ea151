"""Kinds of runs by name: the value that the command, the API and the page are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from service.asking.room import Room

if TYPE_CHECKING:
    from models.base import Language, Model, Text
    from models.scenario import Scenario
    from service.asking.kind import Kind


class Kinds(Mapping[str, "Kind"]):
    """Some kinds, in the order in which they are offered; those of rooms are imported when asked.

    Nothing heavy is imported here: whoever asks for help waits for no model.
    """

    def __init__(self, kinds: Iterable[Kind | Room]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}

    def __getitem__(self, name: str) -> Kind:
        """Return a kind by its name."""
        found = self._kinds[name]
        if isinstance(found, Room):
            found = self._kinds[name] = _entered(found)
        return found

    def __iter__(self) -> Iterator[str]:
        """Iterate over names."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._kinds)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a kind of a name, without importing it."""
        return name in self._kinds

    @property
    def commands(self) -> Mapping[str, tuple[str, str]]:
        """The name and the title, in both languages, of each kind by its command."""
        rooms = {
            name: one if isinstance(one, Room) else one.room for name, one in self._kinds.items()
        }
        return {one.command: (name, f"{one.fr} / {one.en}") for name, one in rooms.items()}

    @property
    def brief(self) -> tuple[str, ...]:
        """Kinds that a further process does, so that nobody waits for seconds behind minutes."""
        return tuple(name for name, kind in self.items() if kind.brief)

    def called(self, name: str) -> Text:
        """Return what a run of a kind is called; its name, of a kind that is no more."""
        from models.base import Text

        return self[name].called if name in self else Text(fr=name, en=name)

    @property
    def asked(self) -> Any:
        """What may be asked, told apart by ``kind``: a type."""
        from pydantic import Field

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
        from models.plan import Plan
        from service.asking.whole import check_shown, check_whole

        kind = self[name]
        study = kind.study.model_validate_json(content)
        handed = kind.hands_on(study)
        check_whole(handed)
        if not isinstance(getattr(handed, "plan", None), Plan):
            # what it names is its system's own: showing it looks at all of it
            check_shown(lambda: kind.page(study, "fr"))
        return handed

    def from_study_of(self, name: str) -> Iterator[tuple[Kind, str]]:
        """Yield the kinds whose form starts from a study of a kind, and the field that names it."""
        from service.asking.asked import EarlierRun, mark_of

        for kind in self.values():
            for field in kind.asked.model_fields if kind.form is not None else ():
                earlier = mark_of(kind.asked, field, EarlierRun)
                if earlier is not None and name in earlier.kinds:
                    yield kind, field

    def editor_of(self, name: str) -> Kind | None:
        """Return the kind whose page changes a study of a kind, none where there is none."""
        from service.asking.asked import EarlierRun, mark_of

        for kind in self.values():
            if kind.editor is not None:
                earlier = mark_of(kind.asked, kind.editor.field, EarlierRun)
                if earlier is not None and name in earlier.kinds:
                    return kind
        return None

    def summary(self, world: Scenario, language: Language) -> tuple[str, ...]:
        """Return what a sound scenario amounts to, in a few lines."""
        told = (kind.summary(world, language) for kind in self._kinds.values() if kind.summary)
        return tuple(line for lines in told for line in lines)


def _entered(room: Room) -> Kind:
    """Return the kind of a room, imported now."""
    found: Kind = getattr(import_module(f"{room.place}.kind"), room.kind)
    return found
