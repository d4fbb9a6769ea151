"""A planned week in one sentence: what is brought, and who has nothing or far less."""

from __future__ import annotations

from models.base import Language, Text
from models.numbers import amount, percent
from models.study import Study
from service.kinds.week.deliveries import shares_food
from service.words.sentences import count, listed, semicolon

NOTHING_KG = 0.5
"""Less than that is nothing."""

NO_ROUND = Text(
    fr="Aucune tournée n'est prévue : rien n'est apporté.",
    en="No round is planned: nothing is brought.",
)
OF_NEED = Text(fr="{share} du besoin", en="{share} of the need")
DELIVERED = Text(fr="{got} livrés sur {due} dus", en="{got} delivered of {due} due")
NOBODY = Text(fr="rien pour {who}", en="nothing for {who}")
BEHIND = Text(fr="seulement {share} du besoin pour {who}", en="only {share} of the need for {who}")
LEFT = Text(fr="{kg} restent au dépôt", en="{kg} stay at the depot")


def week_answer(study: Study, language: Language) -> str:
    """Return the sentence that comes first."""
    totals = study.totals
    if not study.plan.rounds:
        return NO_ROUND.in_(language)
    parts = [*brought(study, language), count(totals.rounds, "round", language)]
    told = [", ".join(parts), *_behind(study, language)]
    if totals.units_left:
        left = amount(totals.due_kg - totals.delivered_kg, "kg", language)
        told.append(LEFT.format(kg=left).in_(language))
    return f"{semicolon(language).join(told)}."


def brought(study: Study, language: Language) -> list[str]:
    """Return what the week brings, and how much that is of what is needed."""
    totals, told = study.totals, []
    if shares_food(study):
        share = totals.usable_kg / totals.need_kg if totals.need_kg else 1.0
        told += [
            count(round(totals.usable_kg), "kg_distributed", language),
            OF_NEED.format(share=percent(share, language)).in_(language),
        ]
    if totals.due_kg:
        got, due = (amount(kg, "kg", language) for kg in (totals.delivered_kg, totals.due_kg))
        told.append(DELIVERED.format(got=got, due=due).in_(language))
    return told


def _behind(study: Study, language: Language) -> list[str]:
    """Return who receives nothing, then who is named among the alarms as far behind."""
    named = study.scenario.association
    mine = {one.association: one for one in study.balances}
    nothing = [who for who, one in mine.items() if one.need_kg > 0 and one.received_kg < NOTHING_KG]
    far = [who for one in study.findings if one.code == "far_behind" for who in one.where]
    told = []
    if nothing:
        who = listed([named[one].name for one in nothing], language)
        told.append(NOBODY.format(who=who).in_(language))
    for one in far:
        if one not in nothing:
            share = percent(mine[one].share_of_need, language)
            told.append(BEHIND.format(share=share, who=named[one].name).in_(language))
    return told
