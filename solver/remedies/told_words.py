"""What is told of a change that was tried, and of those that were not enough."""

from __future__ import annotations

from models.base import Text
from solver.edits.edit import Edits
from solver.edits.sentences import capital, enumerated, sentence
from solver.review.checks.violations import amount


def _named(edits: Edits) -> Text:
    """Return what changes, each said once."""
    return enumerated(list({edit.text.fr: edit.text for edit in edits}.values()))


def enough(edits: Edits) -> Text:
    """Say a change that a new plan confirmed."""
    return sentence(_named(edits))


def would(edits: Edits) -> Text:
    """Say a change with which the pick-up joins the plan as it is; no new plan was searched."""
    return sentence(WOULD.format(edits=_named(edits)))


def replaced(edits: Edits) -> Text:
    """Say that others would profit nearly as much from a change."""
    return REPLACED.format(edits=capital(_named(edits)))


def worth_less(edits: Edits, kg: float, tolerance: float) -> Text:
    """Say that even with a change a plan may rather save hours."""
    values = {
        "edits": capital(_named(edits)),
        "kg": amount(round(kg)),
        "share": amount(100 * tolerance),
    }
    return WORTH_LESS.format(**values)


WOULD = Text(fr="{edits} ; cela permettrait de l'ajouter", en="{edits}; that would let it be added")
REPLACED = Text(
    fr="{edits} ; cela permettrait de l'ajouter, mais un autre plan en tirerait presque autant "
    "sans lui.",
    en="{edits}; that would let it be added, yet another plan would gain nearly as much without "
    "it.",
)
WORTH_LESS = Text(
    fr="{edits} ; cela permettrait de l'ajouter, mais le plan peut le laisser quand même : ses "
    "{kg} kg valent moins que ce que la règle cède de nourriture pour gagner des heures "
    "({share} %).",
    en="{edits}; that would let it be added, yet the plan may leave it all the same: its {kg} kg "
    "are worth less than the food that the rule gives up to save hours ({share} %).",
)
NOTHING_ENOUGH = Text(
    fr="Aucun changement d'un, deux ou trois moyens n'a suffi parmi ceux essayés.",
    en="No change of one, two or three means was enough, of those tried.",
)
UNTRIED = Text(
    fr="Aucun changement n'a été essayé : beaucoup de passages restent, ceux qui serviraient le "
    "plus l'ont été d'abord.",
    en="No change was tried: many pick-ups stay behind, those of most use were tried first.",
)
TOO_LARGE = Text(
    fr="Aucun changement n'a été essayé : la semaine est trop grande pour les vérifier tous.",
    en="No change was tried: the week is too large to check them all.",
)
UNEXAMINED = Text(
    fr="La raison n'a pas été cherchée : la semaine est très grande et le temps était écoulé.",
    en="No reason was looked for: the week is very large and the time was over.",
)
MORE_TIME = Text(
    fr="Chercher plus longtemps, ou planifier chaque secteur à part.",
    en="Search longer, or plan each sector apart.",
)
BY_HAND = Text(fr="L'ajouter à la main à ce prix.", en="Add it by hand at that price.")
BY_HAND_AND_ON = Text(
    fr="L'ajouter à la main à ce prix, avec une tournée de plus vers « {door} » : {who}.",
    en='Add it by hand at that price, with a round more to "{door}": {who}.',
)
NO_USE = Text(
    fr="Rien à changer aux moyens ; à proposer à d'autres structures.",
    en="Nothing to change in the means; offer it to other structures.",
)
NO_POOL = Text(
    fr="Mettre son titulaire dans un groupe qui ramasse.",
    en="Put the holder of its agreement into a pool that collects.",
)
