"""A form that asks for a run from the study of an earlier one, as data that any page can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.base import Language, Text
from models.visits import Visit
from service.words.field_faults import FieldFault

FieldKind = Literal["choice", "clock", "date", "number", "text", "flag", "boxes"]
Sent = Mapping[str, Sequence[str]]
"""What a form sends: texts by name of field."""


@dataclass(frozen=True)
class FormField:
    """One field of a form."""

    name: str
    title: str
    kind: FieldKind
    choices: tuple[tuple[str, str], ...] = ()
    """Values and their labels."""
    required: bool = False
    value: str = ""
    """What stands in it from the start."""


@dataclass(frozen=True)
class Fieldset:
    """Fields that belong together, some a row."""

    title: str
    rows: tuple[tuple[FormField, ...], ...]


@dataclass(frozen=True)
class Boxes:
    """A folded table of boxes to be ticked, all of one name."""

    title: str
    about: str
    """What all its boxes are about, where only they are heard."""
    heads: tuple[str, ...]
    name: str
    rows: tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], ...]
    """What a row is about; then, by column, the values and labels of its boxes."""


FormPart = FormField | Fieldset | Boxes


@dataclass(frozen=True)
class FormSection:
    """Parts of a form under a heading; without one when the title is empty."""

    title: str
    parts: tuple[FormPart, ...]
    lead: str = ""


@dataclass(frozen=True)
class StudyForm:
    """The form of a kind of run that starts from the study of an earlier one."""

    title: Text
    lead: Text
    button: Text
    back: Text
    sections: Callable[[Any, Language], Sequence[FormSection]]
    """Its fields, given the study that the earlier run hands on."""
    read: Callable[[Sent, Any], tuple[Mapping[str, Any], Sequence[FieldFault]]]
    """What it asks for, as JSON has it, and what is wrong with what was typed, given that study."""
    ticked: Callable[[Any, Sequence[Visit]], Sent] | None = None
    """Boxes that are ticked when it is first shown, given that study and what drivers' telephones
    told of its week."""
    ticked_told: Text | None = None
    """What is said then."""
