"""The hard rules of a van's visits: its half-days, its stops, whom it may serve."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "visit_half_day",
        "visiting_van.half_days",
        "{who} sort {found}, ce n'est pas une de ses demi-journées.",
        "{who} goes out {found}, which is none of its half-days.",
    ),
    rule(
        "visit_outing_twice",
        "visiting_van.half_days",
        "{who} sort {found} fois {what}.",
        "{who} goes out {found} times {what}.",
    ),
    rule(
        "visit_week",
        "itinerary.cycle_weeks",
        "{who} sort en semaine {found} d'un cycle de {limit}.",
        "{who} goes out in week {found} of a cycle of {limit}.",
    ),
    rule(
        "visit_stops",
        "visiting_van.max_stops",
        "{who}, {what} : {found} haltes, {limit} au plus.",
        "{who}, {what}: {found} stops, {limit} at most.",
    ),
    rule(
        "visit_travel",
        "travel",
        "{who}, {what} : à {found}, impossible avant {limit}.",
        "{who}, {what}: at {found}, impossible before {limit}.",
    ),
    rule(
        "visit_minutes",
        "van_stop.minutes",
        "{what} : {found} min sur place, il en faut {limit}.",
        "{what}: {found} min on site, {limit} needed.",
    ),
    rule(
        "visit_hours",
        "van_stop.opens, van_stop.closes, van_stop.days",
        "{what} : visite {found}, hors de ses jours ou de ses heures.",
        "{what}: visited {found}, outside its days or hours.",
    ),
    rule(
        "visit_shift",
        "shift.starts, shift.ends, shift.max_min",
        "{who}, {what} : dehors {found}, la plage permet {limit}.",
        "{who}, {what}: out {found}, the shift allows {limit}.",
    ),
    rule(
        "visit_parking",
        "van_stop.parking",
        "{what} : aucun endroit où se garer n'est connu.",
        "{what}: nowhere to park is known.",
    ),
    rule(
        "visit_households",
        "visiting_van.households_per_stop, van_stop.households_low, van_stop.households_high",
        "{what} : {found} foyers servis en une visite, {limit} au plus.",
        "{what}: {found} households served in one visit, {limit} at most.",
    ),
    rule(
        "visit_load",
        "visiting_van.households_per_half_day, visiting_van.payload_kg, visiting_van.cold_kg",
        "{who}, {what} : {found} à bord, {limit} possibles.",
        "{who}, {what}: {found} on board, {limit} possible.",
    ),
    rule(
        "visit_week_most",
        "van_stop.households_low, van_stop.households_high",
        "{what}, semaine {when} : {found} foyers servis, ils sont {limit}.",
        "{what}, week {when}: {found} households served, there are {limit}.",
    ),
)

ITINERARY_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a van's visits, by code."""
