"""What is said of a half-year to try with."""

from __future__ import annotations

from models.base import Text

LEAD = Text(
    fr="Pour essayer ce qui ne se voit qu'avec le temps : une demi-année de visites inventées, "
    "planifiée, publiée, pesée et close semaine après semaine dans votre registre. Seule une ville "
    "d'essai qui n'a encore aucune semaine peut l'avoir.",
    en="To try what only time shows: half a year of made-up visits, planned, published, weighed "
    "and closed week after week in your ledger. Only a town to try with that has no week yet can "
    "have it.",
)
NOT_SHIPPED = Text(
    fr="Aucune demi-année n'est fournie pour {town}. Attendu : une ville fournie qui en a une "
    "({known}). Choisissez-la.",
    en="No half-year ships for {town}. Expected: a town that ships with one ({known}). Choose it.",
)
HAS_WEEKS = Text(
    fr="{town} a déjà des semaines publiées ou pesées : rien d'inventé ne s'y mêle. Attendu : une "
    "base de données sans semaine de cette ville. Donnez-en une autre (--database), ou gardez vos "
    "semaines.",
    en="{town} has weeks that are published or weighed already: nothing made up is mixed with "
    "them. Expected: a database without a week of this town. Give another (--database), or keep "
    "your weeks.",
)
NOWHERE = Text(
    fr="Nulle part où écrire cette demi-année. Attendu : une base de données. Donnez --database.",
    en="Nowhere to write this half-year. Expected: a database. Give --database.",
)
INVENTED = Text(
    fr="Tout ce passé est inventé ({weeks} semaines) : visites, kg, kilomètres et heures.",
    en="All of this past is made up ({weeks} weeks): visits, kg, kilometres and hours.",
)
NOT_YET = Text(fr="ne donne pas encore", en="does not give yet")
NOTE = Text(fr="semaine d'essai", en="week to try with")
