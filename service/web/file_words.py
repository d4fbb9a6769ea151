"""What the files of a run are for, by the ends of their names."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import PurePosixPath

from models.base import Language, Text

NONE: Mapping[str, Text] = {}
PURPOSES: Mapping[str, Text] = {
    ".pdf": Text(fr="À imprimer", en="To print"),
    ".html": Text(fr="Rapport à lire ou à envoyer", en="Report to read or send"),
    ".xlsx": Text(fr="Tableaux pour Excel", en="Tables for Excel"),
    ".csv": Text(fr="Lignes pour un tableur", en="Lines for a spreadsheet"),
    ".ics": Text(fr="Agenda à importer", en="Calendar to import"),
    ".txt": Text(fr="Texte à coller dans un message", en="Text to paste in a message"),
    ".gpx": Text(fr="Tracé d'une tournée pour un GPS", en="Track of a round for a GPS"),
    ".geojson": Text(fr="Tracé d'une tournée pour une carte", en="Track of a round for a map"),
    ".yaml": Text(fr="Fichier de la ville, à ouvrir", en="File of the town, to open"),
    ".json": Text(fr="Toutes les données, pour un logiciel", en="All data, for a program"),
}

PHONES = "telephones"
"""Folder of the pages that drivers take with them."""
ON_PHONE = Text(fr="Page pour le téléphone du chauffeur", en="Page for the driver's telephone")


def purpose(name: str, language: Language, own: Mapping[str, Text] = NONE) -> str:
    """Return what a file is for, empty when its name does not say.

    Parameters
    ----------
    own
        What files of its kind of run are for, by pattern of their names.

    Examples
    --------
    >>> purpose("agendas/vehicule-car.ics", "en"), purpose("other", "en")
    ('Calendar to import', '')
    >>> purpose("dons/a.pdf", "en", {"dons/*": Text(fr="Dons", en="Gifts")})
    'Gifts'
    """
    path = PurePosixPath(name)
    mine = next((text for pattern, text in own.items() if fnmatch(name, pattern)), None)
    found = mine or (ON_PHONE if path.parts[:1] == (PHONES,) else PURPOSES.get(path.suffix))
    return "" if found is None else found.in_(language)
