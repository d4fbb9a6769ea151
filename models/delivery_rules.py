"""The hard rules of delivered units, errands, and the rounds that bring them."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "unit_once",
        "delivery.units",
        "{what} : déposé {found} fois.",
        "{what}: dropped {found} times.",
    ),
    rule(
        "unit_week",
        "delivery.weeks",
        "Tournée {who} : {what} n'est pas prévu cette semaine.",
        "Round {who}: {what} is not due this week.",
    ),
    rule(
        "unit_door",
        "delivery.to",
        "Tournée {who} : {what}, déposé à {found}.",
        "Round {who}: {what}, dropped at {found}.",
    ),
    rule(
        "unit_day",
        "delivery.days",
        "Tournée {who} : {what} ne peut pas être livré le {found} ; jours possibles : {limit}.",
        "Round {who}: {what} cannot be delivered on {found}; possible days: {limit}.",
    ),
    rule(
        "visits",
        "delivery.min_visits, delivery.max_visits",
        "{what} : {found} livraisons, {limit} prévues.",
        "{what}: deliveries made {found}, agreed {limit}.",
    ),
    rule(
        "empty_visit",
        "plan.rounds",
        "Tournée {who} : le passage à {what} n'apporte rien.",
        "Round {who}: the visit to {what} brings nothing.",
    ),
    rule(
        "carries",
        "vehicle.carries",
        "Tournée {who} : {found} ne porte pas de {temperature} ({what}).",
        "Round {who}: {found} carries no {temperature} food ({what}).",
    ),
    rule(
        "unit_cold",
        "vehicle.cold, vehicle.frozen_pallets",
        "Tournée {who} : {what} demande {limit}.",
        "Round {who}: {what} needs {limit}.",
    ),
    rule(
        "refrigerated",
        "offer.refrigerated",
        "Tournée {who} : {what} demande un camion frigorifique.",
        "Round {who}: {what} needs a refrigerated van.",
    ),
    rule(
        "boxes_per_day",
        "boxes_per_day",
        "{found} norvégiennes prises le {when}, {limit} en tout.",
        "{found} insulated boxes used on {when}, {limit} in all.",
    ),
    rule(
        "first_stop",
        "association.first_stop",
        "Tournée {who} : {what} doit être le premier passage.",
        "Round {who}: {what} must be its first stop.",
    ),
    rule(
        "served_round_time",
        "association.max_round_min",
        "Tournée {who} : {found} min, {limit} au plus quand elle passe à {what}.",
        "Round {who}: {found} min, {limit} at most when it serves {what}.",
    ),
    rule(
        "collecting_trip",
        "policy.collect_in_first_trip",
        "Tournée {who} : {what} est ramassé à la rotation {found}, seule la première le peut.",
        "Round {who}: {what} is collected in trip {found}, only the first one may.",
    ),
    rule(
        "collecting_time",
        "policy.collecting_trip_max_min",
        "Tournée {who} : la rotation qui ramasse dure {found} min, {limit} au plus.",
        "Round {who}: the trip that collects takes {found} min, {limit} at most.",
    ),
    rule(
        "alone",
        "commitment.alone",
        "Tournée {who} : {what} doit en être la seule ramasse, {found} y est aussi.",
        "Round {who}: {what} must be its only pick-up, {found} is there too.",
    ),
    rule(
        "one_round",
        "plan.rounds",
        "{what} sort deux fois sur une même plage ({who}) : ses retours sont des rotations.",
        "{what} goes out twice in one shift ({who}): its returns part trips of one round.",
    ),
    rule(
        "errand",
        "errands",
        "{who}, rotation {found} : la course donnée à {what} n'est pas faite.",
        "{who}, trip {found}: the errand given to {what} is not made.",
    ),
    rule(
        "errand_given",
        "errands",
        "Tournée {who} : une course à {what} que rien ne demande.",
        "Round {who}: an errand to {what} that nothing asks for.",
    ),
    rule(
        "errand_alone",
        "errand.to, errand.rides_along",
        "Tournée {who} : {found} n'a pas sa place dans la rotation donnée à {what}.",
        "Round {who}: {found} has no place in the trip given to {what}.",
    ),
)

DELIVERY_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of deliveries and errands, by code."""
