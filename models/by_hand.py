"""What somebody changes in a planned week by hand, and what each of it costs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Clock, Model, Slug, Text

Place = Annotated[int, Field(ge=1, le=200)]
"""Which stop it is to be, from 1, the departure not counted."""


class MoveStop(Model):
    """A stop goes to another round, or to another place of its own."""

    kind: Literal["move"] = "move"
    round: Slug
    stop: Slug = Field(description="What is collected there; of other stops, the site.")
    to: Slug = Field(description="The round that makes it.")
    at: Place | None = Field(default=None, description="Where it costs least when absent.")


class AddStop(Model):
    """A stop that no round makes: a pick-up, or a door on the way of a round."""

    kind: Literal["add"] = "add"
    stop: Slug = Field(description="A pick-up, or an association at whose door food is dropped.")
    to: Slug | None = Field(default=None, description="The round; a new one when absent.")
    at: Place | None = Field(default=None, description="Where it costs least when absent.")
    vehicle: Slug | None = Field(default=None, description="Of the new round.")
    shift: Slug | None = Field(default=None, description="Of the new round.")


class RemoveStop(Model):
    """A stop is not made; a round that collects nothing more is not driven."""

    kind: Literal["remove"] = "remove"
    round: Slug
    stop: Slug


class LockStop(Model):
    """A stop stays in its round, or a whole round stays as it is, whatever is searched."""

    kind: Literal["lock"] = "lock"
    round: Slug
    stop: Slug | None = Field(default=None, description="The whole round when absent.")


class ChangeVehicle(Model):
    """Another vehicle makes a round."""

    kind: Literal["vehicle"] = "vehicle"
    round: Slug
    vehicle: Slug


class ChangePerson(Model):
    """Another person goes with a round, one more, or one less."""

    kind: Literal["person"] = "person"
    round: Slug
    person: Slug | None = Field(default=None, description="Who was to go; none: one more goes.")
    by: Slug | None = Field(default=None, description="Who goes instead; none: nobody does.")


class ChangeTime(Model):
    """A round leaves at another time."""

    kind: Literal["time"] = "time"
    round: Slug
    leaves: Clock


HandEdit = Annotated[
    MoveStop | AddStop | RemoveStop | LockStop | ChangeVehicle | ChangePerson | ChangeTime,
    Field(discriminator="kind"),
]
"""One change of a plan."""


class HandEdits(Model):
    """Changes of a plan, in the order in which they are made."""

    changes: tuple[HandEdit, ...] = Field(min_length=1, max_length=200)


class HandChoice(Model):
    """A change that was made, and what it costs beside the plan before it."""

    edit: HandEdit
    text: Text = Field(description="What was chosen, in words.")
    made: Slug | None = Field(
        description="The round it is about, as it is called in the end; none when a later choice "
        "did away with it."
    )
    usable_kg: float = Field(description="More of it, or less.")
    person_hours: float
    eur: float
    lowest_share: float = Field(description="Of the need of whoever is furthest behind.")
    received_kg: dict[Slug, float] = Field(
        default_factory=dict, description="By association, where it is a kilogram or more."
    )


class ByHand(Model):
    """What was chosen by hand over what the search found."""

    choices: tuple[HandChoice, ...]
    mended: bool = Field(description="Whether the search planned the rest again around it.")
    mending_kg: float = Field(default=0.0, description="What that brought, usable kg.")
    mending_hours: float = 0.0
    mending_eur: float = 0.0
