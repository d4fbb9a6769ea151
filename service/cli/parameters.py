"""The options of a command, made from the fields of what is asked; and what was given to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import typer

from models.base import Model
from models.fields import titled_of
from scenarios.fields import Slot, slot
from service.asking.asked import ON_DISK, Asked, EarlierRun, Option, SentFile, Spelled, mark_of
from service.words.field_faults import FieldFault

Faults = Sequence[FieldFault]
NOT_OPTIONS = ("kind", "scenario", "version")
"""Fields of what is asked that the command itself, or its first argument, says."""


@dataclass(frozen=True)
class Values:
    """What was given to a command, by field of what is asked."""

    plain: Mapping[str, Any]
    """As JSON has it; ``ON_DISK`` where an earlier run is given as a file."""
    studies: Mapping[str, Path]
    """Studies of earlier runs."""
    files: Mapping[str, Path]
    """Other files."""
    spelled: Mapping[str, Callable[[Mapping[str, Model]], tuple[Model | None, Faults]]]
    """Fields that have several options: what reads their value, given studies of earlier runs."""


def spelling(model: type[Model], field: str) -> str:
    """Return how the command line names a field: ``--time-limit``; nothing for an argument."""
    for name in model.model_fields:
        spelled = mark_of(model, name, Spelled)
        if spelled is not None and field in spelled.said.model_fields:
            return spelling(spelled.said, field)
    first = field.partition(".")[0]
    option = mark_of(model, first, Option) if first in model.model_fields else None
    if option is not None and option.argument:
        return ""
    return option.name if option is not None and option.name else f"--{first.replace('_', '-')}"


def parameters(model: type[Model]) -> Iterator[Parameter]:
    """Yield the parameters of a command: one a field, or several where a field is spelled so."""
    for name, place in slot(model).keys.items():
        if name in NOT_OPTIONS or place.annotation is SentFile:
            continue
        spelled = mark_of(model, name, Spelled)
        if spelled is not None:
            yield from parameters(spelled.said)
        else:
            yield _parameter(model, name, place)


def _parameter(model: type[Model], name: str, place: Slot) -> Parameter:
    option = mark_of(model, name, Option) or Option()
    declared = model.model_fields[name]
    default = None if declared.is_required() else declared.get_default(call_default_factory=True)
    titled = titled_of(model, name)
    told = titled.note or titled.title
    help_ = f"{told.fr.removesuffix('.')} / {told.en.removesuffix('.')}"
    earlier = mark_of(model, name, EarlierRun)
    metavar = option.metavar or (None if earlier is None else "ETUDE")
    kind: Any = place.annotation
    if earlier is not None:
        kind = Path
    elif get_origin(kind) is not None and place.kind == "leaf":
        metavar, kind = "|".join(get_args(kind)), str
    elif place.kind == "list":
        kind, default = (str if option.commas else list[str]), None
    if option.argument:
        said: Any = typer.Argument(metavar=metavar, help=help_)
        return parameter(name, Annotated[kind, said], Parameter.empty)
    names = [option.name] if option.name else []
    if kind is bool and not default:
        # a flag that is off has no other side
        names = [spelling(model, name)]
    unless = model.default_of(name) if issubclass(model, Asked) and default is None else None
    shown = f"{unless:g}" if isinstance(unless, float) else True
    said = typer.Option(*names, metavar=metavar, help=help_, show_default=shown)
    return parameter(name, Annotated[kind if default is not None else kind | None, said], default)


def parameter(name: str, annotation: Any, default: Any = None) -> Parameter:
    """Return one parameter of a command; an argument's default is ``Parameter.empty``."""
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def values_of(model: type[Asked], given: Mapping[str, Any]) -> Values:
    """Return what was given to the parameters that were made of a model."""
    plain: dict[str, Any] = {}
    studies: dict[str, Path] = {}
    files: dict[str, Path] = {}
    spelled: dict[str, Callable[[Mapping[str, Model]], tuple[Model | None, Faults]]] = {}
    for name in model.model_fields:
        said = mark_of(model, name, Spelled)
        if said is not None:
            named = {one: given[one] for one in said.said.model_fields if given[one] is not None}
            spelled[name] = partial(said.read, said.said.model_validate(named))
            continue
        value = None if name in NOT_OPTIONS else given.get(name)
        if value is None or value == []:
            continue
        earlier: EarlierRun | None = mark_of(model, name, EarlierRun)
        option = mark_of(model, name, Option)
        if earlier is not None and earlier.otherwise and value.suffix.lower() != ".json":
            files[earlier.otherwise] = value
        elif earlier is not None:
            studies[name], plain[name] = value, ON_DISK
        elif option is not None and option.commas:
            plain[name] = [one.strip() for one in value.split(",") if one.strip()]
        else:
            plain[name] = value
    return Values(plain, studies, files, spelled)
