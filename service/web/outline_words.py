"""The words of the page of outlines."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.web.words import say
from service.words.vocabulary import Vocabulary

OUTLINE_WORDS: Mapping[str, Text] = {
    "outlines_lead": Text(
        fr="Les contours des communes, ou de vos secteurs, se dessinent sous toutes les cartes : "
        "tournées, sites, besoins. Donnez un fichier GeoJSON en degrés (WGS 84) où chaque contour "
        "a un nom, et un code si possible ; ceux des communes d'un département sont gratuits sur "
        "data.gouv.fr. Il est simplifié et reste sur cet ordinateur.",
        en="The outlines of communes, or of your sectors, are drawn under all maps: rounds, sites, "
        "needs. Give a GeoJSON file in degrees (WGS 84) in which each outline has a name, and a "
        "code if possible; those of a department's communes are free on data.gouv.fr. It is "
        "simplified and stays on this computer.",
    ),
    "outlines_known": Text(fr="{name} : {count} contours", en="{name}: {count} outlines"),
    "outlines_none": Text(
        fr="Aucun contour n'est donné : les communes sont nommées à leur centre.",
        en="No outlines were given: communes are named at their centres.",
    ),
    "no_outlines": Text(
        fr="Aucun fichier n'est choisi. Attendu : un fichier de contours, .geojson ou .json. "
        "Choisissez-le d'abord.",
        en="No file is chosen. Expected: a file of outlines, .geojson or .json. Choose it first.",
    ),
}
outline_say = Vocabulary(OUTLINE_WORDS, say)
