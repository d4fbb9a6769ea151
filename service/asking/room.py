"""Where a kind of run lives: known before it is imported, so that help is told at once."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.base import Language, Text
    from models.scenario import Scenario


class Room(NamedTuple):
    """A kind that is imported once it is asked for."""

    place: str
    """Its package: the last part is the kind's name."""
    kind: str
    """What the kind is called in the package's module ``kind``."""
    command: str
    """Its name at the command line."""
    fr: str
    """What one asks for, in French: the heading of the form, the help of the command."""
    en: str
    sums_up: bool = False
    """Whether a module ``summary`` says what a sound scenario holds for it."""

    @property
    def name(self) -> str:
        """The kind's name."""
        return self.place.rpartition(".")[2]

    @property
    def title(self) -> Text:
        """What one asks for."""
        from models.base import Text

        return Text(fr=self.fr, en=self.en)

    @property
    def summary(self) -> Callable[[Scenario, Language], tuple[str, ...]] | None:
        """What a sound scenario holds for it, in a few lines; the kind itself is not imported."""
        if not self.sums_up:
            return None
        found: Callable[[Scenario, Language], tuple[str, ...]]
        found = import_module(f"{self.place}.summary").summary
        return found
