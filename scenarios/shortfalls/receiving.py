"""Associations that no plan can give anything to."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from scenarios.shortfalls.finding import warning


def receiving_nothing(scenario: Scenario) -> Iterator[Finding]:
    """Yield associations that never distribute, or that are in no pool."""
    members = {who for pool in scenario.policy.pools for who in pool.members}
    brought = {one for delivery in scenario.deliveries for one in (delivery.source, delivery.to)}
    # a town asked about its openings alone says there when its associations are open
    outlets = () if scenario.donors else scenario.openings.outlets
    opened = {one.association for one in outlets}
    for who in scenario.associations:
        wants = who.people or who.weekly_need_kg
        if wants and not who.openings and who.id not in brought and who.id not in opened:
            yield warning(
                "no_opening",
                Text(
                    fr=f"{who.label} n'a aucune distribution : rien ne peut lui être attribué.",
                    en=f"{who.label} holds no distribution: nothing can be given to it.",
                ),
                (who.id,),
            )
        if who.id not in members:
            yield warning(
                "no_pool",
                Text(
                    fr=f"{who.label} n'est membre d'aucun groupe : elle ne reçoit rien.",
                    en=f"{who.label} is a member of no pool: it receives nothing.",
                ),
                (who.id,),
            )
