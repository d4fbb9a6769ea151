"""What a review finds: violations, warnings, reasons; each in both languages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Model, Slug, Text

Severity = Literal["violation", "warning", "info"]


class Finding(Model):
    """One sentence about a plan or a scenario, with what it is about."""

    code: str = Field(description="Stable code: a rule of ``models.rules`` or a diagnosis.")
    severity: Severity
    text: Text
    where: tuple[str, ...] = Field(
        default=(), description="Ids of the rounds, sites, people or pickups concerned."
    )


class Unserved(Model):
    """Food that no round takes, the reason that insertions support, and what would change it."""

    pickup: Slug
    kg: float = Field(ge=0, description="kg left behind when the donation takes place.")
    families: tuple[Slug, ...]
    code: str = Field(description="The binding rule, or ``crowded_out`` or ``no_use``.")
    reason: Text
    remedy: Text = Field(
        description="The smallest change found that lets it join the plan, checked whole; where "
        "none was found, that is said."
    )
    changes: tuple[str, ...] = Field(
        default=(),
        description="That change as --set takes it; none where no new plan confirmed it.",
    )


class Undelivered(Model):
    """A load unit that no round drops, and the reason a real test supports."""

    unit: Slug
    kg: float = Field(gt=0)
    code: str = Field(description="The binding rule, ``fits`` where it could still be brought.")
    reason: Text
    remedy: Text = Field(description="The smallest change that would make it fit.")
