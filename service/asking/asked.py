"""What every run asks for, and the fields that several kinds share.

A field says all of itself in its annotation: its bounds, its title and note in both languages
(``fr``, ``en``), how the command line spells it (``Option``), whether the form shows it at once
or not at all (``OnForm``), and what it stands for (``EarlierRun``, ``OneOf``, ``OfVariants``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from models.base import Model, Slug, Text
from models.fields import en, fr, told_of
from models.words import UNKNOWN
from service.words.field_faults import FieldFault

MOST_SETS = 1000
ON_DISK = "0" * 16
"""Stands for the run of a field that the command line gives as a file."""


@dataclass(frozen=True)
class Option:
    """How the command line spells a field, where it is not the field's name with dashes."""

    name: str = ""
    """``--time-limit``; the field's own when empty."""
    metavar: str = ""
    argument: bool = False
    """Whether it is given by its place, before every option."""
    commas: bool = False
    """Whether several are given as one text, with commas between."""


@dataclass(frozen=True)
class OnForm:
    """How the page's form shows a field; folded with others unless it says more."""

    first: bool = False
    """Whether it is shown at once."""
    hidden: bool = False


@dataclass(frozen=True)
class EarlierRun:
    """A field that names an earlier run: its id, at the command line the path of its study.

    What comes next after a result fills it in; forms show it where it is offered.
    """

    kinds: tuple[str, ...]
    otherwise: str = ""
    """The field of a file, to which a path goes that does not end with ``.json``."""
    offered: Literal["", "before", "same"] = ""
    """Which runs of the scenario a form offers, the latest chosen: of weeks before that of the
    version asked about, or of its own; none when empty."""


@dataclass(frozen=True)
class Spelled:
    """A field that the command line spells with several options."""

    said: type[Model]
    """One field an option."""
    read: Callable[[Any, Mapping[str, Model]], tuple[Model | None, Sequence[FieldFault]]]
    """Its value, none if it has faults, and these: of what was given and the earlier runs."""


@dataclass(frozen=True)
class OneOf:
    """What the words that a field may hold are called."""

    words: Mapping[str, Text]
    unknown: Text = UNKNOWN
    """What is said of any other word."""


@dataclass(frozen=True)
class OfVariants:
    """A field that names variants of the scenario."""

    default: bool = True
    """Whether a form offers the file's default variant."""


@dataclass(frozen=True)
class WhatIfOf:
    """A field about one variant more, that the file need not hold: what it is there for."""

    part: Literal["changes", "label", "from"]


@dataclass(frozen=True)
class EarlierAsked:
    """An earlier run that is asked for."""

    run: str
    kinds: tuple[str, ...]
    """Kinds that it may be of."""


RunId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""Id of another run of the same scenario's town."""


class SentFile(Model):
    """A file sent in a request: a CSV file or a workbook."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 _-]{1,60}\.(csv|xlsx)$")]
    content: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z0-9+/\r\n]*={0,2}\s*$", max_length=14_000_000)
    ] = Field(description="The file in base64.")


class Asked(Model):
    """What every run asks for."""

    default_s: ClassVar[float | None] = None
    """Seconds of search, of each plan or of all, unless something else is asked."""

    scenario: Slug = Field(description="Id of a stored scenario.")
    version: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Of the scenario; the last when absent."
    )

    @classmethod
    def contradictions(cls, values: Mapping[str, Any]) -> Iterator[FieldFault]:
        """Yield what is asked that does not go together, of values as JSON has them."""
        if values.get("time_limit_s") is not None and values.get("iterations") is not None:
            yield FieldFault("iterations", BOTH_LIMITS, {})

    @classmethod
    def default_of(cls, field: str) -> Any:
        """Return what holds when a field is left out, the seconds of search included."""
        declared = cls.model_fields[field]
        default = None if declared.is_required() else declared.default
        return cls.default_s if field == "time_limit_s" else default

    @property
    def limit_s(self) -> float | None:
        """Seconds of search; none where iterations are asked for instead, or no limit is."""
        if getattr(self, "iterations", None) is not None:
            return None
        given: float | None = getattr(self, "time_limit_s", None)
        return self.default_s if given is None else given

    def longer(self) -> Self | None:
        """Return the same with twice the search; none where it is as long as it may be.

        Examples
        --------
        >>> Asked(scenario="x").longer() is None
        True
        """
        effort = "time_limit_s" if self.limit_s is not None else "iterations"
        now: float | None = self.limit_s or getattr(self, "iterations", None)
        if now is None:
            return None
        try:
            return self.model_validate(self.model_dump(mode="json") | {effort: 2 * now})
        except ValidationError:
            return None

    @property
    def settles(self) -> bool:
        """Whether its study is of what really came: a published week may be brought to it."""
        return False

    def earlier(self) -> dict[str, EarlierAsked]:
        """Return the earlier runs that are asked for, by the field that names them."""
        named = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            name: EarlierAsked(run, one.kinds)
            for name, run in named.items()
            if run is not None and (one := mark_of(type(self), name, EarlierRun)) is not None
        }


class AskedOfScenario(Asked):
    """What a run asks for that reads its scenario, some of its values changed."""

    sets: Annotated[
        tuple[Annotated[str, StringConstraints(max_length=2000)], ...],
        Field(max_length=MOST_SETS),
        fr("Valeurs changées", "Change une valeur, ex. policy.sorting_min=30 ; répétable."),
        en("Values changed", "Change a value, such as policy.sorting_min=30; may be repeated."),
        Option("--set", metavar="CHEMIN=VALEUR"),
        OnForm(hidden=True),
    ] = ()


def mark_of(model: type[BaseModel], field: str, kind: type[Any]) -> Any:
    """Return what the annotation of a field says of one kind, the last word; none if nothing."""
    found = told_of(model, field, kind)
    return found[-1] if found else None


def what_if_of(model: type[Asked]) -> dict[str, str]:
    """Return the fields about one variant more, by what they are there for; none of most kinds."""
    marks = {name: mark_of(model, name, WhatIfOf) for name in model.model_fields}
    return {mark.part: name for name, mark in marks.items() if mark is not None}


def sets_of(asked: Asked) -> tuple[str, ...]:
    """Return the values that are changed in the scenario, where it is read."""
    return asked.sets if isinstance(asked, AskedOfScenario) else ()


def kind_of(asked: type[Asked]) -> str:
    """Return the name of the kind of run that is asked for."""
    (name,) = get_args(asked.model_fields["kind"].annotation)
    return str(name)


BOTH_LIMITS = Text(
    fr="{time_limit_s} et {iterations} à la fois. Attendu : l'un ou l'autre. Retirez l'un d'eux.",
    en="Both {time_limit_s} and {iterations}. Expected: one or the other. Remove one of them.",
)
