"""A week planned again on the day: what moved, and whom to call."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.calendar import Day
from models.events import Call
from models.study import Study
from models.tally import Tally


class MovedShare(Model):
    """An association that receives another quantity over the week."""

    association: Slug
    before_kg: Amount
    after_kg: Amount


class ToCall(Model):
    """Someone who must be told, and what."""

    kind: Literal["person", "donor", "association"]
    id: Slug
    text: Text


class Replan(Model):
    """The answer to a call."""

    call: Call
    study: Study = Field(description="The week as it is now planned; its parent is the former.")
    free_days: tuple[Day, ...] = Field(description="Days whose rounds could change.")
    standing: tuple[Slug, ...] = Field(description="Rounds that had ended, or were locked.")
    under_way: tuple[Slug, ...] = Field(description="Rounds that had left: what they did stays.")
    tally: Tally
    shares: tuple[MovedShare, ...] = Field(description="Those that change by a kilogram or more.")
    before_kg: Amount = Field(description="Usable kg of the published plan.")
    to_call: tuple[ToCall, ...]
    surprises: tuple[Slug, ...] = Field(default=(), description="Pick-ups nobody expected.")
    notes: tuple[Text, ...] = Field(default=(), description="What became of food on the road.")
