"""The part of a scenario that a kind of run works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Text
from models.scenario import Scenario
from scenarios import Fault
from service.asking.asked import AskedOfScenario, sets_of
from service.asking.given import Given
from service.sources import opened


@dataclass(frozen=True)
class Part:
    """A key of a scenario, and the lists under it without which there is nothing to do."""

    name: str
    needed: tuple[str, ...]
    nothing: Text
    """Said where one of them is empty, of ``{label}``; ``{missing}`` names those that are."""

    def stands_in(self, content: Mapping[str, Any]) -> bool:
        """Tell whether the content of a scenario file has what is needed."""
        part = content.get(self.name)
        return isinstance(part, Mapping) and all(part.get(one) for one in self.needed)

    def faults(self, asked: AskedOfScenario, given: Given) -> Sequence[Fault]:
        """Return that a sound scenario has nothing for a kind, where something needed is empty."""
        with opened(given.source, getattr(asked, "variant", None), sets_of(asked)) as found:
            return self.lacking(found.scenario)

    def lacking(self, world: Scenario) -> list[Fault]:
        """Return that a scenario has nothing for a kind, where something needed is empty."""
        part = getattr(world, self.name)
        missing = ", ".join(f"{self.name}.{one}" for one in self.needed if not getattr(part, one))
        if not missing:
            return []
        text = self.nothing.format(label=world.label, missing=missing)
        return [Fault(place="", path="", text=text)]
