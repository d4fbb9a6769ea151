"""What is noted of a split: floors missed or waited for, rules that agree, undated counts."""

from __future__ import annotations

from models.allocation import Comparison, Standing
from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from solver.allocation.rules import RULE_NAMES

SAME_KG = 0.5
"""Rules that give everyone the same within this are told to agree."""
FLOOR_MISSED = Text(
    fr="{who} reçoit {now:.0f} points, contre {alone:.0f} si chacun allait seul : ce plancher ne "
    "peut pas être tenu avec ces lots.",
    en="{who} receives {now:.0f} points, against {alone:.0f} by going alone: this floor cannot "
    "be held with these lots.",
)
FLOOR_IN_TURN = Text(
    fr="{who} reçoit {now:.0f} points cette semaine, contre {alone:.0f} si chacun allait seul : "
    "les lots entiers vont à tour de rôle, et son compte garde la différence d'une semaine à "
    "l'autre.",
    en="{who} receives {now:.0f} points this week, against {alone:.0f} by going alone: whole lots "
    "go in turn, and its account carries the difference from week to week.",
)


def notes(
    scenario: Scenario,
    standings: tuple[Standing, ...],
    comparisons: list[Comparison],
    *,
    whole: bool,
    loss: float,
) -> list[Finding]:
    """Return what is worth knowing of a split.

    Parameters
    ----------
    whole
        Whether whole lots are given in turn: fair parts that reach a floor then hold it over the
        weeks, not in each.
    loss
        Points below a floor from which it counts as missed.
    """
    found = []
    for one in standings:
        if one.alone_points - one.points <= loss:
            continue
        fair = sum(kg * scenario.family[name].points_per_kg for name, kg in one.fair_kg.items())
        in_turn = whole and one.alone_points - fair <= loss
        found.append(
            Finding(
                code="floor_in_turn" if in_turn else "worse_off",
                severity="info" if in_turn else "warning",
                text=(FLOOR_IN_TURN if in_turn else FLOOR_MISSED).format(
                    who=scenario.association[one.association].label,
                    now=one.points,
                    alone=one.alone_points,
                ),
                where=(one.association,),
            )
        )
    return [*found, *_agreeing(comparisons), *_undated(scenario)]


def _agreeing(comparisons: list[Comparison]) -> list[Finding]:
    """Return which rules would give everyone the same as the one applied, which comes first."""
    same = [
        other.rule
        for other in comparisons[1:]
        if all(abs(other.kg[who] - kg) <= SAME_KG for who, kg in comparisons[0].kg.items())
    ]
    if not same:
        return []
    names = Text(
        fr=", ".join(RULE_NAMES[name].fr for name in same),
        en=", ".join(RULE_NAMES[name].en for name in same),
    )
    text = Text(
        fr="Donneraient la même chose à chacun, à 0,5 kg près : {rules}.",
        en="Would give everyone the same, within 0.5 kg: {rules}.",
    ).format(rules=names)
    return [Finding(code="rules_agree", severity="info", text=text)]


def _undated(scenario: Scenario) -> list[Finding]:
    uncounted = [one.label for one in scenario.associations if one.counted_on is None]
    if not uncounted:
        return []
    text = Text(
        fr="Personnes aidées : comptes sans date pour {who}.",
        en="People helped: counts without a date for {who}.",
    ).format(who=", ".join(uncounted))
    return [Finding(code="undated_counts", severity="info", text=text)]
