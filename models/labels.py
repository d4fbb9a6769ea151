"""What people call things, and whom they ring: fields that several models have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Label
from models.fields import en, fr

Name = Annotated[Label, fr("Nom"), en("Name")]
"""What a thing is called in full."""

ShortName = Annotated[
    Label | None, fr("Nom court", "Pour les tableaux."), en("Short name", "Short name, for tables.")
]
"""What a thing is called where there is little room."""

Contact = Annotated[
    str,
    fr("Contact", "Facultatif ; imprimé seulement sur les feuilles de route."),
    en("Contact", "Optional; printed on driver's sheets only."),
    Field(max_length=200),
]
"""Whom the driver rings; no other output shows it."""
