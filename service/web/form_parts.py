"""What a form is made of: fields, groups, rows; and where faults stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.base import Language
from scenarios.faults import Fault
from service.asking.forms import FormField
from service.web.pins import Pin
from service.web.posted import Posted
from service.words.sentences import colon

Kind = Literal["text", "number", "clock", "date", "flag", "choice", "boxes", "lines", "file"]


@dataclass(frozen=True)
class Option:
    """One of the values to choose from."""

    value: str
    label: str
    chosen: bool
    short: str = ""


@dataclass(frozen=True)
class Control:
    """One field of a form."""

    name: str
    label: str
    kind: Kind
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    default: str = ""
    """What holds when it is left empty, shown in its place."""
    empty: str = ""
    """What holds when nothing is chosen, shown among the choices."""
    hint: str = ""
    faults: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id in the page."""
        return control_id(self.name)

    @property
    def field(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Group:
    """Fields that belong together."""

    name: str
    label: str
    parts: tuple[Control | Group | Rows, ...]
    faults: tuple[str, ...] = ()
    folded: bool = False
    """Whether it is seldom filled in, and empty."""
    pin: Pin | None = None
    """Where it is a place: its small map."""

    @property
    def id(self) -> str:
        """Its id in the page."""
        return control_id(self.name)


@dataclass(frozen=True)
class Rows:
    """Blocks of the same form: those there are, and an empty one to fill in."""

    name: str
    label: str
    groups: tuple[Group, ...]
    faults: tuple[str, ...] = ()
    required: bool = False

    @property
    def id(self) -> str:
        """Its id in the page."""
        return control_id(self.name)


Part = Control | Group | Rows


def control_id(name: str) -> str:
    """Return the id in the page of what has a name."""
    return "f-" + name.replace(".", "-")


def control_of(
    field: FormField, sent: Posted, faults: Sequence[Fault], language: Language
) -> Control:
    """Return the control of a field that is given as data, with what was sent of it.

    Parameters
    ----------
    faults
        Of the form; their paths are names of fields.
    """
    values = list(sent.get(field.name, ())) or ([field.value] if field.value else [])
    return Control(
        field.name,
        field.title,
        field.kind,
        values[0] if values else "",
        tuple(Option(value, label, value in values) for value, label in field.choices),
        required=field.required,
        default=field.value,
        faults=tuple(one.text.in_(language) for one in faults if one.path == field.name),
    )


def controls(parts: Sequence[Part]) -> list[Control]:
    """Return every control of some parts, in the order of the page."""
    found: list[Control] = []
    for part in parts:
        if isinstance(part, Control):
            found.append(part)
        else:
            found += controls(part.parts if isinstance(part, Group) else part.groups)
    return found


def beside(
    faults: Sequence[Fault], shown: Sequence[Control], language: Language
) -> tuple[dict[int, str], dict[int, str]]:
    """Return where faults stand whose path is the name of a control, and what is said of each.

    Returns
    -------
    tuple
        By the fault's number: the page's id of the control; its title, then why.
    """
    named = {one.name: one for one in shown}
    placed, told = {}, {}
    for n, fault in enumerate(faults):
        if fault.path in named:
            one = named[fault.path]
            placed[n] = one.id
            told[n] = f"{one.label}{colon(language)}{fault.text.in_(language)}"
    return placed, told
