"""What people call things, and whom they ring: fields that several models have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Label
from models.fields import titled

Name = Annotated[Label, titled("Nom", "Name")]
"""What a thing is called in full."""

ShortName = Annotated[
    Label | None, titled("Nom court", "Short name", "Pour les tableaux.", "Short name, for tables.")
]
"""What a thing is called where there is little room; its name when there is none."""

Contact = Annotated[
    str,
    titled(
        "Contact",
        "Contact (driver's sheets)",
        "Facultatif ; imprimé seulement sur les feuilles de route.",
        "Optional; printed on driver's sheets only.",
    ),
    Field(max_length=200),
]
"""Whom the driver rings; no other output shows it."""
