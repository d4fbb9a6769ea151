"""The words that a workbook offers for fixed choices: yes and no, days, kinds of cold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from models.base import Language, Text
from models.buying import CATEGORIES, SELLERS, TIER_KINDS
from models.calendar import DAY_NAMES
from models.grant_uses import NATURES, USES
from models.heads import PER_NAMES
from models.outlets import PARTS, SCHOOLS
from models.pooling import COST_RULE_NAMES
from models.products import TEMPERATURE_NAMES
from models.publics import AUDIENCES, MODES
from models.rota import DECISIONS, PAIRING_RULES
from models.split_rules import (
    COMPROMISE,
    EQUAL_AWARDS,
    EQUAL_LOSSES,
    HALF_FIRST,
    LOWEST_FIRST,
    MIDDLE,
    TOTAL_BY_GINI,
)
from models.territory import WAYS
from models.transfers import COOKED
from models.visits import DATE_KIND_NAMES
from models.volunteers import DUTY_KINDS
from models.words import (
    BOX,
    COST,
    DRIVER,
    EACH_ALONE,
    FAIRNESS,
    FOOD,
    HELPER,
    HOURS,
    NOTHING,
    PALLET,
    STABILITY,
)
from scenarios.beginning.figures import KIND_NAMES
from scenarios.workbook.letters import bare

CROSS = "x"

_TRUE = ("oui", "yes", "vrai", "true", "x", "1")
_FALSE = ("non", "no", "faux", "false", "0")

VALUES: Mapping[str, Text] = {
    **COST_RULE_NAMES,
    **DAY_NAMES,
    **TEMPERATURE_NAMES,
    **KIND_NAMES,
    **DUTY_KINDS,
    **{name: text for those in (AUDIENCES, MODES, PARTS, SCHOOLS) for name, text in those.items()},
    **{
        name: text
        for those in (CATEGORIES, SELLERS, TIER_KINDS, USES, NATURES)
        for name, text in those.items()
    },
    **PER_NAMES,
    "forbidden": Text(fr="refusé à tout prix", en="refused at any price"),
    **COOKED,
    **{
        name: text
        for those in (DATE_KIND_NAMES, NATURES, USES, WAYS)
        for name, text in those.items()
    },
    "car": KIND_NAMES["car"],  # a vehicle, and a way to go
    **PAIRING_RULES,
    **DECISIONS,
    "fr": Text(fr="français", en="French"),
    "en": Text(fr="anglais", en="English"),
    "centre": Text(fr="grand centre", en="big centre"),
    "town": Text(fr="ville", en="town"),
    "rural": Text(fr="campagne", en="countryside"),
    "refrigerated": Text(fr="frigorifique", en="refrigerated"),
    "boxes": BOX[1],
    "none": Text(fr="aucun", en="none"),
    "A": Text(fr="A", en="A"),
    "B": Text(fr="B", en="B"),
    "C": Text(fr="C", en="C"),
    "driver": DRIVER,
    "helper": HELPER,
    "alone": EACH_ALONE,
    "hub": Text(fr="lieu de tri", en="hub"),
    "direct": Text(fr="livraison directe", en="direct"),
    "food": FOOD,
    "fairness": FAIRNESS,
    "hours": HOURS,
    "cost": COST,
    "stability": STABILITY,
    "leximin": LOWEST_FIRST,
    "proportional": Text(fr="proportionnelle", en="proportional"),
    "equal_awards": EQUAL_AWARDS,
    "equal_losses": EQUAL_LOSSES,
    "talmud": HALF_FIRST,
    "nash": COMPROMISE,
    "alpha_fair": MIDDLE,
    "total_by_gini": TOTAL_BY_GINI,
    "owned": Text(fr="possédé", en="owned"),
    "lent": Text(fr="prêté", en="lent"),
    "rented": Text(fr="loué", en="rented"),
    "candidate": Text(fr="envisagé", en="considered"),
    "week": Text(fr="chaque semaine", en="every week"),
    "odd": Text(fr="semaines impaires", en="odd weeks"),
    "any": Text(fr="toutes", en="any"),
    "fixed": NOTHING,
    "surface": Text(fr="surface", en="surface"),
    "cold_places": Text(fr="places froides", en="cold places"),
    "pallets": PALLET[1],
    "free": Text(fr="libre", en="free"),
    "arrivals": Text(fr="arrivées", en="arrivals"),
    "departures": Text(fr="départs", en="departures"),
    "both": Text(fr="les deux", en="both"),
    "even": Text(fr="semaines paires", en="even weeks"),
    "first": Text(fr="1er", en="1st"),
    "second": Text(fr="2e", en="2nd"),
    "third": Text(fr="3e", en="3rd"),
    "fourth": Text(fr="4e", en="4th"),
    "fifth": Text(fr="5e", en="5th"),
    "last": Text(fr="dernier", en="last"),
}

FORMER: Mapping[str, tuple[str, ...]] = {
    "small-store": ("petit commerce, discompte", "small store, discounter"),
    "car": ("en voiture", "by car"),
    "alpha_fair": ("alpha-équitable", "alpha-fair"),
    "total_by_gini": ("total × (1 − Gini)",),
}
"""What choices were called in workbooks of before."""


def value_word(value: str, language: Language) -> str:
    """Return how a fixed choice is written in a cell; itself when it has no other word.

    Examples
    --------
    >>> value_word("boxes", "fr"), value_word("mon", "en")
    ('norvégiennes', 'Monday')
    """
    return VALUES[value].in_(language) if value in VALUES else value


def meant_value(word: str, annotation: Any) -> str | None:
    """Return the fixed choice that a word means in either language, none when it means none.

    Examples
    --------
    >>> from typing import Literal
    >>> meant_value("Norvegiennes", Literal["boxes", "none"]), meant_value("van", Literal["boxes"])
    ('boxes', None)
    >>> meant_value("alpha-équitable", Literal["alpha_fair"])
    'alpha_fair'
    """
    choices = [str(one) for one in get_args(annotation)]
    if word in choices:
        return word
    plain = bare(word)
    for one in choices:
        named = VALUES.get(one)
        words = (one,) if named is None else (one, named.fr, named.en, *FORMER.get(one, ()))
        if plain in (bare(other) for other in words):
            return one
    return None


def meant_truth(value: object) -> bool | None:
    """Return the yes or no that a cell means, none when it means neither.

    Examples
    --------
    >>> meant_truth("Oui"), meant_truth(0), meant_truth("peut-être")
    (True, False, None)
    """
    if isinstance(value, bool):
        return value
    word = bare(str(value))
    return True if word in _TRUE else False if word in _FALSE else None
