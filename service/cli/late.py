"""Commands that are imported once one of them is called: help names them all at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
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


class LateGroup(TyperGroup):
    """The commands of ``late``: each is a name and a line until it is called."""

    late: ClassVar[Mapping[str, Late]] = {}

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {name: _line(name, one) for name, one in self.late.items()}
        self._waiting = set(self.late)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is called, imported now."""
        if args and args[0] in self._waiting:
            self._waiting.discard(args[0])
            self.commands[args[0]] = _whole(args[0], self.late[args[0]])
        return super().resolve_command(ctx, args)

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


def _line(name: str, late: Late) -> TyperCommand:
    """Return a command that is only named."""
    return TyperCommand(name, help=f"{late.told}.", callback=None)


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
    return found
