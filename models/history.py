"""What published weeks leave behind for those that follow."""

from __future__ import annotations

from pydantic import Field

from models.base import Model, Slug


class History(Model):
    """What the weeks before this one leave behind, from the ledger."""

    weeks: int = Field(default=0, ge=0, description="Weeks found in the window.")
    received_kg: dict[Slug, dict[Slug, float]] = Field(
        default_factory=dict, description="In the window, by association and family, returns off."
    )
    need_kg: dict[Slug, dict[Slug, float]] = Field(
        default_factory=dict, description="In the window, by association and family, as published."
    )
    account_kg: dict[Slug, dict[Slug, float]] = Field(
        default_factory=dict,
        description="By association and family, over all weeks with need: its fair part of what "
        "was shared, less what it received; negative when it is ahead.",
    )
    carried_kg: dict[Slug, dict[Slug, float]] = Field(
        default_factory=dict,
        description="By association and family: still in store from whole lots that were larger "
        "than the need of their week; of none who tells what it holds.",
    )


NO_PAST = History()
"""No week counts beside the one at hand."""
