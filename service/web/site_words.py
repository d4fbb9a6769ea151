"""The words of the page about where sites are."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text

SITE_WORDS: Mapping[str, Text] = {
    "sites_map": Text(fr="Où sont les sites", en="Where the sites are"),
    "show_map": Text(fr="Voir la carte et les positions", en="Show the map and the positions"),
    "look_up": Text(fr="Chercher cette adresse", en="Look this address up"),
    "candidates": Text(fr="Lieux qui répondent à cette adresse", en="Places that answer to it"),
    "no_candidate": Text(fr="Aucun de ceux-ci", en="None of these"),
    "likeness": Text(fr="ressemble à {percent} %", en="{percent} % alike"),
    "no_match": Text(
        fr="Rien ne ressemble à cette adresse dans les fichiers importés. Vérifiez-la, ou placez "
        "le repère.",
        en="Nothing is like this address in the imported files. Check it, or place the pin.",
    ),
    "pin": Text(fr="Repère du site", en="Pin of the site"),
    "pin_map": Text(fr="Les environs du site", en="The surroundings of the site"),
    "pin_lead": Text(
        fr="Déplacez le repère à la souris ou par les flèches (Maj : plus loin), ou écrivez la "
        "latitude et la longitude.",
        en="Move the pin by mouse or by arrow keys (Shift: further), or write the latitude and "
        "the longitude.",
    ),
    "pin_start": Text(
        fr="Tant qu'il n'est pas déplacé, la position vient de l'adresse ou de la commune.",
        en="Until it is moved, the position comes from the address or the commune.",
    ),
}
"""By key."""
