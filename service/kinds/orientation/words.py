"""What the page and sheets about the public's orientation say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import HOUSEHOLDS
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Orientation du public", en="Orientation of the public"),
    "answer": Text(
        fr="{served} demandes de foyers sur {need} trouvent une place ; le groupe le moins servi, "
        "{who}, en trouve pour {lowest}",
        en="{served} of {need} requests of households find a place; the least served group, {who}, "
        "finds places for {lowest}",
    ),
    "answer_few": Text(
        fr="Les {need} demandes de foyers ne trouvent pas toutes une place ; le groupe le moins "
        "servi, {who}, en trouve pour {lowest}",
        en="Not all {need} requests of households find a place; the least served group, {who}, "
        "finds places for {lowest}",
    ),
    "answer_all": Text(
        fr="Les {need} demandes de foyers trouvent toutes une place",
        en="All {need} requests of households find a place",
    ),
    "answer_moved": Text(
        fr="{count} iraient ailleurs qu'aujourd'hui", en="{count} would go elsewhere than today"
    ),
    "answer_none": Text(
        fr="Aucun groupe dont le nombre de foyers est connu.",
        en="No group whose number of households is known.",
    ),
    "groups": Text(fr="Ce que trouve chaque groupe", en="What each group finds"),
    "asks": Text(fr="demandes par semaine", en="requests a week"),
    "finds": Text(fr="trouvent une place", en="find a place"),
    "share_found": Text(fr="part servie", en="share served"),
    "where_to": Text(fr="Où les orienter", en="Where to send them"),
    "where_how": Text(
        fr="À la dizaine près, d'abord où vont le plus de foyers. Sans nombre, et par ordre de "
        "nom, quand l'un est sous 11 ou s'en déduirait.",
        en="To the nearest ten, first where most go. Without counts, and by name, where one is "
        "under 11 or would be found out.",
    ),
    "few_households": Text(fr="moins de 11 foyers", en="fewer than 11 households"),
    "about": Text(fr="{outlet} (environ {count})", en="{outlet} (about {count})"),
    "nowhere_to": Text(fr="nulle part", en="nowhere"),
    "why_title": Text(fr="Ce qui limite", en="What limits"),
    "why_how": Text(
        fr="Toutes les places de ces lieux vont à ces groupes : sans une place de plus chez l'un "
        "d'eux, personne n'y gagne sans qu'un autre y perde.",
        en="All places of these outlets go to these groups: without a place more at one of them, "
        "nobody gains unless another loses.",
    ),
    "why_unwritten": Text(
        fr="D'autres limites ne sont pas écrites : elles trahiraient un petit nombre.",
        en="Other limits are not written: they would give a small count away.",
    ),
    "together": Text(fr="Lieux d'aide", en="Outlets"),
    "limited": Text(fr="Groupes limités", en="Groups limited"),
    "more": Text(fr="Ce que valent 10 places de plus", en="What 10 more places are worth"),
    "more_how": Text(
        fr="Essayé lieu par lieu, tout étant réparti de nouveau.",
        en="Tried outlet by outlet, all being shared out again.",
    ),
    "outlet": Text(fr="Où aller", en="Where to go"),
    "gained": Text(fr="demandes de plus servies", en="more requests served"),
    "then_lowest": Text(fr="groupe le moins servi", en="least served group"),
    "who_gains": Text(fr="Qui y gagne", en="Who gains"),
    "outlets": Text(fr="Ce que reçoit chaque lieu", en="What each outlet receives"),
    "outlets_how": Text(
        fr="Par semaine. Le remplissage est arrondi à 10 % ; « – » : il trahirait un petit nombre, "
        "ou la capacité est inconnue.",
        en='A week. How full is to the nearest 10%; "–": it would give a small count away, or the '
        "capacity is not known.",
    ),
    "full": Text(fr="rempli à", en="full to"),
    "no_limit": Text(fr="sans limite connue", en="no limit known"),
    "or": Text(fr="ou", en="or"),
    "maps": Text(fr="D'où l'on va, et où", en="From where people go, and where"),
    "maps_how": Text(
        fr="Foyers par semaine. Ce qui est proposé est dit à la dizaine près, sans nombre là où un "
        "groupe de moins de 11 foyers se devinerait.",
        en="Households a week. What is proposed is to the nearest ten, without a count where a "
        "group of fewer than 11 households would be found out.",
    ),
    "map_today": Text(fr="Où l'on va aujourd'hui", en="Where people go today"),
    "map_then": Text(fr="Où l'on irait", en="Where people would go"),
    "from_sector": Text(fr="Secteur d'origine", en="Sector of origin"),
    "goes_today": Text(fr="foyers aujourd'hui", en="households today"),
    "goes_then": Text(fr="foyers proposés", en="households proposed"),
    "unwritten": Text(fr="nombre non écrit", en="count not written"),
    "and_some": Text(fr="environ {count}, et d'autres", en="about {count}, and others"),
    "arrow": Text(fr="{sector} → {outlet} : {count}", en="{sector} → {outlet}: {count}"),
    "arrow_counted": Text(
        fr="plus la flèche est large, plus il y va de foyers",
        en="the wider the arrow, the more households go there",
    ),
    "least_share": Text(
        fr="groupe le moins servi : {share} % de ses demandes",
        en="least served group: {share}% of its requests",
    ),
    "served_all": Text(
        fr="tous les groupes comptés servis en entier", en="every group counted is served whole"
    ),
    "served_most": Text(
        fr="le moins servi entre 75 et 100 %", en="the least served from 75 to 100%"
    ),
    "served_half": Text(fr="entre 50 et 75 %", en="from 50 to 75%"),
    "served_few": Text(fr="moins de 50 %", en="under 50%"),
    "served_unknown": Text(fr="part inconnue ou non écrite", en="share unknown or not written"),
    "ring_note": Text(
        fr="Les lieux d'aide sont dessinés autour du centre de leur secteur.",
        en="Outlets are drawn around the centre of their sector.",
    ),
    "no_place": Text(
        fr="Sans position, hors carte : {names}.", en="Off the map, no place: {names}."
    ),
    "maps_open": Text(fr="Ouvrir les cartes (A3)", en="Open the maps (A3)"),
    "maps_sent": Text(
        fr="D'où vont les foyers et où, aujourd'hui et selon la proposition.",
        en="From where households go and where, today and as proposed.",
    ),
    "no_maps": Text(
        fr="Aucun secteur n'a de centre : donnez la commune ou la position d'un secteur au moins.",
        en="No sector has a centre: give the commune or the position of one sector at least.",
    ),
    "sheets_open": Text(fr="Ouvrir les fiches par secteur", en="Open the sheets by sector"),
    "sheets_sent": Text(
        fr="Pour qui accueille : où envoyer chacun, sans aucun nombre.",
        en="For whoever receives: where to send each, without any count.",
    ),
    "sheet_title": Text(fr="Où orienter", en="Where to send people"),
    "sheet_how": Text(
        fr="Une proposition : chacun reste libre d'aller où il veut. Les horaires sont ceux connus "
        "aujourd'hui.",
        en="A proposal: everyone stays free to go where they like. Hours are those known today.",
    ),
    "no_outlet": Text(
        fr="Aucun lieu à portée ne reçoit ce public.", en="No outlet in reach receives that public."
    ),
    "nothing_asked": Text(
        fr="« {label} » n'a pas de quoi orienter le public : rien dans {missing}. Attendu : des "
        "lieux dans openings.outlets et des groupes dans openings.groups. Ajoutez-en.",
        en='"{label}" has not what it takes to send the public: nothing in {missing}. Expected: '
        "outlets in openings.outlets and groups in openings.groups. Add some.",
    ),
    "public_answer": Text(
        fr="Environ {served} demandes de foyers sur {need} par semaine trouveraient une place.",
        en="About {served} of {need} requests of households a week would find a place.",
    ),
    "public_answer_all": Text(
        fr="Les demandes de foyers, environ {need} par semaine, trouveraient toutes une place.",
        en="All requests of households, about {need} a week, would find a place.",
    ),
    "public_answer_few": Text(
        fr="Environ {need} demandes de foyers par semaine : voici où les orienter.",
        en="About {need} requests of households a week: this is where to send them.",
    ),
    "public_maps_how": Text(
        fr="Foyers par semaine, à la dizaine près ; sans nombre là où moins de 11 foyers se "
        "devineraient.",
        en="Households a week, to the nearest ten; without a count where fewer than 11 households "
        "would be found out.",
    ),
    "public_where_how": Text(
        fr="Une proposition, par ordre de nom : chacun reste libre d'aller où il veut.",
        en="A proposal, in order of names: everyone stays free to go where they like.",
    ),
    "public_groups_how": Text(
        fr="À la dizaine près, 11 au moins. « – » : trop peu de foyers pour être écrit, ou un petit "
        "nombre s'en déduirait.",
        en='To the nearest ten, 11 at least. "–": too few households to be written, or a small '
        "count would be found out.",
    ),
    "public_lead": Text(
        fr="Pour le conseil, les réseaux, la presse : sans petit nombre, ni ce qui reste de places.",
        en="For the council, networks, the press: no small count, nothing of places left.",
    ),
    "unwritten_to": Text(fr="lieu non écrit", en="outlet not written"),
    "households": HOUSEHOLDS,
}

say = Vocabulary(WORDS, word)
