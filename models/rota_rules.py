"""The hard rules of a rota: one code, one field, one sentence in both languages each."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "rota_reference",
        "id",
        "Le planning place {who} à {what} : l'un des deux n'existe pas.",
        "The rota puts {who} at {what}: one of them does not exist.",
    ),
    rule(
        "rota_duty",
        "rota.duties",
        "{what} manque au planning, ou n'y est pas tel que le scénario le demande.",
        "{what} is missing from the rota, or not as the scenario asks.",
    ),
    rule(
        "rota_places",
        "seat.places",
        "{what} : {found} personnes pour {limit} places.",
        "{what}: {found} people for {limit} places.",
    ),
    rule(
        "rota_offer",
        "volunteer.offers, volunteer.absences",
        "{who} n'offre pas la demi-journée de {what}.",
        "{who} does not offer the half-day of {what}.",
    ),
    rule(
        "rota_skill",
        "seat.skills, volunteer.skills",
        "{who} n'a pas ce que {what} demande : {limit}.",
        "{who} lacks what {what} needs: {limit}.",
    ),
    rule(
        "rota_association",
        "volunteer.association, volunteer.helps",
        "{who} n'aide pas {limit}, dont c'est le service : {what}.",
        "{who} does not help {limit}, whose duty it is: {what}.",
    ),
    rule(
        "rota_half_day",
        "duty.shift",
        "{who} a {found} services dans la même demi-journée, dont {what}.",
        "{who} has {found} duties in the same half-day, {what} among them.",
    ),
    rule(
        "rota_day",
        "volunteer.max_per_day",
        "{who} : {found} services le {what}, {limit} au plus par jour.",
        "{who}: {found} duties on {what}, {limit} a day at most.",
    ),
    rule(
        "rota_week",
        "volunteer.max_per_week",
        "{who} : {found} services en semaine {what}, {limit} au plus par semaine.",
        "{who}: {found} duties in week {what}, {limit} a week at most.",
    ),
    rule(
        "rota_fortnight",
        "volunteer.max_per_fortnight",
        "{who} : {found} services en quinzaine {what}, {limit} au plus par quinzaine.",
        "{who}: {found} duties in fortnight {what}, {limit} a fortnight at most.",
    ),
    rule(
        "rota_together",
        "pairing.rule",
        "{who} sont à {what} sans {limit}, alors qu'ils ne viennent qu'ensemble.",
        "{who} are at {what} without {limit}, though they come only together.",
    ),
    rule(
        "rota_apart",
        "pairing.rule",
        "{who} sont ensemble à {what}, ce qui ne doit jamais être.",
        "{who} are together at {what}, which must never be.",
    ),
    rule(
        "rota_weekends",
        "rota.weekends_apart",
        "{who} vient deux week-ends de suite, le second pour {what}.",
        "{who} comes two week-ends running, the second for {what}.",
    ),
    rule(
        "rota_decision",
        "decision.rule",
        "{who} : la décision prise pour {what} n'est pas suivie.",
        "{who}: what was decided for {what} is not followed.",
    ),
    rule(
        "rota_figures",
        "levels, ranks, associations, loads",
        "Le planning annonce {found} pour {what}, ses placements donnent {limit}.",
        "The rota tells {found} for {what}, its placements make {limit}.",
    ),
    rule(
        "rota_proof",
        "potentials",
        "Les prix donnés ne prouvent pas le niveau « {what} » : {found}.",
        "The prices given do not prove the level “{what}”: {found}.",
    ),
    rule(
        "rota_hall",
        "shortages",
        "L'explication des places vides de {what} ne tient pas : {found} au plus annoncées, "
        "{limit} possibles.",
        "The reason for the empty places of {what} does not hold: {found} at most are told, "
        "{limit} possible.",
    ),
)

ROTA_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a rota, by code."""
