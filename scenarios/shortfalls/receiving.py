"""Associations that no plan can give anything to."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.calendar import Day
from models.findings import Finding
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.streams import Stream, may_drop, may_work, streams
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


def never_reached(scenario: Scenario) -> Iterator[Finding]:
    """Yield associations of a pool to whose door no vehicle may or can drive on any day."""
    for stream in streams(scenario):
        for who in stream.members:
            wants = scenario.association[who].people or scenario.association[who].weekly_need_kg
            if who == stream.hub or len(stream.members) == 1 or not wants:
                continue
            out = [
                (vehicle, day)
                for vehicle in scenario.vehicles
                for day in scenario.days
                if _may_go(scenario, stream, vehicle, day, who)
            ]
            if not any(_meets(scenario, vehicle, day, who) for vehicle, day in out):
                text = NEVER_REACHED if out else NEVER_ALLOWED
                name = scenario.association[who].label
                yield warning("never_reached", text.format(who=name), (who,))


def _may_go(scenario: Scenario, stream: Stream, vehicle: Vehicle, day: Day, who: str) -> bool:
    """Tell whether a vehicle goes out for a stream on a day, and may drop at a door."""
    if who in vehicle.forbidden or not may_drop(scenario, stream, vehicle.id, day, who):
        return False
    return may_work(scenario, stream, vehicle.id, day, collects=stream.mode == "direct")


def _meets(scenario: Scenario, vehicle: Vehicle, day: Day, who: str) -> bool:
    """Tell whether a vehicle is out while a door receives, travel not counted."""
    return any(
        max(opens_s, shift.starts_s) < min(closes_s, shift.ends_s)
        for opens_s, closes_s in scenario.receives_s(who, day)
        for shift in scenario.shifts
        if not vehicle.shifts or shift.id in vehicle.shifts
    )


NEVER_REACHED = Text(
    fr="{who} : aucun véhicule ne peut y livrer pendant ses heures de réception, aucun jour : elle "
    "ne reçoit rien du groupe. Élargissez ces heures, ou les jours et les plages d'un véhicule.",
    en="{who}: no vehicle can deliver there while it receives, on any day: it gets nothing from "
    "the pool. Widen these hours, or the days and shifts of a vehicle.",
)
NEVER_ALLOWED = Text(
    fr="{who} : aucun véhicule du groupe ne peut aller chez elle, aucun jour : elle ne reçoit rien "
    "du groupe. Donnez-lui un véhicule qui sort et qui passe dans sa rue, ou ouvrez-lui l'un des "
    "autres.",
    en="{who}: no vehicle of the pool can go there on any day: it gets nothing from the pool. Give "
    "it a vehicle that goes out and fits its street, or let one of the others in.",
)
