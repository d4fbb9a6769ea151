"""Where the public is sent: who goes where today, and who may be received from where."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Model, Share, Slug
from models.fields import en, fr, refers
from models.lists import table
from models.publics import Audience


class PresentFlow(Model):
    """How many households of a group go to an outlet today: an aggregate, never a list."""

    group: Annotated[
        Slug, fr("Groupe du public"), en("Group of the public"), refers("openings.groups")
    ]
    outlet: Annotated[Slug, fr("Lieu d'aide"), en("Outlet"), refers("openings.outlets")]
    households: Annotated[
        int,
        fr("Foyers d'aujourd'hui", "Par semaine ; 0, ou 11 au moins : un plus petit nombre non."),
        en("Households of today", "A week; 0, or 11 at least: no smaller number."),
    ] = Field(ge=0, le=1_000_000)


class ResidenceRule(Model):
    """From which sectors an outlet receives a public; without a rule, from all that reach it."""

    outlet: Annotated[Slug, fr("Lieu d'aide"), en("Outlet"), refers("openings.outlets")]
    audience: Annotated[
        Audience | None,
        fr("Public", "Vide : chaque public."),
        en("Public", "Every public when empty."),
    ] = None
    sectors: Annotated[
        tuple[Slug, ...],
        fr("Secteurs accueillis", "Les seuls d'où ce public est reçu."),
        en("Sectors received", "The only ones from which that public is received."),
        refers("openings.sectors"),
    ] = Field(min_length=1)


class Orientation(Model):
    """What limits and describes where the public goes, beside the outlets and groups."""

    flows: Annotated[
        tuple[PresentFlow, ...],
        fr("Fréquentation d'aujourd'hui", "Qui va où ; vide : on n'en sait rien."),
        en("Attendance of today", "Who goes where; nothing is known when empty."),
        table("une fréquentation", "an attendance", "group outlet households"),
    ] = ()
    rules: Annotated[
        tuple[ResidenceRule, ...],
        fr("Règles de résidence", "D'où chaque lieu reçoit."),
        en("Rules of residence", "From where each outlet receives."),
    ] = ()
    served_twice: Annotated[
        Share,
        fr("Foyers aidés deux fois", "Part de ceux qui vont dans deux lieux la même semaine."),
        en("Households helped twice", "Share of those that go to two outlets in one week."),
    ] = 0.0
