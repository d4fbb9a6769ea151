"""What must be known first about a purchase in common."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.buying_study import BuyingStudy
from models.buying_wishes import WISH_NAMES
from models.findings import Finding
from models.travel import ESTIMATED
from solver.buying.problem import BuyingProblem


def findings_of(study: BuyingStudy, problem: BuyingProblem) -> Iterator[Finding]:
    """Yield what is not sold, who buys alone, which wishes are given up, what is not proved."""
    names, needs = study.scenario.association, study.scenario.buying.need
    unsold: dict[str, list[str]] = {}
    for who, need in problem.unsold:
        unsold.setdefault(need, []).append(names[who].name)
    for need, whom in unsold.items():
        text = UNSOLD.format(need=needs[need].label, who=", ".join(whom))
        yield Finding(code="buying_unsold", severity="warning", text=text, where=(need,))
    for one in study.unmet:
        if one.code != "rounding":
            yield Finding(
                code="buying_unmet", severity="warning", text=one.reason, where=(one.association,)
            )
    if study.plan.apart:
        who = ", ".join(names[one].name for one in study.plan.apart)
        yield Finding(
            code="buying_apart",
            severity="warning",
            text=APART.format(who=who),
            where=study.plan.apart,
        )
    for wish in study.plan.given_up:
        text = GIVEN_UP.format(wish=WISH_NAMES[wish])
        yield Finding(code="buying_given_up", severity="warning", text=text)
    if not all(one.proved for one in study.levels):
        yield Finding(code="buying_not_proved", severity="info", text=NOT_PROVED)
    if any(one.way == "stop" for one in study.plan.last_mile):
        yield Finding(code="buying_stops", severity="info", text=STOPS)
        if study.travel.source == "estimate":
            yield Finding(code="estimated_travel", severity="info", text=ESTIMATED)


UNSOLD = Text(
    fr="Personne ne vend « {need} » ({who}). Ajoutez une offre, ou retirez ce besoin.",
    en='Nobody sells "{need}" ({who}). Add an offer, or take this need out.',
)
APART = Text(
    fr="Acheter seul coûte moins cher à {who} : hors du groupement cette fois.",
    en="Buying alone is cheaper for {who}: outside the group this time.",
)
GIVEN_UP = Text(
    fr="Un souhait n'est pas tenu : {wish}. Il ne peut pas l'être, ou coûterait plus que tout ce "
    "que le groupement fait gagner.",
    en="A wish is not kept: {wish}. It cannot be, or would cost more than all that buying together "
    "saves.",
)
NOT_PROVED = Text(
    fr="Le meilleur achat n'est pas prouvé : l'écart possible est indiqué plus bas.",
    en="The best purchase is not proved: how far it may be off stands below.",
)
STOPS = Text(
    fr="Le dernier kilomètre hors des trajets prévus est compté aller et retour pour chaque "
    "membre : une tournée de plusieurs arrêts coûterait moins.",
    en="The last mile off planned trips is counted there and back for each member: a round of "
    "several stops would cost less.",
)
