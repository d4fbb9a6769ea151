"""What the system finds."""

from __future__ import annotations

from models.base import Model
from models.findings import Finding
from models.scenario import Scenario


class Echo(Model):
    """The names that were said, in order."""

    scenario: Scenario
    names: tuple[str, ...]
    loud: bool
    violations: tuple[Finding, ...] = ()


def echo(world: Scenario, times: int, loud: bool, before: Echo | None) -> Echo:
    """Say the names of associations, after those that were said before."""
    said = () if before is None else before.names
    names = [one.label.upper() if loud else one.label for one in world.associations]
    return Echo(scenario=world, names=(*said, *(names * times)), loud=loud)
