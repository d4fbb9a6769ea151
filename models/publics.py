"""The public: sectors in which people live, and groups of them whose wait is looked at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Model, Slug, Text
from models.fields import en, fr, refers
from models.labels import Name
from models.places import Place

Mode = Literal["meal", "grocery", "parcels", "outreach"]
"""meal: sit-down; grocery: one chooses; parcels: ready-made; outreach: a round in the street."""
Audience = Literal["families", "isolated", "seniors", "students", "street"]
LEAST_TOLD = 11
"""Households of a group below which their number is not written down."""
TEN = 10
"""To how many a count is rounded that all may read."""
MODES: dict[Mode, Text] = {
    "meal": Text(fr="repas sur place", en="sit-down meal"),
    "grocery": Text(fr="épicerie", en="grocery"),
    "parcels": Text(fr="colis", en="food parcels"),
    "outreach": Text(fr="maraude", en="street round"),
}
AUDIENCES: dict[Audience, Text] = {
    "families": Text(fr="familles", en="families"),
    "isolated": Text(fr="personnes isolées", en="people on their own"),
    "seniors": Text(fr="personnes âgées", en="older people"),
    "students": Text(fr="étudiants", en="students"),
    "street": Text(fr="personnes à la rue", en="people on the street"),
}


class Sector(Model):
    """A part of the town: who lives there walks to the same outlets."""

    id: Annotated[Slug, fr("Secteur"), en("Sector")]
    label: Name
    place: Annotated[
        Place | None,
        fr("Centre du secteur", "D'où partent ses habitants ; vide : il n'est sur aucune carte."),
        en("Centre of the sector", "Where its people set out; on no map when empty."),
    ] = None
    outline: Annotated[
        str,
        fr("Contour du secteur", "Son code Insee, ou celui de votre fichier de contours."),
        en("Outline of the sector", "Its Insee code, or that of your file of outlines."),
        Field(max_length=40),
    ] = ""


class PublicGroup(Model):
    """People of one sector and one class, whose wait between two openings is looked at."""

    id: Annotated[Slug, fr("Groupe du public"), en("Group of the public")]
    label: Name
    sector: Annotated[
        Slug,
        fr("Secteur", "Le secteur où vit ce groupe."),
        en("Sector", "The sector in which this group lives."),
        refers("openings.sectors"),
    ]
    audience: Annotated[Audience, fr("Public"), en("Public")]
    modes: Annotated[
        tuple[Mode, ...],
        fr("Formes d'aide", "Celles qui comptent pour ce groupe ; vide : toutes."),
        en("Forms of help", "Those that count for this group; all when empty."),
    ] = ()
    households: Annotated[
        int | None,
        fr("Foyers par semaine", "11 au moins, ou vide : un nombre plus petit n'est pas écrit."),
        en("Households a week", "11 at least, or empty: a smaller number is not written down."),
    ] = Field(default=None, ge=0, le=1_000_000)


def nearest_ten(count: int) -> int:
    """Return what is written of a count that all may read: never one that is small.

    Examples
    --------
    >>> nearest_ten(14), nearest_ten(15), nearest_ten(0)
    (11, 20, 0)
    """
    near = (count + TEN // 2) // TEN * TEN
    return near if count < LEAST_TOLD else max(LEAST_TOLD, near)


def tens_below(count: int) -> int:
    """Return what is written of a count that may be larger: the ten below, never one that is small.

    Examples
    --------
    >>> tens_below(19), tens_below(29)
    (11, 20)
    """
    return max(LEAST_TOLD, count // TEN * TEN)


def written_alike(count: int) -> tuple[int, int]:
    """Return between what counts lie that are written alike: to the nearest ten, or as few.

    Examples
    --------
    >>> written_alike(37), written_alike(12), written_alike(4), written_alike(0)
    ((35, 44), (11, 14), (1, 10), (0, 0))
    """
    if count < LEAST_TOLD:
        return (1, LEAST_TOLD - 1) if count > 0 else (0, 0)
    near = (count + TEN // 2) // TEN * TEN
    return max(LEAST_TOLD, near - TEN // 2), near + TEN // 2 - 1
