"""The words of the week drawn."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

DRAWN_WORDS: Mapping[str, Text] = {
    "days": Text(fr="Jours", en="Days"),
    "the_map": Text(fr="Carte", en="Map"),
    "the_times": Text(fr="Horaires", en="Times"),
    "day_before": Text(fr="Jour d'avant", en="Day before"),
    "day_after": Text(fr="Jour d'après", en="Day after"),
    "nearer": Text(fr="Agrandir", en="Zoom in"),
    "further": Text(fr="Réduire", en="Zoom out"),
    "whole": Text(fr="Tout voir", en="See all"),
    "by_keys": Text(
        fr="Clavier : + et − agrandissent et réduisent, les flèches déplacent, 0 montre tout. "
        "Souris : molette sur la carte choisie, glisser.",
        en="Keyboard: + and − zoom, arrows move, 0 shows all. Mouse: wheel on the chosen map, "
        "drag.",
    ),
    "along_roads": Text(
        fr="Les tournées suivent les routes ; en gris, celles de toute la semaine.",
        en="Rounds follow roads; in grey, those of the whole week.",
    ),
    "along_main": Text(
        fr="Les tournées suivent les routes ; en gris, celles des alentours.",
        en="Rounds follow roads; in grey, those around.",
    ),
    "straight": Text(
        fr="Les tournées sont tracées en ligne droite : aucun réseau routier n'est fourni.",
        en="Rounds are drawn as straight lines: no road network comes with this.",
    ),
    "named_alone": Text(
        fr="Les noms de communes sont à leur centre ; leurs contours ne sont pas fournis.",
        en="Names of communes stand at their centres; their outlines do not come with this.",
    ),
    "aboard": Text(fr="À bord ensuite", en="Aboard then"),
    "left_that_day": Text(fr="Laissé ce jour-là", en="Left that day"),
    "by_hand": Text(fr="Changer cette tournée à la main", en="Change this round by hand"),
}
drawn_word = Vocabulary(DRAWN_WORDS, word)
