"""What the page and the public edition of a territory say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.territory import WAYS
from models.words import OUTLET
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Carte des besoins et de l'aide", en="Map of needs and help"),
    "answer": Text(
        fr="{people} personnes dans le besoin sur {all} n'ont aucun lieu d'aide à portée {how}",
        en="{people} of {all} people in need have no outlet within reach {how}",
    ),
    "answer_all": Text(
        fr="Les {all} personnes dans le besoin ont toutes un lieu d'aide à portée {how}",
        en="All {all} people in need have an outlet within reach {how}",
    ),
    "answer_unknown": Text(
        fr="Les besoins ne sont connus nulle part : {every} zones, {points} lieux d'aide",
        en="Needs are known nowhere: {every} areas, {points} outlets",
    ),
    "answer_no_point": Text(
        fr="{all} personnes dans le besoin, et aucun lieu d'aide connu ({every} zones)",
        en="{all} people in need, and no outlet known ({every} areas)",
    ),
    "answer_first": Text(fr=" (d'abord : {names})", en=" (first of all: {names})"),
    "begin_with": Text(fr="D'abord : {names}.", en="First of all: {names}."),
    "answer_idea": Text(
        fr="le plus utile pour {hours} h de bénévoles par semaine : {what}",
        en="the most useful for {hours} h of volunteers a week: {what}",
    ),
    "answer_reached": Text(
        fr=", à portée de {count} de ces personnes",
        en=", within reach of {count} of these people",
    ),
    "answer_places": Text(fr=", {places} places par semaine", en=", {places} places a week"),
    "how_foot": WAYS["foot"],
    "how_bus": Text(fr="à pied ou en bus", en="on foot or by bus"),
    "near": Text(fr="à portée {how}", en="within reach {how}"),
    "car_only": Text(fr="en voiture seulement", en="by car only"),
    "far": Text(fr="rien à portée", en="nothing in reach"),
    "unknown": Text(fr="on ne sait pas", en="nobody knows"),
    "map_title": Text(fr="Qui a quoi à portée", en="Who has what in reach"),
    "map_note": Text(
        fr="Trajets depuis le centre habité de chaque zone. Entre parenthèses : les personnes dans "
        "le besoin ; la couleur dit ce qui est à portée, pas combien elles sont.",
        en="Ways from the inhabited centre of each area. In brackets: people in need; the colour "
        "tells what is in reach, not how many they are.",
    ),
    "shade_near": Text(
        fr="un lieu d'aide à {foot} min à pied au plus", en="an outlet within {foot} min on foot"
    ),
    "shade_bus": Text(
        fr="un lieu d'aide à {foot} min à pied, ou {bus} min en bus, au plus",
        en="an outlet within {foot} min on foot, or {bus} min by bus",
    ),
    "shade_car": Text(
        fr="en voiture seulement, {car} min au plus", en="by car only, within {car} min"
    ),
    "shade_far": Text(
        fr="rien à portée, même en {car} min de voiture",
        en="nothing in reach, even in {car} min by car",
    ),
    "proposed": Text(fr="le plus utile : {idea}", en="the most useful: {idea}"),
    "no_mode": Text(fr="forme d'aide inconnue", en="form of help not known"),
    "zone_people": Text(fr="{people} pers. dans le besoin", en="{people} people in need"),
    "uncounted": Text(fr="nombre inconnu", en="count not known"),
    "uncounted_public": Text(
        fr="inconnu, ou trop peu de monde pour être écrit",
        en="not known, or too few people to be written",
    ),
    "needs_title": Text(
        fr="Où vivent les personnes dans le besoin", en="Where people in need live"
    ),
    "needs_note": Text(
        fr="Personnes dans le besoin, au moins. La couleur compte les gens, pas la surface : une "
        "grande commune foncée peut être presque vide hors de son centre.",
        en="People in need, at least. The colour counts people, not land: a large dark commune may "
        "be almost empty away from its centre.",
    ),
    "class_under": Text(fr="moins de {high} personnes", en="fewer than {high} people"),
    "class_between": Text(fr="de {low} à {high}", en="{low} to {high}"),
    "class_from": Text(fr="{low} ou plus", en="{low} or more"),
    "areas": Text(fr="zones", en="areas"),
    "area": Text(fr="Où l'on vit", en="Where people live"),
    "in_need": Text(fr="personnes dans le besoin", en="people in need"),
    "rate": Text(fr="taux de pauvreté", en="poverty rate"),
    "in_reach": Text(fr="à portée", en="in reach"),
    "nearest": Text(fr="lieu le plus proche", en="nearest outlet"),
    "way_min": Text(fr="trajet (min)", en="way (min)"),
    "foot_min": Text(fr="à pied (min)", en="on foot (min)"),
    "bus_min": Text(fr="en bus (min)", en="by bus (min)"),
    "car_min": Text(fr="en voiture (min)", en="by car (min)"),
    "places_each": Text(fr="places pour 100 personnes", en="places for 100 people"),
    "score": Text(fr="note", en="score"),
    "kept": Text(fr="y reste", en="stays there"),
    "note": Text(fr="ce qu'on en sait", en="what is known of it"),
    "first_title": Text(fr="Par où commencer", en="Where to begin"),
    "first_how": Text(
        fr="Note : la moyenne des rangs ({parts}), 1 pour la moins bien placée. « Y reste » : part "
        "de {draws} jeux de poids tirés au hasard où la zone reste parmi les {worst} premières. "
        "À note égale, d'abord où plus de monde est dans le besoin, puis par code.",
        en='Score: the mean of ranks ({parts}), 1 for the worst placed. "Stays there": share of '
        "{draws} sets of weights drawn at random in which the area stays among the first {worst}. "
        "Equal scores: first where more people are in need, then by code.",
    ),
    "part": Text(fr="{what} {share}", en="{what} {share}"),
    "c_poverty": Text(fr="taux", en="rate"),
    "c_people": Text(fr="nombre", en="count"),
    "c_way": Text(fr="trajet", en="way"),
    "ideas_title": Text(fr="Ce que changeraient les mêmes heures", en="What the same hours change"),
    "ideas_how": Text(
        fr="Chaque idée coûte {hours} h de bénévoles par semaine, et a été essayée partout où elle "
        "est possible ; voici où elle change le plus. Aujourd'hui, jusqu'à {short} personnes dans "
        "le besoin ont moins de {wanted} places par semaine pour 100.",
        en="Each idea takes {hours} h of volunteers a week, and was tried wherever it is possible; "
        "this is where it changes most. Today, up to {short} people in need have fewer than {wanted} "
        "places a week for 100.",
    ),
    "idea": Text(fr="idée", en="idea"),
    "at": Text(fr="où", en="where"),
    "how_often": Text(fr="jours par semaine", en="days a week"),
    "places_more": Text(fr="places de plus", en="more places"),
    "reached": Text(fr="personnes jointes à pied", en="people reached on foot"),
    "short_then": Text(fr="encore sous le seuil", en="still below"),
    "idea_day": Text(fr="ouvrir plus de jours", en="open more days"),
    "idea_point": Text(fr="ouvrir un lieu", en="open an outlet"),
    "idea_stop": Text(fr="des haltes de camionnette", en="stops of a van"),
    "idea_at": Text(fr="{idea} ({at})", en="{idea} ({at})"),
    "sited_title": Text(
        fr="Où iraient {count} nouveaux lieux", en="Where {count} outlets would go"
    ),
    "sited_how": Text(
        fr="Au centre habité d'une zone, en plus des lieux qui existent. « Prouvé » : aucun autre "
        "choix ne fait mieux. À égalité, les premiers codes.",
        en='At the inhabited centre of an area, beside the outlets there are. "Proved": no other '
        "choice does better. Equal choices: the first codes.",
    ),
    "aim": Text(fr="but", en="aim"),
    "aim_cover": Text(fr="le plus de monde à portée, {way}", en="most people in reach, {way}"),
    "aim_furthest": Text(fr="personne trop loin, {way}", en="nobody too far, {way}"),
    "aim_total": Text(fr="le moins de trajet pour tous, {way}", en="the least way for all, {way}"),
    "today": Text(fr="sans eux", en="without them"),
    "then": Text(fr="avec eux", en="with them"),
    "people_unit": Text(fr="pers.", en="pers."),
    "min_unit": Text(fr="min", en="min"),
    "levels_told": Text(
        fr="Zones encore au-delà, une fois les lieux de « personne trop loin » ouverts : {levels}.",
        en='Areas still beyond, once the outlets of "nobody too far" are open: {levels}.',
    ),
    "level": Text(fr="{areas} à plus de {minutes} min", en="{areas} beyond {minutes} min"),
    "gaps_title": Text(fr="Zones blanches", en="Areas without"),
    "gaps_how": Text(
        fr="Zones, et personnes dans le besoin, d'où aucun lieu de la sorte n'est à portée. Un lieu "
        "qui ne dit pas qui il reçoit compte pour tous.",
        en="Areas, and people in need, from which no outlet of the kind is within reach. An outlet "
        "that does not say whom it admits counts for all.",
    ),
    "gap_who": Text(fr="pour qui, sous quelle forme", en="for whom, in what form"),
    "everyone": Text(fr="tous, toute forme", en="everyone, any form"),
    "zones_way": Text(fr="zones sans, {way}", en="areas without, {way}"),
    "people_way": Text(fr="personnes, {way}", en="people, {way}"),
    "classes_title": Text(fr="Qui vit dans ces zones blanches", en="Who lives in areas without"),
    "classes_how": Text(
        fr="Là où l'on a compté, et d'où rien n'est à portée à pied pour ce public. Une même "
        "personne peut compter deux fois.",
        en="Where they were counted, and nothing is within reach on foot for that public. One "
        "person may count twice.",
    ),
    "class": Text(fr="qui", en="who"),
    "class_children": Text(fr="enfants", en="children"),
    "class_single_parents": Text(fr="parents seuls", en="single parents"),
    "class_older": Text(fr="personnes âgées pauvres", en="poor older people"),
    "class_in_studies": Text(fr="étudiants pauvres", en="poor students"),
    "counted": Text(fr="comptés", en="counted"),
    "without": Text(fr="dont sans rien à pied", en="of whom with nothing on foot"),
    "areas_title": Text(fr="Chaque zone", en="Each area"),
    "points_title": Text(fr="Les lieux d'aide", en="Outlets of help"),
    "point": OUTLET[0],
    "days": Text(fr="jours ouverts", en="days open"),
    "places_week": Text(fr="places par semaine", en="places a week"),
    "updated": Text(fr="mis à jour", en="updated"),
    "from_list": Text(fr="d'où il vient", en="where it comes from"),
    "merged_title": Text(fr="Les mêmes lieux dans plusieurs listes", en="Outlets in several lists"),
    "merged_how": Text(
        fr="Fondus quand le SIRET ou le RNA est le même, ou que le nom et la position le disent. "
        "Ceux qui se ressemblent seulement sont gardés à part : dites lesquels sont les mêmes.",
        en="Merged where the SIRET or the RNA is the same, or name and position say so. Those that "
        "only look alike are kept apart: say which are one.",
    ),
    "other_row": Text(fr="autre ligne", en="other row"),
    "why_merged": Text(fr="parce que", en="because"),
    "metres": Text(fr="écart (m)", en="apart (m)"),
    "by_siret": Text(fr="même SIRET", en="same SIRET"),
    "by_rna": Text(fr="même RNA", en="same RNA"),
    "by_name": Text(fr="même nom, tout près", en="same name, close by"),
    "by_doubt": Text(fr="à vérifier, gardés à part", en="to be checked, kept apart"),
    "files_title": Text(fr="Fichiers lus", en="Files read"),
    "file": Text(fr="fichier", en="file"),
    "what": Text(fr="ce que c'est", en="what it is"),
    "rows": Text(fr="lignes lues", en="rows read"),
    "source": Text(fr="Chiffres : {source}.", en="Figures: {source}."),
    "public_answer": Text(
        fr="{people} personnes dans le besoin, sur {all}, n'ont aucun lieu d'aide à portée {how} "
        "({zones} zones sur {every})",
        en="{people} people in need, of {all}, have no outlet within reach {how} ({zones} of "
        "{every} areas)",
    ),
    "public_answer_all": Text(
        fr="{all} personnes dans le besoin : toutes ont un lieu d'aide à portée {how}",
        en="{all} people in need: all have an outlet within reach {how}",
    ),
    "least_people": Text(fr="au moins {count}", en="at least {count}"),
    "some_people": Text(fr="quelques", en="a few"),
    "some_of_all": Text(fr="quelques-unes", en="a few"),
    "public_how": Text(
        fr="À la dizaine près, 11 au moins. « – » : inconnu, ou trop peu de monde pour être écrit. "
        "Les campements n'y figurent pas.",
        en='To the nearest ten, 11 at least. "–": not known, or too few people to be written. Camps '
        "are left out.",
    ),
    "public_lead": Text(
        fr="Pour le conseil, les réseaux, la presse : sans petit nombre, sans place restante.",
        en="For the council, networks, the press: no small count, no places left.",
    ),
    "map_purpose": Text(
        fr="La carte sur une feuille A3, avec chaque zone au dos : pour une réunion ou un mur.",
        en="The map on an A3 sheet, each area on the back: for a meeting or a wall.",
    ),
    "map_open": Text(fr="Imprimer la carte (A3)", en="Print the map (A3)"),
    "nothing_asked": Text(
        fr="« {label} » n'a pas de zones. Attendu : des zones dans territory.zones, ou un fichier "
        "de chiffres dans territory.files.figures. Ajoutez-en.",
        en='"{label}" has no areas. Expected: areas in territory.zones, or a file of figures in '
        "territory.files.figures. Add some.",
    ),
}

say = Vocabulary(WORDS, word)
