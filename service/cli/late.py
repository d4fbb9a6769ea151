"""Commands that are imported once one of them is called: help names them all at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command


class Late(NamedTuple):
    """A command that help can name before it is imported."""

    told: str
    """What it does, in both languages, without a full stop."""
    made: Callable[[], Callable[..., Any] | typer.Typer]
    """Imports it: its function, or several under one name."""


def at(place: str) -> Callable[[], Callable[..., Any] | typer.Typer]:
    """Return what imports ``module:name``."""

    def made() -> Callable[..., Any] | typer.Typer:
        module, _, name = place.partition(":")
        found: Callable[..., Any] | typer.Typer = getattr(import_module(module), name)
        return found

    return made


class _Entered(dict[str, Any]):
    """Commands by name, each imported when it is looked up."""

    def __init__(self, late: Mapping[str, Late]) -> None:
        super().__init__(late)
        self._waiting = set(late)

    def __getitem__(self, name: str) -> Any:
        if name in self._waiting:
            self._waiting.discard(name)
            self[name] = _whole(name, super().__getitem__(name))
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self:
            return default
        return self[name]

    def items(self) -> Any:
        return [(name, self[name]) for name in self]

    def values(self) -> Any:
        return [self[name] for name in self]


class LateGroup(TyperGroup):
    """The commands of ``late``: each is a name and a line until it is looked up."""

    late: ClassVar[Mapping[str, Late]] = {}

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = _Entered(self.late)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order in which they are offered."""
        del ctx
        return list(self.commands)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help without the library that frames it, which takes longer than all else."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write every command with its whole line: no language is cut off."""
        del ctx
        with formatter.section("Commandes / Commands"):
            formatter.write_dl([(name, one.told) for name, one in self.late.items()])


def _whole(name: str, late: Late) -> Any:
    """Return a command with its options."""
    # what imports make stays: to look for rubbish among it takes a tenth of the time
    gc.disable()
    try:
        made = late.made()
    finally:
        gc.freeze()
        gc.enable()
    if not isinstance(made, typer.Typer):
        of_one = typer.Typer(add_completion=False)
        of_one.command(name)(made)
        made = of_one
    found = get_command(made)
    found.name, found.help = name, f"{late.told}."
    _leave_reading(found)
    return found


def _leave_reading(command: Any) -> None:
    """Have commands say themselves of a file that it is shut, in people's language."""
    for one in command.params:
        if hasattr(one, "type_descriptor"):
            one.type_descriptor.parameter_info.readable = False
    for part in getattr(command, "commands", {}).values():
        _leave_reading(part)
